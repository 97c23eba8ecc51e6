"""`morgue serve`: the web page and the JSON, by waitress."""

import webbrowser
from dataclasses import replace

import click
from waitress import create_server

from commands.setup import Setup, plain_errors
from search.web.access import credentials, hosts
from search.web.operation.request_log import log_to_standard_error
from settings import Settings, SettingsError

_HEADER = 32_768  # bytes: a query of 1,000 characters takes 12,000 percent-encoded, the rest is cookies
_BODY = 65_536  # bytes: the only bodies are short forms
_CONNECTIONS = 2_000  # waiting ones cost a few kilobytes each; none of them holds a thread
_IDLE = 30  # seconds that a client may take over the next part of its request, or to read the next part of the answer
_CLEANUP = 5  # seconds between looks for such clients


@click.command()
@click.option("--host", help="Address to listen on; default: the setting host.")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port; 0 takes a free one. Default: the setting port.")
@click.option("--public", is_flag=True, help="Let everybody who reaches the address read, beyond this machine too.")
@click.option("--open", "open_page", is_flag=True, help="Open the page in a browser.")
@click.pass_obj
def serve(setup: Setup, host: str | None, port: int | None, public: bool, open_page: bool) -> None:
    """Serve the web page and the JSON endpoint until interrupted.

    A reindex is picked up without a restart.
    """
    settings = replace(
        setup.settings,
        host=setup.settings.host if host is None else host,
        port=setup.settings.port if port is None else port,
        public=setup.settings.public or public,
    )
    with plain_errors():
        _refuse_carelessness(settings)
        log_to_standard_error(settings.log)
        app = setup.make_app(settings, setup.engine())
        server = create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident="morgue",
            clear_untrusted_proxy_headers=False,  # the application does it, knowing which proxies are trusted
            max_request_header_size=_HEADER,
            max_request_body_size=_BODY,
            connection_limit=_CONNECTIONS,
            channel_timeout=_IDLE,
            cleanup_interval=_CLEANUP,
            asyncore_use_poll=True,  # select() ends at 1,024 open files
        )
        listening = f"[{settings.host}]" if ":" in settings.host else settings.host
        url = f"http://{listening}:{server.effective_port}/"
        click.echo(f"Morgue is at {url} (Ctrl+C ends it)")
        if open_page:
            webbrowser.open(url)
        try:
            server.run()
        except KeyboardInterrupt:
            click.echo("Ended.")
        finally:
            server.close()


def _refuse_carelessness(settings: Settings) -> None:
    """Refuse to serve an archive to a network without a word on who may read it.

    Raises:
        SettingsError: access is open, and nobody has said that it should be; nobody could get in; or the names are not
            known by which readers will come.
    """
    if settings.access == "closed":
        known = credentials.read(settings.credentials)
        if not (known.tokens or known.people or settings.login_header):
            raise SettingsError(
                "Access is closed and nobody could get in. Make a token (“morgue token create NAME”) or a login "
                "(“morgue person set NAME”), or set login_header."
            )
    elif not (settings.public or hosts.is_loopback(settings.host)):
        raise SettingsError(
            f"{settings.host} can be reached from other machines, and access to the archive is open. Close it (setting "
            'access = "closed", then “morgue person set NAME”), or say --public if everybody may read it.'
        )
    if hosts.is_everywhere(settings.host) and not settings.hosts:
        raise SettingsError(
            f"{settings.host} listens on every address of this machine. Say in the setting hosts by which names "
            "readers reach it, such as MORGUE_HOSTS=archive.example,10.0.0.7"
        )

"""`morgue serve`: the web page and the JSON, by waitress."""

import webbrowser
from dataclasses import replace

import click
from waitress import create_server

from commands.setup import Setup, plain_errors


@click.command()
@click.option("--host", help="Address to listen on; default: the setting host.")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port; 0 takes a free one. Default: the setting port.")
@click.option("--open", "open_page", is_flag=True, help="Open the page in a browser.")
@click.pass_obj
def serve(setup: Setup, host: str | None, port: int | None, open_page: bool) -> None:
    """Serve the web page and the JSON endpoint until interrupted.

    A reindex is picked up without a restart.
    """
    settings = replace(
        setup.settings,
        host=setup.settings.host if host is None else host,
        port=setup.settings.port if port is None else port,
    )
    with plain_errors():
        app = setup.make_app(settings, setup.engine())
        server = create_server(app, host=settings.host, port=settings.port, threads=settings.threads, ident="morgue")
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

"""Morgue's two ends put together: the web application, and the `morgue` command."""

import os
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_openapi3.openapi import OpenAPI

import search.web
import settings
from commands.access import person, token
from commands.check import check
from commands.inspect import inspect
from commands.reindex import reindex
from commands.search import search as search_command
from commands.serve import serve
from commands.setup import Setup
from commands.status import status
from search.engine import Engine
from search.engines import open_engine
from search.web.access import hosts
from search.web.access.credentials import CredentialsError
from search.web.access.proxies import networks
from search.web.policy import Policy, local_time
from settings import Settings, SettingsError

HERE = Path(__file__).resolve().parent


def create_app(
    config: Settings | None = None, engine: Engine | None = None, now: Callable[[], datetime] = local_time
) -> OpenAPI:
    """Make the web application.

    Args:
        config: the settings; if None, those of morgue.toml and the environment.
        engine: what answers; if None, the one that the settings name.
        now: the clock, with zone.

    Raises:
        SettingsError: a setting can't be used, or the file of credentials can't be read.
    """
    config = config or settings.load(os.environ)
    app = OpenAPI(
        "morgue",
        root_path=str(HERE),
        template_folder=str(HERE / "templates"),
        static_folder=str(HERE / "static"),
        doc_ui=False,
    )
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(HERE / "translations")
    app.config["MORGUE_PAGE_SIZE"] = config.page_size
    app.config["MORGUE_SETTINGS"] = repr(config)
    app.config["MORGUE_EXPORTS"] = max(1, config.threads // 2)  # the other threads are left to readers
    engine = engine or open_engine(
        config.engine, config.index, language=config.language, memory=config.memory, threads=config.threads
    )
    try:
        search.web.wire(app, engine, _policy(config, now))
    except (ValueError, CredentialsError) as error:
        raise SettingsError(str(error)) from error
    return app


def _policy(config: Settings, now: Callable[[], datetime]) -> Policy:
    """Give the terms of the web that the settings ask for.

    Raises:
        SettingsError: they ask for what would let strangers in.
        ValueError: an address is none.
    """
    if config.login_header and not config.proxies:
        raise SettingsError(
            f"The setting login_header is {config.login_header!r}, and no proxies are trusted: then anybody could say "
            "who they are. Name your sign-on proxy's address in the setting proxies."
        )
    return Policy(
        credentials=config.credentials if config.access == "closed" else None,
        login_header=config.login_header,
        proxies=networks(config.proxies),
        hosts=hosts.names(config.hosts, config.host),
        rate=config.rate,
        audit=config.audit,
        now=now,
    )


@click.group(cls=AppGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("morgue"), prog_name="morgue")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file, instead of ./morgue.toml.")
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Morgue: a newsroom's clippings archive, searchable.

    Put article texts into raw_docs/, run `morgue reindex`, then `morgue serve`.
    """
    try:
        context.obj = Setup(settings.load(os.environ, config), create_app)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


for command in (serve, reindex, search_command, inspect, status, check, token, person):
    main.add_command(command)

if __name__ == "__main__":
    main()

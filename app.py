"""Morgue's two ends put together: the web application, and the `morgue` command."""

import os
from importlib.metadata import version
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_openapi3.openapi import OpenAPI

import search.web
import settings
from commands.inspect import inspect
from commands.reindex import reindex
from commands.search import search as search_command
from commands.serve import serve
from commands.setup import Setup
from commands.status import status
from search.engine import Engine
from search.engines import open_engine
from settings import Settings, SettingsError

HERE = Path(__file__).resolve().parent


def create_app(config: Settings | None = None, engine: Engine | None = None) -> OpenAPI:
    """Make the web application.

    Args:
        config: the settings; if None, those of morgue.toml and the environment.
        engine: what answers; if None, the one that the settings name.

    Raises:
        SettingsError: a setting can't be used.
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
    search.web.wire(
        app, engine or open_engine(config.engine, config.index, language=config.language, memory=config.memory)
    )
    return app


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


for command in (serve, reindex, search_command, inspect, status):
    main.add_command(command)

if __name__ == "__main__":
    main()

"""What every command starts from: the settings, and how to make what they name."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click
from flask import Flask

from indexer.errors import IndexerError
from search.engine import Engine
from search.engines import open_engine
from search.errors import IndexBusyError, SearchError
from search.web.access.credentials import CredentialsError
from settings import Settings, SettingsError

FAILED = 1  # exit status: it could not be done
BUSY = 3  # exit status: another process writes the index; try again later


@dataclass(frozen=True, slots=True)
class Setup:
    """The settings, and the web application's factory.

    Args:
        settings: as loaded.
        make_app: makes the web application over an engine.
    """

    settings: Settings
    make_app: Callable[[Settings, Engine], Flask]

    def engine(self) -> Engine:
        """Open the engine that the settings name.

        Raises:
            SettingsError: the engine's name or the language is unknown.
        """
        try:
            return open_engine(
                self.settings.engine,
                self.settings.index,
                language=self.settings.language,
                memory=self.settings.memory,
                threads=self.settings.threads,
            )
        except ValueError as error:
            raise SettingsError(str(error)) from error


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what can go wrong into one clear line on standard error and an exit status."""
    try:
        yield
    except IndexBusyError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(BUSY) from error
    except (SearchError, IndexerError, SettingsError, CredentialsError) as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(FAILED) from error
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        cure = ". Nothing has changed; free some space and run it again." if error.errno == errno.ENOSPC else ""
        click.echo(f"Error: {error.strerror or error}{where}{cure}", err=True)
        raise SystemExit(FAILED) from error


def printable(text: str) -> str:
    """Give a text as one line that can't command the terminal: what is not printable becomes an escape."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)

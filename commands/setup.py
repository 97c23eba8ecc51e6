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
# What to do about errors of the machine. A command that fails has changed nothing that readers see.
_CURES = {
    errno.ENOSPC: "free some space and run it again",
    errno.EDQUOT: "free some space and run it again",
    errno.EFBIG: "raise the limit of how large a file may be (ulimit -f) and run it again",
    errno.EIO: "look after the disk, then run it again",
    errno.EROFS: "the disk is read-only: make it writable and run it again",
    errno.EACCES: "let this user write there, or run it as one who may",
    errno.EPERM: "let this user write there, or run it as one who may",
    errno.EMFILE: "too many files are open at once: raise the limit (ulimit -n) and run it again",
    errno.ENFILE: "too many files are open on this machine: end what holds them and run it again",
}


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
        cure = _CURES.get(error.errno or 0, "")
        click.echo(f"Error: {error.strerror or error}{where}{cure and f'. Nothing has changed; {cure}.'}", err=True)
        raise SystemExit(FAILED) from error


def printable(text: str) -> str:
    """Give a text as one line that can't command the terminal: what is not printable becomes an escape."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)

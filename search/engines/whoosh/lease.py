"""A reader's hold on a generation: while there is one, in whatever process, the generation is not collected.

It is a shared lock of the operating system on the generation's manifest. It goes when the reader lets go of the
generation, or ends, however it ends; no clock is asked, and nothing is written, so an index on a read-only disk can be
held as well. Whoever wants to remove a generation asks for the same lock for itself alone, without waiting.
"""

import fcntl
import os
import weakref
from pathlib import Path

from search.engines.whoosh.durability import is_passing
from search.errors import IndexDamagedError

LOCKED = "manifest.json"  # never linked from one generation to the next, so its lock is one generation's


class Lease:
    """Holds a generation until it is garbage.

    Args:
        folder: of the generation.

    Raises:
        IndexDamagedError: it is not there, or is being removed just now.
        OSError: too many files are open.
    """

    def __init__(self, folder: Path) -> None:
        try:
            descriptor = os.open(folder / LOCKED, os.O_RDONLY)
        except OSError as error:
            if is_passing(error):
                raise
            raise IndexDamagedError(f"generation {folder.name}: {error.strerror}: {error.filename}") from error
        weakref.finalize(self, os.close, descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexDamagedError(f"generation {folder.name} is being removed") from None
        except OSError:
            pass  # a file system without such locks: mapped files stay readable there too when their names are gone


def remove_unless_held(folder: Path) -> Path | None:
    """Take a generation out of its readers' sight, unless one of them holds it.

    Args:
        folder: of the generation.

    Returns:
        Where it is now, for its files to be removed; None if it is held.

    Raises:
        OSError: it can't be renamed.
    """
    gone = folder.with_name(f"{folder.name}.gone")
    try:
        descriptor = os.open(folder / LOCKED, os.O_RDONLY)
    except FileNotFoundError:  # damaged: no reader can have opened it
        return folder.rename(gone)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return folder.rename(gone)  # in one step: a reader finds it whole or not at all
    except BlockingIOError:
        return None
    finally:
        os.close(descriptor)

"""Making what was written outlive a power failure: contents by syncing files, names by syncing their folders."""

import errno
import os
from pathlib import Path

# Errors that tell of the machine's state, not of a file's: what they were raised for is neither sound nor damaged.
_PASSING = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EINTR})


def sync(path: Path) -> None:
    """Have a file or folder written to the disk before going on.

    Raises:
        OSError: the disk did not confirm it.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        error.filename = str(path)  # a descriptor's error names none
        raise
    finally:
        os.close(descriptor)


def sync_parents(path: Path) -> None:
    """Sync all folders above one, any of which may have been made with it.

    One that may not be read is passed over: it is somebody else's, and was there before.

    Raises:
        OSError: the disk did not confirm it.
    """
    for folder in path.resolve().parents:
        try:
            sync(folder)
        except PermissionError:
            continue


def write_synced(path: Path, content: bytes) -> None:
    """Write a file and have it on the disk.

    Raises:
        OSError: it can't be written.
    """
    path.write_bytes(content)
    sync(path)


def is_passing(error: OSError) -> bool:
    """Tell whether an error says nothing of a file: too many are open, or memory ran out."""
    return error.errno in _PASSING

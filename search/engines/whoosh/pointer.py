"""The pointer: `CURRENT` names the generation that serves and the SHA-256 of its manifest; a rename turns it.

So one line vouches for the manifest, and the manifest for every file.
"""

import re
from pathlib import Path
from typing import NamedTuple

from search.engines.whoosh.durability import is_passing, sync, write_synced
from search.errors import IndexDamagedError, IndexMissingError
from search.messages import say

NAME = "CURRENT"
COMING = "CURRENT.new"  # the next one, until it is renamed
_FORM = re.compile(rb"([1-9]\d{0,17}) ([0-9a-f]{64})\n")
_LONGEST = 200  # bytes: more than any pointer has


class Pointer(NamedTuple):
    """What `CURRENT` says: the number of the generation to serve, and the digest of its manifest."""

    number: int
    digest: str


def numbers(root: Path) -> list[int]:
    """Give the numbers of all complete generations on the disk, oldest first."""
    folder = root / "generations"
    return sorted(int(path.name) for path in folder.glob("*") if path.name.isdecimal()) if folder.is_dir() else []


def read_pointer(root: Path) -> Pointer:
    """Read the pointer.

    Raises:
        IndexMissingError: nothing was published yet.
        IndexDamagedError: it is not what a writer wrote, or is gone although there are generations.
        OSError: too many files are open.
    """
    path = root / NAME
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST)
    except FileNotFoundError:
        if not _is_new(root):
            raise IndexDamagedError(f"{path} is missing: run `morgue check --repair`") from None
        raise IndexMissingError(
            say("there is no index in %(folder)s yet: run `morgue reindex`", folder=str(root))
        ) from None
    except OSError as error:
        if is_passing(error):
            raise
        raise IndexDamagedError(f"{path} can't be read ({error}): run `morgue check --repair`") from error
    match = _FORM.fullmatch(content)
    if not match:
        raise IndexDamagedError(
            f"{path} holds {content[:20]!r}, expected a generation's number and the digest of its manifest: "
            "run `morgue check --repair`"
        )
    return Pointer(int(match[1]), match[2].decode("ascii"))


def pointer_state(root: Path) -> tuple[int, ...]:
    """Give what changes whenever the pointer is turned: cheaper than reading it, for a look before each request.

    Raises:
        IndexMissingError: nothing was published yet.
    """
    try:
        found = (root / NAME).stat()
    except FileNotFoundError:
        if _is_new(root):
            read_pointer(root)  # says so
        return (0,)
    return found.st_ino, found.st_mtime_ns, found.st_size


def _is_new(root: Path) -> bool:
    """Tell whether nothing was ever published: the first generation may be there, its pointer about to come."""
    return numbers(root) in ([], [1])


def turn(root: Path, pointer: Pointer) -> None:
    """Make a generation the one that serves; should the disk not confirm it, the one before serves again.

    Args:
        root: the index.
        pointer: to the generation, which is complete and synced.

    Raises:
        OSError: the pointer can't be written.
    """
    path = root / NAME
    before = path.read_bytes() if path.exists() else None
    coming = root / COMING
    write_synced(coming, f"{pointer.number} {pointer.digest}\n".encode("ascii"))
    coming.replace(path)
    try:
        sync(root)
    except BaseException:
        _turn_back(root, before)
        raise


def _turn_back(root: Path, before: bytes | None) -> None:
    """Put the pointer back without waiting for the disk, which just failed; an empty one would lose no generation."""
    if before is None:
        (root / NAME).unlink()
        return
    coming = root / COMING
    coming.write_bytes(before)
    coming.replace(root / NAME)

"""Generations: immutable, complete states of the index. Which one serves, and whether it is what was published.

`generations/<n>/` holds a Whoosh index and a manifest that names every file with its size and SHA-256. `CURRENT` holds
the number of the one to serve. `publishing` makes the next one beside them and turns the pointer, so at every moment
the pointer names a complete generation; a reader keeps the one it opened, and a lease keeps that from being collected.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from search.engines.whoosh.durability import is_passing
from search.engines.whoosh.lease import Lease
from search.engines.whoosh.manifest import MANIFEST, SEAL, digest, read_manifest
from search.engines.whoosh.pointer import NAME as POINTER
from search.engines.whoosh.pointer import numbers, pointer_state, read_pointer
from search.engines.whoosh.verdicts import Verdicts, fingerprint
from search.errors import IndexDamagedError

__all__ = ["OPENED_UNASKED", "Generation", "current", "newest_sound", "numbers", "pointer_state", "strays", "verify"]

_ARRAYS = {".trm", ".pst", ".col"}  # endings of the large files: numbers and texts, which are looked at, never run
OPENED_UNASKED = ".toc"  # ending of the files of which Whoosh opens the one with the highest number, and runs it


@dataclass(frozen=True, slots=True)
class Generation:
    """A published generation whose files were found to be what its manifest says, all or those to be checked first.

    Args:
        number: from 1, one more with each publication.
        folder: where it is.
        created: when it was published, with zone.
        schema: the SCHEMA_VERSION of the code that wrote it.
        degraded: why it serves although a newer one was published; empty when it is the newest.
        is_verified: False where of its arrays only the sizes were looked at.
        files: size in bytes and SHA-256 of each by its name, the manifest's aside.
        lease: keeps it from being collected as long as this record is in use.
    """

    number: int
    folder: Path
    created: datetime
    schema: int
    degraded: str = ""
    is_verified: bool = True
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict, repr=False)
    lease: Lease | None = field(default=None, repr=False, compare=False)


def current(root: Path, at_once: int | None = None, verdicts: Verdicts | None = None) -> Generation:
    """Give the generation to serve: the one the pointer names, or if that one is damaged the newest sound one.

    Args:
        root: the index.
        at_once: as of `verify`, like the next.
        verdicts: what was found before.

    Raises:
        IndexMissingError: nothing was published yet.
        IndexDamagedError: no generation is sound.
        OSError: too many files are open.
    """
    while True:
        before = pointer_state(root)
        try:
            found = newest_sound(root, at_once, verdicts)
        except IndexDamagedError:
            if pointer_state(root) == before:
                raise
        else:
            if not found.degraded or pointer_state(root) == before:
                return found
        # What the pointer named was replaced and collected before it was held: look again.


def newest_sound(root: Path, at_once: int | None = None, verdicts: Verdicts | None = None) -> Generation:
    """Give what `current` gives, if nothing is published meanwhile; raises what that raises."""
    reasons: list[str] = []
    candidates = set(numbers(root))
    try:
        wanted, vouched = read_pointer(root)
        if _digest_of_manifest(root, wanted) == vouched:
            candidates = {number for number in candidates if number <= wanted}
        else:  # either is damaged: if it is the manifest, its generation is not sound
            candidates.add(wanted)
            reasons.append(f"{root / POINTER} does not vouch for the manifest of generation {wanted}")
    except IndexDamagedError as error:
        reasons.append(str(error))
    # With a pointer that tells nothing the newest is taken: it is complete, and was published or about to be.
    for number in sorted(candidates, reverse=True):
        try:
            return verify(root, number, "; ".join(reasons), at_once, verdicts)
        except IndexDamagedError as error:
            reasons.append(str(error))
    raise IndexDamagedError(f"{'; '.join(reasons)}: run `morgue check --repair` or `morgue reindex --full`")


def _digest_of_manifest(root: Path, number: int) -> str:
    try:
        return digest(root / "generations" / str(number) / MANIFEST)
    except OSError as error:
        if is_passing(error):
            raise
        return ""


def verify(
    root: Path,
    number: int,
    degraded: str = "",
    at_once: int | None = None,
    verdicts: Verdicts | None = None,
) -> Generation:
    """Hold the files of a generation against its manifest, before anything in it is interpreted.

    Args:
        root: the index.
        number: of the generation.
        degraded: what to say of it.
        at_once: bytes; of a larger generation's arrays, which nothing executes, only the sizes are compared, for
            reading them all takes a second for every gigabyte or two. None to read everything.
        verdicts: what was found before; remembers what is found now.

    Raises:
        IndexDamagedError: a file is missing, or is not the one that was published.
        OSError: too many files are open.
    """
    folder = root / "generations" / str(number)
    seen = fingerprint(folder) if verdicts else ()
    if verdicts and (reason := verdicts.of(folder, seen)):
        raise IndexDamagedError(reason)
    try:
        return _verified(folder, degraded, at_once)
    except IndexDamagedError as error:
        if verdicts and seen:
            verdicts.remember(folder, seen, str(error))
        raise
    except OSError as error:
        if is_passing(error):
            raise
        raise IndexDamagedError(f"generation {number}: {error.strerror}: {error.filename}") from error


def _verified(folder: Path, degraded: str, at_once: int | None) -> Generation:
    number = int(folder.name)
    lease = Lease(folder)
    manifest = read_manifest(folder)
    for name in strays(folder, manifest.files):
        if name.endswith(OPENED_UNASKED):
            raise IndexDamagedError(f"generation {number}: {name} is no file that was published")
    whole = at_once is None or sum(size for size, _ in manifest.files.values()) <= at_once
    for name, (size, sha256) in manifest.files.items():
        path = folder / name
        is_read = whole or path.suffix not in _ARRAYS
        if path.stat().st_size != size or (is_read and digest(path) != sha256):
            raise IndexDamagedError(f"generation {number}: {name} is not the file that was published")
    created, schema = manifest.created, manifest.schema
    return Generation(number, folder, created, schema, degraded, whole, manifest.files, lease)


def strays(folder: Path, files: Iterable[str]) -> list[str]:
    """Give the names of what is in a generation's folder and was not published with it.

    Args:
        folder: of the generation.
        files: names of what was published.
    """
    return sorted({path.name for path in folder.iterdir()} - set(files) - {MANIFEST, SEAL})

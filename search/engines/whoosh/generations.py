"""Generations: immutable, complete states of the index, published by one atomic rename.

`generations/<n>/` holds a Whoosh index and `manifest.json`, which names every file with its size and SHA-256.
`CURRENT` holds the number of the one to serve. A change is made in `generations/<n>.building/`, where the files of the
last generation are hard links (Whoosh writes new files and unlinks old names, it never writes into a published file);
then the files, the folder, the pointer and the pointer's folder are synced, in that order. So at every moment the
pointer names a complete generation, and a reader keeps the one it opened.
"""

import fcntl
import hashlib
import json
import os
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from search.errors import IndexBusyError, IndexDamagedError, IndexMissingError

FORMAT = 1  # of the manifest and the layout around it
KEPT_GENERATIONS = 2  # never collected, whatever their age: the one that serves and the one to fall back to
GRACE = 600  # seconds that a generation stays after its successor, for readers that have yet to look at the pointer
_HASHED_AT_ONCE = 1 << 20  # bytes
_ARRAYS = {".trm", ".pst", ".col"}  # endings of the large files: numbers and texts, which are looked at, never run


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
    """

    number: int
    folder: Path
    created: datetime
    schema: int
    degraded: str = ""
    is_verified: bool = True


def current_number(root: Path) -> int:
    """Read the pointer.

    Raises:
        IndexMissingError: nothing was published yet.
        IndexDamagedError: the pointer is no number.
    """
    pointer = root / "CURRENT"
    try:
        text = pointer.read_text(encoding="ascii")
    except FileNotFoundError:
        raise IndexMissingError(f"there is no index in {root} yet: run `morgue reindex`") from None
    except (UnicodeDecodeError, OSError) as error:
        raise IndexDamagedError(f"{pointer} can't be read ({error}): run `morgue reindex --full`") from error
    if not text.strip().isdecimal():
        raise IndexDamagedError(f"{pointer} holds {text[:20]!r}, expected a number: run `morgue reindex --full`")
    return int(text)


def pointer_state(root: Path) -> tuple[int, ...]:
    """Give what changes whenever the pointer is turned: cheaper than reading it, for a look before each request.

    Raises:
        IndexMissingError: nothing was published yet.
    """
    try:
        found = (root / "CURRENT").stat()
    except OSError:
        current_number(root)  # says what is wrong
        raise
    return found.st_ino, found.st_mtime_ns, found.st_size


def current(root: Path, at_once: int | None = None) -> Generation:
    """Give the generation to serve: the one the pointer names, or if that one is damaged the newest sound one.

    Args:
        root: the index.
        at_once: as of `verify`.

    Raises:
        IndexMissingError: nothing was published yet.
        IndexDamagedError: no generation is sound.
    """
    wanted = current_number(root)
    reasons: list[str] = []
    for number in sorted({wanted, *(n for n in numbers(root) if n < wanted)}, reverse=True):
        try:
            return verify(root, number, "; ".join(reasons), at_once)
        except IndexDamagedError as error:
            reasons.append(str(error))
    raise IndexDamagedError(f"{'; '.join(reasons)}: run `morgue reindex --full`")


def numbers(root: Path) -> list[int]:
    """Give the numbers of all published generations, oldest first."""
    folder = root / "generations"
    return sorted(int(path.name) for path in folder.glob("*") if path.name.isdecimal()) if folder.is_dir() else []


def verify(root: Path, number: int, degraded: str = "", at_once: int | None = None) -> Generation:
    """Hold the files of a generation against its manifest, before anything in it is interpreted.

    Args:
        root: the index.
        number: of the generation.
        degraded: what to say of it.
        at_once: bytes; of a larger generation's arrays, which nothing executes, only the sizes are compared, for
            reading them all takes a second for every gigabyte or two. None to read everything.

    Raises:
        IndexDamagedError: a file is missing, or is not the one that was published.
    """
    folder = root / "generations" / str(number)
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if manifest["format"] != FORMAT:
            raise IndexDamagedError(f"generation {number} has format {manifest['format']!r}, expected {FORMAT}")
        files = manifest["files"]
        whole = at_once is None or sum(expected["bytes"] for expected in files.values()) <= at_once
        for name, expected in files.items():
            path = folder / name
            is_read = whole or path.suffix not in _ARRAYS
            if path.stat().st_size != expected["bytes"] or (is_read and digest(path) != expected["sha256"]):
                raise IndexDamagedError(f"generation {number}: {name} is not the file that was published")
        created = datetime.fromisoformat(manifest["created"])
        return Generation(number, folder, created, int(manifest["schema"]), degraded, whole)
    except OSError as error:
        raise IndexDamagedError(f"generation {number}: {error.strerror}: {error.filename}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise IndexDamagedError(f"generation {number}: its manifest can't be read ({error})") from error


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        hashed = hashlib.sha256()
        while part := file.read(_HASHED_AT_ONCE):
            hashed.update(part)
    return hashed.hexdigest()


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the one writer's lock, which the operating system lets go of when this process ends, however it ends.

    Raises:
        IndexBusyError: another process holds it.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(200).strip() or "another process"
            raise IndexBusyError(f"{holder} is writing {root}: wait for it to end, then run this again") from None
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}")
        file.flush()
        yield
        file.truncate(0)


@contextmanager
def building(root: Path, base: Generation | None) -> Iterator[tuple[int, Path]]:
    """Make the folder in which the next generation is built; unless it is published, it goes and nothing has changed.

    Args:
        root: the index.
        base: the generation to start from, or None to start from nothing.

    Yields:
        The next generation's number, and the folder.
    """
    folder = root / "generations"
    folder.mkdir(exist_ok=True)
    for left_over in folder.glob("*.building"):  # of a writer that was killed: we hold the lock, so it is nobody's
        shutil.rmtree(left_over)
    number = max(numbers(root), default=0) + 1
    build = folder / f"{number}.building"
    build.mkdir()
    try:
        if base:
            for path in base.folder.iterdir():
                if path.name != "manifest.json":
                    link(path, build / path.name)
        yield number, build
    finally:
        shutil.rmtree(build, ignore_errors=True)  # `publish` has renamed it if all went well


def link(path: Path, to: Path) -> None:
    """Hard-link a file, or copy it where the file system has no hard links."""
    try:
        to.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, to)


def publish(root: Path, number: int, build: Path, now: datetime, facts: Mapping[str, int]) -> None:
    """Write the manifest, make everything durable and turn the pointer.

    Args:
        root: the index.
        number: of the new generation.
        build: its folder so far.
        now: the time, with zone.
        facts: counts for the manifest, "schema" among them.
    """
    for whoosh_lock in build.glob("*LOCK"):
        whoosh_lock.unlink()  # empty, of the writer that has ended
    files = {path.name: {"bytes": path.stat().st_size, "sha256": digest(path)} for path in sorted(build.iterdir())}
    manifest = {"format": FORMAT, "generation": number, "created": now.isoformat(), **facts, "files": files}
    (build / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    for path in build.iterdir():
        sync(path)
    sync(build)
    build.rename(build.with_suffix(""))
    sync(build.parent)
    coming = root / "CURRENT.new"
    coming.write_text(f"{number}\n", encoding="ascii")
    sync(coming)
    coming.replace(root / "CURRENT")
    sync(root)
    sync(root.parent)  # in which the index itself is new the first time


def sync(path: Path) -> None:
    """Have a file or folder written to the disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def collect(root: Path, now: float | None = None, base: int | None = None) -> None:
    """Remove generations older than the grace period, never the last ones or the one that serves.

    Args:
        root: the index.
        now: seconds since the epoch; the clock's time if None.
        base: number of the one that the last change started from, which stays too: it was sound, and what lies between
            may be damaged. None where it started from nothing.
    """
    serving = current_number(root)
    now = time.time() if now is None else now
    for number in numbers(root)[:-KEPT_GENERATIONS]:
        successor = root / "generations" / str(number + 1) / "manifest.json"
        replaced = successor.stat().st_mtime if successor.exists() else 0.0
        if number not in (serving, base) and now - replaced > GRACE:
            shutil.rmtree(root / "generations" / str(number))

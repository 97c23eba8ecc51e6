"""Publishing: one writer at a time builds the next generation aside, makes it durable, and turns the pointer.

A change is made in `generations/<n>.building/`, where the files of the last generation are hard links (Whoosh writes
new files and unlinks old names, it never writes into a published file). Then the files, the manifest, the folder, the
folder of generations, the pointer and the pointer's folder are synced, in that order, the folder being renamed whole
before the pointer is. What a writer that was killed has left is nobody's, and goes with the next one.
"""

import fcntl
import os
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from search.engines.whoosh.durability import sync, sync_parents
from search.engines.whoosh.generations import Generation
from search.engines.whoosh.lease import remove_unless_held
from search.engines.whoosh.manifest import write_manifest
from search.engines.whoosh.pointer import COMING, NAME, Pointer, numbers, read_pointer, turn
from search.errors import IndexBusyError, IndexDamagedError, IndexMissingError, IndexWriteError

LOCK = "lock"
_LEFT_OVER = ("*.building", "*.gone")  # of a writer that was killed: being built, being removed


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the one writer's lock, which the operating system lets go of when this process ends, however it ends.

    Raises:
        IndexBusyError: another process holds it.
        OSError: the folder can't be made or written.
    """
    root.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(root / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 200).decode("utf-8", "replace").strip() or "another process"
            raise IndexBusyError(f"{holder} is writing {root}: wait for it to end, then run this again") from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}".encode())
        yield
    finally:
        os.close(descriptor)


@contextmanager
def building(root: Path, base: Generation | None) -> Iterator[tuple[int, Path]]:
    """Make the folder in which the next generation is built; unless it is published, it goes and nothing has changed.

    Args:
        root: the index.
        base: the generation to start from, or None to start from nothing.

    Yields:
        The next generation's number, and the folder.

    Raises:
        OSError: it can't be made.
    """
    folder = root / "generations"
    folder.mkdir(exist_ok=True)
    sync(root)
    number = clear(root) + 1
    build = folder / f"{number}.building"
    build.mkdir()
    try:
        if base:
            for name in base.files:
                link(base.folder / name, build / name)
        yield number, build
    finally:
        shutil.rmtree(build, ignore_errors=True)  # `publish` has renamed it if all went well; else the next one clears


def clear(root: Path) -> int:
    """Remove what writers that were killed have left; to be called with the lock held.

    Returns:
        The highest number that any generation has or had.

    Raises:
        OSError: it can't be removed.
    """
    folder = root / "generations"
    known = numbers(root)
    for pattern in _LEFT_OVER:
        for left_over in folder.glob(pattern):
            shutil.rmtree(left_over)
    (root / COMING).unlink(missing_ok=True)
    try:
        serving = read_pointer(root).number
    except IndexMissingError:
        serving = 0
    except IndexDamagedError:
        return max(known, default=0)  # any of them may have been published: they stay
    for number in known:
        if number > serving:  # complete, but never published
            remove(root, number)
    return max([serving, *known])


def remove(root: Path, number: int) -> bool:
    """Remove a generation unless a reader holds it; tells whether it was removed.

    Raises:
        OSError: it can't be removed.
    """
    gone = remove_unless_held(root / "generations" / str(number))
    if gone:
        shutil.rmtree(gone)
    return gone is not None


def link(path: Path, to: Path) -> None:
    """Hard-link a file, or copy it where the file system has no hard links."""
    try:
        to.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, to)


def publish(
    root: Path, number: int, build: Path, now: datetime, facts: Mapping[str, int], base: Generation | None
) -> None:
    """Write the manifest, make everything durable and turn the pointer.

    Args:
        root: the index.
        number: of the new generation.
        build: its folder so far.
        now: the time, with zone.
        facts: as of `write_manifest`.
        base: the generation that was started from, or None.

    Raises:
        OSError: something can't be written, or the disk does not confirm it; the generation before serves.
        IndexWriteError: it does not confirm the pointer, and that can't be turned back either.
    """
    for whoosh_lock in build.glob("*LOCK"):
        whoosh_lock.unlink()  # empty, of the writer that has ended
    for path in sorted(build.iterdir()):
        sync(path)
    digest = write_manifest(build, number, now, facts, _shared(build, base) if base else {})
    sync(build)
    whole = build.rename(build.with_suffix(""))
    try:
        sync(whole.parent)
        if not (root / NAME).exists():
            sync_parents(root)  # the index itself is new
        turn(root, Pointer(number, digest))
    except BaseException as error:
        if _names(root, number):
            raise IndexWriteError(
                f"{root}: the new index serves, but the disk did not confirm that it would outlive a power failure "
                f"({error}): check the disk, then run `morgue reindex` again"
            ) from error
        whole.rename(build)  # which goes
        raise


def _shared(build: Path, base: Generation) -> dict[str, tuple[int, str]]:
    """Give what is known of the files that are still those of the generation that was started from."""
    names = {path.name for path in build.iterdir()} & set(base.files)
    return {name: base.files[name] for name in names if (build / name).samefile(base.folder / name)}


def settle(root: Path) -> None:
    """Sync the pointer as it is: a writer may have been killed between turning and syncing it.

    Raises:
        OSError: the disk did not confirm it.
    """
    sync(root / NAME)
    sync(root)


def _names(root: Path, number: int) -> bool:
    try:
        return read_pointer(root).number == number
    except (IndexMissingError, IndexDamagedError):
        return False

"""Checking an index: every file of every generation against its manifest, the pointer, the lock, what is left over."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from search.analysis import Inflections
from search.engines.whoosh.coherence import problems
from search.engines.whoosh.generations import OPENED_UNASKED, newest_sound, strays
from search.engines.whoosh.lease import Lease
from search.engines.whoosh.manifest import MANIFEST, Manifest, digest, read_manifest
from search.engines.whoosh.pointer import COMING, NAME, numbers, read_pointer
from search.engines.whoosh.publishing import LOCK
from search.errors import IndexDamagedError
from search.schema import SCHEMA_VERSION
from search.soundness import Finding, Report

_REPAIR = "run `morgue check --repair`"
_REBUILD = "run `morgue reindex --full`"
_GOES = "it goes with the next reindex"
_SHOWN = 12  # hexadecimal digits of a digest: enough to tell two apart


def check(root: Path, inflections: Inflections) -> Report:
    """Check an index; it is read, never changed, and may be in use.

    Args:
        root: the index.
        inflections: as in `Snapshot`.

    Raises:
        IndexMissingError: nothing was published yet.
    """
    holder = _holder(root)
    findings = list(_of_pointer(root))
    files: dict[int, int] = {}
    ids: dict[int, set[str]] = {}
    for number in numbers(root):
        folder = root / "generations" / str(number)
        try:
            lease: Lease | None = Lease(folder)  # in use until the loop goes on
        except IndexDamagedError:
            if not folder.is_dir():
                continue  # it was collected just now
            lease = None
        found, files[number], ids[number] = _of_generation(folder, inflections)
        findings += found
        del lease
    findings += [] if holder else _left_over(root)
    try:
        serving = newest_sound(root).number
    except IndexDamagedError:
        serving = 0
    return Report(serving, files, tuple(findings), holder, frozenset(ids.get(serving, ())))


def _holder(root: Path) -> str:
    """Say who is writing the index; empty for nobody."""
    try:
        descriptor = os.open(root / LOCK, os.O_RDONLY)
    except FileNotFoundError:
        return ""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return os.read(descriptor, 200).decode("utf-8", "replace").strip() or "another process"
    finally:
        os.close(descriptor)
    return ""


def _of_pointer(root: Path) -> Iterator[Finding]:
    try:
        pointer = read_pointer(root)
    except IndexDamagedError as error:
        yield Finding(NAME, str(error).partition(": run ")[0], "the pointer that was published", _REPAIR)
        return
    folder = root / "generations" / str(pointer.number)
    if not folder.is_dir():
        yield Finding(NAME, f"generation {pointer.number}, which is not there", "one that is", _REPAIR)
    elif (folder / MANIFEST).is_file() and (found := digest(folder / MANIFEST)) != pointer.digest:
        got, expected = found[:_SHOWN], pointer.digest[:_SHOWN]
        yield Finding(NAME, f"a manifest of generation {pointer.number} with SHA-256 {got}…", f"{expected}…", _REPAIR)


def _of_generation(folder: Path, inflections: Inflections) -> tuple[list[Finding], int, set[str]]:
    """Give what is wrong with a generation, how many files were looked at, and the ids of its articles."""
    number = int(folder.name)
    ids: set[str] = set()
    try:
        manifest = read_manifest(folder)
    except IndexDamagedError as error:
        return [Finding(MANIFEST, str(error), "the manifest that was published", _REPAIR, number)], 0, ids
    findings = list(_of_files(folder, manifest))
    if any(finding.is_damage for finding in findings):
        return findings, len(manifest.files), ids
    if manifest.schema != SCHEMA_VERSION:
        finding = Finding(MANIFEST, f"schema {manifest.schema}", f"{SCHEMA_VERSION}", _REBUILD, number)
        return [*findings, finding], len(manifest.files), ids
    try:
        for what, got, expected in problems(folder, manifest, inflections, ids):
            findings.append(Finding(what, got, expected, _REPAIR, number))
    except Exception as error:  # whatever reading stumbles over, what was published can't be read
        got = f"{type(error).__name__}: {error}"
        findings.append(Finding("what was published", got, "an index that can be read", _REPAIR, number))
    return findings, len(manifest.files), ids


def _of_files(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    number = int(folder.name)
    for name, (size, sha256) in manifest.files.items():
        path = folder / name
        try:
            found = path.stat().st_size
            if found != size:
                yield Finding(name, f"{found:,} bytes", f"{size:,}", _REPAIR, number)
            elif (read := digest(path)) != sha256:
                yield Finding(name, f"SHA-256 {read[:_SHOWN]}…", f"{sha256[:_SHOWN]}…", _REPAIR, number)
        except FileNotFoundError:
            yield Finding(name, "no such file", f"{size:,} bytes", _REPAIR, number)
        except OSError as error:
            yield Finding(name, f"{error.strerror or error}", f"{size:,} bytes", _REPAIR, number)
    for name in strays(folder, manifest.files):
        is_damage = name.endswith(OPENED_UNASKED)
        cure = _REPAIR if is_damage else "remove it; nothing reads it"
        yield Finding(name, "a file that was not published", "none", cure, number, is_damage)


def _left_over(root: Path) -> Iterator[Finding]:
    """Yield what a killed writer left, and what nobody knows."""
    folder = root / "generations"
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.name.isdecimal():
            yield Finding(f"generations/{path.name}", "something left over", "generations", _GOES, is_damage=False)
    try:
        serving = read_pointer(root).number
    except IndexDamagedError:
        serving = max(numbers(root))
    for number in numbers(root):
        if number > serving:
            yield Finding(
                f"generations/{number}", "a generation never published", "none above CURRENT", _GOES, is_damage=False
            )
    for path in sorted(root.iterdir()):
        if path.name not in {NAME, LOCK, "generations"}:
            cure = _GOES if path.name == COMING else "remove it; nothing reads it"
            yield Finding(path.name, "something left over", "an index", cure, is_damage=False)

"""The archive's folder: which files in it are raw documents, and by what one that was not touched is told."""

import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import OF_THE_MACHINE

TEXT_SUFFIXES = frozenset({".txt"})
HTML_SUFFIXES = frozenset({".html", ".htm"})
SIDECAR_SUFFIX = ".meta.toml"
# Nanoseconds that a file must have been left alone before its stamp says anything: a change within one tick of the file
# system's clock leaves no trace in the times (git calls such files racy). Five times the coarsest clock, FAT's.
SETTLED = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of the archive.

    Args:
        path: relative to the archive, with forward slashes.
        stamp: number, size and times of the file and of its sidecar, which are others once something was written to
            one of them; empty where that can't be relied upon, because it is a link or was changed just now.
    """

    path: str
    stamp: str


def walk(raw_docs: Path) -> Iterator[Path]:
    """Yield the files that are raw documents, in the order of their paths, see `listed`."""
    for found in listed(raw_docs, 0):
        yield raw_docs / found.path


def listed(raw_docs: Path, now: int) -> list[Listed]:
    """Give the files that are raw documents, in the order of their paths.

    Those are `.txt`, `.html`, `.htm` and the `.gz` of them, in all folders below. Hidden files and folders are not; nor
    are pipes, sockets and devices. What looks like part of the archive but can't be had (a folder that can't be listed,
    a link to a folder) is given too, so that `source.read` tells why it is rejected.

    Args:
        raw_docs: the archive's folder.
        now: the time, in nanoseconds since the epoch.

    Raises:
        OSError: the archive's folder itself can't be listed, or the disk fails.
    """
    waiting = [""]
    found: list[Listed] = []
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(raw_docs / folder) as entries:
                here = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            if not folder or error.errno in OF_THE_MACHINE:
                raise
            found.append(Listed(folder, ""))
            continue
        sidecars = _sidecars(here)
        for entry in here:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_symlink():
                if format_suffix(entry.name) or Path(entry.path).is_dir():
                    found.append(Listed(path, ""))
            elif format_suffix(entry.name) and entry.is_file():
                found.append(Listed(path, _stamp(entry, sidecars, now - SETTLED)))
    found.sort(key=lambda one: one.path)
    return found


def _sidecars(entries: list["os.DirEntry[str]"]) -> dict[str, list["os.DirEntry[str]"]]:
    """Give the sidecars of one folder by the names that a file system may take for theirs, whatever it makes alike."""
    sidecars: dict[str, list[os.DirEntry[str]]] = {}
    for entry in entries:
        if _alike(entry.name).endswith(SIDECAR_SUFFIX):
            sidecars.setdefault(_alike(entry.name), []).append(entry)
    return sidecars


def _alike(name: str) -> str:
    return name.lower() if name.isascii() else unicodedata.normalize("NFD", name).casefold()


def _stamp(entry: "os.DirEntry[str]", sidecars: Mapping[str, list["os.DirEntry[str]"]], latest: int) -> str:
    """Give the stamp of a file; empty if it, or its sidecar, was changed later than that."""
    beside = sidecars.get(_alike(stem(entry.name) + SIDECAR_SUFFIX), ()) if sidecars else ()
    parts = []
    for each in (entry, *beside):
        try:
            state = each.stat(follow_symlinks=False)
        except OSError:
            return ""  # it is gone since: reading it tells
        if each.is_symlink() or max(state.st_mtime_ns, state.st_ctime_ns) > latest:
            return ""
        parts.append(f"{state.st_ino:x}.{state.st_size:x}.{state.st_mtime_ns:x}.{state.st_ctime_ns:x}")
    return " ".join(sorted(parts))


def format_suffix(name: str) -> str:
    """Give ".txt", ".html" or ".htm", the `.gz` behind it aside; empty for a name that is no raw document's."""
    _, dot, ending = name.lower().removesuffix(".gz").rpartition(".")
    suffix = dot + ending
    return suffix if suffix in TEXT_SUFFIXES or suffix in HTML_SUFFIXES else ""


def stem(name: str) -> str:
    """Give a raw document's name without its ending, which is its sidecar's too."""
    bare = name[: -len(".gz")] if name.lower().endswith(".gz") else name
    return bare[: len(bare) - len(format_suffix(bare))]

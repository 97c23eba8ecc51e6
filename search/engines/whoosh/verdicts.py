"""What was found of damaged generations, so that files which have not changed since are not read again.

Without it, an archive that has no sound generation would read all of its files at each request.
"""

import os
from pathlib import Path

Fingerprint = tuple[tuple[str, int, int, int], ...]


class Verdicts:
    """Remembers damage. Safe to share between threads."""

    def __init__(self) -> None:
        self._found: dict[Path, tuple[Fingerprint, str]] = {}

    def of(self, folder: Path, seen: Fingerprint) -> str:
        """Say what was found damaged in a folder that looked the same; empty where nothing was."""
        fingerprint, reason = self._found.get(folder, ((), ""))
        return reason if fingerprint == seen else ""

    def remember(self, folder: Path, seen: Fingerprint, reason: str) -> None:
        """Remember what was found damaged in a folder that looked so before it was read."""
        self._found[folder] = seen, reason


def fingerprint(folder: Path) -> Fingerprint:
    """Give names, sizes, times of change (in nanoseconds) and file numbers of what is in a folder."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    except OSError:
        return ()  # it is gone, or can't be listed
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns, stat.st_ino) for name, stat in found))

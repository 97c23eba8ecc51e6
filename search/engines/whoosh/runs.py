"""Inverted indexes put aside while more text comes, until all of them are merged."""

from contextlib import ExitStack
from pathlib import Path

from search.engines.whoosh.inversion import Inverted
from search.engines.whoosh.merging import Spooled, merged

_TOGETHER = 16  # runs that become one: a merge holds the words of each, and a token is rewritten once for each level


class Runs:
    """Runs of posting lists on disk, each of later documents than the one before.

    Args:
        folder: on whose disk they are.
        at_once: positions and postings that a merge holds at one time.
    """

    def __init__(self, folder: Path, at_once: int) -> None:
        self._folder = folder
        self._at_once = at_once
        self._levels: list[_Level] = []  # a run of one holds as much as _TOGETHER of the one before

    def add(self, run: Inverted, level: int = 0) -> None:
        """Put a run aside, of later documents than those before."""
        if level == len(self._levels):
            self._levels.append(_Level(self._folder))
        here = self._levels[level]
        here.runs.append(here.spooled.append(run))
        if len(here.runs) < _TOGETHER:
            return
        with ExitStack() as open_files:
            joined = Spooled(self._folder, open_files)
            for lists in merged([(each, None) for each in here.runs], self._at_once):
                joined.append(lists)
            here.close()
            self._levels[level] = _Level(self._folder)
            self.add(joined.lists(), level + 1)

    def all(self) -> list[Inverted]:
        """Give the runs that there are, those of earlier documents first."""
        return [run for level in reversed(self._levels) for run in level.runs]

    def close(self) -> None:
        """Let go of the files."""
        for level in self._levels:
            level.close()


class _Level:
    def __init__(self, folder: Path) -> None:
        self.runs: list[Inverted] = []
        self._open_files = ExitStack()
        self.spooled = Spooled(folder, self._open_files)

    def close(self) -> None:
        self._open_files.close()

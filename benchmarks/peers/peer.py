"""What every measured engine does: build an index of the archive, and answer queries whole."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from benchmarks.speed.query import TOP, Query
from benchmarks.stopwatch import Built, Stopwatch

__all__ = ["TOP", "Answer", "Built", "InProcess", "Peer", "Stopwatch", "Timed"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to a query.

    Args:
        total: how many articles match.
        sources: how many of them each source has.
        months: how many of them each month ("2022-03") has.
        hits: ids of the best articles, best first, at most `TOP`.
        marked: how many of the hits have a snippet with something marked in it.
    """

    total: int
    sources: Mapping[str, int]
    months: Mapping[str, int]
    hits: tuple[str, ...]
    marked: int


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer, and what it took.

    Args:
        cpu: seconds of processor time.
        wall: seconds on the clock.
        answer: what was answered.
    """

    cpu: float
    wall: float
    answer: Answer


class Peer(Protocol):
    """An engine that is measured."""

    name: str

    def build(self, archive: Path, index: Path) -> Built:
        """Index the archive in a folder (see `corpus.files`) into another, and say what that took."""

    def open(self, index: Path) -> None:
        """Open what `build` made."""

    def ask(self, query: Query) -> Timed:
        """Answer a query and say what that took."""

    def close(self) -> None:
        """Let go of files, memory and processes."""


class InProcess:
    """A peer that answers in this process: measures `search`, and turns what it gives into an `Answer` afterwards."""

    name = ""

    def search(self, query: Query) -> Any:
        """Do the whole job; what is given back has all of the answer, in the engine's own form."""
        raise NotImplementedError

    def answer(self, found: Any) -> Answer:
        """Put what `search` gave in the form that can be compared."""
        raise NotImplementedError

    def ask(self, query: Query) -> Timed:
        """Answer a query and say what that took."""
        cpu, wall = time.process_time(), time.perf_counter()
        found = self.search(query)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        return Timed(cpu, wall, self.answer(found))

"""Readers at full load, in threads and in another process, while generation after generation is published."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from search.engines import open_engine
from search.language.parser import parse
from search.request import SearchRequest
from tests.archives import article, passages_of
from tests.faults.processes import ROOT
from tests.test_learning import story

QUERIES = ("council", '"came to no decision"', "spoke hours OR dawn", "", "no W/5 decision")
THREADS = 2  # that read in each process


@dataclass(frozen=True, slots=True)
class Figures:
    """What readers saw.

    Args:
        requests: how many were answered.
        generations: how many different ones answered.
        errors: what was raised, or was wrong about an answer.
        p99: milliseconds.
    """

    requests: int
    generations: int
    errors: tuple[str, ...]
    p99: float

    def __str__(self) -> str:
        return (
            f"{self.requests:,} requests answered from {self.generations} generations, {len(self.errors)} errors, "
            f"p99 {self.p99:.1f} ms"
        )


class Readers:
    """Threads that ask one query after the other.

    Args:
        index: which they read.
    """

    def __init__(self, index: Path) -> None:
        self._engine = open_engine("whoosh", index)
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(number,)) for number in range(THREADS)]
        self.seconds: list[float] = []
        self.generations: set[int] = set()
        self.errors: list[str] = []
        for thread in self._threads:
            thread.start()

    def _read(self, number: int) -> None:
        newest = 0
        while not self._ended.is_set():
            for query in QUERIES[number:] + QUERIES[:number]:
                started = time.perf_counter()
                try:
                    results = self._engine.search(SearchRequest(parse(query)))
                except Exception as error:  # any at all is what is looked for
                    self.errors.append(f"{type(error).__name__}: {error}")
                    continue
                self.seconds.append(time.perf_counter() - started)
                generation = results.index.generation
                if generation < newest or results.total != results.index.articles or results.index.degraded:
                    self.errors.append(f"{query!r}: {results.total} articles, {results.index}, after {newest}")
                newest = generation
                self.generations.add(generation)

    def end(self) -> None:
        """End the threads."""
        self._ended.set()
        for thread in self._threads:
            thread.join()
        self._engine.close()


@contextmanager
def reading(index: Path) -> Iterator[list[Figures]]:
    """Read an index from this process and from another one; at the end the list has the figures of each."""
    figures: list[Figures] = []
    command = [sys.executable, "-m", "tests.faults.load", str(index)]
    other = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdin
    assert other.stdout
    assert other.stdout.readline() == "reading\n"
    readers = Readers(index)
    try:
        yield figures
    finally:
        readers.end()
        told, _ = other.communicate("end\n", timeout=60)
    fields = json.loads(told)
    figures += [_figures(readers), Figures(**fields | {"errors": tuple(fields["errors"])})]


def _figures(readers: Readers) -> Figures:
    ordered = sorted(readers.seconds)
    p99 = 1000 * ordered[int(0.99 * len(ordered))] if ordered else 0.0
    return Figures(len(ordered), len(readers.generations), tuple(readers.errors), p99)


def prepare(index: Path, articles: int) -> None:
    """Make an index of so many articles, each of which answers each query."""
    engine = open_engine("whoosh", index)
    with engine.rebuild() as change:
        for number in range(articles):
            each = article(f"{number}.txt", *story(number)[1], title=story(number)[0])
            change.add(f"n{number}", each, passages_of(each))
    engine.close()


def publish(index: Path, swaps: int, pause: float, first: int) -> None:
    """Publish so many generations, one article more in each.

    Args:
        index: to change.
        swaps: how many generations.
        pause: seconds between two.
        first: number of the first article to add.
    """
    engine = open_engine("whoosh", index)
    for number in range(first, first + swaps):
        each = article(f"{number}.txt", *story(number)[1], title=story(number)[0])
        with engine.writer() as change:
            change.add(f"n{number}", each, passages_of(each))
        time.sleep(pause)
    engine.close()


def main(index: Path) -> None:
    """Read an index until a line comes, then print the figures."""
    readers = Readers(index)
    print("reading", flush=True)
    sys.stdin.readline()
    readers.end()
    found = _figures(readers)
    print(json.dumps({name: getattr(found, name) for name in Figures.__dataclass_fields__}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

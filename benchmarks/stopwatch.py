"""What work takes: processor time and time on the clock, of this process and of those it waited for.

Imports nothing of the project: the Xapian worker, which runs under another Python, uses it too.
"""

import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took, reading the archive from disk not counted.

    Args:
        cpu: seconds of processor time, worker processes included.
        wall: seconds on the clock.
    """

    cpu: float
    wall: float


class Stopwatch:
    """Measures a `with` block, in this process and the ones it waited for, without what `unmeasured` yields from."""

    def __init__(self) -> None:
        self.built = Built(0.0, 0.0)

    def __enter__(self) -> None:
        self._started = Built(_cpu_of_all(), time.perf_counter())

    def __exit__(self, *failure: object) -> None:
        cpu, wall = _cpu_of_all() - self._started.cpu, time.perf_counter() - self._started.wall
        self.built = Built(self.built.cpu + cpu, self.built.wall + wall)

    def unmeasured(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items; what it takes to make them is not measured.

        Of processor time only this thread's is left out: an engine's other threads may go on working meanwhile.
        """
        waiting = iter(items)
        while True:
            cpu, wall = time.thread_time(), time.perf_counter()
            item = next(waiting, None)
            cpu, wall = time.thread_time() - cpu, time.perf_counter() - wall
            self.built = Built(self.built.cpu - cpu, self.built.wall - wall)
            if item is None:
                return
            yield item


def _cpu_of_all() -> float:
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime

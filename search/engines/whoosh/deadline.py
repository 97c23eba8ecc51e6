"""How long one query may take, and how many may take long at once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from search.errors import OverloadedError, QueryLimitError
from search.messages import say

LONG = 0.1  # seconds of processor time: an ordinary query takes a tenth of it at a million passages


class Deadline:
    """Begins to run when it is made.

    Args:
        seconds: how long the query may take; None for as long as it takes.
        long_queries: places for queries that take long; None if there is room for any number.
    """

    def __init__(self, seconds: float | None = None, long_queries: BoundedSemaphore | None = None) -> None:
        self._seconds = seconds
        self._long_queries = long_queries
        self._has_place = False
        self._started = time.perf_counter()
        self._processor = time.thread_time()

    def check(self) -> None:
        """Raise `QueryLimitError` if the time is up; called between any two steps that may be long.

        A query that turns out to be long takes one of the places for such; where none is free it makes way for
        ordinary ones, with `OverloadedError`.
        """
        if self._seconds is not None and time.perf_counter() - self._started > self._seconds:
            raise QueryLimitError(
                say(
                    "This query takes more than %(seconds)s seconds. Use fewer or longer words, "
                    "and write more letters before a * or a ~.",
                    seconds=f"{self._seconds:g}",
                ),
                "time",
            )
        if self._long_queries and not self._has_place and time.thread_time() - self._processor > LONG:
            if not self._long_queries.acquire(blocking=False):
                raise OverloadedError(
                    say(
                        "Other searches that take long are under way, and this one takes long too. Try again in a few "
                        "seconds, or use fewer or longer words."
                    )
                )
            self._has_place = True

    def lift(self) -> None:
        """Let what is left take as long as it takes: all is found, and who reads it on may read slowly."""
        self.end()
        self._seconds = self._long_queries = None

    def end(self) -> None:
        """Give back the place among the long queries."""
        if self._has_place and self._long_queries:
            self._long_queries.release()
            self._has_place = False


class LongQueries:
    """Keeps queries that take long from taking every thread: only so many run at once, ordinary ones any number.

    Args:
        at_once: how many.
    """

    def __init__(self, at_once: int) -> None:
        self._places = BoundedSemaphore(at_once)

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[Deadline]:
        """Give the deadline of a query, which ends with the block.

        Args:
            seconds: how long it may take.
        """
        deadline = Deadline(seconds, self._places)
        try:
            yield deadline
        finally:
            deadline.end()

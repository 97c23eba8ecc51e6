"""Queries that take long leave room for ordinary ones."""

import threading
import time
from collections.abc import Callable

import pytest

from search.engines.whoosh import deadline
from search.engines.whoosh.deadline import Deadline, LongQueries
from search.errors import OverloadedError, QueryLimitError


def work(of: Deadline, seconds: float) -> None:
    """Use the processor, looking at the clock as a query does."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        of.check()


def test_only_so_many_long_queries_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "LONG", 0.002)
    queries = LongQueries(1)
    with queries.deadline(60) as first:
        work(first, 0.004)
        with queries.deadline(60) as ordinary:
            ordinary.check()
        with pytest.raises(OverloadedError, match="Try again"), queries.deadline(60) as second:
            work(second, 0.004)
        work(first, 0.001)
    with queries.deadline(60) as third:
        work(third, 0.004)


def test_a_place_is_given_back_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "LONG", 0.0)
    queries = LongQueries(1)
    for _ in range(3):
        with pytest.raises(QueryLimitError), queries.deadline(0.005) as one:
            work(one, 60)


def test_waiting_is_not_taking_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "LONG", 0.01)
    queries = LongQueries(1)
    with queries.deadline(60) as first:
        work(first, 0.02)
        with queries.deadline(60) as second:
            time.sleep(0.03)
            second.check()


def test_queries_of_death_do_not_starve_ordinary_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "LONG", 0.002)
    queries = LongQueries(2)
    threads = 4
    busy: list[str] = []

    def deadly() -> None:
        try:
            with queries.deadline(0.5) as one:
                work(one, 60)
        except (OverloadedError, QueryLimitError) as error:
            busy.append(type(error).__name__)

    _run(threads, deadly)
    assert sorted(busy) == ["OverloadedError"] * 2 + ["QueryLimitError"] * 2


def _run(count: int, task: Callable[[], None]) -> None:
    started = [threading.Thread(target=task) for _ in range(count)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()

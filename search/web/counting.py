"""Counting articles for what a page suggests: ordinary searches, all within one short time."""

import time
from collections.abc import Callable
from dataclasses import replace

from search.engine import Engine
from search.errors import QueryLimitError
from search.query import Node
from search.request import Duplicates, SearchRequest, Sort

SECONDS = 0.25  # for all suggestions of a page: its reader waits for them, though not for long


class Counting:
    """Counts articles for one page; when the time is up, it counts no more.

    Args:
        engine: answers.
        request: the page's search.
        seconds: that all counts together may take.
        clock: gives seconds.
    """

    def __init__(
        self,
        engine: Engine,
        request: SearchRequest,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._engine = engine
        self._request = request
        self._clock = clock
        self._end = clock() + seconds
        self._known: dict[SearchRequest, int] = {}

    def left(self) -> float:
        """Give the seconds that are left."""
        return self._end - self._clock()

    def articles(self, request: SearchRequest) -> int | None:
        """Count the articles that a request finds; None if the time is up.

        Args:
            request: its order and its page make no difference.
        """
        bare = replace(request, sort=Sort.NEWEST, page=1, size=1, passages=0, duplicates=Duplicates.SHOW, seconds=0.0)
        if bare not in self._known:
            left = self.left()
            if left <= 0:
                return None
            try:
                self._known[bare] = self._engine.search(replace(bare, seconds=left)).total
            except QueryLimitError:  # it takes longer than what is left: the page does without
                return None
        return self._known[bare]

    def of(self, tree: Node, *, filtered: bool = True) -> int | None:
        """Count the articles that a query tree finds; None if the time is up.

        Args:
            tree: the query tree.
            filtered: True for the filters of the page's search, False for none.
        """
        query = replace(self._request.query, raw="", tree=tree, interpreted="", notes=())
        request = replace(self._request, query=query)
        return self.articles(request if filtered else unfiltered(request))

    def similar(self, word: str, limit: int) -> list[str]:
        """Give words that are spelled almost as this one; none if the time is up."""
        return self._engine.similar(word, limit) if self.left() > 0 else []


def unfiltered(request: SearchRequest) -> SearchRequest:
    """Give the same search without any filter, its first page."""
    return replace(request, sources=(), excluded_sources=(), dates=None, stated_only=False, page=1)

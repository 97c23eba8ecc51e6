"""The embedded engine: `search.engine.Engine` over a folder of generations."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

from search.analysis import Inflections
from search.engine import ArchiveWriter
from search.engines.whoosh import generations, writer
from search.engines.whoosh.deadline import LongQueries
from search.engines.whoosh.opened import Opened
from search.engines.whoosh.verdicts import Verdicts
from search.errors import IndexDamagedError, IndexMissingError, RequestError, SearchError
from search.query import ParsedQuery
from search.request import MAX_OFFSET, MAX_SIZE, SearchRequest
from search.results import Hit, IndexState, ResultStream, SearchResults, StoredArticle
from search.schema import SCHEMA_VERSION
from search.suggestion import Suggested, Suggestion

T = TypeVar("T")


MARKING_SECONDS = 1.0  # that marking the words of a query in one article may take; its reader waits for the page
VERIFYING = "verify generation"  # name of the thread that does
VERIFIED_AT_ONCE = 32 << 20  # bytes of an index that are read before it answers: some 20 milliseconds


class WhooshEngine:
    """Answers from the generation that was current when the request came; sees a new one at the next request.

    Args:
        root: the folder of the index.
        language: whose inflections an unquoted word matches.
        memory: megabytes that a writing process may take.
        long_queries: how many queries that take long may run at once.

    Raises:
        ValueError: there is no stemmer for the language.
    """

    def __init__(self, root: Path, *, language: str = "english", memory: int = 256, long_queries: int = 2) -> None:
        self._root = root
        self._memory = memory
        self._long_queries = LongQueries(long_queries)
        self._inflections = Inflections(language)
        self._lock = threading.Lock()
        self._open: Opened | None = None
        self._is_doubtful = False  # True when the generation that serves was found to be damaged
        self._verdicts = Verdicts()
        self._pointer: tuple[int, ...] = ()  # the state of CURRENT when `_open` was opened

    def _now(self) -> Opened:
        """Give the open generation, after a look at the pointer."""
        opened = self._open  # once: `close` may take it away at any time
        if opened is not None and generations.pointer_state(self._root) == self._pointer:
            return opened
        with self._lock:
            pointer = generations.pointer_state(self._root)  # under the lock: no thread goes back to an older one
            if self._open is None or pointer != self._pointer:
                self._open, self._pointer = self._opened(), pointer
            return self._open

    def _opened(self) -> Opened:
        """Open the generation to serve; the arrays of a large one are verified while it already answers."""
        generation = generations.current(self._root, None if self._is_doubtful else VERIFIED_AT_ONCE, self._verdicts)
        self._is_doubtful = False
        if generation.schema != SCHEMA_VERSION:
            raise IndexDamagedError(writer.other_schema(generation.schema))
        try:
            opened = Opened(generation, self._inflections)
        except Exception:
            if generation.is_verified:
                raise
            sound = generations.current(self._root, verdicts=self._verdicts)  # falls back, or says what is damaged
            return Opened(sound, self._inflections)
        if not generation.is_verified:
            threading.Thread(target=self._verify, args=(opened,), name=VERIFYING, daemon=True).start()
        return opened

    def _verify(self, opened: Opened) -> None:
        """Read a whole generation; should it be damaged, the next request opens the newest sound one."""
        try:
            generations.verify(self._root, opened.generation.number, verdicts=self._verdicts)
            opened.is_verified = True
        except IndexDamagedError:
            with self._lock:
                if self._open is opened:  # otherwise a newer one serves, and this one may have been collected
                    self._is_doubtful, self._pointer = True, ()

    def _answered(self, answer: Callable[[Opened], T]) -> T:
        """Give an answer from the current generation; damage that shows before it was found gives way to the last.

        Raises:
            IndexDamagedError: no generation is sound.
        """
        now = self._now()
        try:
            return answer(now)
        except SearchError:
            raise
        except Exception:
            if now.is_verified:
                raise
            self._verify(now)
            if now.is_verified:
                raise  # the files are what was published: the fault is in the code
        return answer(self._now())

    def check(self, request: SearchRequest) -> None:
        """Raise `RequestError` for a page or size beyond the limits."""
        if not 1 <= request.size <= MAX_SIZE:
            raise RequestError(f"size is {request.size}, expected 1 to {MAX_SIZE}", "size", str(MAX_SIZE))
        if request.page < 1:
            raise RequestError(f"page is {request.page}, expected 1 or more", "page", "1")
        if request.offset > MAX_OFFSET:
            raise RequestError(
                f"page {request.page} begins after {request.offset:,} articles, expected at most {MAX_OFFSET:,}: "
                "narrow the search by words, dates or sources",
                "page",
                str(MAX_OFFSET // request.size + 1),
            )

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request."""
        started = time.perf_counter()
        self.check(request)
        with self._long_queries.deadline(request.seconds) as deadline:
            return self._answered(lambda now: now.search(request, started, deadline))

    def every(self, request: SearchRequest) -> ResultStream:
        """Answer a request with all hits and all their passages."""
        started = time.perf_counter()
        with self._long_queries.deadline(request.seconds) as deadline:
            return self._answered(lambda now: now.every(request, started, deadline))

    def article(self, article_id: str, query: ParsedQuery | None = None) -> StoredArticle | None:
        """Give an article, with the query's words marked where one is given; None if there is none of that id."""
        with self._long_queries.deadline(MARKING_SECONDS) as deadline:
            return self._answered(lambda now: now.article(article_id, query, deadline))

    def related(self, article_id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Give articles about the same matter, most alike first."""
        return self._answered(lambda now: now.related(article_id, limit))

    def suggest(self, begun: str, kind: Suggested = Suggested.WORD, limit: int = 10) -> list[Suggestion]:
        """Give what goes on from some letters: words, titles, or names."""
        return self._answered(lambda now: now.suggest(begun, kind, limit))

    def similar(self, word: str, limit: int = 5) -> list[str]:
        """Give words of the archive that are spelled almost as this one, the likeliest first."""
        return self._answered(lambda now: now.similar(word, limit))

    def writer(self) -> AbstractContextManager[ArchiveWriter]:
        """Change the archive; visible only on clean exit."""
        return writer.change(self._root, self._base, inflections=self._inflections, memory=self._memory)

    def rebuild(self) -> AbstractContextManager[ArchiveWriter]:
        """Change the archive from an empty one; swapped in whole or not at all."""
        return writer.change(self._root, lambda: None, inflections=self._inflections, memory=self._memory)

    def _base(self) -> generations.Generation | None:
        """Give the generation that answers, all of it just read: so what `kept` gives belongs to what is changed."""
        try:
            self._verify(self._now())
            return self._now().generation
        except IndexMissingError:
            return None

    def kept(self, name: str) -> bytes | None:
        """Give what the last writer kept under that name, or None."""
        return writer.kept(self._now().generation.folder, name)

    def stats(self) -> IndexState:
        """Say what the index holds."""
        return self._now().state

    def close(self) -> None:
        """Let go of files and memory, once no search is under way."""
        with self._lock:
            self._open = None

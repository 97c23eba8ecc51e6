"""The embedded engine: `search.engine.Engine` over a folder of generations."""

import gc
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from search.analysis import Inflections
from search.engine import ArchiveWriter
from search.engines.whoosh import generations, writer
from search.engines.whoosh.articles import Articles
from search.engines.whoosh.copies import CopyGroups, Shown
from search.engines.whoosh.deadline import Deadline, LongQueries
from search.engines.whoosh.evidence import Evidence
from search.engines.whoosh.facets import facets
from search.engines.whoosh.filters import among
from search.engines.whoosh.matching import Matcher
from search.engines.whoosh.ordering import in_order
from search.engines.whoosh.ranking import Ranking
from search.engines.whoosh.related import related
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.spelling import similar
from search.engines.whoosh.streaming import stream, with_copies
from search.engines.whoosh.suggestions import Suggestions
from search.engines.whoosh.verdicts import Verdicts
from search.errors import (
    IndexDamagedError,
    IndexMissingError,
    OverloadedError,
    QueryLimitError,
    RequestError,
    SearchError,
)
from search.query import Dated, Node, ParsedQuery, Stated, Undated
from search.request import MAX_OFFSET, MAX_SIZE, DateFilter, Duplicates, SearchRequest, Sort
from search.results import FacetValue, Hit, IndexState, ResultStream, SearchResults, StoredArticle
from search.schema import SCHEMA_VERSION
from search.suggestion import Suggested, Suggestion

T = TypeVar("T")


MARKING_SECONDS = 1.0  # that marking the words of a query in one article may take; its reader waits for the page
VERIFYING = "verify generation"  # name of the thread that does
VERIFIED_AT_ONCE = 32 << 20  # bytes of an index that are read before it answers: some 20 milliseconds


class _Open:
    """What is computed once for an open generation."""

    def __init__(self, generation: generations.Generation, inflections: Inflections) -> None:
        self.generation = generation
        self.is_verified = generation.is_verified  # becomes true when all of it was read and found sound
        self.snapshot = Snapshot(generation.folder, inflections)
        self.ranking = Ranking(self.snapshot)
        self.copies = CopyGroups(generation.folder, self.snapshot)
        self.suggestions = Suggestions(self.snapshot)
        self.rules = writer.rules_of(generation.folder)
        self.state = IndexState(
            generation.number,
            generation.created,
            self.snapshot.articles,
            self.snapshot.passages,
            generation.degraded,
        )
        gc.collect(1)  # goes through the new lists of words now, which the first query or the second would pay for


@dataclass(frozen=True, slots=True)
class _Found:
    """What a search found, before any hit is made.

    Args:
        matcher: what the query's words stand for.
        evidence: makes the hits.
        matching: the articles that match.
        shown: those of them that are hits.
        sources: the source facet.
        dates: the date facet.
    """

    matcher: Matcher
    evidence: Evidence
    matching: Articles
    shown: Shown
    sources: tuple[FacetValue, ...]
    dates: tuple[FacetValue, ...]


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
        self._open: _Open | None = None
        self._is_doubtful = False  # True when the generation that serves was found to be damaged
        self._verdicts = Verdicts()
        self._pointer: tuple[int, ...] = ()  # the state of CURRENT when `_open` was opened

    def _now(self) -> _Open:
        """Give the open generation, after a look at the pointer."""
        opened = self._open  # once: `close` may take it away at any time
        if opened is not None and generations.pointer_state(self._root) == self._pointer:
            return opened
        with self._lock:
            pointer = generations.pointer_state(self._root)  # under the lock: no thread goes back to an older one
            if self._open is None or pointer != self._pointer:
                self._open, self._pointer = self._opened(), pointer
            return self._open

    def _opened(self) -> _Open:
        """Open the generation to serve; the arrays of a large one are verified while it already answers."""
        generation = generations.current(self._root, None if self._is_doubtful else VERIFIED_AT_ONCE, self._verdicts)
        self._is_doubtful = False
        if generation.schema != SCHEMA_VERSION:
            raise IndexDamagedError(writer.other_schema(generation.schema))
        try:
            opened = _Open(generation, self._inflections)
        except Exception:
            if generation.is_verified:
                raise
            return _Open(
                generations.current(self._root, verdicts=self._verdicts), self._inflections
            )  # falls back, or says what is damaged
        if not generation.is_verified:
            threading.Thread(target=self._verify, args=(opened,), name=VERIFYING, daemon=True).start()
        return opened

    def _verify(self, opened: _Open) -> None:
        """Read a whole generation; should it be damaged, the next request opens the newest sound one."""
        try:
            generations.verify(self._root, opened.generation.number, verdicts=self._verdicts)
            opened.is_verified = True
        except IndexDamagedError:
            with self._lock:
                if self._open is opened:  # otherwise a newer one serves, and this one may have been collected
                    self._is_doubtful, self._pointer = True, ()

    def _answered(self, answer: Callable[[_Open], T]) -> T:
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
            return self._answered(lambda now: self._search(now, request, started, deadline))

    def every(self, request: SearchRequest) -> ResultStream:
        """Answer a request with all hits and all their passages."""
        started = time.perf_counter()
        with self._long_queries.deadline(request.seconds) as deadline:
            return self._answered(lambda now: self._every(now, request, started, deadline))

    def _search(self, now: _Open, request: SearchRequest, started: float, deadline: Deadline) -> SearchResults:
        found = self._find(now, request, deadline)
        page = slice(request.offset, request.offset + request.size)
        ordinals, scores = in_order(now.snapshot, found.shown, found.evidence, request.sort, page)
        hits = found.evidence.hits(ordinals, scores, request.passages)
        matching = found.matching
        with_all = [with_copies(hit, at, now.copies, matching) for hit, at in zip(hits, ordinals, strict=True)]
        return _results(now, found, tuple(with_all), started)

    def _every(self, now: _Open, request: SearchRequest, started: float, deadline: Deadline) -> ResultStream:
        found = self._find(now, request, deadline)
        ordinals, scores = in_order(now.snapshot, found.shown, found.evidence, request.sort, slice(0, None))
        results = _results(now, found, (), started)
        deadline.lift()
        return ResultStream(results, stream(found.evidence, ordinals, scores, now.copies, found.matching))

    def _find(self, now: _Open, request: SearchRequest, deadline: Deadline) -> _Found:
        snapshot, tree = now.snapshot, request.query.tree
        matcher = Matcher(snapshot, now.ranking, deadline)
        by_query = matcher.articles(tree)
        if request.stated_only:
            by_query = by_query.both(matcher.articles(Stated()))
        by_source = _of_sources(snapshot, request.sources, request.excluded_sources)
        by_date = matcher.articles(_as_node(request.dates)) if request.dates else None
        of_date, of_source = _both(by_query, by_date), _both(by_query, by_source)
        matching = _both(of_date, by_source)
        evidence = Evidence(snapshot, now.ranking, matcher, tree)
        scores_of = evidence.article_scores(matching.ordinals) if request.sort is Sort.RELEVANCE else None
        shown = Shown(matching.ordinals, matching.ordinals, scores_of)
        if request.duplicates is Duplicates.HIDE:
            shown = now.copies.collapse(shown, matching)
        sources, dates = facets(snapshot, of_date.ordinals, of_source.ordinals, request)
        return _Found(matcher, evidence, matching, shown, sources, dates)

    def article(self, article_id: str, query: ParsedQuery | None = None) -> StoredArticle | None:
        """Give an article, with the query's words marked where one is given; None if there is none of that id."""
        with self._long_queries.deadline(MARKING_SECONDS) as deadline:
            return self._answered(lambda now: _article(now, article_id, query, deadline))

    def related(self, article_id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Give articles about the same matter, most alike first."""
        return self._answered(lambda now: _related(now, article_id, limit))

    def suggest(self, begun: str, kind: Suggested = Suggested.WORD, limit: int = 10) -> list[Suggestion]:
        """Give what goes on from some letters: words, titles, or names."""
        return self._answered(lambda now: now.suggestions.give(begun, kind, limit))

    def similar(self, word: str, limit: int = 5) -> list[str]:
        """Give words of the archive that are spelled almost as this one, the likeliest first."""
        return self._answered(lambda now: similar(now.snapshot.vocabulary, word, limit))

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


def _results(now: _Open, found: _Found, hits: tuple[Hit, ...], started: float) -> SearchResults:
    return SearchResults(
        hits,
        total=len(found.matching),
        total_is_exact=True,
        groups=len(found.shown.articles),
        sources=found.sources,
        dates=found.dates,
        took_ms=1000 * (time.perf_counter() - started),
        index=now.state,
        notes=tuple(found.matcher.notes),
    )


def _article(now: _Open, article_id: str, query: ParsedQuery | None, deadline: Deadline) -> StoredArticle | None:
    ordinal = now.snapshot.ordinal(article_id)
    if ordinal is None:
        return None
    whole = _whole(now, ordinal, query, deadline)
    names = {line.rule for line in whole.article.dropped} & now.rules.keys()
    rules = {name: now.rules[name] for name in sorted(names)}
    return replace(whole, copies=now.copies.of(ordinal), rules=rules)


def _related(now: _Open, article_id: str, limit: int) -> tuple[Hit, ...]:
    ordinal = now.snapshot.ordinal(article_id)
    return () if ordinal is None else related(now.snapshot, now.ranking, now.copies, ordinal, limit)


def _whole(now: _Open, ordinal: int, query: ParsedQuery | None, deadline: Deadline) -> StoredArticle:
    """Give a whole article; one that takes too long to mark is given without marks, for it is there to be read."""
    if query:
        matcher = Matcher(now.snapshot, now.ranking, deadline)
        try:
            matcher.look_up(query.tree)
            return Evidence(now.snapshot, now.ranking, matcher, query.tree).whole(ordinal, now.state)
        except (QueryLimitError, OverloadedError):
            pass  # without marks, as `Engine.article` promises
    return Evidence(now.snapshot, now.ranking, Matcher(now.snapshot, now.ranking), None).whole(ordinal, now.state)


def _of_sources(snapshot: Snapshot, sources: tuple[str, ...], excluded: tuple[str, ...]) -> Articles | None:
    if not sources and not excluded:
        return None
    names = enumerate(snapshot.source_names)
    wanted = [number for number, name in names if (not sources or name in sources) and name not in excluded]
    return Articles(snapshot.articles, mask=among(wanted, snapshot.source, snapshot.source_names))


def _both(some: Articles, others: Articles | None) -> Articles:
    return some if others is None else some.both(others)


def _as_node(dates: DateFilter) -> Node:
    return Undated() if dates.undated else Dated(dates.first, dates.last)

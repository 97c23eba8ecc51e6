"""One generation, open: what is computed once for it, and its answers."""

import gc
import time
from dataclasses import dataclass, replace

from search.analysis import Inflections
from search.engines.whoosh import generations, writer
from search.engines.whoosh.articles import Articles
from search.engines.whoosh.copies import CopyGroups, Shown
from search.engines.whoosh.deadline import Deadline
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
from search.errors import OverloadedError, QueryLimitError
from search.query import Dated, Node, ParsedQuery, Stated, Undated
from search.request import DateFilter, Duplicates, SearchRequest, Sort
from search.results import FacetValue, Hit, IndexState, ResultStream, SearchResults, StoredArticle
from search.suggestion import Suggested, Suggestion


class Opened:
    """An open generation.

    Args:
        generation: which.
        inflections: which words are forms of one.
    """

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

    def search(self, request: SearchRequest, started: float, deadline: Deadline) -> SearchResults:
        """Answer a request.

        Args:
            request: checked.
            started: when it came, by `time.perf_counter`.
            deadline: what it may take.
        """
        found = self._find(request, deadline)
        page = slice(request.offset, request.offset + request.size)
        ordinals, scores = in_order(self.snapshot, found.shown, found.evidence, request.sort, page)
        hits = found.evidence.hits(ordinals, scores, request.passages)
        with_all = [with_copies(hit, at, self.copies, found.matching) for hit, at in zip(hits, ordinals, strict=True)]
        return self._results(found, tuple(with_all), started)

    def every(self, request: SearchRequest, started: float, deadline: Deadline) -> ResultStream:
        """Answer a request with all hits and all their passages, see `search`."""
        found = self._find(request, deadline)
        ordinals, scores = in_order(self.snapshot, found.shown, found.evidence, request.sort, slice(0, None))
        results = self._results(found, (), started)
        deadline.lift()
        return ResultStream(results, stream(found.evidence, ordinals, scores, self.copies, found.matching))

    def article(self, article_id: str, query: ParsedQuery | None, deadline: Deadline) -> StoredArticle | None:
        """Give an article, marked as long as the deadline allows; None if there is none of that id."""
        ordinal = self.snapshot.ordinal(article_id)
        if ordinal is None:
            return None
        whole = self._whole(ordinal, query, deadline)
        names = {line.rule for line in whole.article.dropped} & self.rules.keys()
        rules = {name: self.rules[name] for name in sorted(names)}
        return replace(whole, copies=self.copies.of(ordinal), rules=rules)

    def related(self, article_id: str, limit: int) -> tuple[Hit, ...]:
        """Give articles about the same matter, most alike first."""
        ordinal = self.snapshot.ordinal(article_id)
        return () if ordinal is None else related(self.snapshot, self.ranking, self.copies, ordinal, limit)

    def suggest(self, begun: str, kind: Suggested, limit: int) -> list[Suggestion]:
        """Give what goes on from some letters: words, titles, or names."""
        return self.suggestions.give(begun, kind, limit)

    def similar(self, word: str, limit: int) -> list[str]:
        """Give words that are spelled almost as this one, the likeliest first."""
        return similar(self.snapshot.vocabulary, word, limit)

    def _find(self, request: SearchRequest, deadline: Deadline) -> "_Found":
        snapshot, tree = self.snapshot, request.query.tree
        matcher = Matcher(snapshot, self.ranking, deadline)
        by_query = matcher.articles(tree)
        if request.stated_only:
            by_query = by_query.both(matcher.articles(Stated()))
        by_source = _of_sources(snapshot, request.sources, request.excluded_sources)
        by_date = matcher.articles(_as_node(request.dates)) if request.dates else None
        of_date, of_source = _both(by_query, by_date), _both(by_query, by_source)
        matching = _both(of_date, by_source)
        evidence = Evidence(snapshot, self.ranking, matcher, tree)
        scores_of = evidence.article_scores(matching.ordinals) if request.sort is Sort.RELEVANCE else None
        shown = Shown(matching.ordinals, matching.ordinals, scores_of)
        if request.duplicates is Duplicates.HIDE:
            shown = self.copies.collapse(shown, matching)
        sources, dates = facets(snapshot, of_date.ordinals, of_source.ordinals, request)
        return _Found(matcher, evidence, matching, shown, sources, dates)

    def _results(self, found: "_Found", hits: tuple[Hit, ...], started: float) -> SearchResults:
        return SearchResults(
            hits,
            total=len(found.matching),
            total_is_exact=True,
            groups=len(found.shown.articles),
            sources=found.sources,
            dates=found.dates,
            took_ms=1000 * (time.perf_counter() - started),
            index=self.state,
            notes=tuple(found.matcher.notes),
        )

    def _whole(self, ordinal: int, query: ParsedQuery | None, deadline: Deadline) -> StoredArticle:
        """Give a whole article; one that takes too long to mark is given without marks, for it is there to be read."""
        snapshot, ranking = self.snapshot, self.ranking
        if query:
            matcher = Matcher(snapshot, ranking, deadline)
            try:
                matcher.look_up(query.tree)
                return Evidence(snapshot, ranking, matcher, query.tree).whole(ordinal, self.state)
            except (QueryLimitError, OverloadedError):
                pass  # without marks, as `Engine.article` promises
        return Evidence(snapshot, ranking, Matcher(snapshot, ranking), None).whole(ordinal, self.state)


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

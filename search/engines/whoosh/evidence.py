"""Why an article is a hit: its best passages, with what to mark."""

from collections.abc import Sequence
from functools import cached_property
from itertools import repeat

import numpy as np

from search.engines.whoosh.article_lists import Floats, Weighed
from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.matching import Matcher, units
from search.engines.whoosh.neighbours import neighbour_scores
from search.engines.whoosh.passage_table import PassageTable, passage_table
from search.engines.whoosh.ranking import BEST_PASSAGE, Ranking
from search.engines.whoosh.snapshot import Snapshot
from search.query import Node, Span
from search.results import Hit, HitPassage, IndexState, StoredArticle
from search.schema import Kind
from search.snippets import Marker, choose

# Passages of one article that are weighed against each other: choosing takes time with passages times units, and what
# scores less than so many is not shown.
_CHOSEN_AMONG = 200


class Evidence:
    """Makes hits for one request.

    Args:
        snapshot: what was searched.
        ranking: its lengths and weights.
        matcher: what the query's words stand for here.
        tree: the query tree; None marks nothing.
    """

    def __init__(self, snapshot: Snapshot, ranking: Ranking, matcher: Matcher, tree: Node | None) -> None:
        self._snapshot = snapshot
        self._ranking = ranking
        self._matcher = matcher
        self._units = list(units(tree)) if tree else []
        self._marker = Marker(tree, matcher.expansions) if tree else None
        self._tabled: frozenset[int] = frozenset()  # ordinals of the articles in the table
        self._table = PassageTable.empty()

    @cached_property
    def _found(self) -> list[Weighed]:
        """In which articles of the archive each unit is; marking one article needs none of it."""
        return [self._matcher.occurrences(unit, kinds) for unit, kinds in self._units]

    def article_scores(self, matching: Ints) -> Floats:
        """Give the score (n,) of each of some articles, ascending, as one text."""
        return self._ranking.scores(self._found, matching)

    def _look_up(self, ordinals: Ints) -> None:
        """Make the table of some articles, ascending."""
        self._tabled = frozenset(ordinals.tolist())
        self._table = passage_table(self._snapshot, self._ranking, self._matcher, self._units, ordinals)

    def closer_scores(self, ordinals: Ints) -> Floats:
        """Give what a closer look adds to the scores of some articles: their best passage, and neighbouring words.

        Args:
            ordinals: (n,) of the articles.
        """
        order = ordinals.argsort()
        ascending = ordinals.take(order)
        self._look_up(ascending)
        added = BEST_PASSAGE * self._table.best(ascending, self._snapshot.article_of)
        if len(self._units) > 1:
            idf = [self._ranking.idf(found) for found in self._found]
            added += neighbour_scores(self._snapshot, self._matcher, self._units, idf, ascending)
        scores = np.empty(len(ordinals), np.float32)
        scores[order] = added
        return scores

    def hits(self, ordinals: Sequence[int], scores: Sequence[float], limit: int | None) -> tuple[Hit, ...]:
        """Make the hits of some articles.

        Args:
            ordinals: of the articles, in the order of the hits.
            scores: of the articles.
            limit: passages wanted at most for each, the best first; None for all, in the order of the article.
        """
        order = np.array(ordinals, np.int64)
        if not self._tabled.issuperset(ordinals):
            self._look_up(np.sort(order))
        rows = self._table.of_articles(self._snapshot.bounds(order))
        return tuple(map(self._hit, ordinals, scores, rows, repeat(limit)))

    def _hit(self, ordinal: int, score: float, rows: list[tuple[int, int, float]], limit: int | None) -> Hit:
        """Make a hit.

        Args:
            ordinal: of the article.
            score: of the article.
            rows: of the table: document, unit, score.
            limit: passages wanted at most, as of `hits`.
        """
        self._matcher.check_time()
        snapshot = self._snapshot
        article_id, article = snapshot.head(ordinal)
        totals: dict[int, float] = {}
        for document, _, value in rows:
            totals[document] = totals.get(document, 0.0) + value
        shown = [document for document in totals if snapshot.kind_of(document) is not Kind.TITLE]
        count = len(shown)
        if limit is None:
            best = sorted(shown)
        elif len(self._units) == 1:
            best = sorted(shown, key=totals.__getitem__, reverse=True)[:limit]
        else:
            by_unit: list[dict[int, float]] = [{} for _ in self._units]
            for document, unit, value in rows:
                by_unit[unit][document] = value
            shown = _worth_choosing(totals, by_unit, shown)
            best = [shown[at] for at in choose([[row.get(at, 0.0) for at in shown] for row in by_unit if row], limit)]
        first = snapshot.first_passage(ordinal)
        chosen = [
            self._passage(f"{article_id}-{document - first}", document, totals.get(document, 0.0))
            for document in best or self._opening(ordinal)[:limit]
        ]
        return Hit(
            article_id,
            article,
            self.marks(article.display_title, Kind.TITLE),
            score,
            tuple(chosen),
            max(0, count - len(best)),
        )

    def _opening(self, ordinal: int) -> list[int]:
        """Give the passage that stands in where none matches: the lead, else whatever there is."""
        passages = self._snapshot.passages_of(ordinal)
        kinds = [self._snapshot.kind_of(document) for document in passages]
        return [passages[at] for wanted in (Kind.LEAD, Kind.BODY, Kind.CAPTION) for at in _places(kinds, wanted)][:1]

    def _passage(self, passage_id: str, document: int, score: float) -> HitPassage:
        kind, section, text = self._snapshot.passage_row(document)
        return HitPassage(
            id=passage_id,
            kind=kind,
            section=section,
            text=text,
            highlights=self.marks(text, kind),
            score=score,
            section_highlights=self.marks(section, kind) if section else (),
        )

    def marks(self, text: str, kind: Kind) -> tuple[Span, ...]:
        """Give what to mark in a text of one kind."""
        self._matcher.check_time()
        return self._marker.marks(text, kind) if self._marker else ()

    def whole(self, ordinal: int, state: IndexState) -> StoredArticle:
        """Give a whole article, marked.

        Raises:
            QueryLimitError: the matcher's time is up.
        """
        article = self._snapshot.article(ordinal)
        passages = tuple(self._snapshot.passage(document) for document in self._snapshot.passages_of(ordinal))
        return StoredArticle(
            id=self._snapshot.head(ordinal)[0],
            article=article,
            passages=passages,
            highlights=tuple(self.marks(passage.text, passage.kind) for passage in passages),
            section_highlights=tuple(self.marks(passage.section, passage.kind) for passage in passages),
            title_highlights=self.marks(article.display_title, Kind.TITLE),
            index=state,
        )


def _worth_choosing(totals: dict[int, float], by_unit: list[dict[int, float]], shown: list[int]) -> list[int]:
    """Give the passages to choose among, in order: all, or of a long article the best, and the best for each unit.

    Args:
        totals: what each passage scores for the whole query.
        by_unit: for each unit of the query, what each passage scores for it.
        shown: the passages that may be shown, in order.
    """
    if len(shown) <= _CHOSEN_AMONG:
        return shown
    kept = set(sorted(shown, key=totals.__getitem__, reverse=True)[:_CHOSEN_AMONG])
    kept.update(max(shown, key=lambda document: row.get(document, 0.0)) for row in by_unit if row)
    return sorted(kept)


def _places(kinds: list[Kind], wanted: Kind) -> list[int]:
    return [place for place, kind in enumerate(kinds) if kind is wanted]

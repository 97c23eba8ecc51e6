"""Why an article is a hit: its best passages, with what to mark."""

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.matching import Matcher, units
from search.engines.whoosh.ranking import Floats, Ranking
from search.engines.whoosh.snapshot import Snapshot
from search.query import Node, Span
from search.results import Hit, HitPassage, IndexState, StoredArticle
from search.schema import Kind, Passage
from search.snippets import choose, mark


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
        self._tree = tree
        self._units = list(units(tree)) if tree else []
        self._found = [matcher.occurrences(unit, kinds) for unit, kinds in self._units]

    def article_scores(self) -> Floats:
        """Give the score (articles,) of each article as one text."""
        return self._ranking.articles(self._found)

    def _passage_scores(self, ordinals: Ints) -> list[tuple[Ints, Floats]]:
        """Give for each unit the passages of some articles that it is in, and what they score for it.

        Args:
            ordinals: (n,) of the articles, ascending.
        """
        bounds = self._snapshot.bounds(ordinals)
        scores = []
        for (unit, kinds), found in zip(self._units, self._found, strict=True):
            documents, frequencies = self._matcher.passages(unit, kinds, bounds)
            scores.append((documents, self._ranking.passages(documents, frequencies, self._ranking.idf(found))))
        return scores

    def best_passage_scores(self, ordinals: Ints) -> Floats:
        """Give what the best passage of each of some articles scores.

        Args:
            ordinals: (n,) of the articles.
        """
        order = np.argsort(ordinals)
        scores = self._passage_scores(ordinals[order])
        passages, totals = scores[0] if len(scores) == 1 else _summed(scores)
        best = np.zeros(len(ordinals), np.float32)
        place = np.searchsorted(ordinals[order], self._snapshot.article_of[passages])
        np.maximum.at(best, order[place], totals)
        return best

    def hits(self, ordinals: Sequence[int], scores: Sequence[float], limit: int) -> tuple[Hit, ...]:
        """Make the hits of some articles.

        Args:
            ordinals: of the articles, in the order of the hits.
            scores: of the articles.
            limit: passages wanted at most for each.
        """
        found = self._passage_scores(np.array(sorted(ordinals), np.int64))
        return tuple(
            self._hit(ordinal, score, self._snapshot.passages_of(ordinal), found, limit)
            for ordinal, score in zip(ordinals, scores, strict=True)
        )

    def _hit(self, ordinal: int, score: float, documents: range, found: list[tuple[Ints, Floats]], limit: int) -> Hit:
        article_id, article = self._snapshot.head(ordinal)
        scores = np.zeros((len(found), len(documents)), np.float32)
        for row, (passages, values) in enumerate(found):
            first, last = np.searchsorted(passages, (documents.start, documents.stop))
            scores[row, passages[first:last] - documents.start] = values[first:last]
        kinds = [self._snapshot.kind_of(document) for document in documents]
        shown = [place for place in np.flatnonzero(scores.any(axis=0)).tolist() if kinds[place] is not Kind.TITLE]
        best = [shown[at] for at in choose(scores[:, shown].tolist(), limit)] if shown else []
        totals = scores.sum(axis=0)
        chosen = [
            self._passage(f"{article_id}-{place}", self._snapshot.passage(documents[place]), float(totals[place]))
            for place in best or self._opening(kinds)[: max(0, limit)]
        ]
        return Hit(
            id=article_id,
            article=article,
            title_highlights=self.marks(article.display_title, Kind.TITLE),
            score=score,
            passages=tuple(chosen),
            more_passages=max(0, len(shown) - len(best)),
        )

    @staticmethod
    def _opening(kinds: list[Kind]) -> list[int]:
        """Give the place of the passage that stands in where none matches: the lead, else whatever there is."""
        return [place for wanted in (Kind.LEAD, Kind.BODY, Kind.CAPTION) for place in _places(kinds, wanted)][:1]

    def _passage(self, passage_id: str, passage: Passage, score: float) -> HitPassage:
        return HitPassage(
            id=passage_id,
            kind=passage.kind,
            section=passage.section,
            text=passage.text,
            highlights=self.marks(passage.text, passage.kind),
            score=score,
            section_highlights=self.marks(passage.section, passage.kind),
        )

    def marks(self, text: str, kind: Kind) -> tuple[Span, ...]:
        """Give what to mark in a text of one kind."""
        return mark(text, kind, self._tree, self._matcher.expansions) if self._tree else ()

    def whole(self, ordinal: int, state: IndexState) -> StoredArticle:
        """Give a whole article, marked."""
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


def _summed(scores: Sequence[tuple[Ints, Floats]]) -> tuple[Ints, Floats]:
    """Give each passage once, with the sum of what it scores."""
    documents = np.concatenate([np.zeros(0, np.int64), *(each for each, _ in scores)])
    gains = np.concatenate([np.zeros(0, np.float32), *(each for _, each in scores)])
    passages, number = np.unique(documents, return_inverse=True)
    return passages, np.bincount(number, gains, minlength=len(passages)).astype(np.float32)


def _places(kinds: list[Kind], wanted: Kind) -> list[int]:
    return [place for place, kind in enumerate(kinds) if kind is wanted]

"""What makes one article a better answer than another: BM25F over the kinds of passage, and the best passage.

The article is scored as one text in which a word of the title counts twice (Robertson, Zaragoza, Taylor: Simple BM25
extension to multiple weighted fields, CIKM 2004), to which a share of its best passage's own score is added: a page
that treats the matter in one place goes before one that has the words here and there.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.fields import KIND_NUMBERS
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.spans import Spans
from search.schema import Kind

Floats = NDArray[np.float64]
K1 = 1.5  # how soon another occurrence of a word adds little
B = 0.75  # how much a long text counts against itself
TITLE_WEIGHT = 2.0  # occurrences in the body that one in the title is worth
BEST_PASSAGE = 0.5  # share of the best passage's score


class Ranking:
    """The lengths that scores depend on, computed once for a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._weight = np.ones(max(KIND_NUMBERS.values()) + 1)
        self._weight[KIND_NUMBERS[Kind.TITLE]] = TITLE_WEIGHT
        lengths = self._weight[snapshot.kind] * snapshot.length
        of_articles = np.bincount(
            snapshot.article_of[snapshot.live], weights=lengths[snapshot.live], minlength=snapshot.articles
        )
        self._article_norm = _norm(of_articles, of_articles)
        self._passage_norm = _norm(snapshot.length, snapshot.length[snapshot.live & (snapshot.length > 0)])

    def idf(self, found: Spans) -> float:
        """Give how much a match tells, from the number of articles that have it (Lucene's form, never negative)."""
        articles = len(np.unique(self._snapshot.article_of[found.documents]))
        return float(np.log(1 + (self._snapshot.articles - articles + 0.5) / (articles + 0.5)))

    def passages(self, found: Spans, of_all: Spans | None = None) -> tuple[NDArray[np.int64], Floats]:
        """Give the passages that hold a match, ascending, and what each scores for it.

        Args:
            found: the matches.
            of_all: where `found` is only some of the matches: all, which say how rare a match is.
        """
        documents, frequency = np.unique(found.documents, return_counts=True)
        return documents, self.idf(of_all or found) * _saturate(frequency, self._passage_norm[documents])

    def articles(self, units: Sequence[Spans]) -> Floats:
        """Give the score (articles,) of each article for all that was sought."""
        snapshot = self._snapshot
        score = np.zeros(snapshot.articles)
        by_passage = np.zeros(snapshot.documents)
        for found in units:
            if not len(found):
                continue
            weights = self._weight[snapshot.kind[found.documents]]
            frequency = np.bincount(snapshot.article_of[found.documents], weights, minlength=snapshot.articles)
            score += self.idf(found) * _saturate(frequency, self._article_norm)
            documents, scores = self.passages(found)
            by_passage[documents] += scores
        if snapshot.articles:
            score += BEST_PASSAGE * np.maximum.reduceat(by_passage, snapshot.article_documents)
        return score


def _norm(lengths: NDArray[np.int64] | Floats, typical: NDArray[np.int64] | Floats) -> Floats:
    mean = float(typical.mean()) if len(typical) else 1.0
    return np.asarray(K1 * (1 - B + B * lengths / max(mean, 1.0)), np.float64)


def _saturate(frequency: NDArray[np.int64] | Floats, norm: Floats) -> Floats:
    return np.asarray(frequency * (K1 + 1) / (frequency + norm), np.float64)

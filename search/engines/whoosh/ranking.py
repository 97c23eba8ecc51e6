"""What makes one article a better answer than another: BM25F over the kinds of passage, and the best passage.

The article is scored as one text in which a word of the title counts twice (Robertson, Zaragoza, Taylor: Simple BM25
extension to multiple weighted fields, CIKM 2004). The best articles by that are ordered anew with a share of their best
passage's own score added: one that treats the matter in one place goes before one that has the words here and there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.fields import KIND_NUMBERS, TITLE_WEIGHT
from search.engines.whoosh.snapshot import Snapshot
from search.schema import Kind

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
K1 = 1.5  # how soon another occurrence of a word adds little
B = 0.75  # how much a long text counts against itself
COMMON = 2.0  # idf below which a word counts as common: it is in more than about one article of seven
BEST_PASSAGE = 0.5  # share of the best passage's score
REORDERED = 100  # articles ordered anew: as deep as readers go


@dataclass(frozen=True, slots=True)
class Occurrences:
    """In which articles something is, and how often.

    Args:
        articles: (n,) ordinals, ascending.
        frequencies: (n,) a title's counted twice.
    """

    articles: NDArray[np.uint32] | Ints
    frequencies: NDArray[np.uint16] | Floats


class Ranking:
    """The lengths that scores depend on, computed once for a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._articles = snapshot.articles
        weight = np.ones(max(KIND_NUMBERS.values()) + 1)
        weight[KIND_NUMBERS[Kind.TITLE]] = TITLE_WEIGHT
        weight[KIND_NUMBERS[Kind.BYLINE]] = 0
        lengths = np.where(snapshot.live, weight[snapshot.kind] * snapshot.length, 0)
        of_articles = np.add.reduceat(lengths, snapshot.article_documents) if snapshot.articles else lengths[:0]
        self._article_norm = _norm(of_articles, of_articles)
        self._passage_norm = _norm(snapshot.length, snapshot.length[snapshot.live & (snapshot.length > 0)])

    def idf(self, found: Occurrences) -> float:
        """Give how much a match tells, from the number of articles that have it (Lucene's form, never negative).

        Common words tell less than that: they are what a question in plain language is padded with.
        """
        articles = len(found.articles)
        idf = float(np.log(1 + (self._articles - articles + 0.5) / (articles + 0.5)))
        return idf * min(1.0, idf / COMMON)

    def articles(self, units: Sequence[Occurrences]) -> Floats:
        """Give the score (articles,) of each article for all that was sought."""
        score = np.zeros(self._articles, np.float32)
        for found in units:
            gain = np.float32(self.idf(found) * (K1 + 1))
            score[found.articles] += gain * found.frequencies / (found.frequencies + self._article_norm[found.articles])
        return score

    def passages(self, documents: Ints, frequencies: Ints, idf: float) -> Floats:
        """Give what passages score for one match.

        Args:
            documents: (n,) their document numbers.
            frequencies: (n,) how often it stands in each.
            idf: how much the match tells.
        """
        return np.asarray(idf * frequencies * (K1 + 1) / (frequencies + self._passage_norm[documents]), np.float32)


def _norm(lengths: NDArray[np.int64] | NDArray[np.float64], typical: NDArray[np.int64] | NDArray[np.float64]) -> Floats:
    mean = float(typical.mean()) if len(typical) else 1.0
    return np.asarray(K1 * (1 - B + B * lengths / max(mean, 1.0)), np.float32)

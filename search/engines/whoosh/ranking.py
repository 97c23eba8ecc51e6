"""What makes one article a better answer than another: BM25F over the kinds of passage, and the best passage.

The article is scored as one text in which a word of the title counts three times (Robertson, Zaragoza, Taylor: Simple
BM25 extension to multiple weighted fields, CIKM 2004). The best articles by that are ordered anew with a share of their
best passage's own score added: one that treats the matter in one place goes before one that has the words here and
there. So do words that stand side by side as they do in the query (`neighbours`).
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.article_lists import K1, ArticleLists, Floats, Weighed, length_norm
from search.engines.whoosh.fields import KIND_NUMBERS, TITLE_WEIGHT
from search.engines.whoosh.snapshot import Snapshot
from search.schema import Kind

Ints = NDArray[np.int64]
COMMON = 2.0  # idf below which a word counts as common: it is in more than about one article of seven
BEST_PASSAGE = 0.5  # share of the best passage's score
REORDERED = 100  # articles ordered anew: as deep as readers go
_MUCH_LONGER = 16  # times: from there on looking each of the few up beats marking all of the many


class Ranking:
    """The lengths that scores depend on, computed once for a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._articles = snapshot.articles
        weight = np.ones(max(KIND_NUMBERS.values()) + 1)
        weight[KIND_NUMBERS[Kind.TITLE]] = TITLE_WEIGHT
        weight[KIND_NUMBERS[Kind.BYLINE]] = 0
        lengths = np.where(snapshot.live, weight[snapshot.kind] * snapshot.length, 0)
        of_articles = np.add.reduceat(lengths, snapshot.article_documents) if snapshot.articles else lengths[:0]
        self.lists = ArticleLists(snapshot.lists, length_norm(of_articles, of_articles))
        self._passage_norm = length_norm(snapshot.length, snapshot.length[snapshot.live & (snapshot.length > 0)])

    def idf(self, found: Weighed) -> float:
        """Give how much a match tells, from the number of articles that have it (Lucene's form, never negative).

        Common words tell less than that: they are what a question in plain language is padded with.
        """
        articles = len(found.articles)
        idf = math.log(1 + (self._articles - articles + 0.5) / (articles + 0.5))
        return idf * min(1.0, idf / COMMON)

    def scores(self, units: Sequence[Weighed], matching: Ints) -> Floats:
        """Give the score (n,) of each of some articles for all that was sought.

        Args:
            units: what was sought.
            matching: (n,) ordinals of the articles, ascending.
        """
        total = np.zeros(len(matching), np.float32)
        dense: Floats | None = None  # scores of all articles, for lists of which many are matching
        for found in units:
            idf = np.float32(self.idf(found))
            if found.articles is matching:
                total += idf * found.weights
            elif len(found.articles) > _MUCH_LONGER * len(matching):
                at = found.articles.searchsorted(matching)
                at[at == len(found.articles)] = 0
                total += np.where(found.articles.take(at) == matching, idf * found.weights.take(at), np.float32(0))
            else:
                if dense is None:
                    dense = np.zeros(self._articles, np.float32)
                dense[found.articles] += idf * found.weights
        return total if dense is None else total + dense.take(matching)

    def passages(self, documents: Ints, frequencies: Floats, idf: Floats) -> Floats:
        """Give what passages score for a match in each.

        Args:
            documents: (n,) their document numbers.
            frequencies: (n,) how often it stands in each.
            idf: (n,) how much it tells.
        """
        norm = self._passage_norm.take(documents)
        return idf * np.float32(K1 + 1) * frequencies / (frequencies + norm)

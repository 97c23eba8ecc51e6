"""What an article gains by words that stand side by side in it as they do in the query.

Pairs of neighbours in the query, each scored by how often the article has them so, are what the sequential dependence
model adds to single words (Metzler, Croft: A Markov random field model for term dependencies, SIGIR 2005).
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from search.engines.whoosh.article_lists import K1, Floats
from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.matching import Matcher, Unit
from search.engines.whoosh.passage_table import within
from search.engines.whoosh.places import Kinds
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.spans import Addresses

PAIR = 0.5  # share of a pair's score; nDCG on Cranfield is best, and level, from 0.3 to 0.6
_LEAST = 0.05  # what a pair may be worth at the least to be looked for: "of the" tells nothing


def neighbour_scores(
    snapshot: Snapshot, matcher: Matcher, units: Sequence[tuple[Unit, Kinds]], idf: Sequence[float], ordinals: Ints
) -> Floats:
    """Give (n,) what neighbours add to the score of some articles.

    Args:
        snapshot: what was searched.
        matcher: says where words are.
        units: of the query, in its order; of these words count, not phrases or proximities.
        idf: how much each tells.
        ordinals: (n,) of the articles, ascending.
    """
    scores = np.zeros(len(ordinals), np.float32)
    bounds = snapshot.lists.begins(snapshot.bounds(ordinals).reshape(-1))
    known: dict[int, Addresses] = {}

    def places(number: int, words: Sequence[str]) -> Addresses:
        if number not in known:
            each = []
            for word in words:
                matcher.check_time()
                addresses = snapshot.lists.addresses(word)
                each.append(addresses.take(within(addresses, bounds)))
            known[number] = each[0] if len(each) == 1 else np.sort(np.concatenate([bounds[:0], *each]))
        return known[number]

    for (left, (unit, kinds)), (right, (other, other_kinds)) in pairwise(enumerate(units)):
        words, other_words = matcher.words(unit), matcher.words(other)
        worth = math.sqrt(idf[left] * idf[right])
        if not words or not other_words or unit == other or kinds != other_kinds or worth < _LEAST:
            continue
        first, second = places(left, words), places(right, other_words)
        if not len(first) or not len(second):
            continue
        behind = first + first.dtype.type(1)
        at = second.searchsorted(behind)
        at[at == len(second)] = 0
        documents = snapshot.lists.documents_of(first[second.take(at) == behind])
        documents = documents[matcher.of_kind(documents, kinds)]
        times = np.bincount(ordinals.searchsorted(snapshot.article_of.take(documents)), minlength=len(ordinals))
        scores += np.float32(PAIR * worth * (K1 + 1)) * (times / (times + K1)).astype(np.float32)
    return scores

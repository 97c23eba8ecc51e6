"""Measures of ranking, as trec_eval defines them: linear gain, discount by log2, mean over queries with an answer."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Judgements = Mapping[str, int]  # by document: how relevant it is, 0 for not


@dataclass(frozen=True, slots=True)
class Quality:
    """How good rankings are, from 0 to 1.

    Args:
        ndcg10: gain of the first ten hits, as a share of the best possible.
        average_precision: precision at each relevant document, averaged over all of them.
        recall100: share of the relevant documents among the first hundred hits.
    """

    ndcg10: float
    average_precision: float
    recall100: float


def quality(ranked: Sequence[str], judged: Judgements) -> Quality:
    """Judge one ranking.

    Args:
        ranked: documents, best first, each once.
        judged: at least one of them above 0.
    """
    gains = [max(judged.get(document, 0), 0) for document in ranked]
    relevant = sorted((gain for gain in judged.values() if gain > 0), reverse=True)
    hits = 0
    precision = 0.0
    for rank, gain in enumerate(gains, 1):
        if gain:
            hits += 1
            precision += hits / rank
    recall = sum(gain > 0 for gain in gains[:100]) / len(relevant)
    return Quality(_gain(gains[:10]) / _gain(relevant[:10]), precision / len(relevant), recall)


def mean(all_of: Sequence[Quality]) -> Quality:
    """Average over queries."""
    count = len(all_of)
    return Quality(
        sum(each.ndcg10 for each in all_of) / count,
        sum(each.average_precision for each in all_of) / count,
        sum(each.recall100 for each in all_of) / count,
    )


def _gain(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))

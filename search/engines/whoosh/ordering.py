"""The order of the hits: by date, or by score with the best ones looked at closer."""

import numpy as np

from search.engines.whoosh.copies import Shown
from search.engines.whoosh.evidence import Evidence
from search.engines.whoosh.ranking import REORDERED
from search.engines.whoosh.snapshot import Snapshot
from search.request import Sort

_NEVER = np.iinfo(np.int64).max  # sorts undated articles behind all others


def in_order(
    snapshot: Snapshot, shown: Shown, evidence: Evidence, sort: Sort, page: slice
) -> tuple[list[int], list[float]]:
    """Give the ordinals of the hits of a page, in order, and their scores.

    Equal scores go newest first. Of equal days the stated one goes before one that is only implied, and then it is the
    archive's own order.

    Args:
        snapshot: what was searched.
        shown: the articles that match, as they are shown.
        evidence: scores the best ones anew.
        sort: the order.
        page: which of the hits; an open end stands for all the others.
    """
    if shown.scores is None:
        day = snapshot.day.take(shown.articles)
        key = 2 * (day if sort is Sort.OLDEST else -day) + ~snapshot.stated.take(shown.articles)
        key[day == 0] = _NEVER
        ordinals = shown.articles[np.argsort(key, kind="stable")[page]]
        return ordinals.tolist(), [0.0] * len(ordinals)
    scores = shown.scores
    depth = len(scores) if page.stop is None else max(REORDERED, page.stop)
    order = np.arange(len(scores))
    if len(scores) > depth:
        least = np.partition(scores, len(scores) - depth)[len(scores) - depth]
        order = np.flatnonzero(scores >= least)  # with equals of the last, so that which of them come is no accident
    day = snapshot.day.take(shown.articles.take(order))
    newest = np.where(day == 0, _NEVER, -day)
    best = scores.take(order)
    by_rank = np.lexsort((newest, -best))
    top = by_rank[:REORDERED]
    best[top] += evidence.closer_scores(shown.best.take(order.take(top)))
    by_rank[:REORDERED] = top[np.lexsort((newest[top], -best[top]))]
    on_page = by_rank[page]
    return shown.articles.take(order.take(on_page)).tolist(), best.take(on_page).tolist()

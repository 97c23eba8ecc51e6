"""Which lines recur at the head or tail of one outlet's articles: counted, never guessed from a single article."""

import numpy as np
from numpy.typing import NDArray

from indexer.learning.traces import EDGES, HEAD, KEYS, Records

FEWEST = 5  # stories: what stands in fewer may be a coincidence, or a series
SHARE = 0.2  # of an outlet's stories: a column or a running topic has less, what a site's templates put there far more
_OWN = 0.5  # of an article's characters that stand in no other: with less it may be a version of another article
_ODD = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio's fraction: mixes two digests into one

Ints = NDArray[np.int64]
Longs = NDArray[np.uint64]
Mask = NDArray[np.bool_]


def recurring(records: Records) -> Longs:
    """Find the lines that are boilerplate of one outlet.

    A line is boilerplate if it stands at the head or tail of at least FEWEST stories and of a fifth of them all.
    Versions of one story count once, so that a story that ran five times does not make its own sentences boilerplate:
    articles that share two of their longest lines are versions of each other, and those made up mostly of lines that
    others have too bear witness to nothing.

    Args:
        records: of all articles of the outlet, as `traces.records` gives them; in any order.

    Returns:
        (lines,) digests, ascending.
    """
    edges = records["edges"]
    candidates = _often(edges, FEWEST)
    if not len(candidates):
        return candidates
    story, count = _stories(records, candidates)
    least = max(FEWEST, SHARE * count)
    candidates = _often(edges, least)
    while len(candidates):
        drops = dropped(records, candidates)
        stays = np.array([_spread((edges == each) & drops, story) >= least for each in candidates], bool)
        if stays.all():
            break
        candidates = candidates[stays]  # a sentence that is none any more stops what lies behind it: so once again
    return candidates


def dropped(records: Records, lines: Longs) -> Mask:
    """Say which lines at the edges are dropped when `lines` are boilerplate: (n, EDGES).

    From the top and from the end it goes on up to the first sentence that is not boilerplate: what stands between
    paragraphs, a recurring heading too, stays.

    Args:
        records: (n,) of articles.
        lines: digests.
    """
    edges = records["edges"]
    is_known = np.isin(edges, lines) & (edges != 0)
    bits = np.arange(EDGES, dtype=np.uint16)
    stops = ((records["sentences"][:, None] >> bits & 1) == 1) & ~is_known
    result = np.zeros(edges.shape, bool)
    for part in (slice(0, HEAD), slice(HEAD, EDGES)):
        result[:, part] = is_known[:, part] & ~np.logical_or.accumulate(stops[:, part], axis=1)
    return result


def _often(edges: Longs, least: float) -> Longs:
    """Give the digests that stand at the edges of so many articles."""
    ordered = np.sort(edges, axis=1)
    is_new = np.ones(ordered.shape, bool)
    is_new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    digests, counts = np.unique(ordered[is_new & (ordered != 0)], return_counts=True)
    return digests[counts >= least]


def _spread(where: Mask, story: Ints) -> int:
    found = story[where.any(axis=1)]
    return len(np.unique(found[found >= 0]))


def _stories(records: Records, shared: Longs) -> tuple[Ints, int]:
    """Number the stories that articles tell.

    Args:
        records: (n,) of articles.
        shared: digests of lines that are no article's own.

    Returns:
        (n,) the story of each article, -1 for one that has too little of its own; and how many stories there are.
    """
    keys = records["keys"]
    is_own = ~np.isin(keys, shared) & (keys != 0)
    others = np.where(is_own, 0, records["sizes"]).sum(axis=1, dtype=np.int64)
    bears = is_own.any(axis=1) & (others <= (1 - _OWN) * records["size"])
    own = np.where(is_own, keys, 0)
    own = np.sort(own, axis=1)  # zeros first, so that equal pairs are written alike
    pairs = [own[:, one] * _ODD ^ own[:, other] for one in range(KEYS) for other in range(one + 1, KEYS)]
    both = [(own[:, one] != 0) & (own[:, other] != 0) for one in range(KEYS) for other in range(one + 1, KEYS)]
    alone = is_own.sum(axis=1) == 1  # what has one line of its own is told by that
    pairs.append(own[:, -1])
    both.append(alone)
    rows, at = np.nonzero(np.stack(both, axis=1) & bears[:, None])
    _, pair = np.unique(np.stack(pairs, axis=1)[rows, at], return_inverse=True)
    story = np.arange(len(records))
    while len(rows):  # each article gets the lowest number of those it shares a pair with, until nothing changes
        lowest = np.full(int(pair.max()) + 1, len(records))
        np.minimum.at(lowest, pair, story[rows])
        before = story.copy()
        np.minimum.at(story, rows, lowest[pair])
        if (story == before).all():
            break
    story[~bears] = -1
    return story, len(np.unique(story[bears]))

"""Copies of one story: which articles are such, and results in which a story stands once.

The ids of each group lie in the generation as the writer was told them, as JSON. Beside them lie the same groups as the
ordinals of this generation, as arrays: what a search reads.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.arrays import map_arrays, write_arrays
from search.engines.whoosh.articles import Articles
from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.snapshot import Snapshot
from search.results import COPIES_SHOWN, Copies, Copy

NAME = "copies"  # under which the writer keeps the ids
ARRAYS = "copies.arrays"  # the file of the ordinals
Floats = NDArray[np.float32]


def dump(groups: Sequence[Sequence[str]]) -> bytes:
    """Write groups of ids.

    Raises:
        ValueError: an id is in two groups, or twice in one.
    """
    seen: set[str] = set()
    for group in groups:
        for article_id in group:
            if article_id in seen:
                raise ValueError(f"article {article_id} is named twice; expected each in one group of copies at most")
            seen.add(article_id)
    return json.dumps([list(group) for group in groups]).encode("ascii")


def write(folder: Path, kept: bytes | None, snapshot: Snapshot) -> None:
    """Write the groups as ordinals of what is in a generation now.

    Args:
        folder: of the generation being built.
        kept: what `dump` gave, in this change or an earlier one.
        snapshot: of that generation.
    """
    path = folder / ARRAYS
    path.unlink(missing_ok=True)  # it may be a link to the published one, which must not change
    members: list[int] = []
    sizes: list[int] = []
    for group in json.loads(kept) if kept else []:
        ordinals = [ordinal for ordinal in map(snapshot.ordinal, group) if ordinal is not None]
        if len(ordinals) > 1:
            members += ordinals
            sizes.append(len(ordinals))
    if sizes:
        write_arrays(path, {"members": np.array(members, "<u4"), "sizes": np.array(sizes, "<u4")})


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of the articles that match.

    Args:
        articles: (n,) ordinals, ascending, one for each story.
        best: (n,) ordinals of the article whose score decides the place of each.
        scores: (n,) of those, or None where the order is not by score.
    """

    articles: Ints
    best: Ints
    scores: Floats | None


class CopyGroups:
    """The groups of a generation.

    Args:
        folder: of the generation.
        snapshot: of it.
    """

    def __init__(self, folder: Path, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        path = folder / ARRAYS
        arrays = map_arrays(path) if path.exists() else {}
        sizes = arrays.get("sizes", np.zeros(0, "<u4")).astype(np.int64)
        self._members: Ints = arrays.get("members", np.zeros(0, "<u4")).astype(np.int64)  # as they are shown
        self._group = np.repeat(np.arange(len(sizes)), sizes)  # (members,)
        self._start = np.cumsum(sizes) - sizes  # (groups,)
        self._place = dict(zip(self._members.tolist(), range(len(self._members)), strict=True))

    def collapse(self, every: Shown, matching: Articles) -> Shown:
        """Show each story once: as the first of its group that matches, in the place of the best of them.

        Args:
            every: all articles that match, each shown by itself.
            matching: the same, as a set.
        """
        if not len(self._members):
            return every
        found = np.flatnonzero(matching.among(self._members))
        group = self._group[found]
        is_first = np.ones(len(found), bool)
        is_first[1:] = group[1:] != group[:-1]
        if is_first.all():
            return every
        place = every.articles.searchsorted(self._members[found])
        kept = np.ones(len(every.articles), bool)
        kept[place[~is_first]] = False
        articles = every.articles[kept]
        if every.scores is None:
            return Shown(articles, articles, None)
        firsts = np.flatnonzero(is_first)
        scored = every.scores[place]
        highest = np.repeat(np.maximum.reduceat(scored, firsts), np.diff(firsts, append=len(found)))
        tops = np.flatnonzero(scored == highest)
        is_first_top = np.ones(len(tops), bool)  # of equal ones the earliest
        is_first_top[1:] = group[tops[1:]] != group[tops[:-1]]
        best_of_group = place[tops[is_first_top]]
        best, scores = articles.copy(), every.scores[kept]
        at = articles.searchsorted(every.articles[place[firsts]])
        best[at], scores[at] = every.articles[best_of_group], every.scores[best_of_group]
        return Shown(articles, best, scores)

    def group(self, ordinal: int) -> list[int]:
        """Give the ordinals of an article and of all its copies, in the order in which they are shown."""
        place = self._place.get(ordinal)
        if place is None:
            return [ordinal]
        group = int(self._group[place])
        end = int(self._start[group + 1]) if group + 1 < len(self._start) else len(self._members)
        members: list[int] = self._members[int(self._start[group]) : end].tolist()
        return members

    def of(self, ordinal: int, matching: Articles | None = None) -> Copies:
        """Give the other copies of an article.

        Args:
            ordinal: of the article.
            matching: those that match; None marks none.
        """
        others = [other for other in self.group(ordinal) if other != ordinal]
        if not others:
            return Copies()
        named = others[:COPIES_SHOWN]
        matches = matching.among(np.array(named, np.int64)).tolist() if matching else [False] * len(named)
        heads = map(self._snapshot.head, named)
        shown = tuple(Copy(*head, matches=is_one) for head, is_one in zip(heads, matches, strict=True))
        return Copies(shown, len(others) - len(shown))

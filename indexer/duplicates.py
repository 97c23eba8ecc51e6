"""Wire copies: which articles are one story as several outlets ran it, from their signatures.

Candidates are articles that share a sampled stretch of words. They are copies if enough of the shorter one is in the
longer one: so a cut tail, another lead or a changed style leave them copies, and a shared quotation does not make them
such. Everything is sorting, so the time grows little faster than the archive, whatever it holds.
"""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from indexer.signatures import NO_HASH, SAMPLED, Signature

CONTAINED = 0.5  # of the shorter article's stretches: what two copies share at least; see docs/decisions/0005
# Likewise of two groups that are joined over one such pair: what their longest texts share, and their shortest.
LONGEST = 0.45
SHORTEST = 0.2  # less, as two outlets may cut and edit one story most differently
FEWEST = 16  # stretches, twenty words: a shorter text is a heading or a brief that says too little to compare
SHARED = 8  # sampled stretches that two articles share at least, so that no accident of the sample makes a copy
REACH = 2  # neighbours on either side with the same stretch that are compared: each with each would be their square
_AT_ONCE = 1_024  # pairs compared at once: 2 MB of hashes
_THREADS = 4  # that compare: what is done under the lock keeps no more of them busy
_SORTED_AT_ONCE = 2_000_000  # hashes: about 60 MB with what sorting them needs
_EVERY = 101  # of the hashes one is looked at to cut them into parts of about one size

Ints = NDArray[np.int64]
Table = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of texts that are copies of each other.

    Args:
        first: (n,) numbers of texts.
        second: (n,) likewise.
        contained: (n,) how much of the shorter is in the longer, from 0 to 1.
    """

    first: Ints
    second: Ints
    contained: NDArray[np.float64]


def groups(signatures: Mapping[str, Signature], paths: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Group the articles that are copies of each other.

    Args:
        signatures: by article id.
        paths: of the raw documents, by article id; they decide between articles of one day.

    Returns:
        Groups of two or more, each and all of them in order of date (stated, inferred, none) and path. Which order the
        articles are given in makes no difference.
    """
    usable = [article_id for article_id, one in signatures.items() if len(one.hashes) >= FEWEST]
    usable.sort(key=lambda article_id: (signatures[article_id].when, paths[article_id]))
    same: dict[bytes, list[str]] = {}  # of one text to the letter, which needs no comparing
    for article_id in usable:
        same.setdefault(signatures[article_id].packed, []).append(article_id)
    texts = list(same.values())
    table = np.full((len(texts), SAMPLED), NO_HASH, np.uint32)
    for row, members in enumerate(texts):
        hashes = signatures[members[0]].hashes
        table[row, : len(hashes)] = hashes
    clusters = _Clusters(table)
    for first, second in _joined(table):
        clusters.join(first, second)
    place = {article_id: number for number, article_id in enumerate(usable)}
    found = [
        tuple(sorted((article_id for text in cluster for article_id in texts[text]), key=place.__getitem__))
        for cluster in clusters.all()
    ]
    return sorted((group for group in found if len(group) > 1), key=lambda group: place[group[0]])


def _joined(table: Table) -> Iterator[tuple[int, int]]:
    """Yield the pairs of copies, those that share most first."""
    pairs = _compared(table, *_candidates(table))
    order = np.lexsort((pairs.second, pairs.first, -pairs.contained))
    yield from zip(pairs.first[order].tolist(), pairs.second[order].tolist(), strict=True)


def _candidates(table: Table) -> tuple[Ints, Ints]:
    """Give the pairs of texts that are near each other among those with some same stretch, at two stretches or more."""
    hashes = table.ravel()
    parts = 1 + len(hashes) // _SORTED_AT_ONCE
    inner = np.linspace(0, 1, parts + 1)[1:-1]
    bounds: list[float] = np.quantile(hashes[::_EVERY], inner).tolist() if parts > 1 else []
    near = []
    for first, end in pairwise([0, *map(int, bounds), NO_HASH]):
        places = np.flatnonzero((hashes >= first) & (hashes < end))
        keys = hashes[places].astype(np.uint64) << np.uint64(32) | (places // SAMPLED).astype(np.uint64)
        keys.sort()
        owners = (keys & np.uint64(0xFFFF_FFFF)).astype(np.int64)
        keys >>= np.uint64(32)
        for distance in range(1, REACH + 1):
            is_same = keys[distance:] == keys[:-distance]
            near.append(owners[:-distance][is_same] << 32 | owners[distance:][is_same])
    pairs, times = np.unique(np.concatenate(near), return_counts=True)
    pairs = pairs[times > 1]
    return pairs >> 32, pairs & 0xFFFF_FFFF


def _compared(table: Table, first: Ints, second: Ints) -> _Pairs:
    """Keep the pairs that are copies."""
    parts = [slice(start, start + _AT_ONCE) for start in range(0, len(first), _AT_ONCE)]
    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:  # NumPy lets go of the lock where it computes
        found = pool.map(lambda part: _containment(table[first[part]], table[second[part]]), parts)
        contained = np.concatenate([np.zeros(0), *found])
    kept = contained >= CONTAINED
    return _Pairs(first[kept], second[kept], contained[kept])


def _containment(one: Table, other: Table) -> NDArray[np.float64]:
    """Say how much of the shorter of two texts is in the longer, for many pairs; 0 where too little can be compared.

    Args:
        one: (pairs, SAMPLED) hashes of the one text of each pair.
        other: (pairs, SAMPLED) of the other.
    """
    # A sample that is full says nothing of what lies above its last hash.
    end = np.minimum(np.minimum(one[:, -1], other[:, -1]), NO_HASH - 1)
    merged = np.concatenate([one, other], axis=1)
    merged.sort(axis=1)
    rows, places = np.divmod(np.flatnonzero(merged[:, 1:] == merged[:, :-1]), merged.shape[1] - 1)  # they are few
    rows = rows[merged[rows, places] <= end[rows]]
    shared = np.bincount(rows, minlength=len(one))
    contained = np.zeros(len(one))
    enough = np.flatnonzero(shared >= SHARED)
    counts = [np.count_nonzero(each[enough] <= end[enough, None], axis=1) for each in (one, other)]
    contained[enough] = shared[enough] / np.minimum(*counts)
    return contained


class _Clusters:
    """Clusters of texts, joined two by two (union-find with halved paths).

    A chain of texts, each a copy of the next, may lead from one story to another: over a round-up that holds both, or
    over the versions of a running story. So two clusters are joined only if their shortest texts, and their longest,
    share enough too.

    Args:
        table: (texts, SAMPLED) hashes.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._parent = list(range(len(table)))
        full = table[:, -1] != NO_HASH
        counts = np.where(full, SAMPLED / ((table[:, -1] + 1.0) / NO_HASH), (table != NO_HASH).sum(axis=1))
        self._length: list[float] = counts.tolist()  # in stretches; where the sample is full, as its density tells
        self._shortest = list(range(len(table)))
        self._longest = list(range(len(table)))

    def _root(self, text: int) -> int:
        parent = self._parent
        while parent[text] != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    def join(self, first: int, second: int) -> None:
        """Join the clusters of two texts that are copies, unless that would chain different stories."""
        one, other = sorted((self._root(first), self._root(second)))
        if one == other:
            return
        known = {first, second}
        for ends, least in ((self._shortest, SHORTEST), (self._longest, LONGEST)):
            if {ends[one], ends[other]} != known and self._contained(ends[one], ends[other]) < least:
                return
        self._parent[other] = one
        self._shortest[one] = min(self._shortest[one], self._shortest[other], key=self._order)
        self._longest[one] = max(self._longest[one], self._longest[other], key=self._order)

    def _order(self, text: int) -> tuple[float, int]:
        return self._length[text], text

    def _contained(self, one: int, other: int) -> float:
        return float(_containment(self._table[[one]], self._table[[other]])[0])

    def all(self) -> list[list[int]]:
        """Give the texts of each cluster."""
        clusters: dict[int, list[int]] = {}
        for text in range(len(self._parent)):
            clusters.setdefault(self._root(text), []).append(text)
        return list(clusters.values())

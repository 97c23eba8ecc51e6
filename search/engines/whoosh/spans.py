"""Stretches of words within passages: what phrases and proximity are made of.

A word's place is its address in the archive's whole text (see `dictionary`): neighbours differ by one, and passages are
so far apart that nothing near spans two. All arrays are sorted by first address. Every operation works on whole arrays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Addresses = NDArray[Any]  # uint32, or int64 in archives of more than some three million passages
_MUCH_LONGER = 16  # times: from there on looking each of the few up beats sorting them among the many


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of words.

    Args:
        first: (n,) address of the first word.
        last: (n,) address of the last word.
    """

    first: Addresses
    last: Addresses

    def __len__(self) -> int:
        return len(self.first)

    def among(self, keep: NDArray[np.bool_]) -> "Spans":
        """Keep those for which the mask (n,) is true."""
        return self if keep.all() else Spans(self.first[keep], self.last[keep])


NONE = Spans(*(np.zeros(0, np.uint32),) * 2)


def union(spans: Sequence[Spans]) -> Spans:
    """Give all stretches of all operands, each once, as an object of its own: `near` tells operands apart so."""
    spans = [each for each in spans if len(each)]
    if len(spans) < 2:
        return Spans(spans[0].first, spans[0].last) if spans else NONE
    return _sorted(np.concatenate([each.first for each in spans]), np.concatenate([each.last for each in spans]))


def _sorted(first: Addresses, last: Addresses) -> Spans:
    order = np.lexsort((last, first))
    first, last = first[order], last[order]
    new = np.ones(len(first), bool)
    new[1:] = (first[1:] != first[:-1]) | (last[1:] != last[:-1])
    return Spans(first[new], last[new])


def shortest(spans: Spans) -> Spans:
    """Leave out what holds another: of stretches that lie one in another the shortest counts.

    These are the minimal intervals of Clarke, Cormack and Burkowski, An algebra for structured text search and a
    framework for its implementation (The Computer Journal, 1995).

    Args:
        spans: in order.
    """
    if len(spans) < 2:
        return spans
    new = np.ones(len(spans), bool)
    np.not_equal(spans.first[1:], spans.first[:-1], out=new[1:])
    spans = spans.among(new)  # of those that begin together
    earliest = np.minimum.accumulate(spans.last[::-1])[::-1]  # end of a stretch from here on
    kept = np.ones(len(spans), bool)
    np.less(spans.last[:-1], earliest[1:], out=kept[:-1])
    return spans.among(kept)


def phrase(words: Sequence[Addresses]) -> Spans:
    """Give the places where the words, each given by its addresses, stand side by side in order."""
    if any(len(word) == 0 for word in words):
        return NONE
    starts: Addresses | None = None
    for place, word in sorted(enumerate(words), key=lambda pair: len(pair[1])):  # the rarest word first
        if starts is None:
            shift = word.dtype.type(place)
            starts = word[word.searchsorted(shift) :] - shift  # no phrase begins before the first address
        else:
            starts = _shared(starts, word, place)
    assert starts is not None
    return Spans(starts, starts + starts.dtype.type(len(words) - 1))


def _shared(starts: Addresses, word: Addresses, place: int) -> Addresses:
    """Give the starts that a word's addresses, so many places behind, confirm."""
    behind = starts + starts.dtype.type(place)
    if len(word) > _MUCH_LONGER * len(starts):
        at = word.searchsorted(behind)
        at[at == len(word)] = 0
        return np.asarray(starts[word[at] == behind])
    together = np.concatenate([behind, word])
    together.sort(kind="stable")  # two runs: one pass
    found = together[1:][together[1:] == together[:-1]]
    return np.asarray(found - found.dtype.type(place))


def near(operands: Sequence[Spans], distance: int, *, ordered: bool) -> Spans:
    """Give the shortest stretches that hold one of each operand, as `search.query.Near` says.

    For every occurrence of an operand that could come first, the nearest choice of the others is taken.

    Args:
        operands: of each operand, stretches of one length, and of three or more in any order none that share words with
            another's; one that is written twice is the same object twice.
        distance: in words; neighbours are 1 apart.
        ordered: True if they must stand in the order of the operands.
    """
    if any(len(operand) == 0 for operand in operands):
        return NONE
    found = []
    for order in [tuple(operands)] if ordered else _rotations(operands):
        found.append(_following(order, distance, ordered=ordered))
    return shortest(union(found))


def _rotations(operands: Sequence[Spans]) -> list[tuple[Spans, ...]]:
    """Give the operands with each of them in turn as the one that comes first."""
    return [(operands[n], *operands[:n], *operands[n + 1 :]) for n in range(len(operands))]


def _following(operands: tuple[Spans, ...], distance: int, *, ordered: bool) -> Spans:
    """Give stretches that begin with the first operand and hold the next occurrence of each other one behind it."""
    start, *others = operands
    first, last = start.first, start.last
    own = last - first + 1  # words that the operands themselves have
    behind = {0: last, id(start): last}  # what comes next must begin behind this; an operand written twice has its own
    for other in others:
        at = np.searchsorted(other.first, behind.get(id(other), behind[0]), side="right")
        found = at < len(other)
        first, last, own, at = (each[found] for each in (first, last, own, at))
        behind = {operand: addresses[found] for operand, addresses in behind.items()}
        last = np.maximum(last, other.last[at])
        own = own + (other.last[at] - other.first[at] + 1)
        behind[id(other)] = other.last[at]
        if ordered:
            behind = {0: other.last[at]}
    close = last - first + 1 <= distance - 1 + own
    return _sorted(first[close], last[close])

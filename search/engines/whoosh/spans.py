"""Stretches of words within passages: what phrases and proximity are made of.

All arrays are sorted by passage, then by first position. Every operation works on whole arrays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_SHIFT = 16  # bits of a position, see fields.MAX_WORDS


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of words.

    Args:
        documents: (n,) the passages' document numbers.
        first: (n,) position of the first word.
        last: (n,) position of the last word.
    """

    documents: Ints
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.documents)

    def among(self, keep: NDArray[np.bool_]) -> "Spans":
        """Keep those for which the mask (n,) is true."""
        return self if keep.all() else Spans(self.documents[keep], self.first[keep], self.last[keep])


NONE = Spans(*(np.zeros(0, np.int64),) * 3)


def union(spans: Sequence[Spans]) -> Spans:
    """Give all stretches of all operands, each once."""
    spans = [each for each in spans if len(each)]
    if len(spans) < 2:
        return spans[0] if spans else NONE
    documents = np.concatenate([each.documents for each in spans])
    first = np.concatenate([each.first for each in spans])
    last = np.concatenate([each.last for each in spans])
    return _sorted(documents, first, last)


def _sorted(documents: Ints, first: Ints, last: Ints) -> Spans:
    order = np.lexsort((last, first, documents))
    documents, first, last = documents[order], first[order], last[order]
    new = np.ones(len(documents), bool)
    new[1:] = (np.diff(documents) != 0) | (np.diff(first) != 0) | (np.diff(last) != 0)
    return Spans(documents[new], first[new], last[new])


def phrase(words: Sequence[Spans]) -> Spans:
    """Give the places where the words stand side by side, in order."""
    if any(len(word) == 0 for word in words):
        return NONE
    keys: Ints | None = None
    for place, word in sorted(enumerate(words), key=lambda pair: len(pair[1])):  # the rarest word first
        starts = (word.documents << _SHIFT) + word.first - place
        keys = starts if keys is None else keys[_contained(keys, starts)]
    assert keys is not None
    # A start before the passage's first word borrows from the passage before, at a position above MAX_WORDS. The word
    # of the phrase's first place never stands there, so no such key is left.
    return Spans(keys >> _SHIFT, keys & ((1 << _SHIFT) - 1), (keys & ((1 << _SHIFT) - 1)) + len(words) - 1)


def _contained(some: Ints, sorted_others: Ints) -> NDArray[np.bool_]:
    at = np.searchsorted(sorted_others, some)
    at[at == len(sorted_others)] = 0
    return np.asarray(sorted_others[at] == some, bool)


def near(operands: Sequence[Spans], distance: int, *, ordered: bool) -> Spans:
    """Give the stretches that hold one of each operand, as `search.query.Near` says.

    For every occurrence of an operand that could come first, the nearest choice of the others is taken, so the result
    holds at least the shortest stretch from each starting place.
    """
    if any(len(operand) == 0 for operand in operands):
        return NONE
    found = []
    for order in [tuple(operands)] if ordered else _rotations(operands):
        found.append(_following(order, distance, ordered=ordered))
    return union(found)


def _rotations(operands: Sequence[Spans]) -> list[tuple[Spans, ...]]:
    """Give the operands with each of them in turn as the one that comes first."""
    return [(operands[n], *operands[:n], *operands[n + 1 :]) for n in range(len(operands))]


def _following(operands: tuple[Spans, ...], distance: int, *, ordered: bool) -> Spans:
    """Give stretches that begin with the first operand and hold the next occurrence of each other one behind it."""
    start, *others = operands
    documents, first, last = start.documents, start.first, start.last
    own = last - first + 1  # words that the operands themselves have
    behind = {0: last, id(start): last}  # what comes next must begin behind this; an operand written twice has its own
    for other in others:
        keys = (other.documents << _SHIFT) + other.first
        at = np.searchsorted(keys, (documents << _SHIFT) + behind.get(id(other), behind[0]), side="right")
        found = at < len(keys)
        found[found] = other.documents[at[found]] == documents[found]
        documents, first, last, own, at = (each[found] for each in (documents, first, last, own, at))
        behind = {operand: positions[found] for operand, positions in behind.items()}
        last = np.maximum(last, other.last[at])
        own = own + other.last[at] - other.first[at] + 1
        behind[id(other)] = other.last[at]
        if ordered:
            behind = {0: other.last[at]}
    close = last - first + 1 <= distance - 1 + own
    return _sorted(documents[close], first[close], last[close])

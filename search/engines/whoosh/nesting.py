"""Proximity in general: every choice of stretches, where taking the nearest of each could miss one.

`spans.near` is enough for words and phrases. An operand that is itself proximity has stretches of many lengths, one
within another, and other words may stand between its own: there all choices are gone through, block by block.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.inversion import Ints, stretched
from search.engines.whoosh.spans import Spans
from search.errors import QueryLimitError
from search.messages import say

MAX_STRETCHES = 2_000_000  # of one operand: some 50 megabytes, and more than a second of work
_AT_ONCE = 500_000  # choices looked at together: a few arrays of 4 megabytes
_LENGTH_BITS = 16  # of a part: a passage has fewer words, see `fields.MAX_WORDS`


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of words with the words in them that count.

    Args:
        first: (n,) address of the first word, ascending.
        last: (n,) address of the last word.
        parts: (n, k) the runs of words that were chosen, each as first address << 16 | length - 1; where there are
            fewer than k, one is there again. k is 0 where no word can be in two operands.
    """

    first: Ints
    last: Ints
    parts: Ints

    @classmethod
    def of(cls, spans: Spans, *, with_parts: bool) -> "Stretches":
        """Take over the places of a word or a phrase."""
        first, last = spans.first.astype(np.int64), spans.last.astype(np.int64)
        parts = (first << _LENGTH_BITS | (last - first))[:, None]
        return cls(first, last, parts if with_parts else parts[:, :0])

    @property
    def longest(self) -> int:
        """How many words the longest has."""
        return int((self.last - self.first + 1).max(initial=0))

    def rows(self, at: Ints) -> "Stretches":
        """Give those of some numbers, in that order."""
        return Stretches(self.first[at], self.last[at], self.parts[at])


def union(operands: Sequence[Stretches]) -> Stretches:
    """Give all stretches of all operands, each once."""
    width = max(operand.parts.shape[1] for operand in operands)
    parts = [np.pad(each.parts, ((0, 0), (0, width - each.parts.shape[1])), "edge") for each in operands]
    return _distinct(
        np.concatenate([each.first for each in operands]),
        np.concatenate([each.last for each in operands]),
        np.concatenate(parts),
    )


def near(
    operands: Sequence[Stretches],
    distance: int,
    *,
    ordered: bool,
    in_one_passage: Callable[[Ints, Ints], NDArray[np.bool_]],
    check_time: Callable[[], None],
) -> Stretches:
    """Give all stretches that hold one of each operand, as `search.query.Near` says.

    Args:
        operands: the stretches of each; with parts if a word can be in two of them.
        distance: in words; neighbours are 1 apart.
        ordered: True if they must stand in the order of the operands.
        in_one_passage: tells (n,) of pairs of addresses whether they lie in one passage.
        check_time: called between steps.

    Raises:
        QueryLimitError: there are more than `MAX_STRETCHES`.
    """
    chosen = _Chosen.of(operands[0])
    for number, other in enumerate(operands[1:], 2):
        room = distance - 1 + sum(each.longest for each in operands[number:])
        found = [chosen.rows(np.zeros(0, np.int64)).with_one_of(other, np.zeros(0, np.int64))]
        total = 0
        for rows, of_other in _pairs(chosen, other, room, ordered):
            check_time()
            block = chosen.rows(rows).with_one_of(other, of_other)
            kept = block.width <= room + block.own
            kept &= in_one_passage(block.stretches.first, block.stretches.last)
            if not ordered:
                kept &= _share_no_word(chosen.stretches.parts[rows], other.parts[of_other])
            found.append(block.rows(np.flatnonzero(kept)))
            total += len(found[-1].own)
            if total > MAX_STRETCHES:
                raise QueryLimitError(
                    say(
                        "Words of this query are near each other in more than %(most)s places. "
                        "Use smaller distances or rarer words.",
                        most=MAX_STRETCHES,
                    ),
                    "places",
                )
        chosen = _Chosen.all_of(found)
    return _distinct(chosen.stretches.first, chosen.stretches.last, chosen.stretches.parts)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """One stretch of each of the operands so far, in many ways.

    Args:
        stretches: what holds them.
        own: (n,) how many words they have themselves.
        latest: (n,) last address of the one that was chosen last.
    """

    stretches: Stretches
    own: Ints
    latest: Ints

    @classmethod
    def of(cls, stretches: Stretches) -> "_Chosen":
        return cls(stretches, stretches.last - stretches.first + 1, stretches.last)

    @classmethod
    def all_of(cls, blocks: Sequence["_Chosen"]) -> "_Chosen":
        first, last, parts = (
            np.concatenate([getattr(block.stretches, name) for block in blocks]) for name in ("first", "last", "parts")
        )
        return cls(
            Stretches(first, last, parts),
            np.concatenate([block.own for block in blocks]),
            np.concatenate([block.latest for block in blocks]),
        )

    @property
    def width(self) -> Ints:
        return self.stretches.last - self.stretches.first + 1

    def rows(self, at: Ints) -> "_Chosen":
        return _Chosen(self.stretches.rows(at), self.own[at], self.latest[at])

    def with_one_of(self, other: Stretches, at: Ints) -> "_Chosen":
        """Choose for each the stretch of another operand that has that number."""
        first, last = other.first[at], other.last[at]
        stretches = Stretches(
            np.minimum(self.stretches.first, first),
            np.maximum(self.stretches.last, last),
            np.concatenate([self.stretches.parts, other.parts[at]], axis=1),
        )
        return _Chosen(stretches, self.own + (last - first + 1), last)


def _pairs(chosen: _Chosen, other: Stretches, room: int, ordered: bool) -> Iterator[tuple[Ints, Ints]]:
    """Yield numbers of what is chosen with numbers of stretches that may be near it, some `_AT_ONCE` at a time.

    Args:
        chosen: so far.
        other: the next operand's stretches.
        room: how many words more than their own the stretches may lie in, at the most.
        ordered: see `near`.
    """
    here = chosen.stretches
    earliest = chosen.latest + 1 if ordered else here.last - chosen.own - other.longest - room + 1
    start = other.first.searchsorted(earliest)
    end = other.first.searchsorted(here.first + room + chosen.own, side="right")
    counts = np.maximum(end - start, 0)
    until = np.cumsum(counts)
    done = 0
    while done < len(counts):
        before = int(until[done - 1]) if done else 0
        stop = max(done + 1, int(until.searchsorted(before + _AT_ONCE, side="right")))
        part = slice(done, stop)
        yield np.repeat(np.arange(done, stop), counts[part]), stretched(start[part], counts[part])
        done = stop


def _share_no_word(parts: Ints, others: Ints) -> NDArray[np.bool_]:
    """Tell (n,) whether no part of the one (n, k) overlaps one of the other (n, m)."""
    apart = np.ones(len(parts), bool)
    mask = (1 << _LENGTH_BITS) - 1
    for part in parts.T:
        first, last = part >> _LENGTH_BITS, (part >> _LENGTH_BITS) + (part & mask)
        for other in others.T:
            apart &= (last < other >> _LENGTH_BITS) | (first > (other >> _LENGTH_BITS) + (other & mask))
    return apart


def _distinct(first: Ints, last: Ints, parts: Ints) -> Stretches:
    """Put stretches in order, each once."""
    parts = np.sort(parts, axis=1)
    order = np.lexsort((*parts.T, last, first))
    first, last, parts = first[order], last[order], parts[order]
    new = np.ones(len(first), bool)
    new[1:] = (first[1:] != first[:-1]) | (last[1:] != last[:-1]) | (parts[1:] != parts[:-1]).any(axis=1)
    return Stretches(first[new], last[new], parts[new])

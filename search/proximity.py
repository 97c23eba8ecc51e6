"""Stretches of words that are near each other in one text, as `search.query.Near` says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MAX_TRIES = 6_000  # choices looked at in one text: all that two words can offer in 150 words, the longest passage
_ALL = 300  # stretches kept whatever was chosen in them; of more, one from each first to each last word
_PARTS = 4  # of a stretch with more of them nothing may stand between its words: comparing all takes too long


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A stretch of words that matches something.

    Args:
        first: position of its first word.
        last: position of its last word.
        parts: first and last positions of what in it was sought, and is to be marked: not of the words between.
    """

    first: int
    last: int
    parts: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, first: int, last: int) -> "Stretch":
        """Make one that is to be marked whole."""
        return cls(first, last, ((first, last),))

    def __len__(self) -> int:
        return self.last - self.first + 1


class _Choice(NamedTuple):
    """One stretch of each of some operands, and the first and the last position of them all."""

    chosen: tuple[Stretch, ...]
    first: int
    last: int

    def stretch(self) -> Stretch:
        """Give the stretch that holds them."""
        return Stretch(self.first, self.last, tuple(sorted({part for each in self.chosen for part in each.parts})))


def near(operands: Sequence[Sequence[Stretch]], distance: int, *, ordered: bool) -> list[Stretch]:
    """Find where one stretch of each operand stands near the others, none of their parts overlapping.

    All lie in a stretch of at most `distance` - 1 words more than they have themselves.

    Args:
        operands: the stretches that match each operand.
        distance: in words; neighbours are 1 apart.
        ordered: True if they must stand in the order of the operands.

    Returns:
        What holds one of each, by first position; what was chosen in two ways, twice.
    """
    if not ordered:  # the rarest first: then fewest choices are tried in vain
        operands = sorted(operands, key=len)
    found = [
        choice
        for choice in _choices(operands, distance, ordered)
        if choice.last - choice.first + 1 <= distance - 1 + sum(map(len, choice.chosen))
    ]
    if len(found) > _ALL:
        found = list({(choice.first, choice.last): choice for choice in found}.values())
    return sorted({choice.stretch() for choice in found})


def _choices(operands: Sequence[Sequence[Stretch]], distance: int, ordered: bool) -> Iterator[_Choice]:
    """Yield one stretch of each operand in every way that may be close, up to `MAX_TRIES`."""
    room = distance - 1 + sum(max(map(len, operand), default=0) for operand in operands)
    waiting = [_Choice((), 0, 0)] if all(operands) else []
    tries = 0
    while waiting and tries < MAX_TRIES:
        choice = waiting.pop()
        chosen, first, last = choice
        if len(chosen) == len(operands):
            yield choice
            continue
        tries += len(operands[len(chosen)])
        for stretch in reversed(operands[len(chosen)]):
            if not chosen:
                waiting.append(_Choice((stretch,), stretch.first, stretch.last))
                continue
            start, end = min(first, stretch.first), max(last, stretch.last)
            if end - start < room and all(_apart(other, stretch, ordered) for other in chosen):
                waiting.append(_Choice((*chosen, stretch), start, end))


def _apart(one: Stretch, other: Stretch, ordered: bool) -> bool:
    """Tell if two stretches can stand beside each other: one behind the other, or with no word in both."""
    if one.last < other.first:
        return True
    if ordered or len(one.parts) > _PARTS or len(other.parts) > _PARTS:
        return not ordered and other.last < one.first
    for first, last in one.parts:
        for start, end in other.parts:
            if first <= end and start <= last:
                return False
    return True

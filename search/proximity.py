"""Stretches of words that are near each other in one text, as `search.query.Near` says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_TRIES = 6_000  # choices looked at in one text: all that two words can offer in 150 words, the longest passage


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A stretch of words that matches something.

    Args:
        first: position of its first word.
        last: position of its last word.
        parts: first and last positions of what in it is to be marked.
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


def near(operands: Sequence[Sequence[Stretch]], distance: int, *, ordered: bool) -> list[Stretch]:
    """Find where one stretch of each operand stands near the others, none of them overlapping.

    All lie in a stretch of at most `distance` - 1 words more than they have themselves.

    Args:
        operands: the stretches that match each operand.
        distance: in words; neighbours are 1 apart.
        ordered: True if they must stand in the order of the operands.

    Returns:
        What holds one of each, by first position.
    """
    if not ordered:  # the rarest first: then fewest choices are tried in vain
        operands = sorted(operands, key=len)
    found: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for chosen in _choices(operands, distance, ordered):
        first, last = _ends(chosen)
        if last - first + 1 <= distance - 1 + sum(map(len, chosen)):
            found.setdefault((first, last), set()).update(part for stretch in chosen for part in stretch.parts)
    return [Stretch(first, last, tuple(sorted(parts))) for (first, last), parts in sorted(found.items())]


def _choices(operands: Sequence[Sequence[Stretch]], distance: int, ordered: bool) -> Iterator[tuple[Stretch, ...]]:
    """Yield one stretch of each operand in every way that may be close, up to `MAX_TRIES`."""
    room = distance - 1 + sum(max(map(len, operand), default=0) for operand in operands)
    waiting: list[tuple[Stretch, ...]] = [()]
    tries = 0
    while waiting and tries < MAX_TRIES:
        chosen = waiting.pop()
        if len(chosen) == len(operands):
            yield chosen
            continue
        tries += len(operands[len(chosen)])
        for stretch in reversed(operands[len(chosen)]):
            first, last = _ends((*chosen, stretch))
            if last - first < room and all(_apart(other, stretch, ordered) for other in chosen):
                waiting.append((*chosen, stretch))


def _ends(stretches: Sequence[Stretch]) -> tuple[int, int]:
    return min(stretch.first for stretch in stretches), max(stretch.last for stretch in stretches)


def _apart(one: Stretch, other: Stretch, ordered: bool) -> bool:
    return one.last < other.first or (not ordered and other.last < one.first)

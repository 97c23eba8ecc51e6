"""Sets of articles: as ordinals where they are few, as a mask where they are many or all but some."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_MUCH_LONGER = 16  # times: from there on looking each of the few up beats marking all of the many


class Articles:
    """A set of the articles of a snapshot; each form is made of the other when it is first asked for.

    Args:
        total: how many articles the snapshot has.
        ordinals: (n,) of those in the set, ascending.
        mask: (total,); at least one of the two is given.
    """

    __slots__ = ("_mask", "_ordinals", "total")

    def __init__(self, total: int, ordinals: Ints | None = None, mask: Mask | None = None) -> None:
        self.total = total
        self._ordinals = ordinals
        self._mask = mask

    def __len__(self) -> int:
        return len(self.ordinals)

    @property
    def ordinals(self) -> Ints:
        """(n,) ordinals of those in the set, ascending."""
        if self._ordinals is None:
            self._ordinals = np.flatnonzero(self.mask)
        return self._ordinals

    @property
    def mask(self) -> Mask:
        """(total,) True for those in the set."""
        if self._mask is None:
            self._mask = np.zeros(self.total, bool)
            self._mask[self._ordinals] = True
        return self._mask

    def among(self, ordinals: Ints) -> Mask:
        """Tell which of some articles, (n,) ascending, are in the set."""
        if self._mask is None and self._ordinals is not None and len(self._ordinals) > _MUCH_LONGER * len(ordinals):
            at = self._ordinals.searchsorted(ordinals)
            at[at == len(self._ordinals)] = 0
            return np.asarray(self._ordinals[at] == ordinals, bool)
        return self.mask.take(ordinals)

    def both(self, other: "Articles") -> "Articles":
        """Give those that are in both sets."""
        if self._ordinals is None and other._ordinals is None:
            return Articles(self.total, mask=self.mask & other.mask)
        few, many = (self, other) if self.most() <= other.most() else (other, self)
        return Articles(self.total, few.ordinals.compress(many.among(few.ordinals)))

    def most(self) -> int:
        """Give a bound of how many there are, without counting."""
        return self.total + 1 if self._ordinals is None else len(self._ordinals)

    def inverse(self) -> "Articles":
        """Give those that are not in the set."""
        return Articles(self.total, mask=~self.mask)


def union(sets: Iterable[Articles], total: int) -> Articles:
    """Give the articles that are in any of the sets."""
    several = list(sets)
    if len(several) == 1:
        return several[0]
    mask = np.zeros(total, bool)
    for each in several:
        if each._mask is None:
            mask[each.ordinals] = True
        else:
            mask |= each.mask
    return Articles(total, mask=mask)

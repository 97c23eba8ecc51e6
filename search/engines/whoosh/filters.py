"""Which articles a filter lets through: by source, place or date."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.snapshot import Snapshot
from search.query import Dated, Filter, Place, Source, Stated, Undated

Mask = NDArray[np.bool_]


def filtered(snapshot: Snapshot, node: Filter, at: Ints | slice) -> Mask:
    """Tell which of some articles a filter lets through.

    Args:
        snapshot: what is searched.
        node: the filter.
        at: (n,) ordinals of the articles, or a slice of them.
    """
    match node:
        case Source(name):
            return among(snapshot.named(snapshot.source_names, name), snapshot.source[at], snapshot.source_names)
        case Place(name):
            return among(snapshot.named(snapshot.place_names, name), snapshot.place[at], snapshot.place_names)
        case Undated():
            return np.asarray(snapshot.day[at] == 0, bool)
        case Stated():
            return np.asarray(snapshot.stated[at], bool)
        case Dated(first, last):
            day = snapshot.day[at]
            mask = day >= first.toordinal() if first else day != 0
            return np.asarray(mask & (day <= last.toordinal()) if last else mask, bool)


def among(wanted: Sequence[int], numbers: Ints, names: Sequence[str]) -> Mask:
    """Tell which of some numbers of names are wanted."""
    is_wanted = np.zeros(len(names), bool)
    is_wanted[list(wanted)] = True
    return is_wanted.take(numbers)

"""How many matching articles each source and each period has."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.snapshot import Snapshot
from search.periods import MONTHS
from search.request import DateFilter
from search.results import FacetValue

Mask = NDArray[np.bool_]
UNDATED = "none"
_MONTHS = 12


def source_facet(snapshot: Snapshot, matching: Mask, selected: tuple[str, ...]) -> tuple[FacetValue, ...]:
    """Count matching articles by source, most first; a selected source is there even with none.

    Args:
        snapshot: what was searched.
        matching: mask (articles,) of those that match the query and every other filter.
        selected: the sources that the request filters by.
    """
    counts = np.bincount(snapshot.source[matching], minlength=len(snapshot.source_names))
    values = dict.fromkeys(selected, 0) | {
        name: int(count) for name, count in zip(snapshot.source_names, counts, strict=True) if count or name in selected
    }
    return tuple(
        FacetValue(name, name or "No source", count, name in selected)
        for name, count in sorted(values.items(), key=lambda item: (-item[1], item[0].casefold()))
    )


def date_facet(snapshot: Snapshot, matching: Mask, selected: DateFilter | None) -> tuple[FacetValue, ...]:
    """Count matching articles by year with months inside, newest first, undated ones last.

    Args:
        snapshot: what was searched.
        matching: mask (articles,) of those that match the query and every other filter.
        selected: the period that the request filters by.
    """
    counts = np.bincount(snapshot.month[matching], minlength=1).tolist()
    first = snapshot.first_month
    years: dict[int, list[FacetValue]] = {}
    for at in range(len(counts) - 1, 0, -1):
        if counts[at]:
            year, month = divmod(first + at - 1, _MONTHS)
            selected_here = _is(selected, year, month + 1)
            value = FacetValue(f"{year}-{month + 1:02}", f"{MONTHS[month]} {year}", counts[at], selected_here)
            years.setdefault(year, []).append(value)
    facet = [
        FacetValue(str(year), str(year), sum(month.count for month in inside), _is(selected, year), tuple(inside))
        for year, inside in years.items()
    ]
    wants_undated = bool(selected and selected.undated)
    if counts[0] or wants_undated:
        facet.append(FacetValue(UNDATED, "Undated", counts[0], wants_undated))
    return tuple(facet)


def _is(selected: DateFilter | None, year: int, month: int | None = None) -> bool:
    """Tell whether the period asked for is exactly this year or month."""
    if not selected or selected.undated:
        return False
    first = date(year, month or 1, 1)
    following = date(year + (month in (None, _MONTHS)), 1 if month in (None, _MONTHS) else month + 1, 1)
    return selected.first == first and selected.last == date.fromordinal(following.toordinal() - 1)

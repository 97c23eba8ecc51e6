"""How many matching articles each source and each period has."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.snapshot import Snapshot
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
    days, counts = np.unique(snapshot.day[matching], return_counts=True)
    months: dict[tuple[int, int], int] = {}
    undated = 0
    for day, count in zip(days.tolist(), counts.tolist(), strict=True):
        if day:
            stands = date.fromordinal(day)
            months[stands.year, stands.month] = months.get((stands.year, stands.month), 0) + count
        else:
            undated += count
    facet = []
    for year in sorted({year for year, _ in months}, reverse=True):
        inside = tuple(
            FacetValue(
                f"{year}-{month:02}", f"{date(year, month, 1):%B %Y}", months[year, month], _is(selected, year, month)
            )
            for month in range(_MONTHS, 0, -1)
            if (year, month) in months
        )
        count = sum(month.count for month in inside)
        facet.append(FacetValue(str(year), str(year), count, _is(selected, year), inside))
    wants_undated = bool(selected and selected.undated)
    if undated or wants_undated:
        facet.append(FacetValue(UNDATED, "Undated", undated, wants_undated))
    return tuple(facet)


def _is(selected: DateFilter | None, year: int, month: int | None = None) -> bool:
    """Tell whether the period asked for is exactly this year or month."""
    if not selected or selected.undated:
        return False
    first = date(year, month or 1, 1)
    following = date(year + (month in (None, _MONTHS)), 1 if month in (None, _MONTHS) else month + 1, 1)
    return selected.first == first and selected.last == date.fromordinal(following.toordinal() - 1)

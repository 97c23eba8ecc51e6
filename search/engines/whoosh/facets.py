"""How many matching articles each source and each period has."""

from datetime import timedelta

import numpy as np

from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.snapshot import Month, Snapshot
from search.request import DateFilter, SearchRequest
from search.results import FacetValue

UNDATED = "none"
_MONTHS = 12
_TABLE = 1 << 16  # cells of sources by months: up to there one count gives both facets


def facets(
    snapshot: Snapshot, by_date: Ints, by_source: Ints, request: SearchRequest
) -> tuple[tuple[FacetValue, ...], tuple[FacetValue, ...]]:
    """Give the source facet and the date facet; each counts what matches the query and the other's filter.

    Args:
        snapshot: what was searched.
        by_date: ordinals of the articles that match the query and the filter by date: the source facet counts these.
        by_source: likewise of the filter by source; the same array where there is neither filter.
        request: for the filters.
    """
    months, names = snapshot.months, snapshot.source_names
    if by_date is by_source and len(names) * len(months) <= _TABLE:
        cells = len(names) * len(months)
        table = np.bincount(snapshot.facet_cell.take(by_date), minlength=cells).reshape(len(names), len(months))
        of_source, of_month = table.sum(axis=1), table.sum(axis=0)
    else:
        of_source = np.bincount(snapshot.source.take(by_date), minlength=len(names))
        of_month = np.bincount(snapshot.month.take(by_source), minlength=len(months))
    return (
        _source_facet(names, of_source.tolist(), request.sources, request.excluded_sources),
        _date_facet(months, of_month.tolist(), request.dates),
    )


def _source_facet(
    names: list[str], counts: list[int], selected: tuple[str, ...], excluded: tuple[str, ...]
) -> tuple[FacetValue, ...]:
    """Make the values of the source facet, most first; one that the request names is there even with none."""
    values = [FacetValue(name, name or "No source", count) for name, count in zip(names, counts, strict=True) if count]
    if selected or excluded:
        there = {value.value for value in values}
        named = dict.fromkeys((*selected, *excluded))
        values += [FacetValue(name, name or "No source", 0) for name in named if name not in there]
        for value in values:
            value.selected = value.value in selected
            value.excluded = value.value in excluded
        values.sort(key=lambda value: value.value.casefold())
    values.sort(key=lambda value: -value.count)  # names are in order, and equals stay so
    return tuple(values)


def _date_facet(months: list[Month], counts: list[int], selected: DateFilter | None) -> tuple[FacetValue, ...]:
    """Make the values of the date facet: years with months inside, newest first, undated ones last."""
    wanted = _value(selected) if selected else None
    facet = []
    for at in range(len(months) - _MONTHS, 0, -_MONTHS):
        total = sum(counts[at : at + _MONTHS])
        if total:
            inside = tuple(
                [
                    FacetValue(value, label, counts[number], value == wanted)
                    for number in range(at + _MONTHS - 1, at - 1, -1)
                    if counts[number]
                    for value, label in (months[number],)
                ]
            )
            year = months[at].value[:-3]
            facet.append(FacetValue(year, year, total, year == wanted, inside))
    if counts[0] or wanted == UNDATED:
        facet.append(FacetValue(UNDATED, "Undated", counts[0], wanted == UNDATED))
    return tuple(facet)


def _value(selected: DateFilter) -> str:
    """Give the value of the facet that a filter is exactly; empty if it is another period."""
    if selected.undated:
        return UNDATED
    first, last = selected.first, selected.last
    if not first or not last or first.day != 1 or (last + timedelta(1)).day != 1 or first.year != last.year:
        return ""
    if first.month == last.month:
        return f"{first.year}-{first.month:02}"
    return str(first.year) if (first.month, last.month) == (1, _MONTHS) else ""

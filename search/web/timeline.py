"""The timeline of a page of results: how many articles match in each month or year, beside how many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from search.engine import Engine
from search.errors import OverloadedError, QueryLimitError
from search.language.parser import parse
from search.request import DateFilter, SearchRequest
from search.results import FacetValue, IndexState
from search.web.dates import show_period
from search.web.page_links import PageLinks

HEIGHT = 60  # units of the drawing: what the highest bar has
LEAST = 2  # units: what the lowest has, so that a single article is seen beside a thousand
_MONTHS_OF_YEARS = 5  # years whose months are shown: 60 bars, as narrow as a phone can show them
_YEARS = 100  # that are shown one by one; beyond these, a wrong date among them perhaps, decades
Counts = Mapping[str, int]  # articles by month, "2022-03"


class Unit(StrEnum):
    """What a bar stands for."""

    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True, slots=True)
class Bar:
    """A month, a year or a decade.

    Args:
        label: what it is called.
        url: of the search narrowed to it, or no longer if it is the one chosen; empty where nothing matches.
        found: articles that match, the filter by date left aside.
        there: articles in the archive.
        found_height: in units of the drawing, by the highest of all bars.
        there_height: likewise, on a scale of its own: few of many would not be seen.
        chosen: True where it is what the search is filtered by.
        aside: True where the filter by date leaves it out.
    """

    label: str
    url: str
    found: int
    there: int
    found_height: float
    there_height: float
    chosen: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """All bars.

    Args:
        unit: what a bar stands for.
        bars: from the earliest on, none left out.
        most_found: of the highest bar.
        most_there: likewise of the archive's.
        whole_url: of the search without its filter by date; empty where it has none.
    """

    unit: Unit
    bars: tuple[Bar, ...]
    most_found: int
    most_there: int
    whole_url: str


class ArchiveMonths:
    """How many articles the archive has of each month, counted once for each state of it.

    Args:
        engine: counts.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._counted: tuple[IndexState, Counts] | None = None

    def now(self) -> Counts:
        """Give the counts; none where counting takes too long, for the results are there to be read without them."""
        counted = self._counted
        if counted is None or counted[0] != self._engine.stats():
            try:
                results = self._engine.search(SearchRequest(parse(""), size=1, passages=0))
            except (QueryLimitError, OverloadedError):
                return {}
            self._counted = counted = results.index, by_month(results.dates)
        return counted[1]


def by_month(dates: Iterable[FacetValue]) -> dict[str, int]:
    """Give how many articles each month has, from a date facet; undated ones are left out."""
    return {month.value: month.count for year in dates for month in year.children if month.count}


def timeline(to: PageLinks, dates: Iterable[FacetValue], archive: Counts) -> Timeline | None:
    """Lay out the timeline of a search; None where no article that matches has a date.

    A filter by date narrows it to the years that it touches, if anything matches there.

    Args:
        to: makes the links.
        dates: the date facet of the search.
        archive: how many articles there are.
    """
    found = by_month(dates)
    if not found:
        return None
    chosen = to.request.dates
    unit, periods = _periods(*_years(found, chosen))
    counted = [
        (first, last, sum(_within(found, first, last)), sum(_within(archive, first, last))) for first, last in periods
    ]
    most_found, most_there = max(one[2] for one in counted), max(one[3] for one in counted)
    bars = []
    for first, last, matching, there in counted:
        is_chosen = chosen == DateFilter(first, last)
        dates_wanted = None if is_chosen else DateFilter(first, last)
        bars.append(
            Bar(
                label=_label(unit, first, last),
                url=to.url(replace(to.request, dates=dates_wanted, page=1)) if matching else "",
                found=matching,
                there=there,
                found_height=_height(matching, most_found),
                there_height=_height(there, most_there),
                chosen=is_chosen,
                aside=chosen is not None and not _touches(chosen, first, last),
            )
        )
    whole_url = to.url(replace(to.request, dates=None, page=1)) if chosen else ""
    return Timeline(unit, tuple(bars), most_found, most_there, whole_url)


def _years(found: Counts, chosen: DateFilter | None) -> tuple[int, int]:
    """Give the first and the last year to show."""
    years = {int(month.split("-")[0]) for month in found}
    first, last = min(years), max(years)
    if chosen is None:
        return first, last
    narrow = (
        max(first, chosen.first.year if chosen.first else first),
        min(last, chosen.last.year if chosen.last else last),
    )
    return narrow if narrow[0] <= narrow[1] else (first, last)


def _periods(first: int, last: int) -> tuple[Unit, list[tuple[date, date]]]:
    """Part the years into periods, each with its first and last day."""
    years = range(first, last + 1)
    if len(years) <= _MONTHS_OF_YEARS:
        starts = [date(year, month, 1) for year in years for month in range(1, 13)]
        return Unit.MONTH, [(start, _before(start.year + start.month // 12, start.month % 12 + 1)) for start in starts]
    if len(years) <= _YEARS:
        return Unit.YEAR, [(date(year, 1, 1), date(year, 12, 31)) for year in years]
    decades = range(first - first % 10, last + 1, 10)
    return Unit.DECADE, [(date(max(1, year), 1, 1), date(year + 9, 12, 31)) for year in decades]


def _before(year: int, month: int) -> date:
    """Give the day before a month begins."""
    return date(year, month, 1) - timedelta(1) if year <= date.max.year else date.max


def _within(counts: Counts, first: date, last: date) -> Iterable[int]:
    """Yield the counts of the months of a period that have any."""
    for year in range(first.year, last.year + 1):
        begins, ends = (first.month if year == first.year else 1), (last.month if year == last.year else 12)
        yield from (counts.get(f"{year}-{month:02}", 0) for month in range(begins, ends + 1))


def _touches(chosen: DateFilter, first: date, last: date) -> bool:
    if chosen.undated:
        return False
    return (chosen.first or date.min) <= last and first <= (chosen.last or date.max)


def _height(count: int, most: int) -> float:
    return round(max(LEAST, HEIGHT * count / most), 1) if count else 0


def _label(unit: Unit, first: date, last: date) -> str:
    if unit is Unit.MONTH:
        return show_period(f"{first.year}-{first.month:02}")
    return str(first.year) if unit is Unit.YEAR else f"{first.year}–{last.year}"

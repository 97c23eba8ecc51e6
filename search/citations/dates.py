"""Dates as citations write them, in English whatever the reader's language: the styles are English ones."""

from collections.abc import Callable
from datetime import date

from search.citations.citation import Issued, Parts
from search.periods import MONTHS


def british(parts: Parts, last_day: int = 0) -> str:
    """Write "14 March 2022", "14–15 March 2022", "March 2022" or "2022".

    Args:
        parts: of the date.
        last_day: of several days of one month the last; 0 if it is one.
    """
    year, month, days = _shown(parts, last_day)
    return " ".join(filter(None, (days, month, year)))


def american(parts: Parts, last_day: int = 0) -> str:
    """Write "March 14, 2022", "March 14–15, 2022", "March 2022" or "2022"; the arguments are those of `british`."""
    year, month, days = _shown(parts, last_day)
    return f"{month} {days}, {year}" if days else f"{month} {year}".lstrip()


def year_first(parts: Parts, last_day: int = 0) -> str:
    """Write "2022, March 14", "2022, March" or "2022", as APA does; the arguments are those of `british`."""
    year, month, days = _shown(parts, last_day)
    return ", ".join(filter(None, (year, f"{month} {days}".rstrip())))


def ranged(issued: Issued, write: Callable[[Parts, int], str]) -> str:
    """Write when an article was published, be it one day or all days from the first to the last.

    Args:
        issued: something is known of it.
        write: one of the three above.
    """
    first, last = issued.first or (), issued.last
    if not last:
        return write(first, 0)
    return write(first, last[2]) if first[:2] == last[:2] else f"{write(first, 0)} to {write(last, 0)}"


def plain(issued: Issued) -> str:
    """Write when an article was published for a reader of any style: "18–19 December 2023 [inferred]"."""
    if issued.first is None:
        return "undated"
    bound = {"from": "on or after ", "until": "on or before "}.get(issued.bound, "")
    return f"{bound}{ranged(issued, british)}{' [inferred]' if issued.is_inferred else ''}"


def of_day(day: date) -> Parts:
    """Give the parts of a day."""
    return (day.year, day.month, day.day)


def _shown(parts: Parts, last_day: int) -> tuple[str, str, str]:
    """Give year, month and days as words; empty what is not known."""
    year, month, day = (*parts, 0, 0)[:3]
    days = f"{day}–{last_day}" if last_day else str(day)
    return str(year), MONTHS[month - 1] if month else "", days if day else ""

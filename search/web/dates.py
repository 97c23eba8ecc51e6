"""Days and moments written for a reader, in English whatever the machine's locale."""

from datetime import date, datetime

from search.periods import MONTHS
from search.schema import Dating


def show_dating(dating: Dating) -> str:
    """Write when an article was published: "14 March 2022", "March 2022", "18–19 December 2023"; empty if unknown.

    Args:
        dating: stated or inferred; saying that it is inferred is the page's part.
    """
    if dating.stated:
        return show_period(dating.stated)
    first, last = dating.not_before, dating.not_after
    if first and last:
        return _show_range(first, last)
    if first:
        return f"on or after {_show_day(first)}"
    return f"on or before {_show_day(last)}" if last else ""


def show_period(value: str) -> str:
    """Write "2022", "2022-03" or "2022-03-14" as "2022", "March 2022" or "14 March 2022"."""
    year, month, day = (*value.split("-"), "", "")[:3]
    return " ".join(part for part in (day.lstrip("0"), MONTHS[int(month) - 1] if month else "", year) if part)


def show_filter(first: str, last: str) -> str:
    """Write a date filter: "2022", "from March 2022", "until 14 March 2022", "2021 to 2022".

    Args:
        first: its `from`, or empty.
        last: its `to`, or empty.
    """
    if first == last:
        return show_period(first)
    if first and last:
        return f"{show_period(first)} to {show_period(last)}"
    return f"from {show_period(first)}" if first else f"until {show_period(last)}"


def show_moment(moment: datetime) -> str:
    """Write a moment with its zone: "14 March 2022, 14:06 UTC"."""
    return f"{_show_day(moment.date())}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()


def _show_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _show_range(first: date, last: date) -> str:
    if first == last:
        return _show_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_show_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {_show_day(last)}"
    return f"{_show_day(first)} – {_show_day(last)}"

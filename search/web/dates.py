"""Days and moments written for a reader, in the language of the page; in English where there is no page."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_skeleton
from flask import has_request_context
from flask_babel import get_locale, gettext

from search.schema import Dating

_ENGLISH = Locale("en", "GB")  # the day before the month, as the archive's own evidence has it


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
        return _say("on or after %(day)s", day=_show_day(first))
    return _say("on or before %(day)s", day=_show_day(last)) if last else ""


def show_period(value: str) -> str:
    """Write "2022", "2022-03" or "2022-03-14" as "2022", "March 2022" or "14 March 2022"."""
    year, month, day = (*value.split("-"), "", "")[:3]
    if not month:
        return year
    first = date(int(year), int(month), int(day or 1))
    return _show_day(first) if day else format_skeleton("yMMMM", first, locale=_locale())


def show_month(value: str) -> str:
    """Write "2022-03" as "March": the month alone, for a list that stands under its year."""
    return format_date(date(2000, int(value[-2:]), 1), "LLLL", locale=_locale())


def show_filter(first: str, last: str) -> str:
    """Write a date filter: "2022", "from March 2022", "until 14 March 2022", "2021 to 2022".

    Args:
        first: its `from`, or empty.
        last: its `to`, or empty.
    """
    if first == last:
        return show_period(first)
    if first and last:
        return _say("%(first)s to %(last)s", first=show_period(first), last=show_period(last))
    if first:
        return _say("from %(first)s", first=show_period(first))
    return _say("until %(last)s", last=show_period(last))


def show_moment(moment: datetime) -> str:
    """Write a moment with its zone: "14 March 2022, 14:06 UTC"."""
    return f"{_show_day(moment.date())}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()


def _locale() -> Locale:
    found = get_locale() if has_request_context() else None
    return found if found and found.language != "en" else _ENGLISH


def _say(text: str, **named: str) -> str:
    return str(gettext(text, **named)) if has_request_context() else text % named


def _show_day(day: date) -> str:
    return format_date(day, "long", locale=_locale())


def _show_range(first: date, last: date) -> str:
    if first == last:
        return _show_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_show_day(last)}"
    if first.year == last.year:
        return f"{format_skeleton('MMMMd', first, locale=_locale())} – {_show_day(last)}"
    return f"{_show_day(first)} – {_show_day(last)}"

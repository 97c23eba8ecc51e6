"""Periods of time as a reader writes them: a year, a month or a day, in figures with hyphens."""

import re
from calendar import monthrange
from datetime import date, timedelta

from search.errors import RequestError
from search.messages import say

FIRST_YEAR, LAST_YEAR = 1800, 2999  # newspapers' archives reach no further back; a year beyond is a slip of the finger

_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:([-/. ])([0-9]{1,2})(?:\2([0-9]{1,2}))?|([0-9]{2})([0-9]{2}))")
_DAY_FIRST = re.compile(r"(?:([0-9]{1,2})[-/. ])?([0-9]{1,2})[-/. ]([0-9]{4})")

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def parse_period(text: str) -> tuple[date, date]:
    """Read a period: "2022", "2022-03", "2022-3-4" or "2022-03-14".

    Args:
        text: the period; white space around it does not matter.

    Returns:
        Its first and its last day.

    Raises:
        RequestError: it is no period of the years 1800 to 2999.
    """
    text = text.strip()
    match = _PERIOD.fullmatch(text)
    if match is None:
        suggestion = _likely(text)
        if suggestion:
            message = say(
                "“%(text)s” is not a date. Did you mean %(meant)s? A date is written as 2022, 2022-03 or 2022-03-14.",
                text=_shown(text),
                meant=suggestion,
            )
        else:
            message = say(
                "“%(text)s” is not a date. A date is written as 2022, 2022-03 or 2022-03-14.", text=_shown(text)
            )
        raise RequestError(message, "date", suggestion)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = say(
            "“%(text)s” is outside the years %(first)s to %(last)s. A date is written as 2022, 2022-03 or 2022-03-14.",
            text=text,
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )
        raise RequestError(message, "date")
    if match[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        message = say(
            "“%(text)s” has no such month: %(month)s. A date is written as 2022, 2022-03 or 2022-03-14.",
            text=text,
            month=match[2],
        )
        raise RequestError(message, "date", f"{year}")
    last_day = monthrange(year, month)[1]
    if match[3] is None:
        return date(year, month, 1), date(year, month, last_day)
    if not 1 <= day <= last_day:
        message = say(
            "“%(text)s” has no such day: the month has %(count)s. A date is written as 2022, 2022-03 or 2022-03-14.",
            text=text,
            count=last_day,
        )
        raise RequestError(message, "date", f"{year}-{month:02}")
    return date(year, month, day), date(year, month, day)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"  # characters: enough to recognise what was typed


def _likely(text: str) -> str:
    """Give the period that another notation surely means, or nothing: 3/4/2022 may be in March or in April."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match[1], match[3] or match[5], match[4] or match[6]
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        if day and int(month) > 12:  # an American writes the month first
            day, month = month, day
        elif day and int(day) <= 12 and int(day) != int(month):
            return ""
    else:
        return ""
    period = "-".join(part.zfill(2) for part in (year, month, day) if part)
    try:
        parse_period(period)
    except RequestError:
        return ""
    return period


def start_of(day: date) -> str:
    """Write the shortest period that begins on a day: "2022" for the first of January."""
    if (day.month, day.day) == (1, 1):
        return f"{day.year}"
    return f"{day.year}-{day.month:02}" if day.day == 1 else day.isoformat()


def end_of(day: date) -> str:
    """Write the shortest period that ends on a day: "2022" for the last of December."""
    if (day.month, day.day) == (12, 31):
        return f"{day.year}"
    after = day + timedelta(days=1)
    return f"{day.year}-{day.month:02}" if after.day == 1 else day.isoformat()

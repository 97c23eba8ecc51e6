"""Dates as texts write them, in every language of `sources.toml`. What is ambiguous stays less precise: no guesses."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from indexer.blocks import comparable
from indexer.knowledge.languages import Languages

FIRST_YEAR = 1800  # older papers are not cleaned by these rules, and "1500 people" is no year
LAST_YEAR = 2199
_MAX_DATE_LINE = 120  # characters: "Thứ Sáu, ngày 07 tháng 01 năm 2022 | 14:06 (GMT+7) | Cập nhật lúc ..." has room
_TIME = (
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])(?:[:hH]|\s+giờ\s+)(?P<minute>[0-5]\d)(?!\d)(?::[0-5]\d(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*\(?\s*(?P<zone>Z\b|(?:(?:GMT|UTC)\s*)?[+−-]\d{1,2}(?::?\d{2})?(?!\d|[/.-]\d)|GMT\b|UTC\b)\s*\)?)?"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date found in a text.

    Args:
        year: None where it is not written.
        month: None where it is not written, or can't be told from the day.
        day: likewise.
        start: character offset in the text.
        end: offset just behind it.
    """

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int

    @property
    def stated(self) -> str:
        """As `Dating.stated` has it; empty without a year."""
        if self.year is None:
            return ""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    @property
    def full(self) -> date | None:
        """The day, where it is wholly written."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is nothing but a date.

    Args:
        stated: as `Dating.stated` has it.
        time: as `Dating.time` has it.
        is_update: True where the line says that it is the date of a later change.
    """

    stated: str
    time: str
    is_update: bool


def find_dates(text: str, languages: Languages, *, day_first: bool | None = None) -> Iterator[WrittenDate]:
    """Yield the dates in a text, in order; years may be missing, and the day of "January 2022".

    Args:
        text: any length.
        languages: whose names of months count.
        day_first: True where 07/01/2022 is known to be 7 January, False where it is known to be 1 July. None where
            neither is: if both are days, only its year is.
    """
    months = languages.months
    for match in _patterns(languages).date.finditer(text):
        found = {name: value for name, value in match.groupdict().items() if value is not None}
        year = next((int(found[name]) for name in ("y1", "y2", "y3", "y4", "y5") if name in found), None)
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            continue
        month = day = None
        if name := next((found[key] for key in ("n2", "n3", "n5") if key in found), None):
            month, capital = months[comparable(name)]
            if capital and name[0].islower():
                continue
            day = next((int(found[key]) for key in ("d2", "d3") if key in found), None)
        elif "m1" in found:
            month, day = int(found["m1"]), int(found["d1"])
        elif "a4" in found:
            month, day = _numeric(int(found["a4"]), int(found["b4"]), year, day_first)
        elif "d6" in found:
            month, day = int(found["m6"]), int(found["d6"])
        if is_possible(year, month, day):
            yield WrittenDate(year, month, day, *match.span())


def read_date_line(text: str, languages: Languages, *, day_first: bool | None = None) -> DateLine | None:
    """Read a line that holds a date and nothing else: labels, a weekday, a time and a zone aside.

    Args:
        text: the line.
        languages: whose names and labels count.
        day_first: as for `find_dates`.
    """
    if len(text) > _MAX_DATE_LINE or not any(c.isdigit() for c in text):
        return None
    patterns = _patterns(languages)
    day_first = True if patterns.day_first.search(text) else day_first
    spaced = re.sub(r"(\d)T(\d\d:)", r"\1 \2", text)
    dates = [found for found in find_dates(spaced, languages, day_first=day_first) if found.year is not None]
    if not dates:
        return None
    rest = spaced
    for found in reversed(dates):
        rest = rest[: found.start] + " " * (found.end - found.start) + rest[found.end :]
    rest = patterns.label.sub(" ", patterns.weekday.sub(" ", patterns.time.sub(" ", rest)))
    if any(c.isalnum() for c in rest):
        return None
    first = dates[0]
    time = patterns.time.search(spaced)
    is_update = patterns.update.search(spaced[: first.start]) is not None
    return DateLine(_by_weekday(spaced, first, patterns, languages), _time(time), is_update)


def is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Say whether there is such a date; without a year 29 February counts."""
    if month is None:
        return day is None
    if not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= calendar.monthrange(year or 2000, month)[1]


def _numeric(first: int, second: int, year: int | None, day_first: bool | None) -> tuple[int | None, int | None]:
    """Read 07/01/2022 as month and day; neither where both orders are possible and the language doesn't tell."""
    as_day_first, as_month_first = is_possible(year, second, first), is_possible(year, first, second)
    if as_day_first and (day_first or not as_month_first or first == second):
        return second, first
    if as_month_first and (day_first is False or not as_day_first):
        return first, second
    return (None, None) if as_day_first else (0, 0)


def _by_weekday(text: str, found: WrittenDate, patterns: "_Patterns", languages: Languages) -> str:
    """Use a weekday beside an ambiguous 07/01/2022: it tells the order where only one of both days falls on it."""
    weekday = patterns.weekday.search(text)
    parts = re.match(r"(\d{1,2})\D(\d{1,2})\D(\d{4})", text[found.start : found.end])
    if found.month is not None or weekday is None or parts is None:
        return found.stated
    first, second, year = map(int, parts.groups())
    wanted = languages.weekdays[comparable(weekday.group())]
    days = [day for day in (date(year, second, first), date(year, first, second)) if day.weekday() == wanted]
    return days[0].isoformat() if len(days) == 1 else found.stated


def _time(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    zone = match["zone"] or ""
    offset = re.search(r"([+−-])(\d{1,2}):?(\d{2})?", zone)
    if offset:
        zone = f"{'+' if offset[1] == '+' else '-'}{int(offset[2]):02}:{offset[3] or '00'}"
    elif zone:
        zone = "+00:00"
    return f"{hour:02}:{match['minute']}{zone}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    date: re.Pattern[str]
    day_first: re.Pattern[str]
    weekday: re.Pattern[str]
    label: re.Pattern[str]
    update: re.Pattern[str]
    time: re.Pattern[str]


@lru_cache(maxsize=4)  # one set of languages a process, and the tests' own
def _patterns(languages: Languages) -> _Patterns:
    month, words = languages.month, languages.words
    dates = (
        r"(?<![\d/.-])(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)",
        rf"(?P<n2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\w%]|[:.,/]\d)(?:\s*,?\s*(?P<y2>\d{{4}})(?![\d%]))?",
        (
            rf"(?<![\d.,:/-])(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|º)?(?:\s+of|\s+de)?[\s-]+(?P<n3>{month})\.?"
            r"(?:(?:,?\s+(?:de\s+|năm\s+)?|[/-])(?P<y3>\d{4})(?!\d))?"
        ),
        r"(?<![\d/.-])(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4})(?!\d)",
        rf"(?P<n5>{month})\.?(?:,?\s+(?:of\s+|de\s+|năm\s+)?|[/-])(?P<y5>\d{{4}})(?!\d)",
        r"(?<!\w)ngày\s+(?P<d6>\d{1,2})[/-](?P<m6>\d{1,2})(?![\d/-])",
    )
    return _Patterns(
        *(
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                "|".join(dates),
                languages.day_first_mark,
                languages.weekday,
                words("date_labels"),
                words("update_labels"),
                _TIME,
            )
        )
    )

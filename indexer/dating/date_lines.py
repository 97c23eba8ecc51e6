"""Lines that are nothing but a date: with its time, its weekday, and what it is the date of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from indexer.blocks import comparable
from indexer.dating import times
from indexer.dating.dates import WrittenDate, find_dates
from indexer.knowledge.languages import Languages

_LONGEST = 160  # characters: "Published 9:40 pm ET Tuesday, May 3, 2011 | Updated ..., 2011" has room
_AGE_LONGEST = 60  # characters: "Published about 2 hours ago"
_YEAR = re.compile(r"\d{4}")
_IN_FIGURES = re.compile(r"\d\s?[-/.]\s?\d")  # without which it is no question which of two is the day
_LETTER_OR_FIGURE = re.compile(r"[^\W_]")
_ISO = re.compile(r"(\d)T(\d\d:)")


class Stamp(StrEnum):
    """What a date is the date of, as its line says."""

    PUBLISHED = "published"
    LABELLED = "labelled"  # "Date: 7 January 2022", of whatever stands around it
    PLAIN = "plain"  # the line does not say
    UPDATED = "updated"
    TODAY = "today"  # the day on which the page was shown

    @property
    def rank(self) -> int:
        """The less, the more surely it is the day of publication."""
        return tuple(Stamp).index(self)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is nothing but a date.

    Args:
        stated: as `Dating.stated` has it.
        time: as `Dating.time` has it.
        stamp: what it is the date of.
        is_ambiguous: True where nothing tells which figure is the day and which the month.
        has_weekday: True where a weekday stands beside it.
    """

    stated: str
    time: str = ""
    stamp: Stamp = Stamp.PLAIN
    is_ambiguous: bool = False
    has_weekday: bool = False

    @property
    def is_update(self) -> bool:
        """True where the line says that it is the date of a later change."""
        return self.stamp is Stamp.UPDATED


def read_date_line(text: str, languages: Languages, *, day_first: bool | None = None) -> DateLine | None:
    """Read a line that holds a date and nothing else: labels, a weekday, a time and a zone aside.

    Of several dates the one of publication is read, whatever order they stand in; otherwise the first.

    Args:
        text: the line.
        languages: whose names and labels count.
        day_first: as for `find_dates`.
    """
    if len(text) > _LONGEST or not _YEAR.search(text):
        return None
    return _read_line(text, languages, day_first)


@lru_cache(maxsize=128)  # several rules ask of the same lines; an article has ten at most
def _read_line(text: str, languages: Languages, day_first: bool | None) -> DateLine | None:
    patterns = _patterns(languages)
    if _IN_FIGURES.search(text) and patterns.day_first.search(text):
        day_first = True
    spaced = _ISO.sub(r"\1 \2", text)
    dates = [found for found in find_dates(spaced, languages, day_first=day_first) if found.year is not None]
    if not dates:
        return None
    rest = spaced
    for found in dates:
        rest = rest[: found.start] + "." * (found.end - found.start) + rest[found.end :]
    if not _is_read(rest, patterns):
        return None
    read = [_read(spaced, rest, *each, patterns, languages) for each in _parts(rest, dates, patterns)]
    return min(read, key=lambda line: line.stamp.rank)


def is_age(text: str, languages: Languages) -> bool:
    """Say whether a line tells how old the article is ("2 hours ago", "Updated yesterday"), which states no date."""
    if not text or len(text) > _AGE_LONGEST:
        return False
    patterns = _patterns(languages)
    if patterns.age_words.isdisjoint(text.casefold().split()) or not patterns.age.search(text):
        return False
    rest = patterns.label.sub(" ", patterns.time.sub(" ", patterns.age.sub(" ", text)))
    return not _LETTER_OR_FIGURE.search(rest)


def _is_read(rest: str, patterns: "_Patterns") -> bool:
    """Say whether nothing is left of a line beside its dates but weekdays, times and labels."""
    for pattern in (patterns.weekday, patterns.time, patterns.label):
        if not _LETTER_OR_FIGURE.search(rest):
            return True
        rest = pattern.sub(" ", rest)
    return not _LETTER_OR_FIGURE.search(rest)


def _parts(rest: str, dates: list[WrittenDate], patterns: "_Patterns") -> Iterator[tuple[int, WrittenDate, int]]:
    """Yield where the part of a line that belongs to each date begins, the date, and where the part ends.

    A label between two dates belongs to the second: "Published 7 January Updated 9 January".
    """
    start = 0
    for found, following in zip(dates, [*dates[1:], None], strict=True):
        end = len(rest)
        if following:
            label = patterns.stamp.search(rest, found.end, following.start)
            end = label.start() if label else following.start
        yield start, found, end
        start = end


def _read(
    text: str, rest: str, start: int, found: WrittenDate, end: int, patterns: "_Patterns", languages: Languages
) -> DateLine:
    before = rest[start : found.start]
    stamp = next((stamp for stamp, pattern in patterns.stamps.items() if pattern.search(before)), Stamp.PLAIN)
    weekday = patterns.weekday.search(rest, start, end)
    stated, is_ambiguous = found.stated, False
    if found.month is None and found.year is not None:
        stated = _by_weekday(text[found.start : found.end], weekday, languages) or stated
        is_ambiguous = stated == found.stated
    time = times.read_time(patterns.time.search(rest, found.end, end) or patterns.time.search(rest, start, end))
    return DateLine(stated, time, stamp, is_ambiguous, weekday is not None)


def _by_weekday(written: str, weekday: re.Match[str] | None, languages: Languages) -> str:
    """Use a weekday beside an ambiguous 07/01/2022: it tells the order where only one of both days falls on it."""
    parts = re.match(r"(\d{1,2})\D+(\d{1,2})\D+(\d{4})", written)
    if weekday is None or parts is None:
        return ""
    first, second, year = map(int, parts.groups())
    wanted = languages.weekdays[comparable(weekday.group())]
    days = [day for day in (date(year, second, first), date(year, first, second)) if day.weekday() == wanted]
    return days[0].isoformat() if len(days) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Patterns:
    day_first: re.Pattern[str]
    weekday: re.Pattern[str]
    time: re.Pattern[str]
    label: re.Pattern[str]
    stamp: re.Pattern[str]
    age: re.Pattern[str]
    age_words: frozenset[str]
    stamps: dict[Stamp, re.Pattern[str]]


@lru_cache(maxsize=4)  # one set of languages a process, and the tests' own
def _patterns(languages: Languages) -> _Patterns:
    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    updated, today, published = map(languages.words, ("update_labels", "today_labels", "publish_labels"))
    labels = languages.words("date_labels")
    return _Patterns(
        day_first=compiled(languages.day_first_mark),
        weekday=compiled(rf"{languages.weekday}\.?"),
        time=compiled(times.PATTERN),
        label=compiled("|".join((published, updated, today, labels))),
        stamp=compiled(f"{published}|{updated}"),
        age=compiled(languages.words("ages").replace("0", r"\d{1,3}")),
        age_words=frozenset(age.casefold().split()[-1] for one in languages.languages for age in one.ages),
        stamps={
            Stamp.TODAY: compiled(today),
            Stamp.UPDATED: compiled(updated),
            Stamp.PUBLISHED: compiled(published),
            Stamp.LABELLED: compiled(rf"^\W*{labels}\s?:"),
        },
    )

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
_WITH_YEAR, _WITH_NAME, _EITHER_ORDER, _MONTH_ONLY = frozenset("12345"), frozenset("235"), "4", "5"  # forms, see below
_BEFORE_FIGURE = 40  # characters that a month's name, and what parts it from its day or year, have at most
_FIRST_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_PARTED = re.compile(r"\d[-/.]\d")
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d/.-]\d|\d)")


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


def find_dates(text: str, languages: Languages, *, day_first: bool | None = None) -> Iterator[WrittenDate]:
    """Yield the dates in a text, in order; years may be missing, and the day of "January 2022".

    Args:
        text: any length.
        languages: whose names of months count.
        day_first: True where 07/01/2022 is known to be 7 January, False where it is known to be 1 July. Where nobody
            knows, and both are days, only the year is told.
    """
    months = languages.months
    for match in _matches(text, languages):
        form = (match.lastgroup or "")[-1]
        written = match[f"y{form}"] if form in _WITH_YEAR else None
        year = int(written) if written else None
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            continue
        day: int | None
        month: int | None
        if form in _WITH_NAME:
            name = match[f"n{form}"]
            month, capital = months[comparable(name)]
            if capital and name[0].islower():
                continue
            day = int(match[f"d{form}"]) if form != _MONTH_ONLY else None
        elif form == _EITHER_ORDER:
            month, day = _numeric(int(match["a4"]), int(match["b4"]), year, day_first)
        else:
            month, day = int(match[f"m{form}"]), int(match[f"d{form}"])
        if is_possible(year, month, day):
            yield WrittenDate(year, month, day, *match.span())


def order_in(text: str) -> bool | None:
    """Tell by the dates of a text whether it writes the day first: 14/01/2022 does, and 01/14/2022 does not.

    Args:
        text: any length.

    Returns:
        None where no date tells, or dates contradict each other.
    """
    if not _PARTED.search(text):  # as in most paragraphs
        return None
    orders = set()
    for match in _FIGURES.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if (day_first := is_possible(year, second, first)) != is_possible(year, first, second):
            orders.add(day_first)
    return orders.pop() if len(orders) == 1 else None


def is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Say whether there is such a date; without a year 29 February counts."""
    if month is None:
        return day is None
    if not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= calendar.monthrange(year or 2000, month)[1]


def _numeric(first: int, second: int, year: int | None, day_first: bool | None) -> tuple[int | None, int | None]:
    """Read 07/01/2022 as month and day; neither where both orders are possible and nothing tells which is meant."""
    as_day_first, as_month_first = is_possible(year, second, first), is_possible(year, first, second)
    if not (as_day_first and as_month_first):
        return (second, first) if as_day_first else (first, second) if as_month_first else (0, 0)
    if first == second or day_first is not None:
        return (second, first) if day_first else (first, second)
    return None, None


def _matches(text: str, languages: Languages) -> Iterator[re.Match[str]]:
    """Yield what the pattern of dates finds, in order.

    It is long, and slow where it is tried at each character. But no date is without a figure, so it is tried at figures
    and at words that stand before one and begin as months do.
    """
    patterns = _patterns(languages)
    end = 0  # of what is read: a date, or the figures before these, which the words before them were tried with
    for figures in _DIGITS.finditer(text):
        first, behind = figures.span()
        if first < end:
            continue
        match = None
        for word in patterns.word.finditer(text, max(end, first - _BEFORE_FIGURE), first):
            if word.group().casefold() in patterns.words and (match := patterns.from_word.match(text, word.start())):
                break
        match = match or patterns.from_figure.match(text, first)
        end = behind
        if match:
            end = match.end()
            yield match


@dataclass(frozen=True, slots=True)
class _Patterns:
    from_figure: re.Pattern[str]
    from_word: re.Pattern[str]
    word: re.Pattern[str]  # what may be a word of `words`
    words: frozenset[str]  # that dates begin with


@lru_cache(maxsize=4)  # one set of languages a process, and the tests' own
def _patterns(languages: Languages) -> _Patterns:
    month = languages.month
    # The groups of each form end in its number.
    from_figure = (
        r"(?<![\d/.-])(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)",
        (
            rf"(?<![\d.,:/-])(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?:\s+of|\s+de)?[\s-]+(?P<n3>{month})\.?"
            r"(?:(?:,?\s+(?:de\s+|năm\s+)?|[/-])(?P<y3>\d{4})(?!\d))?"
        ),
        r"(?<![\d/.-])(?P<a4>\d{1,2})(?P<s4>\s?[-/.]\s?)(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4})(?!\d)",
    )
    from_word = (
        rf"(?P<n2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\w%]|[:.,/]\d)(?:\s*,?\s*(?P<y2>\d{{4}})(?![\d%]))?",
        rf"(?P<n5>{month})\.?(?:,?\s+(?:of\s+|de\s+|năm\s+)?|[/-])(?P<y5>\d{{4}})(?!\d)",
        r"(?<!\w)ngày\s+(?P<d6>\d{1,2})[/-](?P<m6>\d{1,2})(?![\d/-])",
    )
    forms = [form for one in languages.languages for forms in one.months for form in forms]
    return _Patterns(
        re.compile("|".join(from_figure), re.IGNORECASE),
        re.compile("|".join(from_word), re.IGNORECASE),
        re.compile(r"(?<!\w)[^\W\d_]\w*"),
        frozenset(_FIRST_WORD.findall(form)[0].casefold() for form in (*forms, "ngày")),
    )

"""When an undated article can have been published, as bounds that follow from what it says; see `infer`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from indexer.blocks import collapse, comparable
from indexer.dating.dates import FIRST_YEAR, LAST_YEAR, WrittenDate, find_dates
from indexer.knowledge.languages import Languages
from indexer.knowledge.outlets import Outlets
from search.schema import Dating

_PARAGRAPHS = 3  # from the start: where news says what has just happened; further down stand background and history
_UNDER_WAY_PARAGRAPHS = 2  # only the opening speaks of what happens as it is written
_NEAR = 60  # characters before or after a date that tell whether its day is over
_LENGTH = 5_000  # characters of a paragraph that are looked at
_OLDEST = 3 * 365  # days: a day further before the text's own time is background, and would only misplace the article
_YEAR = re.compile(r"(?<![\d/.,-])(1[89]\d\d|2[01]\d\d)(?![\d/,%]|[.-]\d)")
_FIGURES = re.compile(r"\d{4}")  # which whatever looks back on a year has
_CLAUSE = re.compile(r"[.!?;:…]\s|\n")


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of text that may tell a time.

    Args:
        text: a paragraph, or a caption.
        line: its line in the raw document.
        is_caption: a picture was taken before it was printed, so a caption's date is over without a verb.
    """

    text: str
    line: int
    is_caption: bool = False


@dataclass(frozen=True, slots=True)
class _Bound:
    day: date
    evidence: str


def infer(
    paragraphs: Sequence[Statement], captions: Sequence[Statement], outlets: Outlets, day_first: bool | None
) -> Dating:
    """Find the earliest and latest day on which a text that states no date can have been published.

    Whoever tells that something happened on a day writes on that day or later, so the latest such day is `not_before`:
    a full date in a caption or in a past-tense statement of the first paragraphs; or a day without a year, on its first
    occurrence on or after a time that the text implies (it looks back on a year, or on an event of `sources.toml`).
    "Are taking place ... to Tuesday" was written on that Tuesday at the latest. Days of births, anniversaries and other
    history, and days to come, are no bounds.

    Args:
        paragraphs: the body's, in order.
        captions: all.
        outlets: languages and events.
        day_first: as for `find_dates`.
    """
    words = _words(outlets.languages)
    opening = [Statement(p.text[:_LENGTH], p.line) for p in paragraphs[:_PARAGRAPHS]]
    statements = [*opening, *(Statement(c.text[:_LENGTH], c.line, True) for c in captions)]
    dates = [
        (found, statement)
        for statement in statements
        for found in find_dates(statement.text, outlets.languages, day_first=day_first)
        if found.day is not None and _is_over(statement, found, words)
    ]
    latest_year = max((year for s in statements for year in _past_years(s.text, words)), default=FIRST_YEAR)
    bounds = [
        _Bound(day, f'"{_phrase(statement.text, found)}" ({_place(statement)})')
        for found, statement in dates
        if (day := found.full) and (date(latest_year, 1, 1) - day).days < _OLDEST
    ]
    if not bounds:
        bounds = _without_year(dates, opening, outlets, words)
    if not bounds:
        return Dating()
    earliest = max(bounds, key=lambda bound: bound.day)
    evidence = f"not before {earliest.day}: {earliest.evidence}"
    latest = _still_under_way(opening[:_UNDER_WAY_PARAGRAPHS], earliest.day, words, outlets.languages)
    if latest:
        evidence += f"; not after {latest.day}: {latest.evidence}"
    return Dating(not_before=earliest.day, not_after=latest.day if latest else None, evidence=evidence)


def _without_year(
    dates: Sequence[tuple[WrittenDate, Statement]],
    opening: Sequence[Statement],
    outlets: Outlets,
    words: "_Words",
) -> list[_Bound]:
    """Place days without a year on their first occurrence on or after what the text implies."""
    floor = max(_floors(opening, outlets, words), key=lambda bound: bound.day, default=None)
    if floor is None:
        return []
    bounds = []
    for found, statement in dates:
        if found.year is None and found.month and found.day:
            day = _first_on_or_after(floor.day, found.month, found.day)
            evidence = f'"{_phrase(statement.text, found)}" ({_place(statement)}), the first after {floor.evidence}'
            bounds.append(_Bound(day, evidence))
    return bounds


def _floors(opening: Sequence[Statement], outlets: Outlets, words: "_Words") -> Iterator[_Bound]:
    for statement in opening:
        # Few texts have any of the phrases, and patterns are slow to find that out.
        folded = statement.text.casefold()
        looks_back = any(phrase in folded for phrase in words.review_phrases) and _FIGURES.search(statement.text)
        for match in words.review.finditer(statement.text) if looks_back else ():
            year = int(next(filter(None, match.groups())))
            # Years are looked back on, and the next one is planned, from November on.
            year -= 1 if match.lastgroup == "next" else 0
            yield _Bound(date(year, 11, 1), f'the end of {year}: "{match.group()}" ({_place(statement)})')
        for names, pattern, ended in outlets.event_patterns:
            for match in pattern.finditer(statement.text) if any(name in folded for name in names) else ():
                if not words.coming.search(statement.text[max(0, match.start() - _NEAR // 2) : match.start()]):
                    yield _Bound(ended, f'{ended}: "{match.group()}" ({_place(statement)})')
                    break


def _is_over(statement: Statement, found: WrittenDate, words: "_Words") -> bool:
    """Say whether the text tells of a day as past, and as news."""
    text = statement.text
    before = _CLAUSE.split(text[max(0, found.start - _NEAR) : found.start])[-1]
    after = _CLAUSE.split(text[found.end : found.end + _NEAR], maxsplit=1)[0]
    if words.unlike_news.search(before) or words.unlike_news.search(after):
        return False
    coming = [words.coming] if statement.is_caption else [words.coming, words.present]
    last_coming = max((match.end() for pattern in coming for match in pattern.finditer(before)), default=-1)
    last_past = max((match.start() for match in words.past.finditer(before)), default=-1)
    if last_past >= 0 or last_coming >= 0:
        # "will be held on": the participle stands right behind the word that makes it future.
        return last_past > last_coming + 1
    if statement.is_caption:
        return words.coming.search(after) is None
    first_past = words.past.search(after)
    if not first_past or len(before.split()) > 3:
        return False
    return not any(pattern.search(after[: first_past.start()]) for pattern in coming)


def _past_years(text: str, words: "_Words") -> Iterator[int]:
    for match in _YEAR.finditer(text) if _FIGURES.search(text) else ():
        before = text[max(0, match.start() - _NEAR // 2) : match.start()]
        if not words.coming.search(_CLAUSE.split(before)[-1]):
            yield int(match[1])


def _still_under_way(
    opening: Sequence[Statement], earliest: date, words: "_Words", languages: Languages
) -> _Bound | None:
    """Find the last day of something that is still going on: the first such weekday within a week of `earliest`."""
    for statement in opening:
        match = words.under_way.search(statement.text)
        if match:
            weekday = languages.weekdays[comparable(match["weekday"])]
            day = earliest + timedelta(days=(weekday - earliest.weekday()) % 7)
            return _Bound(day, f'"{match.group()}" ({_place(statement)})')
    return None


def _first_on_or_after(floor: date, month: int, day: int) -> date:
    for year in range(floor.year, min(floor.year + 9, LAST_YEAR) + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue  # 29 February in a year without one
        if candidate >= floor:
            return candidate
    return floor


def _phrase(text: str, found: WrittenDate) -> str:
    """Quote a date with the three words before it."""
    before = _CLAUSE.split(text[max(0, found.start - _NEAR) : found.start])[-1].split(" ")
    return " ".join([*before[-4:-1], text[found.start : found.end]]).strip()


def _place(statement: Statement) -> str:
    return f"{'caption, ' if statement.is_caption else ''}line {statement.line}"


@dataclass(frozen=True, slots=True)
class _Words:
    past: re.Pattern[str]
    coming: re.Pattern[str]
    present: re.Pattern[str]
    unlike_news: re.Pattern[str]
    review: re.Pattern[str]
    under_way: re.Pattern[str]
    review_phrases: frozenset[str]  # one of which `review` needs


@lru_cache(maxsize=4)  # one data file a process, and the tests' own
def _words(known: Languages) -> _Words:
    endings = [ending for language in known.languages for ending in language.past_endings]
    regular = rf"|\b\w{{2,}}(?:{'|'.join(map(re.escape, endings))})\b" if endings else ""
    year = r"(1[89]\d\d|2[01]\d\d)"
    review = (
        rf"{known.words('year_review')}\s+{year}(?!\d)"
        rf"|(?<!\d){year}\s+{known.words('year_end')}"
        rf"|{known.words('year_end')}\s+{year}(?!\d)"
        rf"|{known.words('next_year_tasks')}\s+(?P<next>{year[1:-1]})(?!\d)"
    )
    weekday = known.weekday
    under_way = rf"{known.words('under_way')}[^.!?;]{{0,80}}?{known.words('until')}\s+(?P<weekday>{weekday})"
    reviews = (one.year_review + one.year_end + one.next_year_tasks for one in known.languages)

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Words(
        past=compiled(known.words("past") + regular),
        coming=compiled(known.words("coming")),
        present=compiled(known.words("present")),
        unlike_news=compiled(known.words("unlike_news")),
        review=compiled(review),
        under_way=compiled(under_way),
        review_phrases=frozenset(collapse(phrase).casefold() for phrases in reviews for phrase in phrases),
    )

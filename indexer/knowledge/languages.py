"""How languages write dates and speak of time: the words come from `sources.toml`, here they become patterns."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property

from indexer.blocks import comparable

_SAMPLE = 300  # words from the start of a text: enough to tell its language


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language; see `sources.toml` for what each list holds."""

    code: str
    months: tuple[tuple[str, ...], ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    day_first: bool = False
    common: tuple[str, ...] = ()
    date_labels: tuple[str, ...] = ()
    publish_labels: tuple[str, ...] = ()
    update_labels: tuple[str, ...] = ()
    today_labels: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    unlike_news: tuple[str, ...] = ()
    under_way: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    year_review: tuple[str, ...] = ()
    year_end: tuple[str, ...] = ()
    next_year_tasks: tuple[str, ...] = ()

    def extended(self, other: "Language") -> "Language":
        """Give this language with the words of another added, months and weekdays form by form."""
        merged: dict[str, object] = {}
        for entry in fields(self):
            mine, added = getattr(self, entry.name), getattr(other, entry.name)
            if entry.name in ("months", "weekdays"):
                pairs = zip(mine or ((),) * len(added), added or ((),) * len(mine), strict=True)
                merged[entry.name] = tuple((*first, *second) for first, second in pairs)
            elif isinstance(mine, tuple):
                merged[entry.name] = (*mine, *added)
            else:
                merged[entry.name] = mine or added
        return Language(**merged)  # type: ignore[arg-type]  # the fields' own values, by the fields' own names


def any_of(phrases: Iterable[str]) -> str:
    """Write a pattern for any of the phrases as whole words, longest first; for none, one that never matches."""
    ordered = sorted(phrases, key=len, reverse=True)
    if not ordered:
        return r"(?!)"
    escaped = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
    # Most words begin with a letter that none of them has; without that look each phrase would be tried at each word.
    return rf"(?<!\w)(?={any_first(ordered)})(?:{escaped})(?!\w)"


def any_first(phrases: Iterable[str]) -> str:
    """Write a pattern for any character that one of the phrases, none of them empty, begins with."""
    return f"[{''.join(map(re.escape, sorted({phrase[0] for phrase in phrases})))}]"


@dataclass(frozen=True, eq=False)  # told apart by identity: patterns are looked up by them for every line
class Languages:
    """All languages together, as patterns. Matching is case-insensitive.

    Args:
        languages: in the data file's order.
    """

    languages: tuple[Language, ...]

    @cached_property
    def _commonest(self) -> tuple[tuple[frozenset[str], bool], ...]:
        """Per language its commonest words, and whether it writes the day first."""
        return tuple((frozenset(language.common), language.day_first) for language in self.languages)

    @cached_property
    def months(self) -> dict[str, tuple[int, bool]]:
        """Per form of a month's name: its number, and whether the language writes it with a capital."""
        return {
            comparable(form): (number, form[0].isupper())
            for language in self.languages
            for number, forms in enumerate(language.months, 1)
            for form in forms
        }

    @cached_property
    def weekdays(self) -> dict[str, int]:
        """Per form of a weekday's name: 0 for Monday to 6 for Sunday."""
        return {
            comparable(form): number
            for language in self.languages
            for number, forms in enumerate(language.weekdays)
            for form in forms
        }

    @cached_property
    def common(self) -> frozenset[str]:
        """The commonest words of every language."""
        return frozenset(word for language in self.languages for word in language.common)

    @cached_property
    def month(self) -> str:
        """A pattern for any month's name."""
        return any_of(form for language in self.languages for forms in language.months for form in forms)

    @cached_property
    def weekday(self) -> str:
        """A pattern for any weekday's name."""
        return any_of(form for language in self.languages for forms in language.weekdays for form in forms)

    @cached_property
    def day_first_mark(self) -> str:
        """A pattern for the words beside a date that only languages with the day first use."""
        either = {word.casefold() for one in self.languages if not one.day_first for word in _around_dates(one)}
        return any_of(
            word
            for language in self.languages
            if language.day_first
            for word in _around_dates(language)
            if word.casefold() not in either and len(word) > 2
        )

    def words(self, name: str) -> str:
        """Write a pattern for any of the phrases in the list of that name, of all languages."""
        return any_of(phrase for language in self.languages for phrase in getattr(language, name))

    def day_first(self, text: str) -> bool:
        """Say whether a text is in a language that always writes the day before the month, by its commonest words."""
        words = comparable(text[: _SAMPLE * 12]).split()[:_SAMPLE]
        counts = [(sum(map(common.__contains__, words)), day_first) for common, day_first in self._commonest]
        return max(counts, default=(0, False), key=lambda pair: pair[0])[1]


def _around_dates(language: Language) -> Iterator[str]:
    yield from (*language.date_labels, *language.publish_labels, *language.update_labels, *language.today_labels)
    for forms in language.weekdays:
        yield from forms

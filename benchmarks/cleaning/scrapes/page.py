"""The page that stands around an article: what its furniture may speak of."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from benchmarks.cleaning.scrapes import names
from benchmarks.cleaning.scrapes.compose import headline, person
from benchmarks.cleaning.scrapes.dates import STAMPS, TODAY, moment, written
from benchmarks.cleaning.scrapes.records import Story

_REAL = 0.7  # share of headlines around an article of real news that are real ones

Texts = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Args:
        chance: what is drawn on it is drawn with this.
        story: the article it shows.
        site: the site's name, or empty where nothing on the page tells it.
        author: one of the authors that the page names; empty if it names none.
        published: when it says that the article was published; None if it does not say so.
        others: headlines of real articles; may be empty.
    """

    chance: random.Random
    story: Story
    site: str
    author: str
    published: datetime | None
    others: Sequence[str] = ()

    def one(self, texts: Texts) -> list[str]:
        """Draw one of the texts in the page's language and fill its slots; its lines are parted by newlines.

        Texts that name the site or the author are left out where the page tells no such name.
        """
        fitting = [
            text
            for text in texts[self.story.language]
            if (self.site or "{site}" not in text) and (self.author or "{author}" not in text)
        ]
        return self.fill(self.chance.choice(fitting)).split("\n") if fitting else []

    def fill(self, text: str) -> str:
        """Fill the slots of a text."""
        return text.format_map(_Slots(self))

    def later(self, days: int) -> datetime:
        """Draw a moment within so many days after the page was published."""
        return (self.published or moment(self.chance)) + timedelta(minutes=self.chance.randrange(5, days * 1440))

    def headline(self) -> str:
        """Draw a headline of another article."""
        if self.others and self.chance.random() < _REAL:
            return self.chance.choice(self.others)
        return headline(self.chance, self.story.language)


@dataclass(frozen=True, slots=True)
class _Slots:
    page: Page

    def __getitem__(self, slot: str) -> str:
        page, chance, language = self.page, self.page.chance, self.page.story.language
        draw: dict[str, Callable[[], str]] = {
            "site": lambda: page.site,
            "author": lambda: page.author,
            "title": lambda: page.story.title,
            "n": lambda: str(chance.randrange(2, 60)),
            "big": lambda: f"{chance.randrange(100, 99000):,}",
            "year": lambda: str(chance.randrange(2004, 2026)),
            "section": lambda: chance.choice(names.SECTIONS[language]),
            "town": lambda: chance.choice(names.TOWNS[language]),
            "headline": page.headline,
            "person": lambda: " ".join(person(chance, language)),
            "date": lambda: written(chance, STAMPS, language, moment(chance)),
            "today": lambda: written(chance, TODAY, language, page.later(2_000)),
            "time": lambda: f"{chance.randrange(24):02}:{chance.randrange(60):02}",
        }
        return draw[slot]()

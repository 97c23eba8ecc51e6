"""Articles composed of sentences with slots, and the slots: a small world that one article speaks of."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from benchmarks.cleaning.scrapes import names
from benchmarks.cleaning.scrapes.dates import SPOKEN, YEARLESS, moment, written
from benchmarks.cleaning.scrapes.records import Story
from benchmarks.cleaning.scrapes.words import WORDS
from search.schema import Section

_LISTED = 0.15  # share of articles that hold a list
_HEADED = 0.3  # share of articles with headings
_LEADLESS = 0.1  # share of articles whose first sentence is any sentence


class World:
    """The people, towns and offices of one article, by the names of slots.

    Args:
        chance: what they are drawn with.
        language: "en", "vi" or "fr".
    """

    def __init__(self, chance: random.Random, language: str) -> None:
        self._chance, self._language = chance, language
        self._words = WORDS[language]
        self.when = moment(chance)
        subject, work, people, counted = chance.choice(self._words.themes)
        towns = chance.sample(names.TOWNS[language], 2)
        offices = chance.sample(names.OFFICES[language], 2)
        self._fixed = {"subject": subject, "work": work, "people": people, "counted": counted, "t1": towns[0]}
        self._fixed |= {"t2": towns[1], "o1": offices[0], "o2": offices[1], "r1": chance.choice(names.ROLES[language])}
        for number in "123":
            given, family = person(chance, language)
            self._fixed |= {f"p{number}": f"{given} {family}", f"s{number}": family}
        self._fixed["o1_cap"] = _capital(offices[0].removeprefix("the "))

    def __getitem__(self, slot: str) -> str:
        if slot in self._fixed:
            return self._fixed[slot]
        if slot.lower() in self._fixed:
            return _capital(self._fixed[slot.lower()])
        return self._drawn(slot)

    def _drawn(self, slot: str) -> str:
        """Draw what differs from sentence to sentence."""
        chance, words, year = self._chance, self._words, self.when.year
        match slot:
            case "n":
                return str(chance.randrange(2, 40))
            case "d":
                return str(chance.randrange(1, 9))
            case "pct":
                return str(chance.randrange(3, 70))
            case "big":
                return f"{chance.randrange(11, 980) * 100:,}".replace(
                    ",", {"en": ",", "vi": ".", "fr": " "}[self._language]
                )
            case "month":
                return chance.choice(words.months)
            case "weekday":
                return chance.choice(words.weekdays)
            case "year":
                return str(year - chance.randrange(8, 30))
            case "year_late":
                return str(year - chance.randrange(2, 7))
            case "year_next":
                return str(year + chance.randrange(2, 9))
            case "day":
                return written(chance, YEARLESS, self._language, self._other_day(20))
            case "other_date":
                return written(chance, SPOKEN, self._language, self._other_day(-400))
            case _:
                raise KeyError(slot)

    def _other_day(self, days: int) -> datetime:
        away = self._chance.randrange(2, abs(days))
        return self.when + timedelta(days=away if days > 0 else -away)

    def say(self, template: str) -> str:
        """Fill the slots of a sentence."""
        return template.format_map(self)


def person(chance: random.Random, language: str) -> tuple[str, str]:
    """Draw a person's given and family name, in the order in which the language writes them."""
    return chance.choice(names.GIVEN[language]), chance.choice(names.FAMILY[language])


def headline(chance: random.Random, language: str) -> str:
    """Draw a headline of some other article."""
    return _capital(World(chance, language).say(chance.choice(WORDS[language].titles)))


def compose(chance: random.Random, language: str) -> Story:
    """Compose an article.

    Args:
        chance: what it is composed with; the same state gives the same article.
        language: "en", "vi" or "fr".
    """
    world, words = World(chance, language), WORDS[language]
    title = _capital(world.say(chance.choice(words.titles)))
    count = min(chance.randrange(6, 22), len(words.body))
    sentences = [_capital(world.say(template)) for template in chance.sample(words.body, count)]
    if chance.random() > _LEADLESS:
        sentences.insert(0, world.say(chance.choice(words.leads)))
    paragraphs = _paragraphs(chance, sentences)
    if chance.random() < _LISTED:
        at = chance.randrange(1, len(paragraphs) + 1)
        paragraphs[at:at] = [_capital(world.say(item)) for item in words.lists]
    cuts: list[int] = []
    if chance.random() < _HEADED and len(paragraphs) > 4:
        cuts = sorted(chance.sample(range(2, len(paragraphs)), chance.randrange(1, 3)))
    headings = ["", *(world.say(heading) for heading in chance.sample(words.headings, len(cuts)))]
    bounds = [0, *cuts, len(paragraphs)]
    sections = [
        Section(heading, tuple(paragraphs[start:end]))
        for heading, start, end in zip(headings, bounds, bounds[1:], strict=False)
    ]
    return Story("composed", language, title, tuple(sections), world.when)


def captions(chance: random.Random, language: str, count: int) -> list[str]:
    """Draw what captions say, without credits."""
    world = World(chance, language)
    return [world.say(template) for template in chance.sample(WORDS[language].captions, count)]


def _paragraphs(chance: random.Random, sentences: Sequence[str]) -> list[str]:
    paragraphs, at = [], 0
    while at < len(sentences):
        size = chance.choice((1, 1, 2, 2, 3))
        paragraphs.append(" ".join(sentences[at : at + size]))
        at += size
    return paragraphs


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

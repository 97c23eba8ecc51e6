"""The noise classes: what stands around an article on its page."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cleaning.scrapes import names
from benchmarks.cleaning.scrapes.dates import UPDATED, written
from benchmarks.cleaning.scrapes.page import Page

_SEPARATORS = (" > ", " › ", " / ", " » ", " | ", " - ")
_HOME: Mapping[str, Sequence[str]] = {"en": ("Home", "Front page"), "vi": ("Trang chủ",), "fr": ("Accueil",)}
_SENTENCE_END = re.compile(r"(?<=[.!?”»\"]) +(?=[A-ZÀ-Ỹ“\"«])")
_LONG = 40  # characters of a sentence worth pulling out


@dataclass(frozen=True, slots=True)
class NoiseClass:
    """One kind of noise.

    Args:
        name: as reports name it.
        where: "top", "near", "beside the date", "inline", "closing" or "tail": where on the page it stands.
        texts: by language; what is drawn of them is what `made` is given.
        made: makes the lines, where a text alone is not enough.
    """

    name: str
    where: str
    texts: Mapping[str, Sequence[str]]
    made: Callable[[Page, list[str]], list[str]] | None = None

    def lines(self, page: Page) -> list[str]:
        """Draw its lines for a page; none where it does not fit there."""
        drawn = [line for line in page.one(self.texts) if line]
        return self.made(page, drawn) if self.made else drawn


def menu(page: Page, _: list[str]) -> list[str]:
    """The sections, in one line or one under the other."""
    language, chance = page.story.language, page.chance
    sections = chance.sample(names.SECTIONS[language], chance.randrange(4, 11))
    entries = [_HOME[language][0], *sections] if chance.random() < 0.7 else sections
    match chance.randrange(4):
        case 0:
            return [chance.choice((" | ", " · ", "  ", " • ")).join(entries)]
        case 1:
            return [" ".join(entries)]
        case 2:
            return ["Menu", *entries]
        case _:
            return entries


def breadcrumb(page: Page, _: list[str]) -> list[str]:
    """The way from the front page; now and then it ends with the headline, or lies line by line."""
    language, chance = page.story.language, page.chance
    way = [chance.choice(_HOME[language]), *chance.sample(names.SECTIONS[language], chance.randrange(1, 3))]
    if chance.random() < 0.25:
        way.append(page.story.title)
    separator = chance.choice(_SEPARATORS)
    if chance.random() < 0.25:
        return [part for entry in way for part in (entry, separator.strip())][:-1]
    return [separator.join(way)]


def masthead_date(page: Page, drawn: list[str]) -> list[str]:
    """Today's date on top of every page: of the visit, so only where the article has a date of its own."""
    return drawn if page.published else []


def updated_stamp(page: Page, _: list[str]) -> list[str]:
    """When the page was last changed: only beside a date of publication, which counts."""
    if page.published is None:
        return []
    return [written(page.chance, UPDATED, page.story.language, page.later(20))]


def repeated_headline(page: Page, _: list[str]) -> list[str]:
    """The headline again, as the text of a picture or a heading of the page."""
    title = page.story.title
    return [page.chance.choice((title, title, title.replace("'", "’"), title.upper()))]


def pull_quote(page: Page, _: list[str]) -> list[str]:
    """A sentence of the article once more, in large letters on the page."""
    paragraphs = [paragraph for section in page.story.sections for paragraph in section.paragraphs]
    sentences = [each for each in _SENTENCE_END.split(" ".join(paragraphs[1:])) if _LONG < len(each) < 3 * _LONG]
    return [page.chance.choice(sentences)] if sentences else []


def headlines_listed(page: Page, heading: list[str]) -> list[str]:
    """Headlines under a heading: bare, numbered or with bullets, and some each with a date, a section or an age."""
    mark = page.chance.choice(("", "", "", "- ", "• ", "* ", "number"))
    stamp = page.chance.choice(("", "", "", "{date}", "{section}", "{n}h", "{section} | {date}"))
    lines = list(heading)
    for number in range(1, page.chance.randrange(2, 7) + 1):
        line = page.headline()
        lines.append(f"{number}. {line}" if mark == "number" else mark + line)
        if stamp:
            lines.append(page.fill(stamp))
    return lines


_MADE: Mapping[str, Callable[[Page, list[str]], list[str]]] = {
    "menu": menu,
    "breadcrumb": breadcrumb,
    "masthead_date": masthead_date,
    "updated_stamp": updated_stamp,
    "repeated_headline": repeated_headline,
    "pull_quote": pull_quote,
    "inline_related_box": headlines_listed,
    "related_list": headlines_listed,
    "most_read": headlines_listed,
    "sponsored_links": headlines_listed,
}


def _read() -> dict[str, NoiseClass]:
    content = tomllib.loads((Path(__file__).parent / "noise.toml").read_text(encoding="utf-8"))
    return {name: NoiseClass(name, texts.pop("where"), texts, _MADE.get(name)) for name, texts in content.items()}


CLASSES: Mapping[str, NoiseClass] = _read()


def standing(where: str) -> tuple[NoiseClass, ...]:
    """Give the classes that stand in one place of the page."""
    return tuple(each for each in CLASSES.values() if each.where == where)

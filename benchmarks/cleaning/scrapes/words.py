"""The words and sentences of each language, read from `words_en.toml` and its like."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cleaning.scrapes.records import LANGUAGES


@dataclass(frozen=True, slots=True)
class Words:
    """What articles in one language are composed of; all texts but the last two have slots.

    Args:
        themes: subject, what is done with it, who is concerned, what is counted.
        titles: headlines.
        leads: first sentences.
        body: sentences.
        lists: paragraphs of a list, the one that introduces it first.
        headings: headings within the body.
        captions: captions without credit.
        months: their names.
        weekdays: their names, Monday first.
    """

    themes: tuple[tuple[str, str, str, str], ...]
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    body: tuple[str, ...]
    lists: tuple[str, ...]
    headings: tuple[str, ...]
    captions: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


def _read(language: str) -> Words:
    content = tomllib.loads((Path(__file__).parent / f"words_{language}.toml").read_text(encoding="utf-8"))
    return Words(**{key: tuple(value) for key, value in content.items()})


WORDS: Mapping[str, Words] = {language: _read(language) for language in LANGUAGES}

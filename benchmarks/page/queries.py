"""Queries that any archive can be asked: words of its own, common ones and ones that narrow a search."""

import random
from dataclasses import dataclass
from string import ascii_lowercase
from urllib.parse import urlencode

from benchmarks.speed.draw import COMMON, MIDDLE
from search.engine import Engine
from search.language.parser import parse
from search.request import SearchRequest

_LOOKED_AT = 30  # words for each first letter, the most frequent
_SHORTEST = 3  # letters


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an archive by how many of its articles have them.

    Args:
        common: in 10 to 60 of 100.
        middle: in 0.5 to 10 of 100.
    """

    common: list[str]
    middle: list[str]


def look(engine: Engine) -> Words:
    """Look which words there are."""
    articles = engine.stats().articles
    words = Words([], [])
    for letter in ascii_lowercase:
        for word in (one.text.casefold() for one in engine.suggest(letter, limit=_LOOKED_AT)):
            if len(word) >= _SHORTEST and word.isalpha():
                share = engine.search(SearchRequest(parse(f'"{word}"'), size=1)).total / articles
                for band, kept in ((COMMON, words.common), (MIDDLE, words.middle)):
                    if band[0] <= share <= band[1]:
                        kept.append(word)
    return words


def draw(words: Words, count: int, seed: int = 1) -> list[str]:
    """Draw the parameters of searches, the same for the same archive and seed: two of three have two words.

    Args:
        words: of the archive.
        count: how many.
        seed: of the chance that chooses.
    """
    chance = random.Random(seed)
    drawn = []
    for number in range(count):
        chosen = [chance.choice(words.common or words.middle)]
        chosen += [chance.choice(words.middle or words.common)] if number % 3 else []
        drawn.append(urlencode({"q": " ".join(chosen)}))
    return drawn

"""Queries drawn from the archive itself: for each class words of the frequency that makes it what it is."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from benchmarks.corpus.build import FIRST_DAY, LAST_DAY, SOURCES
from benchmarks.corpus.folded import Document
from benchmarks.edits import is_near, near
from benchmarks.speed.query import Query

SAMPLE = 20_000  # articles that queries are drawn from: enough to tell how frequent a word is
COMMON = (0.10, 0.60)  # share of the articles that have a common word: "government", "when"; above are "the", "of"
MIDDLE = (0.005, 0.10)  # of one that narrows a search
RARE = (0.0, 0.002)  # of a name
SHORTEST = 3  # letters of a word that is asked for
MOST_BEGINNINGS = 400  # words that a prefix stands for, at most: far below every engine's limit
YEARS = 2  # length of the period that is asked for
QUESTION = 15  # words


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the archive's words.

    Args:
        bands: folded words by band of frequency, most frequent first.
        vocabulary: all words, sorted.
        documents: the articles of the sample.
    """

    bands: dict[tuple[float, float], list[str]]
    vocabulary: Sequence[str]
    documents: Sequence[Document]


def look(documents: Iterator[Document]) -> Words:
    """Read a sample of the archive."""
    sample = list(islice(documents, SAMPLE))
    frequency: Counter[str] = Counter()
    for document in sample:
        frequency.update(set(" ".join(document.passages).split()))
    bands: dict[tuple[float, float], list[str]] = defaultdict(list)
    for word, count in sorted(frequency.items(), key=lambda item: (-item[1], item[0])):
        if len(word) < SHORTEST or not word.isalpha() or count < 2:
            continue
        for band in (COMMON, MIDDLE, RARE):
            if band[0] <= count / len(sample) <= band[1] or (band is RARE and count <= 3):
                bands[band].append(word)
    return Words(bands, sorted(frequency), sample)


def draw(words: Words, count: int, seed: int = 1) -> list[Query]:
    """Draw queries of every class, the same for the same archive and seed.

    Args:
        words: of the archive.
        count: queries of each class, or as many as the archive has.
        seed: of the chance that chooses.
    """
    queries: list[Query] = []
    for group, make in CLASSES.items():
        chance = random.Random(f"{seed} {group}")
        found: dict[tuple[object, ...], Query] = {}
        for _ in range(count * 20):  # a small archive has too few to draw from
            query = make(words, chance)
            if query is not None:
                found.setdefault((query.words, query.source, query.first), replace(query, group=group))
            if len(found) == count:
                break
        queries += found.values()
    return queries


def _of(band: tuple[float, float], number: int, words: Words, chance: random.Random) -> Query | None:
    known = words.bands.get(band, [])
    return Query("", "all", tuple(chance.sample(known, number))) if len(known) >= number else None


def _together(number: int, words: Words, chance: random.Random) -> Query | None:
    """Words of one article: one common, the others of middling frequency, so that together they narrow a search."""
    own = set(" ".join(chance.choice(words.documents).passages).split())
    common = [word for word in words.bands.get(COMMON, []) if word in own]
    middle = [word for word in words.bands.get(MIDDLE, []) if word in own]
    if not common or len(middle) < number - 1:
        return None
    return Query("", "all", (chance.choice(common), *chance.sample(middle, number - 1)))


def _any_common(words: Words, chance: random.Random) -> Query | None:
    query = _of(COMMON, 3, words, chance)
    return query and replace(query, form="any")


def _phrase(number: int, words: Words, chance: random.Random) -> Query | None:
    """Words side by side somewhere, of any frequency: "of the" and names alike."""
    said = chance.choice(chance.choice(words.documents).passages).split()
    if len(said) < number:
        return None
    start = chance.randrange(len(said) - number + 1)
    return Query("", "phrase", tuple(said[start : start + number]))


def _prefix(words: Words, chance: random.Random) -> Query | None:
    query = _of(MIDDLE, 1, words, chance)
    start = query.words[0][: chance.choice((4, 5))] if query else ""
    stands_for = sum(word.startswith(start) for word in words.vocabulary)
    return Query("", "prefix", (start,)) if len(start) > SHORTEST and 2 <= stands_for <= MOST_BEGINNINGS else None


def _fuzzy(words: Words, chance: random.Random) -> Query | None:
    """A word of at least six letters with neighbours; none by a swap, which not every engine counts as one edit."""
    query = _of(MIDDLE, 1, words, chance)
    if query is None or len(word := query.words[0]) < 6:
        return None
    others = near(word, words.vocabulary)
    swapped = any(len(other) == len(word) and sorted(other) == sorted(word) and other != word for other in others)
    return Query("", "fuzzy", (word,)) if len(others) > 1 and not swapped and is_near(word, word) else None


def _filtered(words: Words, chance: random.Random) -> Query | None:
    query = _of(COMMON, 1, words, chance)
    first = FIRST_DAY + timedelta(chance.randrange((LAST_DAY - FIRST_DAY).days - 366 * YEARS))
    first = first.replace(day=1)
    last = date(first.year + YEARS, first.month, 1) - timedelta(1)
    source = chance.choice(SOURCES[:5])
    return query and replace(query, source=source, first=first.isoformat(), last=last.isoformat())


def _question(words: Words, chance: random.Random) -> Query | None:
    """What a reader might say at length: different words that stand near each other in an article."""
    said = list(dict.fromkeys(" ".join(chance.choice(words.documents).passages[1:]).split()))
    start = chance.randrange(max(1, len(said) - QUESTION))
    return Query("", "any", tuple(said[start : start + QUESTION])) if len(said) >= QUESTION else None


def _inflected(words: Words, chance: random.Random) -> Query | None:
    query = _of(COMMON, 1, words, chance)
    return query and replace(query, exact=False)


def _as_on_the_page(words: Words, chance: random.Random) -> Query | None:
    query = _inflected(words, chance)
    return query and replace(query, passages=3)


CLASSES: dict[str, Callable[[Words, random.Random], Query | None]] = {
    "common word": lambda words, chance: _of(COMMON, 1, words, chance),
    "rare word": lambda words, chance: _of(RARE, 1, words, chance),
    "AND of 2": lambda words, chance: _together(2, words, chance),
    "AND of 3": lambda words, chance: _together(3, words, chance),
    "OR of 3 common": _any_common,
    "phrase of 2": lambda words, chance: _phrase(2, words, chance),
    "phrase of 3": lambda words, chance: _phrase(3, words, chance),
    "prefix": _prefix,
    "fuzzy, 1 edit": _fuzzy,
    "word + source + dates": _filtered,
    "any of 15 words": _question,
    "common word, inflected": _inflected,
    "common word, as on the page": _as_on_the_page,
}

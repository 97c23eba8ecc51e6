"""An article held against what the scrape tells."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.cleaning.scrapes.records import Gold, GoldCaption, Noise, Scrape
from search.schema import Article, Caption, Section

FIELDS = ("title", "date", "source", "byline", "place")
_SHINGLE = 4  # words, as in the public benchmark of article extraction
_FOLDED = str.maketrans("’‘“”«»–—\u00a0", '\'\'""""-- ', "\u200b\ufeff")
_WORDS = re.compile(r"\w+")
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|&| - |\b(?:and|và|et)\b)\s*")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How right an article is.

    Args:
        right: for each of `FIELDS`, whether it is.
        invented: whether a day is stated that is not the gold's.
        body: F1 of 4-word shingles, headings included.
        leaks: the noise of which something was kept.
        matched: captions whose text and credit are right.
        found: captions there are.
        wanted: captions of the gold.
        seconds: of processor time.
    """

    right: dict[str, bool]
    invented: bool
    body: float
    leaks: tuple[Noise, ...]
    matched: int
    found: int
    wanted: int
    seconds: float

    @property
    def all_right(self) -> bool:
        """True where all five fields are."""
        return all(self.right.values())


def judge(scrape: Scrape, article: Article | None, seconds: float = 0.0) -> Verdict:
    """Hold what cleaning made of a scrape against its gold.

    Args:
        scrape: the file.
        article: what became of it; None if it was rejected.
        seconds: what cleaning took.
    """
    gold, have = scrape.gold, article or Article(scrape.path)
    stated = have.dating.stated
    right = {
        "title": fold(have.title) == fold(gold.title),
        "date": stated == gold.date,
        "source": fold(have.source) in (set(map(fold, gold.source)) or {""}),
        "byline": _names(have.byline) == {fold(name) for name in gold.byline},
        "place": fold(have.place) in (set(map(fold, gold.place)) or {""}),
    }
    matched = match_captions(have.captions, gold.captions)
    return Verdict(
        right if article else dict.fromkeys(FIELDS, False),
        bool(stated) and stated != gold.date,
        shingle_f1(body_words(have.sections), body_words(gold.sections)),
        leaks(scrape.noise, have, gold),
        matched,
        len(have.captions),
        len(gold.captions),
        seconds,
    )


def fold(text: str) -> str:
    """Fold what does not matter: case, kinds of quotes, dashes and spaces, how accents are encoded."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).split()).casefold()


def body_words(sections: Iterable[Section]) -> list[str]:
    """Give the words of a body, headings included, in order."""
    texts = (text for section in sections for text in (section.heading, *section.paragraphs))
    return _words(" ".join(texts))


def shingle_f1(have: Sequence[str], want: Sequence[str]) -> float:
    """Give the F1 of two texts' runs of four words, counted as often as they occur."""
    found, wanted = _shingles(have), _shingles(want)
    if not found or not wanted:
        return float(found == wanted)
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


def match_captions(have: Sequence[Caption], want: Sequence[GoldCaption]) -> int:
    """Count the captions whose text and credit are right, each gold one at most once."""
    left = list(want)
    for caption in have:
        text, credit = _words(caption.text), fold(caption.credit)
        for gold in left:
            if credit == fold(gold.credit) and any(text == _words(reading) for reading in gold.texts):
                left.remove(gold)
                break
    return len(want) - len(left)


def leaks(noise: Iterable[Noise], have: Article, gold: Gold) -> tuple[Noise, ...]:
    """Give the noise of which a line is in the title, body or captions more often than the gold has its words there."""
    found = _lines([have.title, *_body(have.sections), *(caption.text for caption in have.captions)])
    true = _lines([gold.title, *_body(gold.sections), *(caption.texts[0] for caption in gold.captions)])
    leaked = []
    for each in noise:
        lines = (_lines([line]) for line in each.lines)
        if any(line.strip() and found.count(line) > true.count(line) for line in lines):
            leaked.append(each)
    return tuple(leaked)


def _body(sections: Iterable[Section]) -> list[str]:
    return [text for section in sections for text in (section.heading, *section.paragraphs)]


def _lines(texts: Iterable[str]) -> str:
    """Join words by single spaces, with one more on each side, so that a run of whole words can be counted."""
    return "".join(f" {' '.join(_words(text))} " for text in texts)


def _words(text: str) -> list[str]:
    return _WORDS.findall(fold(text))


def _shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    if 0 < len(words) < _SHINGLE:
        return Counter([tuple(words)])
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def _names(byline: str) -> set[str]:
    return {name for name in _BETWEEN_NAMES.split(fold(byline)) if name}

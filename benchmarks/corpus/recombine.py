"""Articles of recombined sentences: as many paragraphs as a real article, sentences as long as its own, one topic."""

import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.corpus.tail import Tail
from benchmarks.corpus.texts import Text
from indexer.sentences import sentences
from search.analysis import tokens

DONORS = 4  # real articles of one topic that lend sentences: few, so that an article's words belong together
_REACH = 3  # sentences to either side, by length, among which one is drawn


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: its text, how many words it has, and where the words stand that real text has only once."""

    text: str
    words: int
    rare: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """A real article, taken apart: title, and sentences by paragraph."""

    title: _Sentence
    paragraphs: tuple[tuple[_Sentence, ...], ...]


def recombined(texts: Sequence[Text], seed: int) -> Iterator[tuple[Text, Tail]]:
    """Yield articles without end, and with each the state of the vocabulary; the same for the same seed.

    Args:
        texts: the real articles.
        seed: of the chance that chooses.
    """
    chance = random.Random(seed)
    tail = Tail(((text.title, *text.paragraphs) for text in texts), chance)
    topics: defaultdict[str, list[_Parts]] = defaultdict(list)
    for text in texts:
        topics[text.topic].append(_apart(text, tail.once))
    names = sorted(topics)
    sizes = [len(topics[name]) for name in names]
    while True:
        topic = chance.choices(names, sizes)[0]
        shape, *donors = chance.choices(topics[topic], k=1 + DONORS)
        pool = sorted((s for donor in donors for p in donor.paragraphs for s in p), key=lambda sentence: sentence.words)
        title = _said(donors[0].title, tail)
        paragraphs = tuple(
            " ".join(_said(_drawn(pool, like.words, chance), tail) for like in paragraph)
            for paragraph in shape.paragraphs
        )
        yield Text(topic, title, paragraphs), tail


def _apart(text: Text, once: frozenset[str]) -> _Parts:
    paragraphs = (
        tuple(_sentence(paragraph[start:end], once) for start, end in sentences(paragraph))
        for paragraph in text.paragraphs
    )
    return _Parts(_sentence(text.title, once), tuple(paragraph for paragraph in paragraphs if paragraph))


def _sentence(text: str, once: frozenset[str]) -> _Sentence:
    found = list(tokens(text))
    return _Sentence(text, len(found), tuple((token.start, token.end) for token in found if token.word in once))


def _drawn(pool: list[_Sentence], length: int, chance: random.Random) -> _Sentence:
    """Draw one of the sentences that are about so long."""
    at = bisect_left(pool, length, key=lambda sentence: sentence.words)
    return pool[min(max(at + chance.randint(-_REACH, _REACH), 0), len(pool) - 1)]


def _said(sentence: _Sentence, tail: Tail) -> str:
    """Write a sentence with other rare words in place of its own, with a capital where they had one."""
    parts = []
    end = 0
    for start, behind in sentence.rare:
        word = tail.word()
        parts += [sentence.text[end:start], word.capitalize() if sentence.text[start].isupper() else word]
        end = behind
    tail.count(sentence.words)
    return "".join([*parts, sentence.text[end:]])

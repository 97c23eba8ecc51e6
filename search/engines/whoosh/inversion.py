"""From texts to posting lists, by sorting arrays.

An `Inverted` index has, for each word in order, the passages that have it, how often, and where. `Gathering` takes
words as they come and inverts them at once; `merged` makes one of several. Both sort whole arrays: no loop runs over
postings.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Inverted:
    """Posting lists of many words, one behind the other.

    Args:
        words: (w,) distinct, sorted.
        starts: (w + 1,) where each word's postings begin among the postings.
        documents: (p,) uint32 document numbers, ascending for each word.
        frequencies: (p,) uint16.
        positions: (sum of the frequencies,) uint16, posting by posting.
    """

    words: list[str]
    starts: Ints
    documents: NDArray[np.uint32]
    frequencies: NDArray[np.uint16]
    positions: NDArray[np.uint16]

    def places(self) -> Ints:
        """Give (p + 1,) where each posting's positions begin."""
        return offsets(self.frequencies)


def offsets(counts: NDArray[np.unsignedinteger] | Ints) -> Ints:
    """Give where stretches of these lengths begin when they lie one behind the other, and where the last ends."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def stretched(starts: Ints, counts: NDArray[np.unsignedinteger] | Ints) -> Ints:
    """Give the indexes of many stretches, one stretch behind the other.

    Args:
        starts: (n,) where each begins.
        counts: (n,) how long each is.
    """
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    indexes: Ints = np.arange(total) + np.repeat(starts - (ends - counts), counts)
    return indexes


def order_of(keys: NDArray[np.uint32]) -> Ints:
    """Give the stable order of 32-bit keys: by their lower half, then by their upper, each a radix sort in numpy."""
    lower: Ints = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    if len(keys) == 0 or int(keys.max()) < 1 << 16:
        return lower
    upper = np.argsort((keys >> 16).astype(np.uint16)[lower], kind="stable")
    return lower[upper]


class Gathering:
    """Words as they come, passage by passage, in ascending order of document numbers."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._tokens = array("I")  # number of each token's word
        self._positions = array("H")
        self._documents = array("I")
        self._lengths = array("I")  # tokens of each document

    def __len__(self) -> int:
        return len(self._tokens)

    def add(self, document: int, words: Sequence[str], positions: Iterable[int]) -> None:
        """Take the words of a document and their positions."""
        numbers = self._numbers
        self._tokens.extend([numbers.setdefault(word, len(numbers)) for word in words])
        self._positions.extend(positions)
        self._documents.append(document)
        self._lengths.append(len(words))

    def invert(self) -> Inverted:
        """Sort what was gathered into posting lists."""
        words = list(self._numbers)
        by_word = sorted(range(len(words)), key=words.__getitem__)
        rank = np.empty(len(words), np.uint32)
        rank[by_word] = np.arange(len(words), dtype=np.uint32)
        keys = rank[np.frombuffer(self._tokens, np.uint32)]
        order = order_of(keys)
        keys = keys[order]
        lengths = np.frombuffer(self._lengths, np.uint32)
        documents = np.repeat(np.frombuffer(self._documents, np.uint32), lengths)[order]
        positions = np.frombuffer(self._positions, np.uint16)[order]
        return _counted([words[number] for number in by_word], keys, documents, positions)


def _counted(
    words: list[str], keys: NDArray[np.uint32], documents: NDArray[np.uint32], positions: NDArray[np.uint16]
) -> Inverted:
    """Make postings of tokens that are sorted by word, document and position."""
    first = np.ones(len(keys), bool)
    first[1:] = (keys[1:] != keys[:-1]) | (documents[1:] != documents[:-1])
    at = np.flatnonzero(first)
    frequencies = np.diff(at, append=len(keys)).astype(np.uint16)
    starts = offsets(np.bincount(keys[at], minlength=len(words)))
    return Inverted(words, starts, documents[at], frequencies, positions)


def merged(parts: Sequence[tuple[Inverted, Ints]]) -> Inverted:
    """Merge inverted indexes into one, leaving out deleted documents and the words that only they had.

    Args:
        parts: each with (its documents,) the new number of each document, -1 for a deleted one. The new numbers of a
            part are above those of the part before.
    """
    words = sorted(set().union(*(part.words for part, _ in parts)))
    number = {word: n for n, word in enumerate(words)}
    keys, documents, frequencies, positions = [], [], [], []
    for part, renumbered in parts:
        new = renumbered[part.documents]
        live = new >= 0
        here = np.array([number[word] for word in part.words], np.uint32)
        keys.append(np.repeat(here, np.diff(part.starts))[live])
        documents.append(new[live].astype(np.uint32))
        frequencies.append(part.frequencies[live])
        if len(part.positions):
            positions.append(part.positions[np.repeat(live, part.frequencies)])
    key = np.concatenate(keys)
    order = order_of(key)
    counts = np.concatenate(frequencies)
    places = offsets(counts)[:-1]
    kept = np.bincount(key, minlength=len(words))
    return Inverted(
        [word for word, count in zip(words, kept.tolist(), strict=True) if count],
        offsets(kept[kept > 0]),
        np.concatenate(documents)[order],
        counts[order],
        np.concatenate(positions)[stretched(places[order], counts[order])] if positions else np.zeros(0, np.uint16),
    )


def lifted(passages: Inverted, article_of: Ints, weight: NDArray[np.uint16]) -> Inverted:
    """Make posting lists of articles from those of their passages, without positions.

    Args:
        passages: document numbers are the passages'.
        article_of: (documents,) ordinal of each passage's article; passages of an article are neighbours.
        weight: (documents,) what an occurrence in the passage counts; 0 leaves it out.
    """
    word = np.repeat(np.arange(len(passages.words), dtype=np.uint32), np.diff(passages.starts))
    counts = passages.frequencies.astype(np.int64) * weight[passages.documents]
    counted = counts > 0
    word, counts = word[counted], counts[counted]
    articles = article_of[passages.documents[counted]].astype(np.uint32)
    first = np.ones(len(word), bool)
    first[1:] = (word[1:] != word[:-1]) | (articles[1:] != articles[:-1])
    at = np.flatnonzero(first)
    total = np.add.reduceat(counts, at) if len(at) else counts
    most = np.iinfo(np.uint16).max
    return Inverted(
        passages.words,
        offsets(np.bincount(word[at], minlength=len(passages.words))),
        articles[at],
        np.minimum(total, most).astype(np.uint16),
        np.zeros(0, np.uint16),
    )

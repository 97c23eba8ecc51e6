"""From texts to posting lists, by sorting arrays.

An `Inverted` index has, for each word in order, the passages that have it, how often, and where. `Gathering` takes
words as they come and inverts them at once; `lifted` makes lists of articles from those of passages. Whole arrays are
sorted and counted: no loop runs over postings.
"""

from array import array
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis import term
from search.engines.whoosh.spool import Spool

Ints = NDArray[np.int64]
_MOST = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True)
class Inverted:
    """Posting lists of many words, one behind the other; those of a large index are in files.

    Args:
        words: (w,) distinct, sorted.
        starts: (w + 1,) where each word's postings begin among the postings.
        places: (w + 1,) where each word's positions begin among the positions; zeros for lists without.
        documents: (p,) uint32 document numbers, ascending for each word.
        frequencies: (p,) uint16.
        positions: (sum of the frequencies,) uint16, posting by posting; none for lists without. As a segment keeps
            them, addresses.
    """

    words: list[str]
    starts: Ints
    places: Ints
    documents: NDArray[np.uint32] | Spool
    frequencies: NDArray[np.uint16] | Spool
    positions: NDArray[Any] | Spool

    def positions_between(self, first: int, last: int) -> NDArray[np.uint16]:
        """Give the positions of the words of these numbers, the last one not among them."""
        return self.positions[int(self.places[first]) : int(self.places[last])]


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


class _Numbers(dict[str, int]):
    """The number of each word, by the spellings that were met; a new word gets the next number."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def __missing__(self, spelling: str) -> int:
        word = term(spelling)
        if word != spelling:
            number = self[word]
        else:
            number = len(self.words)
            self.words.append(word)
        self[spelling] = number
        return number


class Gathering:
    """Words as they come, passage by passage, in ascending order of document numbers."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._forget()

    def _forget(self) -> None:
        self._tokens = array("I")  # number of each token's word
        self._documents = array("I")  # of each stretch of tokens
        self._firsts = array("H")  # position of its first token
        self._lengths = array("H")  # its tokens

    def __len__(self) -> int:
        return len(self._tokens)

    def add(self, document: int, first: int, spelled: list[str]) -> None:
        """Take tokens that stand side by side in a document, as `spelled` gives them, and the first one's position."""
        self._tokens.extend(map(self._numbers.__getitem__, spelled))
        self._documents.append(document)
        self._firsts.append(first)
        self._lengths.append(len(spelled))

    def invert(self) -> Inverted:
        """Sort what was gathered into posting lists, and begin anew."""
        words = self._numbers.words
        by_word = sorted(range(len(words)), key=words.__getitem__)
        rank = np.empty(len(words), np.uint32)
        rank[by_word] = np.arange(len(words), dtype=np.uint32)
        lengths = np.frombuffer(self._lengths, np.uint16)
        documents = np.repeat(np.frombuffer(self._documents, np.uint32), lengths)
        firsts = np.frombuffer(self._firsts, np.uint16).astype(np.int64) - offsets(lengths)[:-1]
        positions = (np.repeat(firsts, lengths) + np.arange(len(documents))).astype(np.uint16)
        keys = rank[np.frombuffer(self._tokens, np.uint32)].astype(np.uint64)
        self._forget()
        keys <<= np.uint64(32)
        keys |= np.arange(len(keys), dtype=np.uint64)
        keys.sort()  # by word, then as they came; one sort of numbers, where an argsort would take twice the memory
        order = keys.astype(np.uint32)
        keys >>= np.uint64(32)
        found = keys.astype(np.uint32)
        del keys
        return _counted([words[number] for number in by_word], found, documents[order], positions[order])


def _counted(
    words: list[str], keys: NDArray[np.uint32], documents: NDArray[np.uint32], positions: NDArray[np.uint16]
) -> Inverted:
    """Make postings of tokens that are sorted by word, document and position."""
    at = _first_of_each(keys, documents)
    frequencies = np.diff(at, append=len(keys)).astype(np.uint16)
    tokens = np.bincount(keys, minlength=len(words))
    used = tokens > 0
    return Inverted(
        [word for word, here in zip(words, used.tolist(), strict=True) if here],
        offsets(np.bincount(keys[at], minlength=len(words))[used]),
        offsets(tokens[used]),
        documents[at],
        frequencies,
        positions,
    )


def _first_of_each(keys: NDArray[Any], documents: NDArray[Any]) -> Ints:
    """Give where another word or document begins."""
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    first[1:] |= documents[1:] != documents[:-1]
    return np.flatnonzero(first)


def lifted(passages: Inverted, article_of: NDArray[np.uint32], weight: NDArray[np.uint16]) -> Inverted:
    """Make posting lists of articles from those of their passages, without positions.

    Args:
        passages: document numbers are the passages'.
        article_of: (documents,) ordinal of each passage's article; passages of an article are neighbours.
        weight: (documents,) what an occurrence in the passage counts; 0 leaves it out.
    """
    documents = passages.documents[:]
    counts = passages.frequencies[:].astype(np.uint32) * weight[documents]
    word = np.repeat(np.arange(len(passages.words), dtype=np.uint32), np.diff(passages.starts))
    counted = counts > 0
    if not counted.all():
        word, counts, documents = word[counted], counts[counted], documents[counted]
    articles = article_of[documents]
    at = _first_of_each(word, articles)
    total = np.add.reduceat(counts, at) if len(at) else counts
    return Inverted(
        passages.words,
        offsets(np.bincount(word[at], minlength=len(passages.words))),
        np.zeros(len(passages.words) + 1, np.int64),
        articles[at],
        np.minimum(total, _MOST).astype(np.uint16),
        np.zeros(0, np.uint16),
    )

"""The words of one segment and where their postings lie: what the codec writes, and what readers look up.

Two files of arrays a segment. The dictionary (`.trm`) holds for each field `<field>.words` (UTF-8, a newline behind
each), `<field>.starts` (where a word's postings begin) and `<field>.places` (where their addresses begin); for the
words of passages also their stems, in the language that its `language` names, and their `letters`; `articles`, the
documents that are articles; and `begins`, where each document's addresses begin. The postings (`.pst`) hold
`<field>.documents`, `<field>.frequencies` and `<field>.addresses`.

An address is a place in the segment's whole text, as if all passages lay one behind the other with `GAP` empty places
between them: words side by side have addresses that differ by one, and nothing near spans two passages. So phrases and
proximity compare sorted arrays of numbers as they lie in the file, and need no document numbers.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.analysis import Inflections
from search.engines.whoosh.arrays import Array, map_arrays, write_arrays
from search.engines.whoosh.fields import HEADING_GAP
from search.engines.whoosh.inversion import Inverted, offsets
from search.engines.whoosh.spool import Spool

DICTIONARY = ".trm"
POSTINGS = ".pst"
PASSAGE_WORDS = "words"
ARTICLE_WORDS = "article_words"
ARTICLE_IDS = "article"
_LAST = chr(0x10FFFF)  # sorts behind every continuation of a prefix
GAP = HEADING_GAP  # addresses between passages
FIELDS = (ARTICLE_IDS, ARTICLE_WORDS, PASSAGE_WORDS)  # in order of their names, as Whoosh reads them


def write_segment(
    stem: Path,
    fields: Mapping[str, Inverted],
    begins: Array,
    articles: NDArray[np.uint32],
    inflections: Inflections,
) -> None:
    """Write the dictionary and the postings of a segment.

    Args:
        stem: the files' path without their endings.
        fields: the inverted index of each field, see `addressed`.
        begins: (documents + 1,) where each document's addresses begin, in four bytes, or in eight where there are more.
        articles: document numbers of the segment's articles, ascending; `ARTICLE_WORDS` numbers articles by their place
            in it.
        inflections: whose stems are kept with the words.
    """
    dictionary: dict[str, Array] = {
        "articles": articles,
        "begins": begins,
        "language": _blob([inflections.language]),
    }
    postings: dict[str, Array | Spool] = {}
    for name, inverted in fields.items():
        if name != ARTICLE_WORDS:  # it has the words of passages
            dictionary[f"{name}.words"] = _blob(inverted.words)
        dictionary[f"{name}.starts"] = inverted.starts.astype("<i8")
        dictionary[f"{name}.places"] = inverted.places.astype("<i8")
        postings[f"{name}.documents"] = inverted.documents
        postings[f"{name}.frequencies"] = inverted.frequencies
        postings[f"{name}.addresses"] = inverted.positions
    words = fields[PASSAGE_WORDS].words
    dictionary["letters"] = letters(words).astype("<u8")
    dictionary |= _grouped(inflections.stems(words))
    write_arrays(Path(f"{stem}{DICTIONARY}"), dictionary)
    write_arrays(Path(f"{stem}{POSTINGS}"), postings)


def addressed(lists: Inverted, begins: Array) -> Inverted:
    """Give the same lists with addresses for positions.

    Args:
        lists: in memory.
        begins: (documents + 1,) where each document's addresses begin.
    """
    addresses = np.repeat(begins[lists.documents[:]], lists.frequencies[:]) + lists.positions[:]
    return replace(lists, positions=addresses)


def letters(words: Sequence[str]) -> NDArray[np.uint64]:
    """Say which letters words have: (n,) 64 bits, one for all characters whose code point leaves the same remainder.

    Words at most `k` edits apart differ in at most `2 k` of these bits, so it takes one look to rule most words out.
    """
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    codes = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    bits = np.left_shift(np.uint64(1), (codes & 63).astype(np.uint64))
    return np.bitwise_or.reduceat(bits, offsets(lengths)[:-1]) if len(words) else np.zeros(0, np.uint64)


def _blob(words: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("".join(word + "\n" for word in words).encode("utf-8"), np.uint8)


def _unblob(blob: Array) -> list[str]:
    return blob.tobytes().decode("utf-8").split("\n")[:-1]


def _grouped(stems: list[str]) -> dict[str, Array]:
    """Give the distinct stems, and for each which words have it."""
    distinct = sorted(set(stems))
    number = {stem: n for n, stem in enumerate(distinct)}
    group = np.array([number[stem] for stem in stems], np.int64)
    return {
        "stems": _blob(distinct),
        "stems.starts": offsets(np.bincount(group, minlength=len(distinct))).astype("<i8"),
        "stems.words": np.argsort(group, kind="stable").astype("<u4"),
    }


@dataclass(frozen=True)
class Field:
    """One field of a segment.

    Args:
        words: sorted.
        starts: (words + 1,) where each word's postings begin.
        places: (words + 1,) where each word's addresses begin.
        documents: (postings,) document numbers in the segment; of `ARTICLE_WORDS`, numbers of articles.
        frequencies: (postings,).
        addresses: (places,) empty for a field without.
        begins: (documents + 1,) where each document's addresses begin.
    """

    words: list[str]
    starts: NDArray[np.int64]
    places: NDArray[np.int64]
    documents: NDArray[np.uint32]
    frequencies: NDArray[np.uint16]
    addresses: Array
    begins: Array

    def find(self, word: str) -> int:
        """Give the number of a word, or -1."""
        at = bisect_left(self.words, word)
        return at if at < len(self.words) and self.words[at] == word else -1

    def beginning(self, prefix: str) -> tuple[int, int]:
        """Give the numbers of the first word that begins so, and of the one behind the last."""
        return bisect_left(self.words, prefix), bisect_left(self.words, prefix + _LAST)

    def postings(self, number: int) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
        """Give a word's documents and frequencies, as they lie in the file."""
        here = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.documents[here], self.frequencies[here]

    def count(self, number: int) -> int:
        """Give in how many documents a word is."""
        return int(self.starts[number + 1]) - int(self.starts[number])

    def word_addresses(self, number: int) -> Array:
        """Give a word's addresses, ascending, as they lie in the file."""
        return self.addresses[int(self.places[number]) : int(self.places[number + 1])]

    def word_positions(self, number: int) -> NDArray[np.uint16]:
        """Give a word's positions within its passages, posting by posting; empty for a field without."""
        return self.positions_between(number, number + 1)

    def positions_between(self, first: int, last: int) -> NDArray[np.uint16]:
        """Give the positions of the words of these numbers, the last one not among them."""
        addresses = self.addresses[int(self.places[first]) : int(self.places[last])]
        if not len(addresses):
            return np.zeros(0, np.uint16)
        here = slice(int(self.starts[first]), int(self.starts[last]))
        begins = np.repeat(self.begins[self.documents[here]], self.frequencies[here])
        positions: NDArray[np.uint16] = (addresses - begins).astype(np.uint16)
        return positions


class Dictionary:
    """The dictionary and postings of one segment, mapped.

    Args:
        stem: the files' path without their endings.
    """

    def __init__(self, stem: Path) -> None:
        self._arrays = map_arrays(Path(f"{stem}{DICTIONARY}"))
        postings = map_arrays(Path(f"{stem}{POSTINGS}"))
        self.articles: NDArray[np.uint32] = self._arrays["articles"]
        self.begins: Array = self._arrays["begins"]
        self.letters: NDArray[np.uint64] = self._arrays["letters"]
        self.language = _unblob(self._arrays["language"])[0]
        words = _unblob(self._arrays[f"{PASSAGE_WORDS}.words"])
        self.stems = _unblob(self._arrays["stems"])  # the distinct stems of the words of passages, sorted
        self.fields = {
            name: Field(
                _unblob(self._arrays[f"{name}.words"])
                if name == ARTICLE_IDS
                else words,  # articles have the same words
                self._arrays[f"{name}.starts"],
                self._arrays[f"{name}.places"],
                postings[f"{name}.documents"],
                postings[f"{name}.frequencies"],
                postings[f"{name}.addresses"],
                self.begins,
            )
            for name in FIELDS
        }

    def with_stem(self, stem: str) -> list[str]:
        """Give the words of passages that have a stem in the dictionary's language."""
        at = bisect_left(self.stems, stem)
        if at == len(self.stems) or self.stems[at] != stem:
            return []
        starts, numbers = self._arrays["stems.starts"], self._arrays["stems.words"]
        words = self.fields[PASSAGE_WORDS].words
        return [words[number] for number in numbers[int(starts[at]) : int(starts[at + 1])].tolist()]

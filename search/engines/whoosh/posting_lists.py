"""The posting lists of all segments as if they were one: where a word stands in the whole archive."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.dictionary import ARTICLE_WORDS, GAP, PASSAGE_WORDS, Dictionary
from search.engines.whoosh.spans import Addresses

Ints = NDArray[np.int64]
Documents = NDArray[np.uint32] | Ints  # as they lie in the file where one segment is all there is
_BLOCK = 9  # binary digits of an address within a block
assert 1 << _BLOCK <= GAP, "no block may hold the beginnings of two passages"


@dataclass(frozen=True)
class ListedSegment:
    """One segment, and where it lies among all.

    Args:
        base: number of its first document.
        dictionary: its words and postings.
        article_of: (its articles,) ordinals among all articles, -1 for a deleted one.
        is_whole: True if none of its documents was deleted.
    """

    base: int
    dictionary: Dictionary
    article_of: Ints
    is_whole: bool


class PostingLists:
    """The lists of a snapshot; documents are numbered through all segments.

    Args:
        segments: in the order of their documents.
    """

    def __init__(self, segments: Sequence[ListedSegment]) -> None:
        self._segments = segments
        begins, total = [np.zeros(0, np.int64)], 0
        for segment in segments:
            begins.append(segment.dictionary.begins[:-1].astype(np.int64) + total)
            total += int(segment.dictionary.begins[-1])
        dtype = np.uint32 if total < 1 << 32 else np.int64
        self._begins: Addresses = np.concatenate([*begins, [total]]).astype(dtype)  # (documents + 1,)
        self._blocks = _last_begun(self._begins)

    def passages(self, word: str) -> tuple[Documents, NDArray[np.uint16]]:
        """Give the passages that a folded word is in, ascending, and how often in each; deleted ones too."""
        parts: list[tuple[Documents, NDArray[np.uint16]]] = []
        for segment in self._segments:
            field = segment.dictionary.fields[PASSAGE_WORDS]
            number = field.find(word)
            if number >= 0:
                documents, frequencies = field.postings(number)
                parts.append((documents + segment.base if segment.base else documents, frequencies))
        return _one(parts)

    def article_count(self, word: str) -> int:
        """Give how many articles have a folded word in a passage searched by default, deleted ones too."""
        fields = [segment.dictionary.fields[ARTICLE_WORDS] for segment in self._segments]
        return sum(field.count(number) for field in fields if (number := field.find(word)) >= 0)

    def articles(self, word: str) -> tuple[Ints, NDArray[np.uint16]]:
        """Give the ordinals of the articles that have a folded word in a passage searched by default, and its weight.

        Returns:
            (n,) ordinals, ascending, and (n,) frequencies, a title's counted three times.
        """
        parts: list[tuple[Documents, NDArray[np.uint16]]] = []
        for segment in self._segments:
            field = segment.dictionary.fields[ARTICLE_WORDS]
            number = field.find(word)
            if number >= 0:
                numbers, frequencies = field.postings(number)
                ordinals: Ints = numbers.astype(np.int64)
                if segment.base or not segment.is_whole:
                    ordinals = segment.article_of.take(ordinals)
                    kept = ordinals >= 0
                    ordinals, frequencies = ordinals[kept], frequencies[kept]
                parts.append((ordinals, frequencies))
        articles, weights = _one(parts)
        return articles.astype(np.int64, copy=False), weights

    def addresses(self, word: str) -> Addresses:
        """Give the addresses of a folded word, ascending, those in deleted passages too."""
        parts = []
        for segment in self._segments:
            field = segment.dictionary.fields[PASSAGE_WORDS]
            number = field.find(word)
            if number >= 0:
                here = field.word_addresses(number).astype(self._begins.dtype, copy=False)
                parts.append(here + self._begins[segment.base] if segment.base else here)
        return parts[0] if len(parts) == 1 else np.concatenate([self._begins[:0], *parts])

    def begins(self, documents: Ints) -> Addresses:
        """Give where the addresses of some passages begin."""
        return self._begins.take(documents)

    def documents_of(self, addresses: Addresses) -> Ints:
        """Give the document numbers of the passages that hold some addresses."""
        block = (addresses >> _BLOCK).astype(np.int64)
        later = self._blocks.take(block + 1)
        return np.where(self._begins.take(later) <= addresses, later, self._blocks.take(block))


def _last_begun(begins: Addresses) -> Ints:
    """Give for each block of addresses the last document that begins at or before it.

    Between the beginnings of two blocks at most one passage begins, so that looking at two documents is enough.
    """
    blocks = (int(begins[-1]) >> _BLOCK) + 2
    firsts = (begins[:-1].astype(np.int64) + (1 << _BLOCK) - 1) >> _BLOCK
    return np.cumsum(np.bincount(firsts, minlength=blocks)) - 1


def _one(parts: list[tuple[Documents, NDArray[np.uint16]]]) -> tuple[Documents, NDArray[np.uint16]]:
    """Put the lists of several segments one behind the other; a single one stays as it is."""
    if len(parts) == 1:
        return parts[0]
    documents: Documents = np.concatenate([np.zeros(0, np.uint32), *(documents for documents, _ in parts)])
    frequencies: NDArray[np.uint16] = np.concatenate([np.zeros(0, np.uint16), *(counts for _, counts in parts)])
    return documents, frequencies

"""The words of an archive, and which of them a query's word, pattern or approximation stands for."""

import re
import threading
from bisect import bisect_left
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.analysis import Inflections

MAX_EXPANSIONS = (
    1_024  # words that one pattern may stand for: more is no longer a search, and each costs a posting list
)
_LAST = chr(0x10FFFF)  # sorts behind every continuation of a prefix


class Vocabulary:
    """All words of one generation.

    Args:
        words: folded, distinct, sorted.
        inflections: says which of them are forms of one word.
    """

    def __init__(self, words: list[str], inflections: Inflections) -> None:
        self.words = words
        self._inflections = inflections
        self._lock = threading.Lock()  # so that what is computed on first use is computed once

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        by_stem: dict[str, list[str]] = {}
        for word in self.words:
            by_stem.setdefault(self._inflections.stem(word), []).append(word)
        return by_stem

    @cached_property
    def _by_length(self) -> dict[int, tuple[list[str], NDArray[np.uint32]]]:
        """Words of each length, with their characters as a matrix (words, length)."""
        grouped: dict[int, list[str]] = {}
        for word in self.words:
            grouped.setdefault(len(word), []).append(word)
        return {
            length: (group, np.array(group, f"<U{length}").view(np.uint32).reshape(len(group), length))
            for length, group in grouped.items()
        }

    def __contains__(self, word: str) -> bool:
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at] == word

    def inflections(self, word: str) -> frozenset[str]:
        """Give the words of the archive that are forms of this one."""
        with self._lock:
            return frozenset(self._by_stem.get(self._inflections.stem(word), ()))

    def beginning(self, prefix: str) -> list[str]:
        """Give the words of the archive that begin so, sorted."""
        return self.words[bisect_left(self.words, prefix) : bisect_left(self.words, prefix + _LAST)]

    def matching(self, pattern: str) -> list[str]:
        """Give the words that a pattern of `*` and `?` stands for, sorted."""
        prefix = re.split(r"[*?]", pattern, maxsplit=1)[0]
        if pattern == prefix + "*":
            return self.beginning(prefix)
        runs = re.sub(r"\*+", "*", pattern)  # two stars in a row say no more than one, and cost much more
        parts = {"*": ".*", "?": "."}
        regex = re.compile("".join(parts.get(part) or re.escape(part) for part in re.split(r"([*?])", runs)), re.DOTALL)
        return [word for word in self.beginning(prefix) if regex.fullmatch(word)]

    def near(self, word: str, edits: int) -> list[str]:
        """Give the words at most so many edits away, nearest first."""
        with self._lock:
            by_length = self._by_length
        found: list[tuple[int, str]] = []
        for length in range(max(1, len(word) - edits), len(word) + edits + 1):
            if length in by_length:
                group, characters = by_length[length]
                distances = edit_distances(word, characters)
                found += [(int(distances[at]), group[at]) for at in np.flatnonzero(distances <= edits)]
        return [other for _, other in sorted(found)]


def edit_distances(word: str, characters: NDArray[np.uint32]) -> NDArray[np.int8]:
    """Give the edit distance of one word to many of one length, all at once.

    Insertions, deletions, changes and swaps of neighbours count one each (the "optimal string alignment" distance:
    Damerau, A technique for computer detection and correction of spelling errors, CACM 7(3), 1964).

    Args:
        word: the one word.
        characters: (n, length) code points of the others.

    Returns:
        (n,) distances.
    """
    count, length = characters.shape
    rows = np.empty((3, length + 1, count), np.int8)  # a row for each of the last letters of `word`, used in turn
    rows[0] = np.arange(length + 1, dtype=np.int8)[:, None]
    columns = np.ascontiguousarray(characters.T)
    for i, letter in enumerate(map(ord, word), 1):
        before, above, row = rows[(i - 2) % 3], rows[(i - 1) % 3], rows[i % 3]
        row[0] = i
        for j in range(1, length + 1):
            change = above[j - 1] + (columns[j - 1] != letter)
            row[j] = np.minimum(np.minimum(row[j - 1], above[j]) + 1, change)
            if i > 1 and j > 1:
                swapped = (columns[j - 1] == ord(word[i - 2])) & (columns[j - 2] == letter)
                row[j] = np.where(swapped, np.minimum(row[j], before[j - 2] + 1), row[j])
    return np.asarray(rows[len(word) % 3, length], np.int8)

"""The words of an archive, and which of them a query's word, pattern or approximation stands for."""

import re
import threading
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.analysis import Inflections
from search.engines.whoosh.dictionary import PASSAGE_WORDS, Dictionary, letters

MAX_EXPANSIONS = (
    1_024  # words that one pattern may stand for: more is no longer a search, and each costs a posting list
)
_TRIED_AT_ONCE = 4_096  # words tried against a pattern between two looks at the clock: about a millisecond
_POSTINGS_AT_ONCE = 1 << 20  # looked up at one time: numpy takes eight bytes for each


class Vocabulary:
    """All words of one generation.

    Args:
        dictionaries: of the generation's segments.
        live: for each of them (its documents,) which were not deleted.
        inflections: says which words are forms of one word.
    """

    def __init__(
        self, dictionaries: Sequence[Dictionary], live: Sequence[NDArray[np.bool_]], inflections: Inflections
    ) -> None:
        self._dictionaries = dictionaries
        self._live = live
        self._inflections = inflections
        self._fields = [dictionary.fields[PASSAGE_WORDS] for dictionary in dictionaries]
        self._lock = threading.Lock()  # so that what is computed on first use is computed once

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        """Words by stem, where an index was written with another language's stems than are asked for."""
        words = sorted({word for field in self._fields for word in field.words})
        by_stem: dict[str, list[str]] = {}
        for word, stem in zip(words, self._inflections.stems(words), strict=True):
            by_stem.setdefault(stem, []).append(word)
        return by_stem

    @cached_property
    def _gone(self) -> frozenset[str]:
        """Words that only deleted passages have: they stay in a segment until it is merged, and find nothing."""
        gone: set[str] = set()
        living: set[str] = set()
        for field, live in zip(self._fields, self._live, strict=True):
            if not field.words or live.all():
                living.update(field.words if len(self._fields) > 1 else ())
                continue
            is_live = np.empty(len(field.documents), bool)
            for start in range(0, len(is_live), _POSTINGS_AT_ONCE):
                part = slice(start, start + _POSTINGS_AT_ONCE)
                is_live[part] = live.take(field.documents[part])
            has_live = np.logical_or.reduceat(is_live, field.starts[:-1])
            gone.update(field.words[number] for number in np.flatnonzero(~has_live).tolist())
            living.update(field.words[number] for number in np.flatnonzero(has_live).tolist())
        return frozenset(gone - living)

    def _present(self, words: set[str]) -> set[str]:
        with self._lock:
            return words - self._gone

    def inflections(self, word: str) -> frozenset[str]:
        """Give the words of the archive that are forms of this one."""
        stem = self._inflections.stem(word)
        if all(dictionary.language == self._inflections.language for dictionary in self._dictionaries):
            return frozenset(form for dictionary in self._dictionaries for form in dictionary.with_stem(stem))
        with self._lock:
            return frozenset(self._by_stem.get(stem, ()))

    def beginning(self, prefix: str) -> list[str]:
        """Give the words of the archive that begin so, sorted."""
        found: set[str] = set()
        for field in self._fields:
            found.update(field.words[slice(*field.beginning(prefix))])
        return sorted(self._present(found))

    def commonest(self, prefix: str, count: int) -> list[str]:
        """Give the words that begin so and stand in most passages, in that order, at most so many.

        The most frequent words of each segment are added up over all of them, and more of each are taken until no
        other word can reach the last that is given (the threshold algorithm: Fagin, Lotem, Naor, Optimal aggregation
        algorithms for middleware, JCSS 66(4), 2003).
        """
        ranges = [field.beginning(prefix) for field in self._fields]
        counts = [
            np.diff(field.starts[first : last + 1]) for field, (first, last) in zip(self._fields, ranges, strict=True)
        ]
        order = [np.argsort(-each, kind="stable") for each in counts]
        depth = count
        while True:
            candidates = {
                field.words[first + number]
                for field, (first, _), best in zip(self._fields, ranges, order, strict=True)
                for number in best[:depth].tolist()
            }
            words = sorted((-self.frequency(word), word) for word in self._present(candidates))[:count]
            unseen = sum(int(each[best[depth]]) for each, best in zip(counts, order, strict=True) if depth < len(best))
            if not unseen or (len(words) == count and -words[-1][0] >= unseen):
                return [word for _, word in words]
            depth *= 4

    def frequency(self, word: str) -> int:
        """Give in how many passages a folded word stands, deleted ones that still lie in a segment included."""
        return sum(len(field.postings(number)[0]) for field in self._fields if (number := field.find(word)) >= 0)

    def matching(self, pattern: str, check_time: Callable[[], None] = lambda: None) -> list[str]:
        """Give the words that a pattern of `*` and `?` stands for, sorted.

        Args:
            pattern: with at least one of them.
            check_time: called every now and then; raises when the time is up.
        """
        prefix = re.split(r"[*?]", pattern, maxsplit=1)[0]
        if pattern == prefix + "*":
            return self.beginning(prefix)
        regex = _regex(pattern)
        found: list[str] = []
        words = self.beginning(prefix)
        for start in range(0, len(words), _TRIED_AT_ONCE):
            check_time()
            found += filter(regex.fullmatch, words[start : start + _TRIED_AT_ONCE])
        return found

    def near(self, word: str, edits: int) -> list[str]:
        """Give the words at most so many edits away, nearest first."""
        return [other for _, other in self.neighbours(word, edits)]

    def neighbours(self, word: str, edits: int) -> list[tuple[int, str]]:
        """Give the words at most so many edits away, each with its distance, nearest first."""
        own = letters([word])
        candidates: set[str] = set()
        for dictionary, field in zip(self._dictionaries, self._fields, strict=True):
            # An edit takes away one letter and brings another at most, so that two bits differ.
            numbers = np.flatnonzero(np.bitwise_count(dictionary.letters ^ own) <= 2 * edits).tolist()
            candidates.update([field.words[number] for number in numbers])
        others = [other for other in self._present(candidates) if abs(len(other) - len(word)) <= edits]
        distances = edit_distances(word, others, edits).tolist()
        return sorted((distance, other) for distance, other in zip(distances, others, strict=True) if distance <= edits)


def _regex(pattern: str) -> re.Pattern[str]:
    """Give the regular expression of a pattern, for `fullmatch`.

    What stands between two stars is taken where it first occurs and never sought again (an atomic group): if the rest
    does not follow from there, it does not from further on either. So the time grows with the length of the word times
    that of the pattern, where plain backtracking would try every way to share the word's letters among the stars.
    """
    first, *others = (re.escape(part).replace(r"\?", ".") for part in re.sub(r"\*+", "*", pattern).split("*"))
    between = "".join(f"(?>.*?{part})" for part in others[:-1])
    return re.compile(first + between + "".join(f".*{part}" for part in others[-1:]), re.DOTALL)


def edit_distances(word: str, others: Sequence[str], most: int) -> NDArray[np.int8]:
    """Give the edit distance of one word to many, all at once.

    Insertions, deletions, changes and swaps of neighbours count one each (the "optimal string alignment" distance:
    Damerau, A technique for computer detection and correction of spelling errors, CACM 7(3), 1964). Only the band of
    beginnings whose lengths differ by no more than `most` is computed (Ukkonen, Algorithms for approximate string
    matching, Information and Control 64, 1985).

    Args:
        word: the one word.
        others: (n,) at most `most` letters longer or shorter.
        most: the highest distance of interest.

    Returns:
        (n,) distances; `most + 1` for all that are higher.
    """
    if not others:
        return np.zeros(0, np.int8)
    count, longest = len(others), max(map(len, others))
    columns = np.ascontiguousarray(np.array(others, f"<U{longest}").view(np.uint32).reshape(count, longest).T)
    beyond = most + 1
    rows = np.full((3, longest + 2, count), beyond, np.int8)  # a row for each of the last letters of `word`, in turn
    rows[0, : beyond + 1] = np.arange(min(beyond, longest + 1) + 1, dtype=np.int8)[: longest + 2, None]
    for i, letter in enumerate(map(ord, word), 1):
        before, above, row = rows[(i - 2) % 3], rows[(i - 1) % 3], rows[i % 3]
        first, last = max(1, i - most), min(longest, i + most)
        row[first - 1] = min(i, beyond) if first == 1 else beyond
        row[last + 1] = beyond
        for j in range(first, last + 1):
            row[j] = np.minimum(np.minimum(row[j - 1], above[j]) + 1, above[j - 1] + (columns[j - 1] != letter))
            if i > 1 and j > 1:
                swapped = (columns[j - 1] == ord(word[i - 2])) & (columns[j - 2] == letter)
                np.minimum(row[j], before[j - 2] + 1, out=row[j], where=swapped)
        np.minimum(row, beyond, out=row)
    lengths = np.fromiter(map(len, others), np.int64, count)
    return np.asarray(rows[len(word) % 3, lengths, np.arange(count)], np.int8)

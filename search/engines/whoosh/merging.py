"""Merging posting lists by stretches of the vocabulary, so that no more than a stretch of them is in memory.

For each word a merged list is the parts' lists one behind the other: the parts' documents follow each other. So nothing
is sorted: where each part's postings go follows from the counts, and whole arrays are put there.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.inversion import Ints, Inverted, offsets, stretched
from search.engines.whoosh.spool import Spool


class Lists(Protocol):
    """What can be merged: an `Inverted`, or a field of a segment, which has the same in mapped files."""

    @property
    def words(self) -> Sequence[str]:
        """Distinct words, sorted."""

    @property
    def starts(self) -> Ints:
        """Where each word's postings begin."""

    @property
    def places(self) -> Ints:
        """Where each word's positions begin."""

    @property
    def documents(self) -> NDArray[np.uint32] | Spool:
        """Document numbers, ascending for each word."""

    @property
    def frequencies(self) -> NDArray[np.uint16] | Spool:
        """How often the word is in the document."""

    def positions_between(self, first: int, last: int) -> NDArray[np.uint16]:
        """Where the words of these numbers are, the last one not among them, posting by posting."""


Part = tuple[Lists, Ints | None]


def merged(parts: Sequence[Part], at_once: int) -> Iterator[Inverted]:
    """Merge posting lists, leaving out deleted documents and the words that only they had.

    Args:
        parts: each with (its documents,) the new number of each document, -1 for a deleted one, or None where the
            numbers stay. The new numbers of a part are above those of the part before.
        at_once: positions and postings to hold at one time; those of a single word are never parted.

    Yields:
        The merged lists of some words, and then of those behind them.
    """
    words = sorted(set().union(*(part.words for part, _ in parts)))
    number = {word: n for n, word in enumerate(words)}
    numbers = [np.fromiter(map(number.__getitem__, part.words), np.int64, len(part.words)) for part, _ in parts]
    sizes = np.zeros(len(words), np.int64)
    for (part, _), here in zip(parts, numbers, strict=True):
        sizes[here] += np.diff(part.starts) + np.diff(part.places)
    cuts = np.flatnonzero(np.diff(np.cumsum(sizes) // at_once)) + 1
    for first, last in pairwise([0, *cuts.tolist(), len(words)]):
        stretches = [_part(part, at, (first, last), new) for (part, new), at in zip(parts, numbers, strict=True)]
        yield _joined(words[first:last], stretches)


# Of a part, between two words: their numbers from the first on, how many postings and positions each has, and those.
_Stretch = tuple[Ints, Ints, Ints, NDArray[np.uint32], NDArray[np.uint16], NDArray[np.uint16]]


def _part(part: Lists, numbers: Ints, between: tuple[int, int], renumbered: Ints | None) -> _Stretch:
    """Read a part's lists of the words between two numbers, without deleted documents."""
    first, last = np.searchsorted(numbers, between).tolist()
    here = slice(int(part.starts[first]), int(part.starts[last]))
    counts, tokens = np.diff(part.starts[first : last + 1]), np.diff(part.places[first : last + 1])
    documents, frequencies = part.documents[here], part.frequencies[here]
    positions = part.positions_between(first, last)
    if renumbered is not None:
        documents = renumbered[documents]
        live = documents >= 0
        if not live.all():
            word = np.repeat(np.arange(last - first), counts)[live]
            positions = positions[np.repeat(live, frequencies)]
            documents, frequencies = documents[live], frequencies[live]
            counts = np.bincount(word, minlength=last - first)
            tokens = np.bincount(word, frequencies, last - first).astype(np.int64)
    return numbers[first:last] - between[0], counts, tokens, documents, frequencies, positions


def _joined(words: list[str], parts: Sequence[_Stretch]) -> Inverted:
    counts, tokens = np.zeros((2, len(words)), np.int64)
    for numbers, here, tokens_here, *_ in parts:
        counts[numbers] += here
        tokens[numbers] += tokens_here
    starts, places = offsets(counts), offsets(tokens)
    documents, frequencies = np.empty(starts[-1], np.uint32), np.empty(starts[-1], np.uint16)
    positions = np.empty(places[-1], np.uint16)
    next_posting, next_position = starts[:-1].copy(), places[:-1].copy()
    for numbers, here, tokens_here, its_documents, its_frequencies, its_positions in parts:
        at = stretched(next_posting[numbers], here)
        documents[at], frequencies[at] = its_documents, its_frequencies
        positions[stretched(next_position[numbers], tokens_here)] = its_positions
        next_posting[numbers] += here
        next_position[numbers] += tokens_here
    used = counts > 0
    return Inverted(
        [word for word, is_used in zip(words, used.tolist(), strict=True) if is_used],
        np.append(starts[:-1][used], starts[-1]),
        np.append(places[:-1][used], places[-1]),
        documents,
        frequencies,
        positions,
    )


class Spooled:
    """Posting lists that are written as they come, word after word.

    Args:
        folder: on whose disk they are.
        open_files: closes their files when it is closed.
        places: type of positions, or of addresses.
    """

    def __init__(self, folder: Path, open_files: ExitStack, places: str = "<u2") -> None:
        self._added: list[Inverted] = []
        self._documents, self._frequencies, self._positions = (Spool(folder, dtype) for dtype in ("<u4", "<u2", places))
        for spool in (self._documents, self._frequencies, self._positions):
            open_files.callback(spool.close)

    def append(self, lists: Inverted) -> Inverted:
        """Add lists behind those so far, and give them as they are now."""
        starts, places = lists.starts + len(self._documents), lists.places + len(self._positions)
        self._documents.append(lists.documents)
        self._frequencies.append(lists.frequencies)
        self._positions.append(lists.positions)
        added = Inverted(lists.words, starts, places, self._documents, self._frequencies, self._positions)
        self._added.append(added)
        return added

    def lists(self) -> Inverted:
        """Give what was written, if the words of each addition lie behind those before."""
        none = np.zeros(0, np.int64)
        return Inverted(
            [word for each in self._added for word in each.words],
            np.append(np.concatenate([none, *(each.starts[:-1] for each in self._added)]), len(self._documents)),
            np.append(np.concatenate([none, *(each.places[:-1] for each in self._added)]), len(self._positions)),
            self._documents,
            self._frequencies,
            self._positions,
        )

"""One term's postings as Whoosh's own searcher wants them: one at a time, from arrays."""

import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.matching import LeafMatcher, ReadTooFar

from search.engines.whoosh.inversion import offsets

_FREQUENCY = struct.Struct("!I")  # how Whoosh's own format writes the value of a posting without positions


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh ships no types
    """One term's postings, one at a time, as Whoosh's searcher wants them; the whole list is one block.

    Args:
        documents: (n,) document numbers, ascending.
        frequencies: (n,).
        positions: (sum of the frequencies,), or empty for a field without.
        format_: of the field, which decodes values.
        term: field and text.
        scorer: Whoosh's, or None.
    """

    def __init__(
        self,
        documents: NDArray[np.uint32],
        frequencies: NDArray[np.uint16],
        positions: NDArray[np.uint16],
        format_: Any,
        term: tuple[str, bytes],
        scorer: Any = None,
    ) -> None:
        self.documents = documents
        self.frequencies = frequencies
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._positions = positions
        self._places = offsets(frequencies) if len(positions) else None
        self._at = 0

    def is_active(self) -> bool:
        """Tell whether there is a posting here."""
        return self._at < len(self.documents)

    def reset(self) -> None:
        """Go to the first posting."""
        self._at = 0

    def copy(self) -> "ArrayMatcher":
        """Give another one at the same place."""
        twin = ArrayMatcher(self.documents, self.frequencies, self._positions, self.format, self._term, self.scorer)
        twin._at = self._at
        return twin

    def id(self) -> int:
        """Give the document's number."""
        return int(self.documents[self._at])

    def all_ids(self) -> Iterator[int]:
        """Yield the numbers of this and all following documents."""
        return iter(self.documents[self._at :].tolist())

    def weight(self) -> float:
        """Give how often the word stands in the document."""
        return float(self.frequencies[self._at])

    def value(self) -> bytes:
        """Give the posting's value, for the format to decode."""
        if self._places is None:
            return _FREQUENCY.pack(int(self.frequencies[self._at]))
        return self._positions[int(self._places[self._at]) : int(self._places[self._at + 1])].tobytes()

    def next(self) -> bool:
        """Go on; True at the end of the block, which is the end."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    def skip_to(self, document: int) -> None:
        """Go to a document, or to the next one there is."""
        if not self.is_active():
            raise ReadTooFar
        self._at += int(np.searchsorted(self.documents[self._at :], document))

    def skip_to_quality(self, minimum: float) -> int:
        """Skip the block if nothing in it scores above a minimum; give how many blocks were skipped."""
        if self.block_quality() > minimum:
            return 0
        self._at = len(self.documents)
        return 1

    def block_min_length(self) -> int:
        """Give a lower bound of the lengths of the documents."""
        return 1

    def block_max_length(self) -> int:
        """Give an upper bound of the lengths of the documents."""
        return 1 << 16

    def block_max_weight(self) -> float:
        """Give the highest frequency."""
        return float(self.frequencies.max())

    def block_min_id(self) -> int:
        """Give the first document."""
        return int(self.documents[0])

    def block_max_id(self) -> int:
        """Give the last document."""
        return int(self.documents[-1])

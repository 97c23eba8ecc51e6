"""Our codec for Whoosh: posting lists and term dictionary as arrays, and Whoosh's own interfaces over them.

Columns keep Whoosh's form. A stock Whoosh searcher reads the index through `ArrayTermsReader`
and `ArrayMatcher`; our own reader looks at the arrays themselves (`Dictionary`).
"""

import struct
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import FieldCursor, FieldWriter, TermsReader
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from search.engines.whoosh.column_writer import ColumnWriter
from search.engines.whoosh.dictionary import ARTICLE_WORDS, FIELDS, Dictionary
from search.engines.whoosh.inversion import offsets

_FREQUENCY = struct.Struct("!I")  # how Whoosh's own format writes the value of a posting without positions


class ArraySegment(W3Segment):  # type: ignore[misc]  # Whoosh ships no types
    """A segment whose files stay apart, so that each can be mapped and linked by itself."""

    def should_assemble(self) -> bool:
        """Say no: no compound file."""
        return False


class ArrayCodec(W3Codec):  # type: ignore[misc]  # Whoosh ships no types
    """What Whoosh asks for readers and writers of a segment."""

    def per_document_writer(self, storage: Any, segment: Any) -> ColumnWriter:
        """Give the writer of columns."""
        return ColumnWriter(segment_stem(storage, segment), segment)

    def field_writer(self, storage: Any, segment: Any) -> "ArrayFieldWriter":
        """Give the writer of postings: ours writes whole arrays, see `SegmentWriter`."""
        return ArrayFieldWriter()

    def terms_reader(self, storage: Any, segment: Any) -> "ArrayTermsReader":
        """Give the reader of terms and postings."""
        return ArrayTermsReader(Dictionary(segment_stem(storage, segment)))

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """Make a segment."""
        return ArraySegment(self, indexname)


def segment_stem(storage: Any, segment: Any) -> Path:
    """Give the path of a segment's files without their endings."""
    return Path(storage.folder) / str(segment.segment_id())


class ArrayFieldWriter(FieldWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Nothing: postings are written as whole arrays when the segment is flushed, never one by one."""

    is_closed = False

    def close(self) -> None:
        """Say that it is closed."""
        self.is_closed = True


class ArrayTermsReader(TermsReader):  # type: ignore[misc]  # Whoosh ships no types
    """Whoosh's view of a dictionary.

    Args:
        dictionary: of one segment.
    """

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary

    def _number(self, field: str, term: bytes) -> int:
        return self.dictionary.fields[field].find(term.decode("utf-8")) if field in self.dictionary.fields else -1

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) >= 0

    def indexed_field_names(self) -> tuple[str, ...]:
        """Give the names of the fields."""
        return FIELDS

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the field's and later fields' terms from one on."""
        for name in FIELDS[FIELDS.index(field) :]:
            words = self.dictionary.fields[name].words
            first = bisect_left(words, prefix.decode("utf-8")) if name == field else 0
            for word in words[first:]:
                yield name, word.encode("utf-8")

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms."""
        return self.terms_from(FIELDS[0], b"")

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield terms from one on, with what is known of them."""
        for term in self.terms_from(field, prefix):
            yield term, self.term_info(*term)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms, with what is known of them."""
        return self.items_from(FIELDS[0], b"")

    def term_info(self, field: str, term: bytes) -> TermInfo:
        """Give a term's counts; raises `TermNotFound`."""
        matcher = self.matcher(field, term, None)
        ids, frequencies = matcher.documents, matcher.frequencies
        if not len(ids):
            return TermInfo()
        return TermInfo(
            weight=float(frequencies.sum()),
            df=len(ids),
            minlength=1,  # a bound, like the next: lengths are not looked up
            maxlength=1 << 16,
            maxweight=float(frequencies.max()),
            minid=int(ids[0]),
            maxid=int(ids[-1]),
        )

    def frequency(self, field: str, term: bytes) -> float:
        """Give how often a term stands in all documents."""
        return float(self.term_info(field, term).weight())

    def doc_frequency(self, field: str, term: bytes) -> int:
        """Give how many documents have a term."""
        return int(self.term_info(field, term).doc_frequency())

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> "ArrayMatcher":
        """Give a term's postings; raises `TermNotFound`."""
        number = self._number(field, term)
        if number < 0:
            raise TermNotFound(f"No term {field}:{term!r}")
        lists = self.dictionary.fields[field]
        documents, frequencies = lists.postings(number)
        if field == ARTICLE_WORDS:
            documents = self.dictionary.articles[documents]
        return ArrayMatcher(documents, frequencies, lists.word_positions(number), format_, (field, term), scorer)

    def cursor(self, field: str, fieldobj: Any) -> "ArrayCursor":
        """Give a cursor over a field's words."""
        return ArrayCursor(self, field)


class ArrayCursor(FieldCursor):  # type: ignore[misc]  # Whoosh ships no types
    """A place among a field's words.

    Args:
        reader: of the segment.
        field: its name.
    """

    def __init__(self, reader: ArrayTermsReader, field: str) -> None:
        self._reader = reader
        self._field = field
        self._words = reader.dictionary.fields[field].words
        self._at = 0

    def first(self) -> str | None:
        """Go to the first word."""
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """Go to a word, or to the next one there is."""
        self._at = bisect_left(self._words, string.decode("utf-8") if isinstance(string, bytes) else string)
        return self.text()

    def next(self) -> str | None:
        """Go to the next word."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Give the word, or None behind the last."""
        return self._words[self._at] if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """Give the word's counts."""
        text = self.text()
        return None if text is None else self._reader.term_info(self._field, text.encode("utf-8"))

    def is_valid(self) -> bool:
        """Tell whether there is a word here."""
        return self._at < len(self._words)


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

"""Our codec for Whoosh: posting lists and term dictionary as arrays, and Whoosh's own interfaces over them.

Columns keep Whoosh's form. A stock Whoosh searcher reads the index through `ArrayTermsReader`
and `ArrayMatcher`; our own reader looks at the arrays themselves (`Dictionary`).
"""

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh.codec.base import FieldCursor, FieldWriter, TermsReader
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.reading import TermInfo, TermNotFound

from search.engines.whoosh.column_writer import ColumnWriter
from search.engines.whoosh.dictionary import ARTICLE_WORDS, FIELDS, Dictionary
from search.engines.whoosh.stock_matcher import ArrayMatcher


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

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
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

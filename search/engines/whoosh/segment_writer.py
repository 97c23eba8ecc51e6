"""Whoosh's writer of one segment, with postings gathered and written as arrays.

Schema, lock, columns, deletions, table of contents and commit stay Whoosh's. What changes is what it is slow at: words
go into a `Gathering` instead of a pool of tuples, and are inverted at once when the segment is flushed.
"""

from typing import Any

import numpy as np
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search.analysis import Inflections
from search.engines.whoosh.codec import ArrayCodec, segment_stem
from search.engines.whoosh.columns import read_numbers
from search.engines.whoosh.dictionary import ARTICLE_IDS, ARTICLE_WORDS, PASSAGE_WORDS, Dictionary, write_segment
from search.engines.whoosh.fields import ARTICLE, KIND_NUMBERS, TITLE_WEIGHT
from search.engines.whoosh.inversion import Gathering, Ints, Inverted, lifted, merged
from search.schema import SEARCHED_BY_DEFAULT, Kind

_MOSTLY_DELETED = 0.5  # of a segment's documents: rewriting it then costs less than carrying them along


class ArraySegmentWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Writes one segment.

    Args:
        index: Whoosh's, to add a segment to.
        inflections: whose stems are kept with the words.
    """

    def __init__(self, index: Any, inflections: Inflections) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False)
        self._inflections = inflections
        self._words = Gathering()
        self._ids = Gathering()
        self._merging: list[tuple[Dictionary, Ints]] = []

    @property
    def tokens(self) -> int:
        """How many words were gathered: what the memory depends on."""
        return len(self._words)

    def add_document(self, article: str, words: Any = None, **columns: Any) -> None:
        """Add the next document.

        Args:
            article: id of the article that it is or belongs to.
            words: what `placed_words` gives, for a passage.
            columns: values by column.
        """
        self.perdocwriter.start_doc(self.docnum)
        self._ids.add(self.docnum, (article,), (0,))
        if words is not None:
            self._words.add(self.docnum, *words)
            self.perdocwriter.add_field(PASSAGE_WORDS, self.schema[PASSAGE_WORDS], None, len(words[0]))
        for name, value in columns.items():
            self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def add_reader(self, reader: Any) -> None:
        """Add the live documents of a segment that is merged into this one."""
        dictionary: Dictionary = reader._terms.dictionary
        first = self.docnum
        renumbered = self.write_per_doc(set(self.schema.names()), reader)
        numbers = np.arange(reader.doc_count_all(), dtype=np.int64) + first
        if renumbered is not None:
            numbers[:] = -1
            numbers[list(renumbered)] = list(renumbered.values())
        self._merging.append((dictionary, numbers))
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        stem = segment_stem(self.storage, self.newsegment)
        kinds = read_numbers(stem, "kind", self.docnum)
        weight = np.zeros(max(KIND_NUMBERS.values()) + 1, np.uint16)
        weight[[KIND_NUMBERS[kind] for kind in SEARCHED_BY_DEFAULT]] = 1
        weight[KIND_NUMBERS[Kind.TITLE]] = TITLE_WEIGHT
        passages = self._whole(PASSAGE_WORDS, self._words)
        fields = {
            ARTICLE_IDS: self._whole(ARTICLE_IDS, self._ids),
            ARTICLE_WORDS: lifted(passages, np.cumsum(kinds == ARTICLE) - 1, weight[kinds]),
            PASSAGE_WORDS: passages,
        }
        write_segment(stem, fields, self.docnum, np.flatnonzero(kinds == ARTICLE).astype("<u4"), self._inflections)
        self.fieldwriter.close()

    def _whole(self, field: str, gathered: Gathering) -> Inverted:
        """Invert what was gathered, and merge what is merged."""
        new = gathered.invert()
        if not self._merging:
            return new
        parts = [(new, np.arange(self.docnum, dtype=np.int64))]
        parts += [(dictionary.fields[field].inverted(), numbers) for dictionary, numbers in self._merging]
        return merged(parts)


def merge_small(writer: ArraySegmentWriter, segments: list[Any]) -> list[Any]:
    """Merge what is no larger than what it is merged with; give the segments that stay.

    From the smallest on, a segment joins the new one if it has no more live documents than that has so far. So an
    archive of n documents has about log2(n) segments at most, and each document is rewritten so often at most. A
    segment most of which was deleted is rewritten at once.
    """
    stay = []
    size = writer.docnum
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        if segment.doc_count() == 0:
            continue
        if segment.doc_count() <= size or segment.deleted_count() > _MOSTLY_DELETED * segment.doc_count_all():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
            size = writer.docnum
        else:
            stay.append(segment)
    return stay

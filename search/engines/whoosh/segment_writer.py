"""Whoosh's writer of one segment, with postings and columns gathered and written as arrays.

Schema, lock, deletions, table of contents and commit stay Whoosh's. What changes is what it is slow at: words go into a
`Gathering` instead of a pool of tuples. Before it outgrows its memory it is inverted and put aside as a run; when the
segment is flushed, the runs and the segments to merge become one, a stretch of the vocabulary at a time.
"""

from array import array
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search.analysis import Inflections
from search.engines.whoosh.codec import ArrayCodec, segment_stem
from search.engines.whoosh.column_writer import ColumnWriter
from search.engines.whoosh.dictionary import (
    ARTICLE_IDS,
    ARTICLE_WORDS,
    GAP,
    PASSAGE_WORDS,
    Dictionary,
    addressed,
    write_segment,
)
from search.engines.whoosh.fields import ARTICLE, KIND_NUMBERS, TITLE_WEIGHT
from search.engines.whoosh.inversion import Gathering, Ints, Inverted, lifted, offsets
from search.engines.whoosh.merging import Part, Spooled, merged
from search.engines.whoosh.runs import Runs
from search.schema import SEARCHED_BY_DEFAULT, Kind

_MOSTLY_DELETED = 0.5  # of a segment's documents: rewriting it then costs less than carrying them along
# What inverting takes for each token at its peak, in bytes: 4 as gathered, then its document, its position, the key
# that is sorted, and the postings made of them; measured.
_TOKEN_BYTES = 36
# What else there is: the interpreter and the libraries, 60 MB, and for 250,000 passages the vocabulary, the ids, the
# columns' numbers and what the runs are about; measured.
_FIXED_BYTES = 180 << 20
_FEWEST_TOKENS = 500_000  # gathered at one time: with fewer, runs would be too many for their size


def tokens_at_once(memory: int) -> int:
    """Say how many tokens may be gathered.

    Args:
        memory: megabytes that the process may take.
    """
    return max(_FEWEST_TOKENS, ((memory << 20) - _FIXED_BYTES) // _TOKEN_BYTES)


class ArraySegmentWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Writes one segment.

    Args:
        index: Whoosh's, to add a segment to.
        inflections: whose stems are kept with the words.
        at_once: tokens gathered at one time.
    """

    docnum: int  # Whoosh's: the next document's number
    perdocwriter: ColumnWriter

    def __init__(self, index: Any, inflections: Inflections, at_once: int) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False)
        self._folder = Path(self.storage.folder)
        self._open_files = ExitStack()
        self._inflections = inflections
        self._at_once = at_once
        self._words = Gathering()
        self._runs = Runs(self._folder, at_once)
        self._ids: list[str] = []  # of the articles added
        self._sizes = array("I")  # their documents
        self._rooms = array("I")  # addresses that each document takes
        self._merging: list[tuple[Dictionary, Ints]] = []

    def add_article(
        self,
        article_id: str,
        filed: tuple[int, bool],
        names: dict[str, bytes],
        texts: tuple[bytes, bytes],
        passages: Sequence[tuple[int, Sequence[tuple[int, list[str]]], bytes]],
    ) -> None:
        """Add an article and its passages.

        Args:
            article_id: its id.
            filed: ordinal of the day it is filed under, 0 for none; and whether its document states that date.
            names: its source and its place, by column.
            texts: its head and its record.
            passages: of each its kind, what `placed_words` gives, and its record.
        """
        columns, words = self.perdocwriter, self._words
        self._ids.append(article_id)
        self._sizes.append(1 + len(passages))
        columns.add_article(filed, names, *texts)
        self._rooms.append(0)  # what has words is its passages
        document = self.docnum
        for kind, stretches, record in passages:
            document += 1
            length = end = 0
            for first, spelled in stretches:
                words.add(document, first, spelled)
                length += len(spelled)
                end = first + len(spelled)
            self._rooms.append(end + GAP)
            columns.add_passage(kind, length, record)
        self.docnum = document + 1
        self._added = True
        if len(words) >= self._at_once:
            self._runs.add(words.invert())

    def add_reader(self, reader: Any) -> None:
        """Add the live documents of a segment that is merged into this one."""
        stem = segment_stem(reader.storage(), reader.segment())
        live = np.ones(reader.doc_count_all(), bool)
        live[np.fromiter(reader.segment().deleted_docs(), np.int64)] = False
        self.perdocwriter.add_segment(stem, reader, live)
        dictionary = Dictionary(stem)
        self._rooms.frombytes(np.diff(dictionary.begins)[live].astype(np.uint32).tobytes())
        self._merging.append((dictionary, np.where(live, np.cumsum(live) - 1 + self.docnum, -1)))
        self.docnum = len(self.perdocwriter)
        self._added = True

    def cancel(self) -> None:
        """Drop what was added, be it in the middle of an article or of a commit that failed."""
        if not self.is_closed:
            self.perdocwriter.drop()
            super().cancel()

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        kinds = np.frombuffer(self.perdocwriter.kinds, np.uint8)
        articles = kinds == ARTICLE
        weight = np.zeros(max(KIND_NUMBERS.values()) + 1, np.uint16)
        weight[[KIND_NUMBERS[kind] for kind in SEARCHED_BY_DEFAULT]] = 1
        weight[KIND_NUMBERS[Kind.TITLE]] = TITLE_WEIGHT
        article_of, weights = (np.cumsum(articles) - 1).astype(np.uint32), weight[kinds]
        begins = offsets(np.frombuffer(self._rooms, np.uint32))
        begins = begins.astype("<u4" if begins[-1] < 1 << 32 else "<u8")
        of_ids, of_articles, of_passages = (Spooled(self._folder, self._open_files, begins.dtype.str) for _ in range(3))
        for lists in merged(self._parts(ARTICLE_IDS, [self._inverted_ids()]), self._at_once):
            of_ids.append(addressed(lists, begins))
        runs = [*self._runs.all(), self._words.invert()]
        for lists in merged(self._parts(PASSAGE_WORDS, runs), self._at_once):
            of_passages.append(addressed(lists, begins))
            of_articles.append(lifted(lists, article_of, weights))
        fields = {
            ARTICLE_IDS: of_ids.lists(),
            ARTICLE_WORDS: of_articles.lists(),
            PASSAGE_WORDS: of_passages.lists(),
        }
        stem = segment_stem(self.storage, self.newsegment)
        write_segment(stem, fields, begins, np.flatnonzero(articles).astype("<u4"), self._inflections)
        self.fieldwriter.close()

    def _close_segment(self) -> None:
        super()._close_segment()
        self._runs.close()
        self._open_files.close()
        self._merging.clear()
        self._words, self._ids, self._rooms = Gathering(), [], array("I")  # what comes next may need the memory

    def _parts(self, field: str, new: list[Inverted]) -> list[Part]:
        merging = [(dictionary.fields[field], numbers) for dictionary, numbers in self._merging]
        return [*((each, None) for each in new), *merging]

    def _inverted_ids(self) -> Inverted:
        """Invert the ids: each has the documents of its article."""
        order = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        sizes = np.frombuffer(self._sizes, np.uint32).astype(np.int64)
        firsts = offsets(sizes)[:-1]
        starts = offsets(sizes[order])
        documents = np.repeat(firsts[order] - starts[:-1], sizes[order]) + np.arange(starts[-1])
        ones = np.ones(len(documents), np.uint16)
        nowhere = np.zeros(len(documents), np.uint16)  # an id has no place in a text; Whoosh wants one
        return Inverted([self._ids[each] for each in order], starts, starts, documents.astype(np.uint32), ones, nowhere)


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

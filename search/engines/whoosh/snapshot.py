"""One open generation: columns as arrays, postings as arrays, stored records. Safe to share between threads."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.index import open_dir
from whoosh.reading import TermNotFound

from search.analysis import Inflections, words
from search.engines.whoosh.fields import ARTICLE, KINDS
from search.engines.whoosh.records import read_article, read_passage
from search.engines.whoosh.vocabulary import Vocabulary
from search.schema import Article, Kind, Passage

Ints = NDArray[np.int64]
CACHED_POSITIONS = 4_000_000  # positions held decoded, 8 bytes each: about 32 MB; decoding them is most of a query


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one word of the vocabulary stands.

    Args:
        documents: (n,) passages' document numbers, ascending.
        frequencies: (n,) how often in each.
        positions: (sum of the frequencies,) positions, passage by passage.
    """

    documents: Ints
    frequencies: Ints
    positions: Ints


NO_POSTINGS = Postings(*(np.zeros(0, np.int64),) * 3)


class Snapshot:
    """A generation as it was when it was opened; what is published later does not change it.

    Documents are numbered through all segments. `live` masks the deleted ones. Articles have ordinals of their own, in
    the order of their documents; the documents of one article are neighbours, the article's own first.

    Args:
        folder: of the generation.
        inflections: says which words are forms of one word.
    """

    def __init__(self, folder: Path, inflections: Inflections) -> None:
        self._lock = threading.Lock()  # Whoosh's readers share file positions, so one thread at a time
        self._cache: OrderedDict[str, Postings] = OrderedDict()
        self._cached = 0
        self._reader = open_dir(str(folder), readonly=True).reader()
        self._leaves: list[tuple[Any, int]] = [(leaf, int(base)) for leaf, base in self._reader.leaf_readers()]
        self.documents = int(self._reader.doc_count_all())
        self.live = np.ones(self.documents, bool)
        for leaf, base in self._leaves:
            for number in range(leaf.doc_count_all()) if leaf.has_deletions() else ():
                self.live[base + number] = not leaf.is_deleted(number)
        self.kind = self._numbers("kind")
        self.length = self._numbers("length")
        is_article = (self.kind == ARTICLE) & self.live
        self.article_documents = np.flatnonzero(is_article)
        self.articles = len(self.article_documents)
        self.passages = int(self.live.sum()) - self.articles
        self.article_of = np.cumsum(is_article) - 1  # (documents,) ordinal; meaningless for deleted documents
        self.day = self._numbers("day")[self.article_documents]
        self.source_names, self.source = self._names("source")
        self.place_names, self.place = self._names("place")
        ids = self._texts("id")
        self.ids = [ids[document] for document in self.article_documents]
        self.ordinal_of = {article_id: ordinal for ordinal, article_id in enumerate(self.ids)}
        self.vocabulary = Vocabulary(
            sorted({term.decode("utf-8") for leaf, _ in self._leaves for term in leaf.lexicon("words")}), inflections
        )

    def close(self) -> None:
        """Let go of the files; no other thread may be reading."""
        self._reader.close()

    def _numbers(self, column: str) -> Ints:
        """Read a numeric column, one number a document."""
        parts = [
            np.fromiter(leaf.column_reader(column), np.int64, count=leaf.doc_count_all())
            if leaf.has_column(column)
            else np.zeros(leaf.doc_count_all(), np.int64)  # no document of the segment differs from 0
            for leaf, _ in self._leaves
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    def _texts(self, column: str) -> list[str]:
        """Read a column of UTF-8 bytes, one text a document."""
        texts: list[str] = []
        for leaf, _ in self._leaves:
            if leaf.has_column(column):
                texts += [value.decode("utf-8") for value in leaf.column_reader(column)]
            else:
                texts += [""] * leaf.doc_count_all()
        return texts

    def _names(self, column: str) -> tuple[list[str], Ints]:
        """Read a column of names: the distinct ones in order, and one's number for each article."""
        texts = self._texts(column)
        of_articles = [texts[document] for document in self.article_documents]
        names = sorted(set(of_articles))
        number = {name: n for n, name in enumerate(names)}
        return names, np.array([number[name] for name in of_articles], np.int64)

    def postings(self, word: str) -> Postings:
        """Read where a folded word stands, in live passages."""
        with self._lock:
            if word in self._cache:
                self._cache.move_to_end(word)
                return self._cache[word]
            postings = self._read_postings(word)
            self._cache[word] = postings
            self._cached += len(postings.positions)
            while self._cached > CACHED_POSITIONS and len(self._cache) > 1:
                self._cached -= len(self._cache.popitem(last=False)[1].positions)
            return postings

    def _read_postings(self, word: str) -> Postings:
        documents: list[int] = []
        values: list[bytes] = []
        for leaf, base in self._leaves:
            try:
                matcher = leaf.postings("words", word)
            except TermNotFound:
                continue
            while matcher.is_active():
                documents.append(base + matcher.id())
                values.append(matcher.value())
                matcher.next()
        if not documents:
            return NO_POSTINGS
        return Postings(
            np.array(documents, np.int64),
            np.fromiter((len(value) // 2 for value in values), np.int64, len(values)),
            np.frombuffer(b"".join(values), "<u2").astype(np.int64),
        )

    def article(self, ordinal: int) -> Article:
        """Read the article of an ordinal."""
        return read_article(self._record(int(self.article_documents[ordinal])))

    def passage(self, document: int) -> Passage:
        """Read the passage of a document number."""
        return read_passage(self._record(document))

    def _record(self, document: int) -> str:
        with self._lock:
            return str(self._reader.stored_fields(document)["record"])

    def frequency(self, word: str) -> int:
        """Give in how many passages a folded word stands, deleted ones that still lie in a segment included."""
        return sum(int(leaf.doc_frequency("words", word)) for leaf, _ in self._leaves)

    def kind_of(self, document: int) -> Kind:
        """Give the kind of a passage."""
        return KINDS[int(self.kind[document])]

    def passages_of(self, ordinal: int) -> range:
        """Give the document numbers of an article's passages."""
        first = int(self.article_documents[ordinal]) + 1
        end = first
        while end < self.documents and self.kind[end] != ARTICLE and self.live[end]:
            end += 1
        return range(first, end)

    def named(self, names: list[str], wanted: str) -> list[int]:
        """Give the numbers of the names that have the words of `wanted` side by side, folded."""
        sought = words(wanted)
        return [number for number, name in enumerate(names) if sought and contains(words(name), sought)]


def contains(long: list[str], short: list[str]) -> bool:
    """Tell whether the words of `short` stand side by side in `long`."""
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))

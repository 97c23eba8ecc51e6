"""One open generation: columns and posting lists as mapped arrays. Safe to share between threads: no place is kept."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.index import open_dir

from search.analysis import Inflections, words
from search.engines.whoosh.codec import segment_stem
from search.engines.whoosh.columns import Texts, read_names, read_numbers
from search.engines.whoosh.dictionary import ARTICLE_IDS, ARTICLE_WORDS, PASSAGE_WORDS, Dictionary
from search.engines.whoosh.fields import ARTICLE, KINDS
from search.engines.whoosh.records import read_article, read_head, read_passage
from search.engines.whoosh.vocabulary import Vocabulary
from search.schema import Article, ArticleHead, Kind, Passage

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one word of the vocabulary stands.

    Args:
        documents: (n,) passages' document numbers, ascending.
        frequencies: (n,) how often in each.
        positions: (sum of the frequencies,) positions, passage by passage.
    """

    documents: NDArray[np.uint32] | Ints
    frequencies: NDArray[np.uint16]
    positions: NDArray[np.uint16]


@dataclass(frozen=True)
class _Segment:
    """One segment, and where it lies among all.

    Args:
        base: number of its first document.
        article_of: (its articles,) ordinals among all articles, -1 for a deleted one.
        live: (its documents,) mask, or None if nothing was deleted.
        dictionary: its words and postings.
        heads: the column.
        records: the column.
    """

    base: int
    article_of: Ints
    live: NDArray[np.bool_] | None
    dictionary: Dictionary
    heads: Texts
    records: Texts


class Snapshot:
    """A generation as it was when it was opened; what is published later does not change it.

    Documents are numbered through all segments. `live` masks the deleted ones. Articles have ordinals of their own, in
    the order of their documents; the documents of one article are neighbours, the article's own first.

    Args:
        folder: of the generation.
        inflections: says which words are forms of one word.
    """

    def __init__(self, folder: Path, inflections: Inflections) -> None:
        reader = open_dir(str(folder), readonly=True).reader()
        leaves = [(leaf, int(base)) for leaf, base in reader.leaf_readers() if leaf.segments()]
        self.documents = sum(leaf.doc_count_all() for leaf, _ in leaves)
        self.live = np.ones(self.documents, bool)
        self.kind = np.zeros(self.documents, np.int64)
        self.length = np.zeros(self.documents, np.int64)
        days = np.zeros(self.documents, np.int64)
        names: dict[str, list[tuple[list[str], Ints]]] = {"source": [], "place": []}
        stems = [segment_stem(leaf.storage(), leaf.segment()) for leaf, _ in leaves]
        for (leaf, base), stem in zip(leaves, stems, strict=True):
            count = leaf.doc_count_all()
            here = slice(base, base + count)
            self.live[np.fromiter(leaf.segment().deleted_docs(), np.int64) + base] = False
            self.kind[here] = read_numbers(stem, "kind", count)
            self.length[here] = read_numbers(stem, "length", count)
            days[here] = read_numbers(stem, "day", count)
            for name, parts in names.items():
                parts.append(read_names(stem, name, leaf, count))
        is_article = (self.kind == ARTICLE) & self.live
        self.article_documents = np.flatnonzero(is_article)
        self.articles = len(self.article_documents)
        self.passages = int(np.count_nonzero(self.live)) - self.articles
        self.article_of = np.cumsum(is_article) - 1  # (documents,) ordinal; meaningless for deleted documents
        self.day = days[self.article_documents]
        self.first_month, self.month = _months(self.day)
        self.source_names, self.source = _joined(names["source"], self.article_documents)
        self.place_names, self.place = _joined(names["place"], self.article_documents)
        self._segments = [self._segment(leaf, base, stem) for (leaf, base), stem in zip(leaves, stems, strict=True)]
        self.vocabulary = Vocabulary([segment.dictionary for segment in self._segments], inflections)
        reader.close()  # what is kept is mapped

    def _segment(self, leaf: Any, base: int, stem: Path) -> _Segment:
        dictionary = Dictionary(stem)
        documents = dictionary.articles.astype(np.int64) + base
        ordinals = np.where(self.live[documents], self.article_of[documents], -1)
        live = self.live[base : base + leaf.doc_count_all()]
        return _Segment(
            base,
            ordinals,
            None if live.all() else live,
            dictionary,
            Texts(stem, "head", leaf.doc_count_all()),
            Texts(stem, "record", leaf.doc_count_all()),
        )

    def postings(self, word: str) -> Postings:
        """Give where a folded word stands, in live passages; from one segment without deletions as it lies there."""
        parts = []
        for segment in self._segments:
            field = segment.dictionary.fields[PASSAGE_WORDS]
            number = field.find(word)
            if number < 0:
                continue
            documents, frequencies = field.postings(number)
            positions = field.word_positions(number)
            if segment.live is not None:
                kept = segment.live[documents]
                positions = positions[np.repeat(kept, frequencies)]
                documents, frequencies = documents[kept], frequencies[kept]
            parts.append(Postings(documents + segment.base if segment.base else documents, frequencies, positions))
        if len(parts) == 1:
            return parts[0]
        if not parts:
            return _NOWHERE
        return Postings(
            np.concatenate([part.documents for part in parts]),
            np.concatenate([part.frequencies for part in parts]),
            np.concatenate([part.positions for part in parts]),
        )

    def article_postings(self, word: str) -> tuple[NDArray[np.uint32] | Ints, NDArray[np.uint16]]:
        """Give the ordinals of the articles that have a folded word in a passage searched by default, with its weight.

        Returns:
            (n,) ordinals, ascending, and (n,) frequencies, a title's counted twice.
        """
        parts: list[tuple[NDArray[np.uint32] | Ints, NDArray[np.uint16]]] = []
        for segment in self._segments:
            field = segment.dictionary.fields[ARTICLE_WORDS]
            number = field.find(word)
            if number < 0:
                continue
            numbers, frequencies = field.postings(number)
            if segment.live is not None or segment.base:
                ordinals = segment.article_of[numbers]
                kept = ordinals >= 0
                parts.append((ordinals[kept], frequencies[kept]))
            else:
                parts.append((numbers, frequencies))
        if len(parts) == 1:
            return parts[0]
        if not parts:
            return _NOWHERE.documents, _NOWHERE.frequencies
        return np.concatenate([ordinals for ordinals, _ in parts]), np.concatenate([counts for _, counts in parts])

    def ordinal(self, article_id: str) -> int | None:
        """Give the ordinal of the article of an id, or None."""
        for segment in self._segments:
            field = segment.dictionary.fields[ARTICLE_IDS]
            number = field.find(article_id)
            if number < 0:
                continue
            document = int(field.postings(number)[0][0]) + segment.base
            if self.live[document]:
                return int(self.article_of[document])
        return None

    def head(self, ordinal: int) -> tuple[str, ArticleHead]:
        """Give the id and the head of the article of an ordinal."""
        document = int(self.article_documents[ordinal])
        segment = self._of(document)
        return read_head(segment.heads[document - segment.base])

    def article(self, ordinal: int) -> Article:
        """Give the article of an ordinal."""
        document = int(self.article_documents[ordinal])
        segment = self._of(document)
        return read_article(segment.records[document - segment.base])

    def passage(self, document: int) -> Passage:
        """Give the passage of a document number."""
        segment = self._of(document)
        return read_passage(segment.records[document - segment.base])

    def _of(self, document: int) -> _Segment:
        return next(segment for segment in reversed(self._segments) if document >= segment.base)

    def kind_of(self, document: int) -> Kind:
        """Give the kind of a passage."""
        return KINDS[int(self.kind[document])]

    def passages_of(self, ordinal: int) -> range:
        """Give the document numbers of an article's passages."""
        first = int(self.article_documents[ordinal]) + 1
        end = int(self.article_documents[ordinal + 1]) if ordinal + 1 < self.articles else self.documents
        while end > first and not self.live[end - 1]:
            end -= 1  # a deleted article lies between this one and the next
        return range(first, end)

    def bounds(self, ordinals: Ints) -> Ints:
        """Give (n, 2) the document numbers of each article's first passage and of the article behind it."""
        ends = np.append(self.article_documents[1:], self.documents)
        return np.stack([self.article_documents[ordinals] + 1, ends[ordinals]], axis=1)

    def named(self, names: list[str], wanted: str) -> list[int]:
        """Give the numbers of the names that have the words of `wanted` side by side, folded."""
        sought = words(wanted)
        return [number for number, name in enumerate(names) if sought and contains(words(name), sought)]


_NOWHERE = Postings(np.zeros(0, np.uint32), np.zeros(0, np.uint16), np.zeros(0, np.uint16))


def _months(days: Ints) -> tuple[int, Ints]:
    """Number the months that days lie in.

    Returns:
        The first month, counted from the year 0, and (n,) for each day its month, 1 for the first; 0 for no day.
    """
    distinct, place = np.unique(days, return_inverse=True)
    months = [12 * day.year + day.month - 1 for day in map(date.fromordinal, distinct[distinct > 0].tolist())]
    first = months[0] if months else 0
    numbers = np.array([0] * int(np.count_nonzero(distinct == 0)) + [month - first + 1 for month in months], np.int64)
    return first, numbers[place]


def _joined(parts: list[tuple[list[str], Ints]], documents: Ints) -> tuple[list[str], Ints]:
    """Make one list of names of the segments' lists, and number each article's in it."""
    names = sorted({name for of_segment, _ in parts for name in of_segment})
    place = {name: number for number, name in enumerate(names)}
    numbers = [np.array([place[name] for name in of_segment])[of_documents] for of_segment, of_documents in parts]
    of_articles = (np.concatenate(numbers) if numbers else np.zeros(0, np.int64))[documents]
    used, number = np.unique(of_articles, return_inverse=True)
    return [names[each] for each in used], number


def contains(long: list[str], short: list[str]) -> bool:
    """Tell whether the words of `short` stand side by side in `long`."""
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))

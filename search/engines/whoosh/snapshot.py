"""One open generation: columns, posting lists and stored texts. Safe to share between threads: no place is kept."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.index import open_dir

from search.analysis import Inflections, words
from search.engines.whoosh.codec import segment_stem
from search.engines.whoosh.columns import Texts, read_names, read_numbers
from search.engines.whoosh.dictionary import ARTICLE_IDS, Dictionary
from search.engines.whoosh.fields import ARTICLE, KINDS
from search.engines.whoosh.posting_lists import ListedSegment, PostingLists
from search.engines.whoosh.records import PassageRow, read_article, read_head, read_passage, read_passage_row
from search.engines.whoosh.title_words import TitleWords
from search.engines.whoosh.vocabulary import Vocabulary
from search.periods import MONTHS
from search.schema import Article, ArticleHead, Kind, Passage

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Stored:
    """The texts of one segment.

    Args:
        heads: the column.
        records: the column.
        ids: finds an article's document.
    """

    heads: Texts
    records: Texts
    ids: Dictionary


class Month(NamedTuple):
    """A month that the date facet may show: how it is written in a filter, and on the page."""

    value: str
    label: str


class Snapshot:
    """A generation as it was when it was opened; what is published later does not change it.

    Documents are numbered through all segments. `live` masks the deleted ones, whose `kind` is an article's, so that no
    search for passages finds them. Articles have ordinals of their own, in the order of their documents; the documents
    of one article are neighbours, the article's own first.

    Args:
        folder: of the generation.
        inflections: says which words are forms of one word.
    """

    def __init__(self, folder: Path, inflections: Inflections) -> None:
        reader = open_dir(str(folder), readonly=True).reader()
        leaves = [(leaf, int(base)) for leaf, base in reader.leaf_readers() if leaf.segments()]
        stems = [segment_stem(leaf.storage(), leaf.segment()) for leaf, _ in leaves]
        counts = [leaf.doc_count_all() for leaf, _ in leaves]
        self.documents = sum(counts)
        self.live = np.ones(self.documents, bool)
        for leaf, base in leaves:
            self.live[np.fromiter(leaf.segment().deleted_docs(), np.int64) + base] = False
        self.kind, self.length, days, stated = (
            np.concatenate(
                [np.zeros(0, np.int64)]
                + [read_numbers(stem, name, count) for stem, count in zip(stems, counts, strict=True)]
            )
            for name in ("kind", "length", "day", "stated")
        )
        is_article = (self.kind == ARTICLE) & self.live
        self.kind[~self.live] = ARTICLE
        self._kinds = self.kind.astype(np.uint8).tobytes()  # gives Python's own numbers, at once
        self.article_documents = np.flatnonzero(is_article)
        self.articles = len(self.article_documents)
        self.passages = int(np.count_nonzero(self.live)) - self.articles
        self.article_of = np.cumsum(is_article) - 1  # (documents,) ordinal; meaningless for deleted documents
        self.day = days[self.article_documents]
        self.stated = stated[self.article_documents] == 1
        self.months, self.month = _months(self.day)
        (self.source_names, self.source), (self.place_names, self.place) = (
            _joined(
                [
                    read_names(stem, name, leaf, leaf.doc_count_all())
                    for (leaf, _), stem in zip(leaves, stems, strict=True)
                ],
                self.article_documents,
            )
            for name in ("source", "place")
        )
        self.facet_cell = self.source * len(self.months) + self.month
        self._bases = [base for _, base in leaves]
        dictionaries = [Dictionary(stem) for stem in stems]
        self._stored = [
            _Stored(Texts(stem, "head", count), Texts(stem, "record", count), dictionary)
            for stem, count, dictionary in zip(stems, counts, dictionaries, strict=True)
        ]
        segments = [self._listed(base, dictionary) for base, dictionary in zip(self._bases, dictionaries, strict=True)]
        self.lists = PostingLists(segments)
        self.title_words = TitleWords(segments, self.kind, self.article_of)
        live = [self.live[base : base + count] for base, count in zip(self._bases, counts, strict=True)]
        self.vocabulary = Vocabulary(dictionaries, live, inflections)
        reader.close()  # what is kept is mapped

    def _listed(self, base: int, dictionary: Dictionary) -> ListedSegment:
        documents = dictionary.articles.astype(np.int64) + base
        live = self.live[base : base + len(dictionary.begins) - 1]
        return ListedSegment(
            base, dictionary, np.where(self.live[documents], self.article_of[documents], -1), bool(live.all())
        )

    def ordinal(self, article_id: str) -> int | None:
        """Give the ordinal of the article of an id, or None."""
        for base, stored in zip(self._bases, self._stored, strict=True):
            field = stored.ids.fields[ARTICLE_IDS]
            number = field.find(article_id)
            if number < 0:
                continue
            document = int(field.postings(number)[0][0]) + base
            if self.live[document]:
                return int(self.article_of[document])
        return None

    def head(self, ordinal: int) -> tuple[str, ArticleHead]:
        """Give the id and the head of the article of an ordinal."""
        stored, document = self._place_of(self.article_documents.item(ordinal))
        return read_head(stored.heads[document])

    def article(self, ordinal: int) -> Article:
        """Give the article of an ordinal."""
        stored, document = self._place_of(self.article_documents.item(ordinal))
        texts = [self.passage_row(each)[2] for each in self.passages_of(ordinal)]
        return read_article(stored.records[document], texts)

    def passage(self, document: int) -> Passage:
        """Give the passage of a document number."""
        stored, number = self._place_of(document)
        return read_passage(stored.records[number])

    def passage_row(self, document: int) -> PassageRow:
        """Give what a hit shows of the passage of a document number."""
        stored, number = self._place_of(document)
        return read_passage_row(stored.records[number])

    def _place_of(self, document: int) -> tuple[_Stored, int]:
        segment = bisect_right(self._bases, document) - 1
        return self._stored[segment], document - self._bases[segment]

    def kind_of(self, document: int) -> Kind:
        """Give the kind of a passage."""
        return KINDS[self._kinds[document]]

    def first_passage(self, ordinal: int) -> int:
        """Give the document number of an article's first passage."""
        return self.article_documents.item(ordinal) + 1

    def passages_of(self, ordinal: int) -> range:
        """Give the document numbers of an article's passages."""
        first = self.first_passage(ordinal)
        end = self.article_documents.item(ordinal + 1) if ordinal + 1 < self.articles else self.documents
        while end > first and not self.live[end - 1]:
            end -= 1  # a deleted article lies between this one and the next
        return range(first, end)

    def bounds(self, ordinals: Ints) -> Ints:
        """Give (n, 2) the document numbers of each article's first passage and of what is behind its last.

        Deleted documents may lie before the second.
        """
        ends = self.article_documents.take(ordinals + 1, mode="clip")
        ends[ordinals == self.articles - 1] = self.documents
        return np.stack([self.article_documents.take(ordinals) + 1, ends], axis=1)

    def named(self, names: list[str], wanted: str) -> list[int]:
        """Give the numbers of the names that have the words of `wanted` side by side, folded."""
        sought = words(wanted)
        return [number for number, name in enumerate(names) if sought and contains(words(name), sought)]


def _months(ordinals: Ints) -> tuple[list[Month], Ints]:
    """Number the months that days lie in.

    Args:
        ordinals: (n,) of the days, 0 for none.

    Returns:
        All months of the years from the first to the last, behind one that stands for no day; and (n,) the number of
        each day's.
    """
    distinct, place = np.unique(ordinals, return_inverse=True)
    days = [date.fromordinal(number) for number in distinct[distinct > 0].tolist()]
    years = range(days[0].year, days[-1].year + 1) if days else range(0)
    months = [Month("", "")]
    months += [Month(f"{year}-{n:02}", f"{name} {year}") for year in years for n, name in enumerate(MONTHS, 1)]
    undated = [0] * int(np.count_nonzero(distinct == 0))
    numbers = undated + [12 * (day.year - years.start) + day.month for day in days]
    return months, np.array(numbers, np.int64)[place]


def _joined(parts: list[tuple[list[str], Ints]], documents: Ints) -> tuple[list[str], Ints]:
    """Make one list of names of the segments' lists, and number each article's in it."""
    names = sorted({name for of_segment, _ in parts for name in of_segment}, key=lambda name: (name.casefold(), name))
    place = {name: number for number, name in enumerate(names)}
    numbers = [np.array([place[name] for name in of_segment])[of_documents] for of_segment, of_documents in parts]
    of_articles = (np.concatenate(numbers) if numbers else np.zeros(0, np.int64))[documents]
    used, number = np.unique(of_articles, return_inverse=True)
    return [names[each] for each in used], number


def contains(long: list[str], short: list[str]) -> bool:
    """Tell whether the words of `short` stand side by side in `long`."""
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))

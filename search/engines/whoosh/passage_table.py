"""Which passages of a few articles hold what was sought, and what each scores for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.article_lists import Floats
from search.engines.whoosh.fields import KIND_NUMBERS
from search.engines.whoosh.inversion import Ints, stretched
from search.engines.whoosh.matching import Matcher, Unit
from search.engines.whoosh.places import Kinds
from search.engines.whoosh.ranking import Ranking
from search.engines.whoosh.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class PassageTable:
    """One row for each passage and each unit of the query that is in it, by passage, then by unit.

    Args:
        documents: (n,) the passages' document numbers.
        units: (n,) the units' numbers in the query.
        scores: (n,) what the passage scores for the unit.
    """

    documents: Ints
    units: Ints
    scores: Floats

    @classmethod
    def empty(cls) -> "PassageTable":
        """Give a table without rows."""
        return cls(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))

    def best(self, ordinals: Ints, article_of: Ints) -> Floats:
        """Give (n,) what the best passage of each article scores for the whole query; 0 where none is in the table.

        Args:
            ordinals: (n,) of the articles that the table was made for, ascending.
            article_of: (documents,) ordinal of each passage's article.
        """
        best = np.zeros(len(ordinals), np.float32)
        if len(self.documents):
            first = _first_of_runs(self.documents)
            passages, totals = self.documents.take(first), np.add.reduceat(self.scores, first)
            articles = article_of.take(passages)
            first = _first_of_runs(articles)
            best[ordinals.searchsorted(articles.take(first))] = np.maximum.reduceat(totals, first)
        return best

    def of_articles(self, bounds: Ints) -> list[list[tuple[int, int, float]]]:
        """Give the rows (document, unit, score) of some articles.

        Args:
            bounds: (articles, 2) as `Snapshot.bounds` gives them, in any order.
        """
        ends = self.documents.searchsorted(bounds.reshape(-1)).reshape(-1, 2).tolist()
        rows = (self.documents, self.units, self.scores)
        return [list(zip(*(each[first:end].tolist() for each in rows), strict=True)) for first, end in ends]


def passage_table(
    snapshot: Snapshot,
    ranking: Ranking,
    matcher: Matcher,
    units: Sequence[tuple[Unit, Kinds]],
    ordinals: Ints,
) -> PassageTable:
    """Make the table of some articles.

    Args:
        snapshot: what was searched.
        ranking: says what a match is worth.
        matcher: says where the units are.
        units: of the query, each with the kinds of passage it is sought in.
        ordinals: of the articles, ascending.
    """
    bounds = snapshot.bounds(ordinals).reshape(-1)
    documents, frequencies, numbers = [np.zeros(0, np.int64)], [np.zeros(0, np.uint16)], [0]
    for number, (unit, kinds) in enumerate(units):
        words = matcher.words(unit)
        if words is None:
            first = matcher.spans(unit, kinds).first
            at = within(first, snapshot.lists.begins(bounds))
            documents.append(snapshot.lists.documents_of(first.take(at)))
            frequencies.append(np.ones(len(at), np.uint16))
            numbers.append(number)
            continue
        for word in words:
            matcher.check_time()
            of_word, counts = snapshot.lists.passages(word)
            at = within(of_word, bounds)
            if len(at):
                documents.append(of_word.take(at).astype(np.int64))
                frequencies.append(counts.take(at))
                numbers.append(number)
    document = np.concatenate(documents)
    unit_of = np.repeat(numbers, list(map(len, documents)))
    sought = np.zeros((len(units) + 1, len(KIND_NUMBERS) + 1), bool)
    for number, (_, kinds) in enumerate(units):
        sought[number, [KIND_NUMBERS[kind] for kind in kinds]] = True
    kept = np.flatnonzero(sought[unit_of, snapshot.kind.take(document)])  # neither another kind nor deleted
    keys = document.take(kept) * len(units) + unit_of.take(kept)
    frequency = np.concatenate(frequencies).take(kept).astype(np.float32)
    if len(documents) > 2:  # of several lists the rows of a passage lie apart
        order = keys.argsort(kind="stable")
        keys, frequency = keys.take(order), frequency.take(order)
    first = _first_of_runs(keys)
    if len(first) < len(keys):  # forms of a word count as one, and so do places of a phrase
        keys, frequency = keys.take(first), np.add.reduceat(frequency, first)
    document, unit_of = np.divmod(keys, max(1, len(units)))
    idf = np.array([ranking.idf(matcher.occurrences(unit, kinds)) for unit, kinds in units] or [0.0], np.float32)
    return PassageTable(document, unit_of, ranking.passages(document, frequency, np.asarray(idf.take(unit_of))))


def within(ascending: NDArray[Any], bounds: NDArray[Any]) -> Ints:
    """Give the indexes of what lies within bounds.

    Args:
        ascending: (m,) numbers.
        bounds: (2 n,) a first and behind it the one behind the last, ascending.
    """
    ends = ascending.searchsorted(bounds.astype(ascending.dtype))
    return stretched(ends[::2], ends[1::2] - ends[::2])


def _first_of_runs(values: Ints) -> Ints:
    """Give where a new value begins in an array in which equals are neighbours."""
    new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return np.flatnonzero(new)

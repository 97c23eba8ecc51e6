"""A query tree against a snapshot: which articles match, and where in their passages.

Boolean nodes are masks over articles; words, phrases and proximity are `Spans` in passages, lifted to articles by
`Snapshot.article_of`. What a word stands for in this archive is looked up once and kept, for the snippets.
"""

import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh import spans
from search.engines.whoosh.fields import KIND_NUMBERS, TITLE_WEIGHT
from search.engines.whoosh.inversion import Ints, stretched
from search.engines.whoosh.ranking import Occurrences
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.spans import Spans
from search.engines.whoosh.vocabulary import MAX_EXPANSIONS
from search.errors import QueryLimitError
from search.query import (
    And,
    AtLeast,
    Dated,
    Everything,
    Fuzzy,
    In,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Place,
    SamePassage,
    Source,
    Undated,
    Wildcard,
    Word,
    children,
)
from search.schema import SEARCHED_BY_DEFAULT, Kind

Mask = NDArray[np.bool_]
Kinds = frozenset[Kind]
Unit = Leaf | Near | SamePassage


def units(tree: Node, kinds: Kinds = SEARCHED_BY_DEFAULT) -> Iterator[tuple[Unit, Kinds]]:
    """Yield what scores: leaves and proximities not under a NOT, each with the kinds of passage it is sought in."""
    match tree:
        case Word() | Phrase() | Wildcard() | Fuzzy() | Near() | SamePassage():
            yield tree, kinds
        case In(kind, operand):
            yield from units(operand, frozenset({kind}))
        case And() | Or() | AtLeast():
            for child in children(tree):
                yield from units(child, kinds)


class Matcher:
    """Matches one query tree; made for one request.

    Args:
        snapshot: what to match against.
        seconds: how long it may take; None for as long as it takes.
    """

    def __init__(self, snapshot: Snapshot, seconds: float | None = None) -> None:
        self._snapshot = snapshot
        self._seconds = seconds
        self._started = time.perf_counter()
        self._spans: dict[tuple[Node, Kinds], Spans] = {}
        self.expansions: dict[Leaf, frozenset[str]] = {}
        self.notes: list[str] = []

    def check_time(self) -> None:
        """Raise `QueryLimitError` if the time is up; called between any two steps that may be long."""
        if self._seconds is not None and time.perf_counter() - self._started > self._seconds:
            raise QueryLimitError(
                f"This query takes more than {self._seconds:g} seconds. Use fewer or longer words, "
                "and write more letters before a * or a ~.",
                "time",
            )

    def articles(self, node: Node, kinds: Kinds = SEARCHED_BY_DEFAULT) -> Mask:
        """Give the mask (articles,) of those that match."""
        self.check_time()
        snapshot = self._snapshot
        match node:
            case Everything():
                return np.ones(snapshot.articles, bool)
            case And(operands):
                every: Mask = np.logical_and.reduce([self.articles(operand, kinds) for operand in operands])
                return every
            case Or(operands):
                any_of: Mask = np.logical_or.reduce([self.articles(operand, kinds) for operand in operands])
                return any_of
            case Not(operand):
                return ~self.articles(operand, kinds)
            case In(kind, operand):
                return self.articles(operand, frozenset({kind}))
            case Source(name):
                return np.isin(snapshot.source, snapshot.named(snapshot.source_names, name))
            case Place(name):
                return np.isin(snapshot.place, snapshot.named(snapshot.place_names, name))
            case Undated():
                return np.asarray(snapshot.day == 0, bool)
            case Dated(first, last):
                mask = np.asarray(snapshot.day != 0, bool)
                if first:
                    mask &= snapshot.day >= first.toordinal()
                if last:
                    mask &= snapshot.day <= last.toordinal()
                return mask
            case AtLeast(count, operand):
                found = self.spans(operand, kinds)
                times = np.bincount(snapshot.article_of[found.documents], minlength=snapshot.articles)
                return np.asarray(times >= count, bool)
        mask = np.zeros(snapshot.articles, bool)
        if kinds == SEARCHED_BY_DEFAULT and (words := self._words(node)) is not None:
            for word in words:
                self.check_time()
                mask[snapshot.article_postings(word)[0]] = True
        else:
            mask[snapshot.article_of[self.spans(node, kinds).documents]] = True
        return mask

    def occurrences(self, node: Unit, kinds: Kinds) -> Occurrences:
        """Give in which articles a unit is, and how often: single words from the articles' own lists."""
        snapshot = self._snapshot
        words = self._words(node) if kinds == SEARCHED_BY_DEFAULT else None
        if words is not None and len(words) == 1:
            return Occurrences(*snapshot.article_postings(words[0]))
        frequency = np.zeros(snapshot.articles, np.float32)
        if words is not None:
            for word in words:
                self.check_time()
                articles, frequencies = snapshot.article_postings(word)
                frequency[articles] += frequencies
        else:
            documents = self.spans(node, kinds).documents
            weights = np.where(snapshot.kind[documents] == KIND_NUMBERS[Kind.TITLE], TITLE_WEIGHT, 1)
            frequency += np.bincount(snapshot.article_of[documents], weights, minlength=snapshot.articles)
        articles = np.flatnonzero(frequency)
        return Occurrences(articles, frequency[articles])

    def passages(self, node: Unit, kinds: Kinds, bounds: Ints) -> tuple[Ints, Ints]:
        """Give the passages of some articles that a unit is in, ascending, and how often.

        Args:
            node: the unit.
            kinds: of passages that count.
            bounds: (articles, 2) the document numbers of each article's first passage and of what follows its last, as
                `Snapshot.bounds` gives them, ascending.
        """
        words = self._words(node)
        if words is None:
            documents = self.spans(node, kinds).documents
            first, last = np.searchsorted(documents, bounds[:, 0]), np.searchsorted(documents, bounds[:, 1])
            here = documents[stretched(first, last - first)]
            passages, frequencies = np.unique(here, return_counts=True)
            return passages, frequencies
        found, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for word in words:
            self.check_time()
            postings = self._snapshot.postings(word)
            keys = bounds.astype(postings.documents.dtype)  # of one type, or searching converts the whole list
            first = np.searchsorted(postings.documents, keys[:, 0])
            at = stretched(first, np.searchsorted(postings.documents, keys[:, 1]) - first)
            found.append(postings.documents[at].astype(np.int64))
            counts.append(postings.frequencies[at].astype(np.int64))
        documents, frequencies = np.concatenate(found), np.concatenate(counts)
        kept = self._of_kind(documents, kinds)
        documents, frequencies = documents[kept], frequencies[kept]
        if len(words) == 1:
            return documents, frequencies
        passages, number = np.unique(documents, return_inverse=True)
        return passages, np.bincount(number, frequencies, minlength=len(passages)).astype(np.int64)

    def _words(self, node: Node) -> list[str] | None:
        """Give the words of the archive that a node of single words stands for; None for any other node."""
        match node:
            case Word() | Wildcard() | Fuzzy():
                return sorted(self.expand(node))
            case Phrase((word,)):
                self.expansions[node] = frozenset({word})
                return [word]
        return None

    def spans(self, node: Node, kinds: Kinds = SEARCHED_BY_DEFAULT) -> Spans:
        """Give the stretches of words that match, in passages of these kinds."""
        key = (node, kinds)
        if key not in self._spans:
            self._spans[key] = self._find(node, kinds)
        return self._spans[key]

    def _find(self, node: Node, kinds: Kinds) -> Spans:
        match node:
            case Word() | Wildcard() | Fuzzy():
                found = spans.union([self._places(word) for word in sorted(self.expand(node))])
                return found.among(self._of_kind(found.documents, kinds))
            case Phrase(words):
                self.expansions[node] = frozenset(words)
                found = spans.phrase([self._places(word) for word in words])
                return found.among(self._of_kind(found.documents, kinds))
            case Near(operands, distance, ordered):
                return spans.near([self.spans(operand, kinds) for operand in operands], distance, ordered=ordered)
            case SamePassage(left, right):
                sides = [self.spans(side, kinds) for side in (left, right)]
                both = np.ones(self._snapshot.documents, bool)
                for side in sides:
                    has = np.zeros(self._snapshot.documents, bool)
                    has[side.documents] = True
                    both &= has
                return spans.union([side.among(both[side.documents]) for side in sides])
            case Or(operands):
                return spans.union([self.spans(operand, kinds) for operand in operands])
            case In(kind, operand):
                return self.spans(operand, frozenset({kind}))
            case AtLeast(_, operand):
                return self.spans(operand, kinds)
        raise TypeError(f"{type(node).__name__} stands where only words have places; the parser never builds this")

    def expand(self, leaf: Word | Wildcard | Fuzzy) -> frozenset[str]:
        """Give the words of the archive that a leaf stands for, and remember them in `expansions`."""
        if leaf not in self.expansions:
            vocabulary = self._snapshot.vocabulary
            match leaf:
                case Word(word):
                    found = list(vocabulary.inflections(word))
                case Wildcard(pattern):
                    found = vocabulary.matching(pattern, self.check_time)
                case Fuzzy(word, edits):
                    found = vocabulary.near(word, edits)
            if len(found) > MAX_EXPANSIONS:
                shown = leaf.pattern if isinstance(leaf, Wildcard) else leaf.word
                self.notes.append(
                    f"“{shown}” stands for {len(found):,} words; the first {MAX_EXPANSIONS:,} were searched. "
                    "Write more of the word to search for all of them."
                )
            self.expansions[leaf] = frozenset(found[:MAX_EXPANSIONS])
        return self.expansions[leaf]

    def _places(self, word: str) -> Spans:
        self.check_time()
        postings = self._snapshot.postings(word)
        positions = postings.positions.astype(np.int64)
        return Spans(np.repeat(postings.documents.astype(np.int64), postings.frequencies), positions, positions)

    def _of_kind(self, documents: Ints, kinds: Kinds) -> Mask:
        """Tell which of some passages are of the kinds sought."""
        sought = np.zeros(len(KIND_NUMBERS) + 1, bool)
        sought[[KIND_NUMBERS[kind] for kind in kinds]] = True
        return np.asarray(sought[self._snapshot.kind[documents]], bool)

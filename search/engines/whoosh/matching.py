"""A query tree against a snapshot: which articles match, and where in their passages.

Boolean nodes are sets of articles; phrases and proximity are `Spans` in passages, lifted to articles by
`Snapshot.article_of`. What a word stands for in this archive is looked up once and kept, for the snippets.
"""

import time
from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh import spans
from search.engines.whoosh.article_lists import Weighed
from search.engines.whoosh.articles import Articles, union
from search.engines.whoosh.dictionary import GAP
from search.engines.whoosh.fields import KIND_NUMBERS, TITLE_WEIGHT
from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.ranking import Ranking
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.spans import Addresses, Spans
from search.engines.whoosh.vocabulary import MAX_EXPANSIONS
from search.errors import QueryLimitError
from search.query import (
    And,
    AtLeast,
    Dated,
    Everything,
    Filter,
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
    Stated,
    Undated,
    Wildcard,
    Word,
    children,
    walk,
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
        ranking: its lists of articles, weighed.
        seconds: how long it may take; None for as long as it takes.
    """

    def __init__(self, snapshot: Snapshot, ranking: Ranking, seconds: float | None = None) -> None:
        self._snapshot = snapshot
        self._ranking = ranking
        self._seconds = seconds
        self._started = time.perf_counter()
        self._spans: dict[tuple[Node, Kinds], Spans] = {}
        self._words: dict[Node, tuple[str, ...] | None] = {}
        self._weighed: dict[tuple[Node, Kinds], Weighed] = {}
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

    def articles(self, node: Node, kinds: Kinds = SEARCHED_BY_DEFAULT) -> Articles:
        """Give the articles that match."""
        self.check_time()
        snapshot = self._snapshot
        match node:
            case Everything():
                return Articles(snapshot.articles, mask=np.ones(snapshot.articles, bool))
            case And(operands):
                return self._every(operands, kinds)
            case Or(operands):
                return union([self.articles(operand, kinds) for operand in operands], snapshot.articles)
            case Not(operand):
                return self.articles(operand, kinds).inverse()
            case In(kind, operand):
                return self.articles(operand, frozenset({kind}))
            case Source() | Place() | Undated() | Dated() | Stated():
                return Articles(snapshot.articles, mask=self._filtered(node, slice(None)))
            case AtLeast(count, operand):
                at = snapshot.article_of.take(self._documents(operand, kinds))
                return Articles(snapshot.articles, mask=np.bincount(at, minlength=snapshot.articles) >= count)
        return Articles(snapshot.articles, self.occurrences(node, kinds).articles)

    def _every(self, operands: Sequence[Node], kinds: Kinds) -> Articles:
        """Give the articles that match all operands: filters look only at what the others leave."""
        filters = [operand for operand in operands if isinstance(operand, Filter)]
        others = [self.articles(operand, kinds) for operand in operands if operand not in filters]
        if not others:
            masks = [self._filtered(operand, slice(None)) for operand in filters]
            return Articles(self._snapshot.articles, mask=np.logical_and.reduce(masks))
        found = reduce(Articles.both, sorted(others, key=Articles.most))
        for operand in filters:
            ordinals = found.ordinals
            found = Articles(found.total, ordinals.compress(self._filtered(operand, ordinals)))
        return found

    def _filtered(self, node: Filter, at: Ints | slice) -> Mask:
        """Tell which of some articles a filter lets through.

        Args:
            node: the filter.
            at: (n,) ordinals of the articles, or a slice of them.
        """
        snapshot = self._snapshot
        match node:
            case Source(name):
                return among(snapshot.named(snapshot.source_names, name), snapshot.source[at], snapshot.source_names)
            case Place(name):
                return among(snapshot.named(snapshot.place_names, name), snapshot.place[at], snapshot.place_names)
            case Undated():
                return np.asarray(snapshot.day[at] == 0, bool)
            case Stated():
                return np.asarray(snapshot.stated[at], bool)
            case Dated(first, last):
                day = snapshot.day[at]
                mask = day >= first.toordinal() if first else day != 0
                return np.asarray(mask & (day <= last.toordinal()) if last else mask, bool)

    def occurrences(self, node: Unit | Leaf, kinds: Kinds) -> Weighed:
        """Give in which articles something is, weighed: single words from the articles' own lists."""
        key = (node, kinds)
        if key not in self._weighed:
            self._weighed[key] = self._weigh(node, kinds)
        return self._weighed[key]

    def _weigh(self, node: Unit | Leaf, kinds: Kinds) -> Weighed:
        snapshot, lists = self._snapshot, self._ranking.lists
        words = self.words(node)
        if kinds == SEARCHED_BY_DEFAULT and words is not None:
            return lists.of_words(words, self.check_time)
        documents = self._documents(node, kinds)
        weights = np.where(snapshot.kind.take(documents) == KIND_NUMBERS[Kind.TITLE], TITLE_WEIGHT, 1)
        frequency = np.bincount(snapshot.article_of.take(documents), weights, minlength=snapshot.articles)
        articles = np.flatnonzero(frequency)
        return lists.weighed(articles, frequency.take(articles).astype(np.float32))

    def words(self, node: Node) -> tuple[str, ...] | None:
        """Give the words of the archive that a node of single words stands for, sorted; None for any other node."""
        if node not in self._words:
            match node:
                case Word() | Wildcard() | Fuzzy():
                    self._words[node] = tuple(sorted(self.expand(node)))
                case Phrase((word,)):
                    self.expansions[node] = frozenset({word})
                    self._words[node] = (word,)
                case _:
                    self._words[node] = None
        return self._words[node]

    def _documents(self, node: Node, kinds: Kinds) -> Ints:
        """Give the passage of each stretch of words that matches."""
        return self._snapshot.lists.documents_of(self.spans(node, kinds).first)

    def spans(self, node: Node, kinds: Kinds = SEARCHED_BY_DEFAULT) -> Spans:
        """Give the stretches of words that match, in passages of these kinds."""
        key = (node, kinds)
        if key not in self._spans:
            self._spans[key] = self._find(node, kinds)
        return self._spans[key]

    def _find(self, node: Node, kinds: Kinds) -> Spans:
        lists = self._snapshot.lists
        match node:
            case Word() | Wildcard() | Fuzzy():
                places = [self._addresses(word) for word in self.words(node) or ()]
                return self._in_kinds(spans.union([Spans(each, each) for each in places]), kinds)
            case Phrase(words):
                self.expansions[node] = frozenset(words)
                return self._in_kinds(spans.phrase([self._addresses(word) for word in words]), kinds)
            case Near(operands, distance, ordered):
                found = spans.near([self.spans(operand, kinds) for operand in operands], distance, ordered=ordered)
                if len(found) and int((found.last - found.first).max()) < GAP:
                    return found
                return found.among(lists.documents_of(found.first) == lists.documents_of(found.last))
            case SamePassage(left, right):
                sides = [self.spans(side, kinds) for side in (left, right)]
                passages = [lists.documents_of(side.first) for side in sides]
                both = np.ones(self._snapshot.documents, bool)
                for documents in passages:
                    has = np.zeros(self._snapshot.documents, bool)
                    has[documents] = True
                    both &= has
                kept = [side.among(both[documents]) for side, documents in zip(sides, passages, strict=True)]
                return spans.union(kept)
            case Or(operands):
                return spans.union([self.spans(operand, kinds) for operand in operands])
            case In(kind, operand):
                return self.spans(operand, frozenset({kind}))
            case AtLeast(_, operand):
                return self.spans(operand, kinds)
        raise TypeError(f"{type(node).__name__} stands where only words have places; the parser never builds this")

    def _addresses(self, word: str) -> Addresses:
        self.check_time()
        return self._snapshot.lists.addresses(word)

    def _in_kinds(self, found: Spans, kinds: Kinds) -> Spans:
        """Keep the stretches in passages of the kinds sought."""
        return found.among(self.of_kind(self._snapshot.lists.documents_of(found.first), kinds))

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

    def look_up(self, tree: Node) -> None:
        """Fill `expansions` for every leaf of a tree: all that marking needs, without a search of the archive."""
        for node in walk(tree):
            self.check_time()
            if isinstance(node, Word | Wildcard | Fuzzy):
                self.expand(node)

    def of_kind(self, documents: Ints, kinds: Kinds) -> Mask:
        """Tell which of some passages are of the kinds sought."""
        sought = np.zeros(len(KIND_NUMBERS) + 1, bool)
        sought[[KIND_NUMBERS[kind] for kind in kinds]] = True
        return sought.take(self._snapshot.kind.take(documents))


def among(wanted: Sequence[int], numbers: Ints, names: Sequence[str]) -> Mask:
    """Tell which of some numbers of names are wanted."""
    is_wanted = np.zeros(len(names), bool)
    is_wanted[list(wanted)] = True
    return is_wanted.take(numbers)

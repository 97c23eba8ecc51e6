"""A query tree against a snapshot: which articles match, and where in their passages.

Boolean nodes are sets of articles; phrases and proximity are `Spans` in passages, lifted to articles by
`Snapshot.article_of`. What a word stands for in this archive is looked up once and kept, for the snippets.
"""

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from search.engines.whoosh.article_lists import Weighed
from search.engines.whoosh.articles import Articles, union
from search.engines.whoosh.deadline import Deadline
from search.engines.whoosh.expansions import Expansions
from search.engines.whoosh.fields import KIND_NUMBERS, TITLE_WEIGHT
from search.engines.whoosh.filters import Mask, filtered
from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.places import Kinds, Places
from search.engines.whoosh.ranking import Ranking
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.spans import Spans
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
)
from search.schema import SEARCHED_BY_DEFAULT, Kind

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

    def __init__(self, snapshot: Snapshot, ranking: Ranking, deadline: Deadline | None = None) -> None:
        self._snapshot = snapshot
        self._ranking = ranking
        self.check_time = (deadline or Deadline()).check
        self._expansions = Expansions(snapshot.vocabulary, self.check_time)
        self._places = Places(snapshot, self._expansions, self.check_time)
        self._weighed: dict[tuple[Node, Kinds], Weighed] = {}
        self.expansions = self._expansions.known
        self.notes = self._expansions.notes

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
                return Articles(snapshot.articles, mask=filtered(snapshot, node, slice(None)))
            case AtLeast(count, operand):
                at = snapshot.article_of.take(self._documents(operand, kinds))
                return Articles(snapshot.articles, mask=np.bincount(at, minlength=snapshot.articles) >= count)
        return Articles(snapshot.articles, self.occurrences(node, kinds).articles)

    def _every(self, operands: Sequence[Node], kinds: Kinds) -> Articles:
        """Give the articles that match all operands: filters look only at what the others leave."""
        filters = [operand for operand in operands if isinstance(operand, Filter)]
        others = [self.articles(operand, kinds) for operand in operands if operand not in filters]
        if not others:
            masks = [filtered(self._snapshot, operand, slice(None)) for operand in filters]
            return Articles(self._snapshot.articles, mask=np.logical_and.reduce(masks))
        found = reduce(Articles.both, sorted(others, key=Articles.most))
        for operand in filters:
            ordinals = found.ordinals
            found = Articles(found.total, ordinals.compress(filtered(self._snapshot, operand, ordinals)))
        return found

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
        return self._expansions.words(node)

    def _documents(self, node: Node, kinds: Kinds) -> Ints:
        """Give the passage of each stretch of words that matches."""
        return self._snapshot.lists.documents_of(self.spans(node, kinds).first)

    def spans(self, node: Node, kinds: Kinds = SEARCHED_BY_DEFAULT) -> Spans:
        """Give the stretches of words that match, in passages of these kinds."""
        return self._places.of(node, kinds)

    def of_kind(self, documents: Ints, kinds: Kinds) -> Mask:
        """Tell which of some passages are of the kinds sought."""
        return self._places.of_kind(documents, kinds)

    def look_up(self, tree: Node) -> None:
        """Fill `expansions` for every leaf of a tree: all that marking needs, without a search of the archive."""
        self._expansions.look_up(tree)

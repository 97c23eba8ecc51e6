"""Where in the passages of an archive the words of a query stand: phrases and proximity as `Spans`."""

from collections.abc import Callable
from functools import reduce
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh import nesting, spans
from search.engines.whoosh.dictionary import GAP
from search.engines.whoosh.expansions import Expansions
from search.engines.whoosh.fields import KIND_NUMBERS
from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.nesting import Stretches
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.spans import Addresses, Spans
from search.query import AtLeast, Fuzzy, In, Leaf, Near, Node, Or, Phrase, SamePassage, Wildcard, Word, walk
from search.schema import Kind

Mask = NDArray[np.bool_]
Kinds = frozenset[Kind]


class Places:
    """Finds the places of one query.

    Args:
        snapshot: what to look in.
        expansions: what the query's words stand for there.
        check_time: called between any two steps that may be long.
    """

    def __init__(self, snapshot: Snapshot, expansions: Expansions, check_time: Callable[[], None]) -> None:
        self._snapshot = snapshot
        self._lists = snapshot.lists
        self._expansions = expansions
        self._check_time = check_time
        self._found: dict[tuple[Node, Kinds], Spans] = {}

    def of(self, node: Node, kinds: Kinds) -> Spans:
        """Give the stretches of words that match, in passages of these kinds."""
        key = (node, kinds)
        if key not in self._found:
            self._found[key] = self._find(node, kinds)
        return self._found[key]

    def _find(self, node: Node, kinds: Kinds) -> Spans:
        match node:
            case Word() | Wildcard() | Fuzzy():
                places = [self._addresses(word) for word in self._expansions.words(node) or ()]
                return self._in_kinds(spans.union([Spans(each, each) for each in places]), kinds)
            case Phrase(words):
                self._expansions.of(node)
                return self._in_kinds(spans.phrase([self._addresses(word) for word in words]), kinds)
            case Near(operands, distance, ordered) if self._nearest_is_enough(node):
                found = spans.near([self.of(operand, kinds) for operand in operands], distance, ordered=ordered)
                if len(found) and int((found.last - found.first).max()) < GAP:
                    return found
                return found.among(self._in_one_passage(found.first, found.last))
            case Near():
                parted = self._share_words([part for part in walk(node) if isinstance(part, Leaf)])
                every = self._stretches(node, kinds, self._possible(node, kinds), parted)
                dtype = self._lists.begins(np.zeros(0, np.int64)).dtype
                return spans.shortest(Spans(every.first.astype(dtype), every.last.astype(dtype)))
            case SamePassage(left, right):
                sides = [self.of(side, kinds) for side in (left, right)]
                both = self._holding(sides[0]) & self._holding(sides[1])
                return spans.union([side.among(both[self._lists.documents_of(side.first)]) for side in sides])
            case Or(operands):
                return spans.union([self.of(operand, kinds) for operand in operands])
            case In(kind, operand):
                return self.of(operand, frozenset({kind}))
            case AtLeast(_, operand):
                return self.of(operand, kinds)
        raise TypeError(f"{type(node).__name__} stands where only words have places; the parser never builds this")

    def _nearest_is_enough(self, node: Near) -> bool:
        """Tell if the nearest stretches show all that is near: each operand's are of one length, none in two of them.

        Of two operands the nearest stretches are not the same words anyway, nor are they where an order is asked for.
        """
        if any(_length(operand) is None for operand in node.operands):
            return False
        different = list(dict.fromkeys(node.operands))  # one that is written twice is minded by `spans.near`
        return node.ordered or len(node.operands) == 2 or not self._share_words(different)

    def _share_words(self, nodes: list[Node]) -> bool:
        """Tell if one word may be in two of some operands of words and phrases."""
        vocabularies = [
            frozenset().union(*(self._expansions.of(part) for part in walk(node) if isinstance(part, Leaf)))
            for node in nodes
        ]
        return any(not one.isdisjoint(other) for one, other in combinations(vocabularies, 2))

    def _stretches(self, node: Node, kinds: Kinds, passages: Mask, parted: bool) -> Stretches:
        """Give every stretch that matches in some passages, not only the shortest.

        Args:
            node: something with positions.
            kinds: of passage.
            passages: (documents,) where to look.
            parted: whether the words that count are to be told from those between.
        """
        match node:
            case Near(operands, distance, ordered):
                return nesting.near(
                    [self._stretches(operand, kinds, passages, parted) for operand in operands],
                    distance,
                    ordered=ordered,
                    in_one_passage=self._in_one_passage,
                    check_time=self._check_time,
                )
            case Or(operands):
                return nesting.union([self._stretches(operand, kinds, passages, parted) for operand in operands])
            case In(kind, operand):
                return self._stretches(operand, frozenset({kind}), passages, parted)
        found = self.of(node, kinds)
        return Stretches.of(found.among(passages[self._lists.documents_of(found.first)]), with_parts=parted)

    def _possible(self, node: Node, kinds: Kinds) -> Mask:
        """Give (documents,) the passages that may match: those that hold all operands of proximity."""
        match node:
            case Near(operands):
                return reduce(np.logical_and, [self._possible(operand, kinds) for operand in operands])
            case Or(operands):
                return reduce(np.logical_or, [self._possible(operand, kinds) for operand in operands])
            case In(kind, operand):
                return self._possible(operand, frozenset({kind}))
        return self._holding(self.of(node, kinds))

    def _holding(self, found: Spans) -> Mask:
        """Give (documents,) the passages that hold some stretches."""
        has = np.zeros(self._snapshot.documents, bool)
        has[self._lists.documents_of(found.first)] = True
        return has

    def _in_one_passage(self, one: Addresses, other: Addresses) -> Mask:
        return np.asarray(self._lists.documents_of(one) == self._lists.documents_of(other))

    def _addresses(self, word: str) -> Addresses:
        self._check_time()
        return self._lists.addresses(word)

    def _in_kinds(self, found: Spans, kinds: Kinds) -> Spans:
        """Keep the stretches in passages of the kinds sought."""
        return found.among(self.of_kind(self._lists.documents_of(found.first), kinds))

    def of_kind(self, documents: Ints, kinds: Kinds) -> Mask:
        """Tell which of some passages are of the kinds sought."""
        sought = np.zeros(len(KIND_NUMBERS) + 1, bool)
        sought[[KIND_NUMBERS[kind] for kind in kinds]] = True
        return sought.take(self._snapshot.kind.take(documents))


def _length(node: Node) -> int | None:
    """Give how many words each stretch of an operand has, or None if they differ or it is itself proximity."""
    match node:
        case Word() | Wildcard() | Fuzzy():
            return 1
        case Phrase(words):
            return len(words)
        case Or(operands):
            lengths = {_length(operand) for operand in operands}
            return lengths.pop() if len(lengths) == 1 else None
        case In(_, operand):
            return _length(operand)
    return None

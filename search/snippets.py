"""What to show of an article, and what to mark in it: the same for every engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.analysis import find, find_phrase, places, words
from search.proximity import Stretch, near
from search.query import (
    And,
    AtLeast,
    Fuzzy,
    In,
    Leaf,
    Near,
    Node,
    Or,
    Phrase,
    SamePassage,
    Span,
    Wildcard,
    Word,
    children,
)
from search.schema import SEARCHED_BY_DEFAULT, Kind

Expansions = Mapping[Leaf, frozenset[str]]  # for a leaf of the tree the folded words of the archive it stands for

SHOWN_AGAIN = 0.1  # of a leaf's score: a second passage with the same words is worth showing only if nothing is new


def mark(text: str, kind: Kind, tree: Node, expansions: Expansions) -> tuple[Span, ...]:
    """Say what to mark in a text: the words that make it match, and no others.

    A phrase is marked only where it stands complete, as one span; operands of proximity only where they are near.
    Nothing under NOT is marked, and filters mark nothing.

    Args:
        text: a passage's, a title's or a heading's.
        kind: of the passage.
        tree: the query tree.
        expansions: for each word, wildcard and fuzzy word of the tree what it stands for in the archive; a word
            always stands for itself too.

    Returns:
        Character spans into the text, in order, not overlapping.
    """
    return Marker(tree, expansions).marks(text, kind)


class Marker:
    """Marks many texts for one query, see `mark`.

    Args:
        tree: the query tree.
        expansions: as of `mark`.
    """

    def __init__(self, tree: Node, expansions: Expansions) -> None:
        self._tree = tree
        self._expansions = expansions
        self._simple: dict[Kind, _Simple | None] = {}

    def marks(self, text: str, kind: Kind) -> tuple[Span, ...]:
        """Say what to mark in a text of one kind."""
        if not text:
            return ()
        if kind not in self._simple:
            self._simple[kind] = self._simplified(kind)
        simple = self._simple[kind]
        if simple is not None:
            spans = find(text, simple.words)
            for phrase in simple.phrases:
                spans += find_phrase(text, phrase)
            return _merged(spans)
        found = _Reader(words(text), kind, self._expansions).marks(self._tree, kind in SEARCHED_BY_DEFAULT)
        if not found:
            return ()
        place = places(text, {position for pair in found for position in pair})
        return _merged((place[first][0], place[last][1]) for first, last in found)

    def _simplified(self, kind: Kind) -> "_Simple | None":
        """Give what is marked in texts of one kind wherever it stands; None for a query with proximity."""
        leaves = _leaves(self._tree, kind, kind in SEARCHED_BY_DEFAULT)
        if leaves is None:
            return None
        phrases = [leaf.words for leaf in leaves if isinstance(leaf, Phrase) and len(leaf.words) > 1]
        return _Simple(frozenset().union(*(_wanted(leaf, self._expansions) for leaf in leaves)), tuple(phrases))


class _Simple(NamedTuple):
    """Single words and phrases."""

    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]


def _leaves(node: Node, kind: Kind, searched: bool) -> list[Leaf] | None:
    """Give the leaves of a query that are marked wherever they stand, if it has no others; None if it has.

    Args:
        node: the query tree, or a part of it.
        kind: of the passage.
        searched: whether that kind is sought.
    """
    match node:
        case Near() | SamePassage():
            return None
        case Word() | Phrase() | Wildcard() | Fuzzy():
            return [node] if searched else []
        case In(sought, operand):
            return _leaves(operand, kind, sought is kind)
        case And() | Or() | AtLeast():
            leaves: list[Leaf] = []
            for child in children(node):
                found = _leaves(child, kind, searched)
                if found is None:
                    return None
                leaves += found
            return leaves
    return []


def _wanted(leaf: Leaf, expansions: Expansions) -> frozenset[str]:
    """Give the single words that a leaf stands for; a word always stands for itself too."""
    if isinstance(leaf, Phrase):
        return frozenset(leaf.words) if len(leaf.words) == 1 else frozenset()
    wanted = expansions.get(leaf, frozenset())
    return wanted | {leaf.word} if isinstance(leaf, Word) else wanted


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Put spans in order, and make one of those that overlap."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One text, read for one query.

    Args:
        text: its words.
        kind: of its passage.
        expansions: see `mark`.
    """

    text: list[str]
    kind: Kind
    expansions: Expansions

    def marks(self, node: Node, searched: bool) -> set[tuple[int, int]]:
        """Give the first and last positions of what to mark; `searched` says if the text is of a kind sought."""
        match node:
            case In(kind, operand):
                return self.marks(operand, kind is self.kind)
            case And() | Or() | AtLeast():
                return set().union(*(self.marks(child, searched) for child in children(node)))
            case SamePassage(left, right):
                sides = self.marks(left, searched), self.marks(right, searched)
                return set().union(*sides) if all(sides) else set()
            case Word() | Phrase() | Wildcard() | Fuzzy() | Near() if searched:
                return set().union(*(stretch.parts for stretch in self.stretches(node)))
        return set()

    def stretches(self, node: Node) -> list[Stretch]:
        """Give the stretches of words that match a node that has positions, by first position."""
        match node:
            case Phrase(sought):
                return self._phrase(sought)
            case Word() | Wildcard() | Fuzzy():
                wanted = _wanted(node, self.expansions)
                return [Stretch.of(at, at) for at, word in enumerate(self.text) if word in wanted]
            case Or(operands):
                return sorted({stretch for operand in operands for stretch in self.stretches(operand)})
            case Near(operands, distance, ordered):
                return near([self.stretches(operand) for operand in operands], distance, ordered=ordered)
        return []  # what has no positions is not near anything

    def _phrase(self, sought: tuple[str, ...]) -> list[Stretch]:
        text, size, first = self.text, len(sought), sought[0]
        if first not in text:
            return []
        starts = [at for at, word in enumerate(text) if word == first and tuple(text[at : at + size]) == sought]
        return [Stretch.of(at, at + size - 1) for at in starts]


def choose(scores: Sequence[Sequence[float]], limit: int) -> list[int]:
    """Choose the passages that together show most of the query: each next one for what the others do not show.

    Args:
        scores: `scores[leaf][passage]` of the passages of one article that match; 0.0 where a leaf is not in one.
        limit: how many passages at most.

    Returns:
        Numbers of passages, best first; of equals the one that comes first in the article.
    """
    if len(scores) == 1:
        return sorted(range(len(scores[0])), key=lambda passage: -scores[0][passage])[:limit]
    waiting = list(range(len(scores[0]))) if scores else []
    shown: set[int] = set()
    chosen: list[int] = []
    while waiting and len(chosen) < limit:

        def gain(passage: int) -> float:
            return sum(row[passage] * (SHOWN_AGAIN if leaf in shown else 1.0) for leaf, row in enumerate(scores))

        best = max(waiting, key=gain)  # the first of equals
        waiting.remove(best)
        chosen.append(best)
        shown.update(leaf for leaf, row in enumerate(scores) if row[best] > 0)
    return chosen

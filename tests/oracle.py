"""A matcher so plain that it can be checked by eye, to hold engines against: words in lists, loops, no index."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product

from search.analysis import Inflections, words
from search.query import (
    And,
    AtLeast,
    Dated,
    Everything,
    Fuzzy,
    In,
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
)
from search.schema import SEARCHED_BY_DEFAULT, Article, Kind, Passage

ENGLISH = Inflections("english")
Kinds = frozenset[Kind]
Part = tuple[int, int]  # first and last position of a word or a phrase
Stretch = tuple[int, int, frozenset[Part]]  # first and last position, and the words and phrases in it that count


@dataclass(frozen=True)
class Document:
    article: Article
    passages: Sequence[Passage]


def shown_once(matching: Set[str], groups: Sequence[Sequence[str]]) -> set[str]:
    """Give what is shown of the articles that match: of each group of copies the first that does."""
    shown = set(matching)
    for group in groups:
        shown -= set([each for each in group if each in matching][1:])
    return shown


def matches(node: Node, document: Document, kinds: Kinds = SEARCHED_BY_DEFAULT) -> bool:
    article = document.article
    match node:
        case Everything():
            return True
        case And(operands):
            return all(matches(operand, document, kinds) for operand in operands)
        case Or(operands):
            return any(matches(operand, document, kinds) for operand in operands)
        case Not(operand):
            return not matches(operand, document, kinds)
        case In(kind, operand):
            return matches(operand, document, frozenset({kind}))
        case Source(name):
            return has_name(article.source, name)
        case Place(name):
            return has_name(article.place, name)
        case Undated():
            return article.dating.day is None
        case Stated():
            return article.dating.stated != ""
        case Dated(first, last):
            day = article.dating.day
            return day is not None and (first is None or day >= first) and (last is None or day <= last)
        case AtLeast(count, operand):
            return sum(len(places(operand, passage, kinds)) for passage in document.passages) >= count
    return any(stretches(node, passage, kinds) for passage in document.passages)


def has_name(name: str, wanted: str) -> bool:
    return f" {' '.join(words(wanted))} " in f" {' '.join(words(name))} "


def places(node: Node, passage: Passage, kinds: Kinds) -> set[Part]:
    """What is counted: of stretches of proximity those that hold no other."""
    if isinstance(node, In):
        return places(node.operand, passage, frozenset({node.kind}))
    if isinstance(node, Or):
        return {place for operand in node.operands for place in places(operand, passage, kinds)}
    found = {(first, last) for first, last, _ in stretches(node, passage, kinds)}
    if isinstance(node, Near):
        return {one for one in found if not any(one[0] <= a and b <= one[1] and (a, b) != one for a, b in found)}
    return found


def stretches(node: Node, passage: Passage, kinds: Kinds) -> set[Stretch]:
    """Where in a passage a node with places stands."""
    if isinstance(node, In):
        return stretches(node.operand, passage, frozenset({node.kind}))
    if isinstance(node, Or):
        return {stretch for operand in node.operands for stretch in stretches(operand, passage, kinds)}
    if isinstance(node, SamePassage):
        left, right = (stretches(side, passage, kinds) for side in (node.left, node.right))
        return left | right if left and right else set()
    if isinstance(node, Near):
        return near(node, [stretches(operand, passage, kinds) for operand in node.operands])
    if passage.kind not in kinds:
        return set()
    text = words(passage.text)
    if isinstance(node, Phrase):
        size = len(node.words)
        return {whole(at, at + size - 1) for at in range(len(text)) if tuple(text[at : at + size]) == node.words}
    return {whole(at, at) for at, word in enumerate(text) if stands_for(node, word)}


def whole(first: int, last: int) -> Stretch:
    return first, last, frozenset({(first, last)})


def stands_for(node: Node, word: str) -> bool:
    match node:
        case Word(wanted):
            return ENGLISH.stem(word) == ENGLISH.stem(wanted)
        case Wildcard(pattern):
            return fits(pattern, word)
        case Fuzzy(wanted, edits):
            return distance(wanted, word) <= edits
    raise TypeError(node)


def fits(pattern: str, word: str) -> bool:
    if not pattern:
        return not word
    if pattern[0] == "*":
        return any(fits(pattern[1:], word[at:]) for at in range(len(word) + 1))
    return bool(word) and pattern[0] in ("?", word[0]) and fits(pattern[1:], word[1:])


def distance(a: str, b: str) -> int:
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i, j in product(range(1, len(a) + 1), range(1, len(b) + 1)):
        table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
        if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
            table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(a), len(b)]


def near(node: Near, operands: list[set[Stretch]]) -> set[Stretch]:
    """All choices of one stretch of each operand that are close enough, in order where that is asked."""
    found = set()
    for chosen in product(*operands):
        firsts, lasts, parts = zip(*chosen, strict=True)
        if node.ordered:
            apart = all(last < first for last, first in zip(lasts, firsts[1:], strict=False))
        else:
            apart = all(b < c or d < a for one, other in combinations(parts, 2) for a, b in one for c, d in other)
        width = max(lasts) - min(firsts) + 1
        own = sum(last - first + 1 for first, last, _ in chosen)
        if apart and width <= node.distance - 1 + own:
            found.add((min(firsts), max(lasts), frozenset().union(*parts)))
    return found

"""The query tree: what a query string parses to.

Every node is frozen and says with `span` where in the query string it was read (character offsets),
which makes no difference to what it is: the same word written twice is two equal nodes. Words in leaves are
folded (see `search.analysis.fold`). Boolean nodes work on articles; `Near` and `SamePassage` inside one passage.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from search.schema import Kind

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles: an empty query, or one of filters only."""

    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """One unquoted word: it and its inflections."""

    word: str
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words exactly as written, side by side. A single quoted word is a phrase of one: no inflections."""

    words: tuple[str, ...]
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A pattern of one word: `*` stands for any letters or none, `?` for one. `diplom*` is a prefix."""

    pattern: str
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word and those at most `edits` (1 or 2) letters away: insertions, deletions, changes, swaps of neighbours."""

    word: str
    edits: int
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Operands within `distance` words of each other, in one passage.

    For two words the difference of their positions is at most `distance` (neighbours differ by 1). In general all
    operands lie in a stretch of at most `distance` - 1 words more than the operands themselves have (a phrase has
    several; an operand that is itself proximity has all words from its first to its last). `ordered`: in the order
    written (PRE/n), each behind the end of the one before; otherwise in any order, and what is near proximity may
    stand between its words. No word is part of two operands, so that one written twice needs two places.
    """

    operands: tuple["Node", ...]
    distance: int
    ordered: bool
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class SamePassage:
    """Both operands in one passage (`/p`)."""

    left: "Node"
    right: "Node"
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The operand at least `count` times in the article; of proximity no stretch counts that holds another."""

    count: int
    operand: "Node"
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class In:
    """The operand, looked for only in passages of these kinds (`title:x`)."""

    kind: Kind
    operand: "Node"
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Articles from a source, by its name or a part of it, folded (`source:vna`)."""

    name: str
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Articles from a place, by its name or a part of it, folded (`place:hanoi`)."""

    name: str
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Dated:
    """Articles of a period; both ends are included, and None is open. With neither end: any article with a date."""

    first: date | None
    last: date | None
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Undated:
    """Articles with no date, stated or inferred (`date:none`)."""

    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Stated:
    """Articles whose document states their date, be it the year alone; none that is only inferred (`date:stated`)."""

    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All operands, each somewhere in the article."""

    operands: tuple["Node", ...]
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the operands."""

    operands: tuple["Node", ...]
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Articles without the operand."""

    operand: "Node"
    span: Span = field(default=(0, 0), compare=False)


Leaf = Word | Phrase | Wildcard | Fuzzy
Filter = Source | Place | Dated | Undated | Stated
Node = Leaf | Filter | Everything | Near | SamePassage | AtLeast | In | And | Or | Not


def children(node: Node) -> tuple[Node, ...]:
    """Give the operands of a node, in order; none for a leaf."""
    match node:
        case And(operands) | Or(operands) | Near(operands):
            return operands
        case SamePassage(left, right):
            return (left, right)
        case AtLeast(_, operand) | In(_, operand) | Not(operand):
            return (operand,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and all below it, the node first, left to right."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know of how the query was read.

    Args:
        code: a stable word for programs ("unclosed_quote").
        message: a sentence for the reader.
        span: where in the query string.
        suggestion: the mended or clearer query string; empty if there is none.
    """

    code: str
    message: str
    span: Span
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query string and what it was read as.

    Args:
        raw: the query string as typed.
        tree: the query tree.
        interpreted: the tree written out in the query language, with every implied operator and bracket shown.
        notes: every mend, and every mix of AND and OR without parentheses.
        match_all: True if words without an operator between them must all be there (AND), False for any of them (OR).
    """

    raw: str
    tree: Node
    interpreted: str
    notes: tuple[Note, ...] = ()
    match_all: bool = True

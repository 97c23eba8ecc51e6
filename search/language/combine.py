"""Putting query trees together: kept flat, and mended where an operator can't work on what it was given."""

from collections.abc import Sequence
from dataclasses import replace

from search.language.notes import Notes
from search.messages import say
from search.query import (
    And,
    AtLeast,
    Dated,
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
    Span,
    Stated,
    Undated,
    Wildcard,
    Word,
    children,
    walk,
)
from search.schema import Kind

MAX_COUNT = 1_000  # occurrences in one article: more than the longest articles have words of one kind


def conjunction(nodes: Sequence[Node], span: Span) -> Node:
    """Give the AND of one node or more."""
    flat = tuple(part for node in nodes for part in (node.operands if isinstance(node, And) else (node,)))
    return flat[0] if len(flat) == 1 else And(flat, span)


def disjunction(nodes: Sequence[Node], span: Span) -> Node:
    """Give the OR of one node or more."""
    flat = tuple(part for node in nodes for part in (node.operands if isinstance(node, Or) else (node,)))
    return flat[0] if len(flat) == 1 else Or(flat, span)


def negation(node: Node, span: Span) -> Node:
    """Give the NOT of a node; two of them cancel out."""
    return node.operand if isinstance(node, Not) else Not(node, span)


def narrows(node: Node) -> bool:
    """Tell if a node only narrows (filters and negations): it must hold even where any word would do."""
    match node:
        case Source() | Place() | Dated() | Undated() | Stated() | Not():
            return True
        case And(operands) | Or(operands):
            return all(map(narrows, operands))
        case In(_, operand):
            return narrows(operand)
    return False


def has_positions(node: Node) -> bool:
    """Tell if a node matches at certain words of a passage, so that it can be near something or be counted."""
    match node:
        case Word() | Phrase() | Wildcard() | Fuzzy() | Near():
            return True
        case Or(operands):
            return all(map(has_positions, operands))
    return False


def _in_passage(node: Node) -> bool:
    """Tell if a node matches single passages, so that it can be asked to match the same one."""
    match node:
        case SamePassage():
            return True
        case Or(operands):
            return all(map(_in_passage, operands))
    return has_positions(node)


def near(left: Node, right: Node, distance: int, ordered: bool, span: Span, notes: Notes) -> Node:
    """Give the proximity of two nodes, or their AND with a note where one has no positions."""
    kind, (first, second) = _common_kind(left, right)
    if has_positions(first) and has_positions(second):
        return _within(kind, Near((first, second), distance, ordered, span), span)
    return _both(left, right, span, notes)


def same_passage(left: Node, right: Node, span: Span, notes: Notes) -> Node:
    """Give the two nodes in one passage, or their AND with a note where one is not within a passage."""
    kind, (first, second) = _common_kind(left, right)
    if _in_passage(first) and _in_passage(second):
        return _within(kind, SamePassage(first, second, span), span)
    return _both(left, right, span, notes)


def _common_kind(left: Node, right: Node) -> tuple[Kind | None, tuple[Node, Node]]:
    """Take the restriction to one kind off two operands: what is near a word of the title is in the title too."""
    kinds = {node.kind for node in (left, right) if isinstance(node, In)}
    if len(kinds) != 1:
        return None, (left, right)
    first, second = (node.operand if isinstance(node, In) else node for node in (left, right))
    return kinds.pop(), (first, second)


def _within(kind: Kind | None, node: Node, span: Span) -> Node:
    return In(kind, node, span) if kind else node


def _both(left: Node, right: Node, span: Span, notes: Notes) -> Node:
    message = say("AND was read here: only words, phrases, and words with OR between them can be near each other.")
    notes.add("proximity_operand", message, span)
    return conjunction((left, right), span)


def at_least(count: int, node: Node, span: Span, notes: Notes) -> Node:
    """Give a node at least `count` times; each operand of AND that often, with a note."""
    clipped = min(max(count, 1), MAX_COUNT)
    if clipped != count:
        message = say("ATLEAST can count from 1 to %(most)s; %(count)s was read.", most=MAX_COUNT, count=clipped)
        notes.add("count_clipped", message, span)
    if isinstance(node, And) and all(map(_countable, node.operands)):
        message = say("Each of the words in parentheses was read as wanted that often.")
        notes.add("atleast_operand", message, span)
        return conjunction([_counted(clipped, operand, span) for operand in node.operands], span)
    if _countable(node):
        return _counted(clipped, node, span)
    message = say("ATLEAST was ignored: only words, phrases, and words with OR between them can be counted.")
    notes.add("atleast_operand", message, span)
    return node


def _countable(node: Node) -> bool:
    return has_positions(node.operand if isinstance(node, In) else node)


def _counted(count: int, node: Node, span: Span) -> Node:
    if count == 1:
        return node
    if isinstance(node, In):
        return In(node.kind, AtLeast(count, node.operand, span), span)
    return AtLeast(count, node, span)


def restrict(kind: Kind, node: Node, span: Span, notes: Notes) -> Node:
    """Give a node restricted to a kind of passage; what has a field of its own keeps that, with a note."""
    if not any(isinstance(part, In | Source | Place | Dated | Undated | Stated) for part in walk(node)):
        return In(kind, node, span)
    message = say("What has a field of its own is not looked for in %(field)s:.", field=str(kind))
    notes.add("field_in_field", message, span)
    return _spread(kind, node)


def _spread(kind: Kind, node: Node) -> Node:
    match node:
        case In() | Source() | Place() | Dated() | Undated() | Stated():
            return node
        case And(operands) | Or(operands):
            return replace(node, operands=tuple(_spread(kind, operand) for operand in operands))
        case Not(operand):
            return replace(node, operand=_spread(kind, operand))
    return In(kind, node, node.span)  # proximity and counts hold no fields, see `near` and `at_least`


def leaves(node: Node) -> int:
    """Count what has no operands."""
    return sum(not children(part) for part in walk(node))

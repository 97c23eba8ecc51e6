"""Parts of a query that stand side by side, and what they make together."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.language import combine
from search.query import Node, Span


@dataclass(frozen=True, slots=True)
class Part:
    """A node with what the parser must remember of it while it makes the tree.

    Args:
        node: the node.
        span: what of the query string it was read from, parentheses included.
        open_or: it has an OR outside parentheses.
        open_other: it has a NOT or a proximity outside parentheses.
        required: it has a plus sign.
        joined: an AND was written before it.
    """

    node: Node
    span: Span
    open_or: bool = False
    open_other: bool = False
    required: bool = False
    joined: bool = False


def hull(parts: Sequence[Part]) -> Span:
    """Give the span from the first of some parts to the last."""
    return parts[0].span[0], parts[-1].span[1]


def all_of(parts: Sequence[Part], span: Span) -> Node:
    """Put together what must all be there."""
    return combine.conjunction([part.node for part in parts], span)


def any_of(parts: Sequence[Part], span: Span) -> Node:
    """Put together what needs not all be there: any of the words, and all that narrows or has a plus sign."""
    runs: list[list[Part]] = []
    required: list[Part] = []
    unbroken = False  # every operator since the last word was a written AND
    for part in parts:
        unbroken = unbroken and part.joined
        if part.required or combine.narrows(part.node):
            required.append(part)
            continue
        if unbroken:
            runs[-1].append(part)
        else:
            runs.append([part])
        unbroken = True
    if len(runs) < 2:  # nothing to choose from
        return all_of(parts, span)
    wanted = [combine.conjunction([part.node for part in run], hull(run)) for run in runs]
    either = combine.disjunction(wanted, hull([part for run in runs for part in run]))
    return combine.conjunction([either, *(part.node for part in required)], span)

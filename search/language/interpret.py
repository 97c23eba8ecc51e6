"""From a query tree back to a query string, with every operator and every parenthesis written."""

from datetime import date, timedelta

from search.periods import LAST_YEAR, end_of, parse_period, start_of
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


def interpret(node: Node) -> str:
    """Write a tree of the parser in the query language; parsing that again gives the same tree.

    Args:
        node: a query tree. Proximity of three operands or more can be written only if they are words without
            inflections or wildcards, in any order (`"a b c"~5`); the parser makes no other.
    """
    match node:
        case Everything():
            return ""
        case Word(word):
            return word
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Wildcard(pattern):
            return pattern
        case Fuzzy(word, edits):
            return f"{word}~{edits}"
        case Near():
            return _near(node)
        case SamePassage(left, right):
            first = interpret(left) if isinstance(left, SamePassage) else _bracketed(left)
            return f"{first} /p {_bracketed(right)}"
        case AtLeast(count, operand):
            return f"ATLEAST{count}({interpret(operand)})"
        case In(kind, operand):
            written = interpret(operand)
            return (
                f"{kind}:{written}" if isinstance(operand, Word | Phrase | Wildcard | Fuzzy) else f"{kind}:({written})"
            )
        case Source(name):
            return f"source:{_name(name)}"
        case Place(name):
            return f"place:{_name(name)}"
        case Undated():
            return "date:none"
        case Stated():
            return "date:stated"
        case Dated(first_day, last_day):
            return _dated(first_day, last_day)
        case Not(operand):
            return f"NOT {_bracketed(operand)}"
        case And(operands):
            return " AND ".join(interpret(each) if isinstance(each, Not) else _bracketed(each) for each in operands)
        case Or(operands):
            return " OR ".join(map(_bracketed, operands))


def _bracketed(node: Node) -> str:
    """Write a node so that it holds together beside any operator."""
    written = interpret(node)
    if isinstance(node, And | Or | Not | SamePassage) or (isinstance(node, Near) and not _loose(node)):
        return f"({written})"
    return written


def _near(node: Near) -> str:
    if _loose(node):
        words = " ".join(
            each.pattern if isinstance(each, Wildcard) else interpret(each)[1:-1] for each in node.operands
        )
        return f'"{words}"~{node.distance}'
    first, *others = node.operands
    left = interpret(first) if isinstance(first, Near) else _bracketed(first)  # a chain is read from the left
    operator = f"{'PRE' if node.ordered else 'W'}/{node.distance}"
    return f" {operator} ".join([left, *map(_bracketed, others)])


def _loose(node: Near) -> bool:
    """Tell if proximity can be written as words in quotation marks with a distance."""
    single = (
        isinstance(each, Wildcard) or (isinstance(each, Phrase) and len(each.words) == 1) for each in node.operands
    )
    return not node.ordered and all(single)


def _name(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _dated(first: date | None, last: date | None) -> str:
    if first and last:
        for period in (f"{first.year}", f"{first.year}-{first.month:02}", first.isoformat()):
            if parse_period(period) == (first, last):
                return f"date:{period}"
        return f"date:{start_of(first)}..{end_of(last)}"
    if first:
        return f"after:{start_of(first)}"
    if last == date(LAST_YEAR, 12, 31):  # no period begins on the next day
        return f"date:..{LAST_YEAR}"
    return f"before:{start_of(last + timedelta(days=1))}" if last else "date:.."

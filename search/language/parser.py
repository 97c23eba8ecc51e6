"""From a query string to a query tree: lenient, it mends and notes and never fails on what a reader types."""

from dataclasses import replace

from search.errors import QueryLimitError
from search.language.grammar import MAX_CLAUSES, Grammar
from search.language.interpret import interpret
from search.language.lexer import lex
from search.language.notes import Notes
from search.language.parentheses import MAX_DEPTH, balanced
from search.messages import say
from search.query import Everything, Node, ParsedQuery

__all__ = ["MAX_CLAUSES", "MAX_DEPTH", "MAX_LENGTH", "parse"]

MAX_LENGTH = 1_000  # characters: a page of typing; longer is a pasted article


def parse(raw: str, *, match_all: bool = True) -> ParsedQuery:
    """Read a query string.

    Args:
        raw: what was typed, any text.
        match_all: True to require all words that have no operator between them; False for any of them, while
            filters, negations and words with `+` stay required.

    Returns:
        The tree, how it was read, and a note on every mend.

    Raises:
        QueryLimitError: the query is longer than `MAX_LENGTH`, has parentheses deeper than `MAX_DEPTH` or more than
            `MAX_CLAUSES` words, phrases and filters.
    """
    if len(raw) > MAX_LENGTH:
        message = say(
            "The query has %(count)s characters; at most %(most)s can be read. Leave some words out.",
            count=len(raw),
            most=MAX_LENGTH,
        )
        raise QueryLimitError(message, "length", MAX_LENGTH)
    notes = Notes(raw)
    part = Grammar(balanced(lex(raw, notes), len(raw), notes), notes, match_all).sequence()
    tree: Node = part.node if part else Everything((0, len(raw)))
    interpreted = interpret(tree)
    shown = interpreted if _fits(interpreted) else ""
    found = tuple(note if _fits(note.suggestion) else replace(note, suggestion="") for note in notes.finish(shown))
    return ParsedQuery(raw, tree, interpreted, found, match_all)


def _fits(query: str) -> bool:
    """Tell if a query written out or mended, which may be longer than what was typed, can be searched for itself."""
    return len(query) <= MAX_LENGTH and query.count("(") <= MAX_DEPTH

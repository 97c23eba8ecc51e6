"""Parentheses of a query: every one is given its other half before the parser sees them."""

from collections.abc import Iterable

from search.errors import QueryLimitError
from search.language.lexer import Kind, Lexeme
from search.language.notes import Notes
from search.messages import say

MAX_DEPTH = 20  # parentheses inside each other: no reader writes five


def balanced(lexemes: Iterable[Lexeme], end: int, notes: Notes) -> list[Lexeme]:
    """Drop parentheses that close nothing and close those left open.

    Args:
        lexemes: of the whole query string.
        end: the query string's length in characters, where what is left open is closed.
        notes: what is mended is noted here.

    Raises:
        QueryLimitError: they are more than `MAX_DEPTH` deep inside each other.
    """
    kept: list[Lexeme] = []
    opened: list[Lexeme] = []
    for lexeme in lexemes:
        if lexeme.kind is Kind.OPEN:
            opened.append(lexeme)
            if len(opened) > MAX_DEPTH:
                message = say(
                    "Parentheses are more than %(most)s deep inside each other, which is the limit. "
                    "Write the query with fewer.",
                    most=MAX_DEPTH,
                )
                raise QueryLimitError(message, "depth", lexeme.span[0])
        elif lexeme.kind is Kind.CLOSE:
            if not opened:
                message = say("A parenthesis closes nothing; it was ignored.")
                notes.add("unmatched_parenthesis", message, lexeme.span, "")
                continue
            opened.pop()
        kept.append(lexeme)
    for lexeme in opened:
        message = say("The parenthesis is not closed; it was read to the end.")
        notes.add("unclosed_parenthesis", message, lexeme.span)
    return kept + [Lexeme(Kind.CLOSE, "", (end, end)) for _ in opened]

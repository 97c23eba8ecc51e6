"""Any text as a part of a query string that means just this text: as a word, a phrase or a name."""

import re

from search.analysis import tokens
from search.language.lexer import QUOTES, Kind, lex
from search.language.notes import Notes

_SYNTAX = re.compile(rf"[{QUOTES}*?~]+")  # what means something within quotation marks, or ends them
_LIKE_OPERATORS = frozenset({"and", "or", "not", "near"})  # in small letters they are words, but get a note


def as_phrase(text: str) -> str:
    """Write a text so that it is looked for word by word; empty if there is no word in it.

    Args:
        text: any.
    """
    words = " ".join(_SYNTAX.sub(" ", text).split())
    return f'"{words}"' if any(tokens(words)) else ""


def as_word(text: str) -> str:
    """Write a word so that its inflections match; in quotation marks where it would be an operator or more than one.

    Args:
        text: what stands between two spaces; what is no letter or digit around it falls away. Empty if nothing is left.
    """
    found = list(tokens(text))
    if not found:
        return ""
    bare = text[found[0].start : found[-1].end]
    is_one = len(found) == 1 and bare.lower() not in _LIKE_OPERATORS
    return bare if is_one and [each.kind for each in lex(bare, Notes(bare))] == [Kind.WORD] else as_phrase(bare)


def as_name(text: str) -> str:
    """Write a name as the value of `source:` or `place:`; empty if there is no word in it.

    Args:
        text: any.
    """
    word = as_word(text)
    return word if word == text else as_phrase(text)

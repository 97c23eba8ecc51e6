"""The query builder: from the fields of a form to a query string that means what stands in them, whatever that is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import tokens
from search.language.lexer import DEFAULT_DISTANCE, QUOTES
from search.language.parser import MAX_LENGTH, parse
from search.language.quoting import as_name, as_phrase, as_word
from search.language.terms import MAX_DISTANCE
from search.query import Fuzzy, Phrase, Wildcard, Word

_TERM = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]?|[^\s{QUOTES}]+")
_PATTERN = re.compile(r"[*?~]")


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in the fields of the form, each as typed; empty where nothing does.

    Args:
        every: all of these words.
        phrase: exactly these, side by side.
        some: any of these words.
        none: none of these words.
        near: a word that is near another.
        other: that other word.
        within: how many words apart the two are at most.
        title: words of the headline.
        byline: names of who wrote it.
        source: the outlet's name, or a part of it.
        place: where it was filed from, likewise.
        first: from this year, month or day on.
        last: up to the end of this year, month or day.
    """

    every: str = ""
    phrase: str = ""
    some: str = ""
    none: str = ""
    near: str = ""
    other: str = ""
    within: str = ""
    title: str = ""
    byline: str = ""
    source: str = ""
    place: str = ""
    first: str = ""
    last: str = ""


def build(fields: Fields) -> str:
    """Make the query string.

    Words stay words: operators, quotation marks and names of fields among them lose their meaning. Wildcards and
    approximations (`diplom*`, `nguyen~1`) and phrases in quotation marks keep theirs.

    Args:
        fields: as typed.

    Returns:
        The query string; empty if there is nothing to look for in any field.
    """
    some = list(_terms(fields.some))
    parts = [
        *_terms(fields.every),
        as_phrase(fields.phrase),
        f"({' OR '.join(some)})" if len(some) > 1 else "".join(some),
        *_near(fields),
        _in_field("title", fields.title),
        _in_field("byline", fields.byline),
        *(f"{field}:{name}" for field in ("source", "place") if (name := as_name(getattr(fields, field)))),
        _dates(fields.first, fields.last),
        *(f"-{term}" for term in _terms(fields.none)),
    ]
    return " ".join(filter(None, parts))


def _terms(text: str) -> Iterator[str]:
    """Yield what stands between spaces, or in quotation marks, each as one term of a query."""
    for match in _TERM.finditer(text):
        yield from filter(None, [_term(match[0]) if match[1] is None else as_phrase(match[1])])


def _term(text: str) -> str:
    return text if _is_pattern(text) else as_word(text)


def _is_pattern(text: str) -> bool:
    """Tell whether a wildcard or an approximation stands there that the language takes as it is."""
    if not _PATTERN.search(text) or len(text) > MAX_LENGTH:
        return False
    parsed = parse(text)
    return not parsed.notes and isinstance(parsed.tree, Wildcard | Fuzzy | Phrase | Word)


def _near(fields: Fields) -> list[str]:
    """Give the two sides of a proximity; where only one is filled in, its words are looked for."""
    sides = [list(_terms(text)) for text in (fields.near, fields.other)]
    if not all(sides):
        return [term for side in sides for term in side]
    one, other = (as_phrase(" ".join(side)) if len(side) > 1 else side[0] for side in sides)
    return [f"({one} W/{_distance(fields.within)} {other})"]


def _distance(text: str) -> int:
    number = re.search(r"[0-9]+", text)
    return min(max(int(number[0][:4]), 1), MAX_DISTANCE) if number else DEFAULT_DISTANCE


def _in_field(name: str, text: str) -> str:
    terms = list(_terms(text))
    return f"{name}:({' '.join(terms)})" if len(terms) > 1 else "".join(f"{name}:{term}" for term in terms)


def _dates(first: str, last: str) -> str:
    """Give the period as it is typed, for the parser to say what is wrong with it."""
    first, last = ("".join(char for char in text if char.isalnum() or char in "-/") for text in (first, last))
    if first == last or not any(tokens(first + last)):
        return f"date:{first}" if any(tokens(first)) else ""
    return f"date:{first}..{last}"

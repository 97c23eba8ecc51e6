"""A place in a query string, shown as a reader of plain text would show it: the line, and carets under the place."""

import unicodedata
from dataclasses import dataclass

from search.query import Span

COLUMNS = 26  # of the line: what a list on a phone of 320 pixels has room for
_BEFORE = 8  # columns before the place, where the line is cut
_QUOTED = 40  # characters of what stands there, at most, where it is said in words


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a query string.

    Args:
        line: the query string, or the stretch of it around the place.
        carets: what to write under the line, in a font whose letters are all of one width.
        character: the number of the place's first character in the query string, from 1.
        text: what stands there, shortened; empty at the end of the query string.
    """

    line: str
    carets: str
    character: int
    text: str


def place_of(raw: str, span: Span) -> Place:
    """Show a place in a query string.

    Args:
        raw: the query string.
        span: the place, character offsets.
    """
    line = "".join(" " if character.isspace() else character for character in raw)
    start, end = min(span[0], len(line)), min(span[1], len(line))
    first, last = _window(line, start)
    shown = line[first:last]
    before = "…" if first else ""
    behind = "…" if last < len(line) else ""
    indent = len(before) + _width(line[first:start])
    carets = max(1, _width(line[start : min(end, last)]))
    text = line[start:end].strip()
    return Place(
        line=f"{before}{shown}{behind}",
        carets=" " * indent + "^" * carets,
        character=start + 1,
        text=text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…",
    )


def word_at(raw: str, start: int) -> Span:
    """Give the place of the word that begins at a character, or of that character alone where no word does."""
    end = start + 1
    if raw[start:end].isalnum():
        while end < len(raw) and raw[end].isalnum():
            end += 1
    return start, end


def is_all(raw: str, span: Span) -> bool:
    """Tell if a place is the whole query string: then there is nothing to point at."""
    return not (raw[: span[0]].strip() or raw[span[1] :].strip())


def _window(line: str, place: int) -> Span:
    """Say from where to where a line is shown so that it has few enough columns, and the place is among them."""
    if _width(line) <= COLUMNS:
        return 0, len(line)
    first = place
    while first and _width(line[first - 1 : place]) <= _BEFORE:
        first -= 1
    last = first
    while last < len(line) and _width(line[first : last + 1]) <= COLUMNS - 2:  # with a column for each ellipsis
        last += 1
    while first and _width(line[first - 1 : last]) <= COLUMNS - 2:
        first -= 1
    return first, last


def _width(text: str) -> int:
    """Give how many columns a text takes: two for a Chinese letter, none for an accent that stands alone."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1

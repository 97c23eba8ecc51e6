"""From a query string to lexemes: words, quoted text, parentheses, operators and the names of fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from search.language.fields import FIELDS, known_as, likely
from search.language.notes import Notes
from search.messages import say
from search.query import Span

QUOTES = '"“”„‟«»＂'  # any of them opens and any closes: keyboards and word processors mix them
DEFAULT_DISTANCE = 5  # words: the distance that most archives show in their own help pages

_SPACE = re.compile(r"\s+")
_QUOTED = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)(?:([{QUOTES}])(?:~([0-9]*))?)?")
_CHUNK = re.compile(rf"[^\s(){QUOTES}]+")
_FIELD = re.compile(r"([^\W\d_]+):")
_PROXIMITY = re.compile(r"(w|near|pre)/([0-9]+)", re.IGNORECASE)
_PASSAGE = re.compile(r"w?/p", re.IGNORECASE)
_AT_LEAST = re.compile(r"atleast([0-9]+)", re.IGNORECASE)
_OPEN_NEXT = re.compile(r"\s*\(")
_WRITTEN_OPERATORS = {"&&": "AND", "||": "OR", "|": "OR"}  # of programs and other search boxes


class Kind(Enum):
    """What a lexeme is."""

    WORD = auto()
    QUOTED = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()
    PASSAGE = auto()
    MINUS = auto()
    PLUS = auto()
    FIELD = auto()
    AT_LEAST = auto()


OPERANDS = frozenset({Kind.WORD, Kind.QUOTED, Kind.OPEN, Kind.AT_LEAST, Kind.FIELD, Kind.MINUS, Kind.PLUS, Kind.NOT})
VALUES = frozenset({Kind.WORD, Kind.QUOTED, Kind.OPEN, Kind.AT_LEAST})  # with these a field's value can begin
BINARY = frozenset({Kind.AND, Kind.OR, Kind.NEAR, Kind.PASSAGE})


@dataclass(frozen=True, slots=True)
class Lexeme:
    """The smallest part of a query string that means something.

    Args:
        kind: what it is.
        text: a word as it stands, quoted text without its quotes, the canonical name of a field; else empty.
        span: where it is in the query string.
        number: the distance of proximity, of `"…"~5` too, or the count of ATLEAST; None if none was written.
        ordered: of proximity: in the order written.
    """

    kind: Kind
    text: str
    span: Span
    number: int | None = None
    ordered: bool = False


def lex(raw: str, notes: Notes) -> Iterator[Lexeme]:
    """Yield the lexemes of a query string, in order.

    Args:
        raw: the query string, any text.
        notes: what is mended is noted here.
    """
    at = 0
    fresh = True  # a new term begins here: only then are `-`, `+` and `!` operators
    value = False  # what comes is a field's value: AND is a word here
    while at < len(raw):
        if space := _SPACE.match(raw, at):
            at, fresh, value = space.end(), True, False
            continue
        if raw[at] in "()":
            opens = raw[at] == "("
            yield Lexeme(Kind.OPEN if opens else Kind.CLOSE, "", (at, at + 1))
            at, fresh, value = at + 1, opens, False
            continue
        if fresh and not value and (sign := _sign(raw, at)):
            yield Lexeme(sign, "", (at, at + 1))
            at, value = at + 1, True
            continue
        if quoted := _QUOTED.match(raw, at):
            yield _quoted(quoted, notes)
            at, fresh, value = quoted.end(), False, False
            continue
        chunk = _CHUNK.match(raw, at)
        assert chunk is not None  # what is no space, no parenthesis and no quote
        if fresh and (field := _FIELD.match(raw, at)) and (name := _field(raw, field, notes)):
            yield name
            at, value = field.end(), True
            continue
        operator = None if value else _operator(chunk, notes)
        yield operator or _at_least(raw, chunk, notes) or _word(chunk)
        at, fresh, value = chunk.end(), False, False


def _sign(raw: str, at: int) -> Kind | None:
    """Read a sign before a term; one that stands alone, or is repeated, is punctuation."""
    following = raw[at + 1 : at + 2]
    if not following or following.isspace() or following in "-+!=)":
        return None
    return {"-": Kind.MINUS, "!": Kind.MINUS, "+": Kind.PLUS}.get(raw[at])


def _quoted(match: re.Match[str], notes: Notes) -> Lexeme:
    if not match[2] and match[1].strip():
        message = say("The quotation mark is not closed; the phrase was read to the end.")
        notes.add("unclosed_quote", message, match.span(), f'{match[0].rstrip()}"')
    distance = None
    if match[3] is not None:
        distance = int(match[3]) if match[3] else _default_distance(match.span(), notes)
    return Lexeme(Kind.QUOTED, match[1], match.span(), distance)


def _field(raw: str, match: re.Match[str], notes: Notes) -> Lexeme | None:
    """Read the name of a field; an unknown one is a word, and None if the colon is only punctuation."""
    written, value = match[1], raw[match.end() : match.end() + 1]
    name = known_as(written)
    if name:
        if name != written.lower():
            notes.add(
                "field_alias",
                say("%(written)s: was read as %(name)s:.", written=written, name=name),
                match.span(),
                f"{name}:",
            )
        return Lexeme(Kind.FIELD, name, match.span())
    if not (value.isalnum() or (value and value in f"({QUOTES}")):
        return None
    meant = likely(written)
    if meant:
        message = say(
            "There is no field %(written)s:, so it was read as a word. Did you mean %(meant)s:?",
            written=written,
            meant=meant,
        )
    else:
        message = say(
            "There is no field %(written)s:, so it was read as a word. The fields are %(fields)s.",
            written=written,
            fields=", ".join(FIELDS),
        )
    notes.add("unknown_field", message, match.span(), f"{meant}:" if meant else f"{written} ")
    return Lexeme(Kind.WORD, written, match.span(1))


def _word(chunk: re.Match[str]) -> Lexeme:
    return Lexeme(Kind.WORD, chunk[0], chunk.span())


def _at_least(raw: str, chunk: re.Match[str], notes: Notes) -> Lexeme | None:
    match = _AT_LEAST.fullmatch(chunk[0])
    if not match:
        return None
    if raw.startswith("(", chunk.end()) or (chunk[0].isupper() and _OPEN_NEXT.match(raw, chunk.end())):
        return Lexeme(Kind.AT_LEAST, "", chunk.span(), int(match[1]))
    if chunk[0].isupper():
        message = say(
            "%(operator)s was read as a word: what is to be counted stands in parentheses, %(operator)s(word).",
            operator=chunk[0],
        )
        notes.add("atleast_parentheses", message, chunk.span())
    return None


def _operator(chunk: re.Match[str], notes: Notes) -> Lexeme | None:
    text, span = chunk[0], chunk.span()
    text = _WRITTEN_OPERATORS.get(text, text)
    if text in ("AND", "OR", "NOT"):
        return Lexeme(Kind[text], "", span)
    if text == "NEAR":
        return Lexeme(Kind.NEAR, "", span, _default_distance(span, notes))
    if _PASSAGE.fullmatch(text):
        return Lexeme(Kind.PASSAGE, "", span)
    if match := _PROXIMITY.fullmatch(text):
        return Lexeme(Kind.NEAR, "", span, int(match[2]), ordered=match[1].lower() == "pre")
    return None


def _default_distance(span: Span, notes: Notes) -> int:
    """Give the distance of a proximity that does not say how near."""
    message = say("No distance was given; within %(count)s words was assumed.", count=DEFAULT_DISTANCE)
    notes.add("default_distance", message, span)
    return DEFAULT_DISTANCE

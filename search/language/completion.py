"""What of a query string is still being typed, and the query string when a suggestion takes its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.analysis import fold, tokens
from search.language.lexer import Kind, Lexeme, lex
from search.language.notes import Notes
from search.language.quoting import as_name, as_phrase, as_word
from search.suggestion import Suggested

MIN_LETTERS = 2  # of a word that is begun: after one letter nearly everything goes on
_NAMES = {"source": Suggested.SOURCE, "place": Suggested.PLACE}
_WITH_WORDS = frozenset({"title", "lead", "body", "caption"})  # fields; a byline's words would find nothing elsewhere
_PATTERN = frozenset("*?~")
_NOT_BEFORE_TITLES = frozenset({Kind.MINUS, Kind.PLUS, Kind.NOT, Kind.NEAR, Kind.PASSAGE, Kind.AT_LEAST, Kind.FIELD})


@dataclass(frozen=True, slots=True)
class Begun:
    """Something that a reader may be typing at the end of a query string.

    Args:
        kind: what it may become.
        text: what there is of it.
        start: the character of the query string where it begins; it reaches to the end.
        field: the name of the field it is the value of; empty outside of any.
    """

    kind: Suggested
    text: str
    start: int
    field: str = ""


def begun(raw: str) -> tuple[Begun, ...]:
    """Tell what may be going on at the end of a query string.

    Args:
        raw: the query string as far as it is typed.

    Returns:
        In the order in which suggestions are best shown; nothing where the end is complete, or is no text.
    """
    lexemes = list(lex(raw, Notes(raw)))
    if not lexemes:
        return ()
    last, before = lexemes[-1], lexemes[-2] if len(lexemes) > 1 else None
    field = before.text if before and before.kind is Kind.FIELD and before.span[1] == last.span[0] else ""
    if last.kind is Kind.QUOTED:
        return _in_quotes(raw, last, before, field)
    if last.span[1] != len(raw):
        return ()
    if last.kind is Kind.FIELD and last.text in _NAMES:
        return (Begun(_NAMES[last.text], "", len(raw), last.text),)
    return _word(raw, lexemes, field) if last.kind is Kind.WORD else ()


def completed(raw: str, end: Begun, text: str) -> str:
    """Put what was suggested in the place of what was begun.

    Args:
        raw: the query string as far as it is typed.
        end: what was begun.
        text: what was suggested for it.
    """
    kept = raw[: end.start]
    if end.kind is Suggested.WORD:
        return kept + as_word(text)
    if end.kind is Suggested.TITLE:
        return f"{kept}title:{as_phrase(text)}"
    return kept + ("" if end.field else f"{end.kind.value}:") + as_name(text)


def _in_quotes(raw: str, last: Lexeme, before: Lexeme | None, field: str) -> tuple[Begun, ...]:
    """Give names in the quotation marks of a name's field, and titles in those that stand alone or in `title:`."""
    if raw[last.span[0] + 1 :] != last.text:
        return ()  # they are closed
    if field in _NAMES:
        return (Begun(_NAMES[field], last.text, last.span[0], field),)
    if field not in ("", "title") or len(fold(last.text.strip())) < MIN_LETTERS:
        return ()
    start = before.span[0] if before and field else last.span[0]
    return (Begun(Suggested.TITLE, last.text, start),) if not _follows(before, field) else ()


def _word(raw: str, lexemes: Sequence[Lexeme], field: str) -> tuple[Begun, ...]:
    """Give what the word at the end may become: a word, a name that it stands in, a title of all the words there."""
    first = len(lexemes) - 1
    while first and lexemes[first - 1].kind is Kind.WORD and not _PATTERN & set(lexemes[first - 1].text):
        first -= 1
    run, before = lexemes[first], lexemes[first - 1] if first else None
    of_run = before.text if before and before.kind is Kind.FIELD and before.span[1] == run.span[0] else ""
    claims = next((each for each in reversed(lexemes[:first]) if each.kind is not Kind.OPEN), None)
    if before and before.kind is Kind.OPEN and claims and claims.kind is Kind.FIELD and claims.text not in _WITH_WORDS:
        return ()
    found: list[Begun] = []
    if of_run in _NAMES:
        found.append(Begun(_NAMES[of_run], raw[run.span[0] :], run.span[0], of_run))
    if field in _NAMES or (field and field not in _WITH_WORDS):
        return tuple(found)
    if word := _last_word(lexemes[-1]):
        found.append(Begun(Suggested.WORD, *word, field))
    whole = raw[run.span[0] :]
    if _PATTERN & set(whole) or len(whole) < MIN_LETTERS or not any(tokens(whole)):
        return tuple(found)
    if of_run == "title" and before:
        found.append(Begun(Suggested.TITLE, whole, before.span[0]))
    elif not _follows(before if before and before.kind is not Kind.OPEN else claims, ""):
        found += [Begun(kind, whole, run.span[0]) for kind in (Suggested.SOURCE, Suggested.TITLE)]
    return tuple(found)


def _follows(before: Lexeme | None, field: str) -> bool:
    """Tell whether an operator or another field claims what comes next, so that no title belongs there."""
    return before is not None and not field and before.kind in _NOT_BEFORE_TITLES


def _last_word(lexeme: Lexeme) -> tuple[str, int] | None:
    """Give the word that a lexeme ends in and where it begins; None where it is a pattern, or too short to go on."""
    if _PATTERN & set(lexeme.text):
        return None
    token = max(tokens(lexeme.text), key=lambda token: token.end, default=None)
    if token is None or token.end != len(lexeme.text) or len(token.word) < MIN_LETTERS:
        return None
    return lexeme.text[token.start :], lexeme.span[0] + token.start

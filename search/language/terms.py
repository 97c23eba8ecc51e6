"""Words, wildcards, fuzzy words and phrases: the leaves of the query tree, read from a piece of the query string."""

import re
from dataclasses import dataclass
from itertools import groupby

from search.analysis import tokens
from search.language.notes import Notes
from search.messages import say
from search.query import Fuzzy, Near, Node, Phrase, Span, Wildcard, Word

MAX_EDITS = 2  # letters: three away, most short words are alike
MAX_DISTANCE = 150  # words: a passage has no more
_LONG = 6  # letters: from here on `word~` alone allows two edits, as two slips in a short word make another word
_MIN_LITERAL = 2  # letters and digits of a wildcard: with fewer a large part of all words would match

_WILD = re.compile(r"[*?]+")
_STARS = re.compile(r"[*]{2,}")
_FUZZY = re.compile(r"(.+?)~([0-9]*)[,.;:!?]*")
_STRAY_TILDE = re.compile(r"~[0-9]*")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A folded word, or a pattern of one, and where it is in the query string."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end

    @property
    def wild(self) -> bool:
        return "*" in self.text or "?" in self.text

    def leaf(self) -> Phrase | Wildcard:
        return Wildcard(self.text, self.span) if self.wild else Phrase((self.text,), self.span)


def read_word(text: str, start: int, notes: Notes) -> Node | None:
    """Read an unquoted term.

    What the analyser parts in several words (COVID-19) is a phrase of them.

    Args:
        text: the term as written.
        start: its offset in the query string.
        notes: what is mended is noted here.

    Returns:
        The node, or None if there is no word in it.
    """
    if _STRAY_TILDE.fullmatch(text):
        message = say("%(text)s was ignored: it can follow only a word or a phrase.", text=text)
        notes.add("stray_tilde", message, _span(text, start), "")
        return None
    if match := _FUZZY.fullmatch(text):
        pieces = _pieces(match[1], start, notes)
        if len(pieces) == 1 and not pieces[0].wild:
            return _fuzzy(pieces[0].text, match[2], _span(text, start), notes)
        if pieces:
            message = say(
                "%(text)s was ignored: only one whole word can be matched with letters changed.", text=f"~{match[2]}"
            )
            notes.add("fuzzy_needs_word", message, _span(text, start), match[1])
    else:
        pieces = _pieces(text, start, notes)
    if pieces and text.count("?") > sum(piece.text.count("?") for piece in pieces):
        message = say("A question mark at the end of a word was read as punctuation; * stands for any ending.")
        notes.add("question_mark", message, _span(text, start))
    if len(pieces) == 1 and not pieces[0].wild:
        return Word(pieces[0].text, pieces[0].span)
    return _adjacent(pieces)


def read_quoted(text: str, span: Span, distance: int | None, notes: Notes) -> Node | None:
    """Read quoted text.

    Args:
        text: without the quotation marks.
        span: of all of it in the query string, quotation marks included.
        distance: what was written behind it, `"…"~5`; None for an exact phrase.
        notes: what is mended is noted here.

    Returns:
        The node, or None if there is no word in it.
    """
    if not text.strip():
        notes.add("empty_quote", say("The quotation marks hold nothing and were ignored."), span, "")
        return None
    pieces = _pieces(text, span[0] + 1, notes)
    if distance and len(pieces) > 1:
        return Near(tuple(piece.leaf() for piece in pieces), clipped_distance(distance, span, notes), False, span)
    if distance and pieces:
        message = say("%(text)s was ignored: it needs two words or more.", text=f"~{distance}")
        notes.add("distance_needs_words", message, span, f'"{text}"')
    if pieces and not any(piece.wild for piece in pieces):
        return Phrase(tuple(piece.text for piece in pieces), span)
    return _adjacent(pieces)


def clipped_distance(distance: int, span: Span, notes: Notes) -> int:
    """Give the distance of proximity within what makes sense, 1 to `MAX_DISTANCE` words."""
    clipped = min(max(distance, 1), MAX_DISTANCE)
    if clipped != distance:
        message = say(
            "The distance was read as %(distance)s: it can be from 1 to %(most)s words. "
            "For words of one passage, write a /p b.",
            distance=clipped,
            most=MAX_DISTANCE,
        )
        notes.add("distance_clipped", message, span)
    return clipped


def _span(text: str, start: int) -> Span:
    return start, start + len(text)


def _pieces(text: str, start: int, notes: Notes) -> list[_Piece]:
    """Part text in words and patterns: a word takes the `*` and `?` that touch it."""
    found = [_Piece(token.word, token.start + start, token.end + start) for token in tokens(text)]
    if not found:
        message = say("“%(text)s” was ignored: there is no letter or digit in it.", text=text)
        notes.add("no_word", message, _span(text, start), "")
        return []
    found += [_Piece(match[0], match.start() + start, match.end() + start) for match in _WILD.finditer(text)]
    joined: list[_Piece] = []
    for piece in sorted(found, key=lambda piece: piece.start):
        last = joined[-1] if joined else None
        if last and last.end == piece.start and (piece.text[0] in "*?" or last.text[-1] in "*?"):
            joined[-1] = _Piece(last.text + piece.text, last.start, piece.end)
        else:
            joined.append(piece)
    return [whole for piece in joined if (whole := _sound(piece, notes))]


def _sound(piece: _Piece, notes: Notes) -> _Piece | None:
    """Mend a pattern; None if nothing to search for is left. A `?` that ends a word is punctuation."""
    text = piece.text.rstrip("?")
    literal = len(_WILD.sub("", text))
    if not text:
        return None
    if literal < _MIN_LITERAL and ("*" in text or "?" in text):
        message = say(
            "%(text)s was ignored: a wildcard needs at least %(least)s letters or digits.",
            text=text,
            least=_MIN_LITERAL,
        )
        notes.add("short_wildcard", message, piece.span, "")
        return None
    return _Piece(_STARS.sub("*", text), piece.start, piece.end - len(piece.text) + len(text))


def _fuzzy(word: str, written: str, span: Span, notes: Notes) -> Node:
    edits = int(written) if written else 1 + (len(word) >= _LONG)
    if edits == 0:
        return Phrase((word,), span)
    if edits > MAX_EDITS:
        message = say(
            "%(written)s was read as %(text)s: at most %(most)s letters can differ.",
            written=f"~{edits}",
            text=f"~{MAX_EDITS}",
            most=MAX_EDITS,
        )
        notes.add("fuzzy_clipped", message, span, f"{word}~{MAX_EDITS}")
    return Fuzzy(word, min(edits, MAX_EDITS), span)


def _adjacent(pieces: list[_Piece]) -> Node | None:
    """Make a phrase of words and patterns: where there is a pattern, as proximity of neighbours in order."""
    node: Node | None = None
    for wild, run in groupby(pieces, key=lambda piece: piece.wild):
        run_of = list(run)
        whole = Phrase(tuple(piece.text for piece in run_of), (run_of[0].start, run_of[-1].end))
        for leaf in [piece.leaf() for piece in run_of] if wild else [whole]:
            node = Near((node, leaf), 1, True, (node.span[0], leaf.span[1])) if node else leaf
    return node

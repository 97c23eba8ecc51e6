"""Did you mean: the query with a word that the archive hardly has replaced by one that it has often."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from search.analysis import tokens
from search.errors import QueryLimitError
from search.language.parser import parse
from search.query import And, AtLeast, In, Near, Node, Or, Phrase, SamePassage, Word, children
from search.request import SearchRequest
from search.schema import Kind
from search.web.counting import Counting

FEW = 5  # articles found: with more, a reader has something to go on with
RARE = 50  # articles that have a word: one that more have is hardly a slip, though the same slip is made often
TIMES_AS_FREQUENT = 100  # so many times as many articles must have the other word where any has this one
_WORDS = 8  # words of a query that are looked up
_LOOKED_UP = 3  # of these, words for which similar ones are sought: each takes some milliseconds
_SHOWN = 3  # other spellings


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a query string.

    Args:
        text: as it stands there.
        is_new: True where it replaces what was typed.
    """

    text: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Respelling:
    """Another spelling of the query.

    Args:
        query: the query string.
        pieces: the same, in pieces.
        count: articles that it finds, with the filters of the search.
    """

    query: str
    pieces: tuple[Piece, ...]
    count: int


@dataclass(frozen=True, slots=True)
class _Slip:
    """A word of the query that may be spelled wrong, where it stands, and what may be meant."""

    start: int
    end: int
    meant: tuple[str, ...]


def respellings(counting: Counting, request: SearchRequest, total: int) -> tuple[Respelling, ...]:
    """Give other spellings of a query that find more than it does, the likeliest first.

    Args:
        counting: within which time.
        request: the search.
        total: how many articles it finds; none are given where these are more than `FEW`.
    """
    if total > FEW:
        return ()
    slips = list(_slips(counting, request, is_nothing=not total))
    raw = request.query.raw
    if not slips:
        return ()
    # Of one word all candidates, of several words the likeliest of each: a reader wants one suggestion, not a table.
    choices = product(*(slip.meant if len(slips) == 1 else slip.meant[:1] for slip in slips))
    found = []
    for words in choices:
        pieces = _pieces(raw, slips, words)
        query = "".join(piece.text for piece in pieces)
        try:
            parsed = parse(query, match_all=request.query.match_all)
        except QueryLimitError:  # the other word is longer, and the query was as long as can be
            continue
        count = counting.articles(replace(request, query=parsed))
        if count is not None and count > total:
            found.append(Respelling(query, pieces, count))
    return tuple(found[:_SHOWN])


def _slips(counting: Counting, request: SearchRequest, *, is_nothing: bool) -> Iterator[_Slip]:
    """Yield the words of the query that may be slips, in the order of the query string."""
    looked_up = 0
    for number, (node, kind) in enumerate(_asked(request.query.tree)):
        if number == _WORDS or looked_up == _LOOKED_UP:
            return
        start, end = node.span
        for token in tokens(request.query.raw[start:end]):
            count = counting.of(_within(kind, token.word), filtered=False)
            if count is None or count > RARE:
                continue
            looked_up += 1
            least = 1 if is_nothing and not count else TIMES_AS_FREQUENT * max(count, 1)
            meant = tuple(
                other
                for other in counting.similar(token.word, _SHOWN)
                if (counting.of(_within(kind, other), filtered=False) or 0) >= least
            )
            if meant:
                yield _Slip(start + token.start, start + token.end, meant)


def _asked(node: Node, kind: Kind | None = None) -> Iterator[tuple[Word | Phrase, Kind | None]]:
    """Yield the words and phrases that a query asks for, each with the kind of passage it is sought in."""
    match node:
        case Word() | Phrase():
            yield node, kind
        case In(sought, operand):
            yield from _asked(operand, sought)
        case And() | Or() | Near() | SamePassage() | AtLeast():
            for child in children(node):
                yield from _asked(child, kind)


def _within(kind: Kind | None, word: str) -> Node:
    return In(kind, Word(word)) if kind else Word(word)


def _pieces(raw: str, slips: Sequence[_Slip], words: Sequence[str]) -> tuple[Piece, ...]:
    pieces = []
    at = 0
    for slip, word in zip(slips, words, strict=True):
        pieces += [Piece(raw[at : slip.start]), Piece(word, is_new=True)]
        at = slip.end
    return tuple(piece for piece in [*pieces, Piece(raw[at:])] if piece.text)

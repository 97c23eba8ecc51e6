"""Why a search finds nothing, and which searches close to it find something. All of it is counted, none is guessed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.errors import QueryLimitError
from search.language.combine import narrows
from search.language.interpret import interpret
from search.language.parser import parse
from search.query import And, AtLeast, Everything, In, Near, Node, Or, ParsedQuery, Phrase, SamePassage, Span, Word
from search.request import SearchRequest
from search.web.active_filters import ActiveFilter, filter_groups
from search.web.counting import Counting, unfiltered

_OPERANDS = 12  # parts of a query that are told apart; a longer query is no list of words that one looks through
_DROPPED = 3  # words to leave out, each alone: those that leave most


@dataclass(frozen=True, slots=True)
class Part:
    """Something that the query asks for beside other things.

    Args:
        query: as a query string of its own.
        count: articles that have it, with the filters of the search.
        everywhere: articles that have it, without filters.
    """

    query: str
    count: int
    everywhere: int


@dataclass(frozen=True, slots=True)
class Way:
    """Another query that finds something.

    Args:
        query: the query string.
        count: articles that it finds.
        dropped: what it leaves out of the query at hand; empty where it leaves nothing out.
        filtered: False where it finds that only without the filters of the search.
    """

    query: str
    count: int
    dropped: str = ""
    filtered: bool = True


@dataclass(frozen=True, slots=True)
class Removal:
    """The filters by source, or by date, and what the search finds without them."""

    filter: ActiveFilter
    count: int


@dataclass(frozen=True, slots=True)
class NothingFound:
    """Why a search finds nothing, and what would find something.

    Args:
        parts: what the query asks for, each alone; empty where it asks for one thing only and no filter hides it.
        drops: the query with one part left out, most articles first.
        looser: the words of its phrases and proximities anywhere in the article.
        any_word: articles that have any of the words instead of all, 0 where that is no other search.
        removals: filters without which the search finds something.
        unfiltered: articles that it finds without any filter.
    """

    parts: tuple[Part, ...] = ()
    drops: tuple[Way, ...] = ()
    looser: Way | None = None
    any_word: int = 0
    removals: tuple[Removal, ...] = ()
    unfiltered: int = 0


def explain(counting: Counting, request: SearchRequest) -> NothingFound:
    """Find out why a search finds nothing. What can't be counted in time is left out.

    Args:
        counting: within which time.
        request: the search.
    """
    query = request.query
    removals = [Removal(one, counting.articles(one.without) or 0) for one in filter_groups(request)]
    return NothingFound(
        removals=tuple(one for one in removals if one.count),
        unfiltered=(counting.articles(unfiltered(request)) or 0) if removals else 0,
        parts=tuple(_counted(counting, query)),
        drops=_best(_drops(counting, query)) or (_best(_drops(counting, query, filtered=False)) if removals else ()),
        looser=_looser(counting, query),
        any_word=_any_word(counting, query),
    )


def _operands(tree: Node) -> tuple[Node, ...]:
    """Give what a query asks for, apart: of AND and OR the operands, of a phrase or a proximity its words."""
    match tree:
        case And(operands) | Or(operands) | Near(operands):
            return operands
        case SamePassage(left, right):
            return left, right
        case Phrase(words) if len(words) > 1:
            return tuple(Phrase((word,)) for word in words)
        case In(kind, operand):
            return tuple(In(kind, each) for each in _operands(operand))
        case Everything():
            return ()
    return (tree,)


def _counted(counting: Counting, query: ParsedQuery) -> Iterator[Part]:
    for operand in _operands(query.tree)[:_OPERANDS]:
        count, everywhere = counting.of(operand), counting.of(operand, filtered=False)
        if count is not None and everywhere is not None:
            yield Part(_as_typed(query, operand), count, everywhere)


def _best(ways: Iterable[Way]) -> tuple[Way, ...]:
    return tuple(sorted(ways, key=lambda way: -way.count)[:_DROPPED])


def _drops(counting: Counting, query: ParsedQuery, *, filtered: bool = True) -> Iterator[Way]:
    operands = query.tree.operands if isinstance(query.tree, And) else ()
    for number, operand in enumerate(operands[:_OPERANDS]):
        rest = operands[:number] + operands[number + 1 :]
        if all(map(narrows, rest)):
            continue  # what is left asks for no word at all
        left = rest[0] if len(rest) == 1 else And(rest)
        count = counting.of(left, filtered=filtered)
        written = _cut(query, operand.span, left) if count else ""
        if count and written:
            yield Way(written, count, _as_typed(query, operand), filtered)


def _looser(counting: Counting, query: ParsedQuery) -> Way | None:
    tree = _loosened(query.tree)
    count = counting.of(tree) if tree != query.tree else 0
    written = _written(query, tree) if count else ""
    return Way(written, count) if count and written else None


def _loosened(node: Node) -> Node:
    """Give a query with the words of phrases and proximities anywhere in the article, in any of their forms."""
    match node:
        case Phrase(words):
            return _every([Word(word) for word in words])
        case Near(operands):
            return _every([_loosened(operand) for operand in operands])
        case SamePassage(left, right):
            return _every([_loosened(left), _loosened(right)])
        case AtLeast(_, operand) | In(_, operand):
            return _loosened(operand)
        case And(operands):
            return _every([_loosened(operand) for operand in operands])
        case Or(operands):
            return replace(node, operands=tuple(map(_loosened, operands)))
    return node


def _every(nodes: Sequence[Node]) -> Node:
    flat = tuple(
        dict.fromkeys(part for node in nodes for part in (node.operands if isinstance(node, And) else (node,)))
    )
    return flat[0] if len(flat) == 1 else And(flat)


def _any_word(counting: Counting, query: ParsedQuery) -> int:
    loose = parse(query.raw, match_all=False).tree
    return (counting.of(loose) or 0) if loose != query.tree else 0


def _as_typed(query: ParsedQuery, node: Node) -> str:
    """Write a part of a query as it was typed, if that alone is read the same; otherwise as it was read."""
    return _written(query, node, query.raw[slice(*node.span)].strip()) or interpret(node)


def _cut(query: ParsedQuery, span: Span, left: Node) -> str:
    """Cut a part out of a query as it was typed, if the rest is read as it should be; otherwise write out the rest."""
    return _written(query, left, " ".join((query.raw[: span[0]] + query.raw[span[1] :]).split()))


def _written(query: ParsedQuery, node: Node, typed: str = "") -> str:
    """Give a query string that is read as a tree: as it was typed, else written out; empty if that is too long."""
    for written in (typed, interpret(node)):
        try:
            parsed = parse(written, match_all=query.match_all)
        except QueryLimitError:  # what was short as it was typed may be too long with every operator
            continue
        if parsed.tree == node and not parsed.notes:
            return written
    return ""

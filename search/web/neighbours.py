"""The results before and after an article: found again from the address that the reader came by."""

from dataclasses import dataclass, replace

from search.engine import Engine
from search.errors import QueryLimitError, UnsupportedQueryError
from search.request import MAX_OFFSET, Duplicates, SearchRequest
from search.results import Hit, SearchResults


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A result beside the article at hand.

    Args:
        hit: the result.
        request: the search at the page that the result stands on.
    """

    hit: Hit
    request: SearchRequest


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where an article stands among the results of a search.

    Args:
        rank: of its result, from 1.
        count: how many results there are.
        previous: the result before; None if it is the first.
        following: the result after; None if it is the last, or the last that paging reaches.
    """

    rank: int
    count: int
    previous: Neighbour | None
    following: Neighbour | None


def neighbours(engine: Engine, request: SearchRequest, article_id: str) -> Neighbours | None:
    """Find the results beside an article; None if it is not on the page of results that the request asks for.

    That page is searched again, and the one before or after it where the article stands at its edge. So filters, order
    and copies shown once are as on the page that the reader saw. A copy stands where the result that names it does.

    Args:
        engine: answers.
        request: the search that the reader comes from, at its page.
        article_id: which article.
    """
    try:
        return _found(engine, replace(request, passages=0), article_id)
    except (QueryLimitError, UnsupportedQueryError):
        return None  # the article is there to be read all the same


def _found(engine: Engine, request: SearchRequest, article_id: str) -> Neighbours | None:
    results = engine.search(request)
    at = _place(results, article_id, is_shown_once=request.duplicates is Duplicates.HIDE)
    if at is None:
        return None
    previous = following = None
    if at > 0:
        previous = Neighbour(results.hits[at - 1], request)
    elif request.page > 1:
        previous = _at(engine, replace(request, page=request.page - 1), -1)
    if at + 1 < len(results.hits):
        following = Neighbour(results.hits[at + 1], request)
    elif request.offset + request.size < min(results.groups, MAX_OFFSET + 1):
        following = _at(engine, replace(request, page=request.page + 1), 0)
    return Neighbours(request.offset + at + 1, results.groups, previous, following)


def _place(results: SearchResults, article_id: str, *, is_shown_once: bool) -> int | None:
    """Give the place on the page of the result that is the article, or of that which stands for it as its copy."""
    for at, hit in enumerate(results.hits):
        if hit.id == article_id or (is_shown_once and any(copy.id == article_id for copy in hit.copies.named)):
            return at
    return None


def _at(engine: Engine, request: SearchRequest, place: int) -> Neighbour | None:
    hits = engine.search(request).hits
    return Neighbour(hits[place], request) if hits else None

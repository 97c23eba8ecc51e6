"""From a URL's parameters to a search request, and back: one search has one canonical URL."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote, urlencode

from search.errors import RequestError
from search.language.parser import parse
from search.messages import say
from search.periods import parse_period
from search.permalinks import Permalink
from search.query import Leaf, ParsedQuery, walk
from search.request import MAX_OFFSET, DateFilter, Duplicates, SearchRequest, Sort
from search.web.parameters import DEFAULT_SIZE, SearchParameters

UNDATED = "none"  # the date facet's value for articles without a date, as in the query language (date:none)
PASSAGE = "passage"  # the parameter of an article's page that holds a permalink
Pairs = list[tuple[str, str]]


def to_request(parameters: SearchParameters) -> SearchRequest:
    """Make the search request that the parameters ask for.

    Args:
        parameters: validated one by one; here they are held against each other.

    Raises:
        RequestError: a date is none, dates or sources contradict each other, or the page lies beyond the last allowed.
        QueryLimitError: the query is too large.
    """
    query = parse(parameters.q, match_all=parameters.match == "all")
    sources, excluded = _sources(parameters)
    request = SearchRequest(
        query=query,
        sources=sources,
        dates=_dates(parameters),
        stated_only=parameters.stated,
        sort=Sort(parameters.sort) if parameters.sort else default_sort(query),
        page=parameters.page,
        size=parameters.size,
        duplicates=Duplicates(parameters.duplicates),
        excluded_sources=excluded,
    )
    if request.offset > MAX_OFFSET:
        last = MAX_OFFSET // request.size + 1
        raise RequestError(
            say(
                "Page %(page)s with %(size)s articles a page lies beyond the first %(most)s articles, "
                "where paging ends, at page %(last)s. Narrow the query, or filter by date or source.",
                page=request.page,
                size=request.size,
                most=MAX_OFFSET,
                last=last,
            ),
            "page",
            str(last),
        )
    return request


def default_sort(query: ParsedQuery) -> Sort:
    """Give the order that suits a query: relevance where it has words to rank by, else newest first."""
    return Sort.RELEVANCE if any(isinstance(node, Leaf) for node in walk(query.tree)) else Sort.NEWEST


def to_pairs(request: SearchRequest, *, default_size: int = DEFAULT_SIZE) -> Pairs:
    """Write a request as the names and values of a URL, leaving out whatever is the default.

    Args:
        request: any that `to_request` made.
        default_size: hits a page where the URL does not say.
    """
    first, last = notation(request.dates)
    optional = [
        ("q", request.query.raw),
        ("match", "" if request.query.match_all else "any"),
        ("from", first),
        ("to", last),
        ("undated", "1" if request.dates and request.dates.undated else ""),
        ("stated", "1" if request.stated_only else ""),
    ]
    pairs = [(name, value) for name, value in optional if value]
    pairs += [("source", source) for source in request.sources]
    pairs += [("not_source", source) for source in request.excluded_sources]
    if request.sort != default_sort(request.query):
        pairs.append(("sort", request.sort.value))
    if request.duplicates is not Duplicates.HIDE:
        pairs.append(("duplicates", request.duplicates.value))
    if request.page != 1:
        pairs.append(("page", str(request.page)))
    if request.size != default_size:
        pairs.append(("size", str(request.size)))
    return pairs


def to_url(path: str, pairs: Iterable[tuple[str, str]], fragment: str = "") -> str:
    """Join a path, parameters and a fragment to an absolute path.

    Args:
        path: already quoted, such as "/search".
        pairs: names and values, not quoted.
        fragment: the place in the page, not quoted, or empty.
    """
    query = urlencode(list(pairs))
    return path + ("?" + query if query else "") + ("#" + quote(fragment) if fragment else "")


def article_path(article_id: str, *, under: str = "/article/") -> str:
    """Give the path of an article's page, or of what else is named by its id."""
    return under + quote(article_id, safe="")


def comparison_path(article_id: str, other_id: str) -> str:
    """Give the path of the page that compares two articles."""
    return f"{article_path(article_id)}/compare/{quote(other_id, safe='')}"


def anchor(passage_id: str) -> str:
    """Give the id by which links once knew the place of a passage, from the number that its own id ends in."""
    return "p-" + passage_id.rpartition("-")[2]


def passage_url(article_id: str, pairs: Iterable[tuple[str, str]], permalink: Permalink) -> str:
    """Give the address of a place in an article: it leads to the same words after the article was indexed anew.

    Args:
        article_id: which article.
        pairs: the parameters of the search that the reader comes from; none for an address to keep.
        permalink: of the place.
    """
    return to_url(article_path(article_id), [*pairs, (PASSAGE, str(permalink))], anchor_id(permalink))


def anchor_id(permalink: Permalink) -> str:
    """Give the id of the place that a permalink leads to, in its article's page."""
    return f"t-{permalink.name}"


def to_page(request: SearchRequest, page: int) -> SearchRequest:
    """Give the same search, another page of it."""
    return replace(request, page=page)


def toggle_source(request: SearchRequest, source: str) -> SearchRequest:
    """Filter by one more source, or by one less where the request already does; back to the first page.

    Asking for a source leaves none out any more: no other is shown anyway.
    """
    if source in request.sources:
        return replace(request, sources=tuple(one for one in request.sources if one != source), page=1)
    return replace(request, sources=(*request.sources, source), excluded_sources=(), page=1)


def toggle_excluded(request: SearchRequest, source: str) -> SearchRequest:
    """Leave one more source out, or one less where the request already does; back to the first page.

    Leaving a source out asks for all others, so that none is asked for by name any more.
    """
    if source in request.excluded_sources:
        kept = tuple(one for one in request.excluded_sources if one != source)
        return replace(request, excluded_sources=kept, page=1)
    return replace(request, sources=(), excluded_sources=(*request.excluded_sources, source), page=1)


def choose_period(request: SearchRequest, value: str, *, selected: bool = False) -> SearchRequest:
    """Filter by a value of the date facet, or no longer by any where it is the selected one; back to the first page.

    Args:
        request: the search at hand.
        value: "2022", "2022-03", or "none" for articles without a date.
        selected: True if the request filters by just this value.
    """
    if selected:
        return replace(request, dates=None, page=1)
    if value == UNDATED:
        return replace(request, dates=DateFilter(undated=True), stated_only=False, page=1)
    first, last = parse_period(value)
    return replace(request, dates=DateFilter(first, last), page=1)


def toggle_stated(request: SearchRequest) -> SearchRequest:
    """Ask for stated dates only, or no longer; back to the first page."""
    is_undated = request.dates is not None and request.dates.undated
    dates = None if is_undated else request.dates  # no article is both
    return replace(request, dates=dates, stated_only=not request.stated_only, page=1)


def notation(dates: DateFilter | None) -> tuple[str, str]:
    """Write the ends of a period as `from` and `to`, both as short as they can be and equally precise.

    Args:
        dates: the period; None, or an open end, gives an empty string.
    """
    first, last = (dates.first, dates.last) if dates else (None, None)
    after = last + timedelta(days=1) if last and last < date.max else None
    starts = [day for day in (first, after) if day]
    if last and not after:
        precision = 10  # the last day of the calendar has no day behind it to judge by
    elif all((day.month, day.day) == (1, 1) for day in starts):
        precision = 4
    else:
        precision = 7 if all(day.day == 1 for day in starts) else 10
    return (first.isoformat()[:precision] if first else "", last.isoformat()[:precision] if last else "")


def _sources(parameters: SearchParameters) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the sources wanted and those to leave out, each once."""
    wanted, excluded = dict.fromkeys(parameters.source), dict.fromkeys(parameters.not_source)
    for source in wanted:
        if source in excluded:
            message = say(
                "The search asks for the articles of %(source)s and leaves them out. "
                "Leave it out of 'source' or of 'not_source'.",
                source=source or say("no source"),
            )
            raise RequestError(message, "not_source")
    return tuple(wanted), tuple(excluded)


def _dates(parameters: SearchParameters) -> DateFilter | None:
    if parameters.undated and parameters.stated:
        raise RequestError(
            say(
                "The search asks for articles whose date is stated and for those without a date; no article is both. "
                "Leave out 'undated' or 'stated'."
            ),
            "undated",
        )
    if parameters.undated:
        if parameters.first or parameters.last:
            raise RequestError(
                say(
                    "The search asks for articles of a period and for those without a date; no article is both. "
                    "Leave out 'undated', or 'from' and 'to'."
                ),
                "undated",
            )
        return DateFilter(undated=True)
    first = _period(parameters.first, "from")[0] if parameters.first else None
    last = _period(parameters.last, "to")[1] if parameters.last else None
    if first and last and first > last:
        raise RequestError(
            say(
                "The period ends before it begins: from %(first)s to %(last)s. Swap the two.",
                first=parameters.first,
                last=parameters.last,
            ),
            "from",
            parameters.last,
        )
    return DateFilter(first, last) if first or last else None


def _period(text: str, field: str) -> tuple[date, date]:
    try:
        return parse_period(text)
    except RequestError as error:
        message = say("The parameter '%(name)s': %(why)s", name=field, why=error.message)
        raise RequestError(message, field, error.suggestion) from error

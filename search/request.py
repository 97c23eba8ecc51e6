"""What is asked of an engine."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from search.query import ParsedQuery

MAX_SIZE = 100  # hits a page: more is an export, not a page
MAX_SOURCES = 64  # to filter by, as many as clauses: each stands in every link of the page
MAX_OFFSET = 10_000  # hits: beyond it a reader wants a narrower query


class Sort(StrEnum):
    """The order of the hits. By date, an inferred one stands at its earliest day, and undated articles come last."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Duplicates(StrEnum):
    """What becomes of copies: a story that several outlets ran is shown once, or as often as it ran."""

    HIDE = "hide"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class DateFilter:
    """A period, both ends included and None open; or the articles without any date.

    Args:
        first: the first day, or None.
        last: the last day, or None.
        undated: True asks for the articles without a date; then both ends are None.
    """

    first: date | None = None
    last: date | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search.

    Args:
        query: the parsed query.
        sources: canonical names of the sources wanted (any of them; an empty string means articles without a source);
            none given means all.
        dates: the period wanted, or None for all, undated ones included.
        sort: the order of the hits.
        page: from 1.
        size: hits a page, 1 to MAX_SIZE.
        passages: at most so many passages a hit.
        duplicates: HIDE shows copies of one story once: as the earliest that matches query and filters, and where the
            order is by relevance in the place of the one that scores best. SHOW gives each a hit of its own.
        seconds: how long the engine may work before it gives up.
        stated_only: True asks for articles whose date their document states: neither inferred nor undated ones.
        excluded_sources: canonical names of the sources to leave out, as in `sources`; what is in both is left out.
    """

    query: ParsedQuery
    sources: tuple[str, ...] = ()
    dates: DateFilter | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 10
    passages: int = 3
    duplicates: Duplicates = Duplicates.HIDE
    seconds: float = 1.5  # a reader has gone by then, and one query must not keep others waiting
    stated_only: bool = False
    excluded_sources: tuple[str, ...] = ()

    @property
    def offset(self) -> int:
        """How many hits come before this page."""
        return (self.page - 1) * self.size

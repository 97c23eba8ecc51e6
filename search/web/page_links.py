"""The links of the results page: filters to add and remove, orders, pages, articles."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.request import Duplicates, SearchRequest, Sort
from search.results import FacetValue
from search.web import links
from search.web.dates import show_filter

PATH = "/search"
NO_SOURCE = "No source"
NO_DATE = "Undated"
STATED = "Stated dates only"


@dataclass(frozen=True, slots=True)
class Link:
    """One choice of the page: a filter to add or remove, an order, a page.

    Args:
        label: what to show.
        url: where it leads.
        current: True if it is what the page shows now; a filter's link then removes it.
        count: of articles, where it is a filter.
        children: of a year, its months.
    """

    label: str
    url: str
    current: bool = False
    count: int | None = None
    children: tuple["Link", ...] = ()

    @property
    def open(self) -> bool:
        """True if it or one of its children is what the page shows now."""
        return self.current or any(child.current for child in self.children)


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Makes the page's links from the search at hand.

    Args:
        request: the search.
        default_size: hits a page where the URL does not say.
    """

    request: SearchRequest
    default_size: int

    def url(self, request: SearchRequest) -> str:
        """Give the page's address for a search."""
        return links.to_url(PATH, links.to_pairs(request, default_size=self.default_size))

    def query_url(self, query: str) -> str:
        """Give the address of another query with the same filters."""
        pairs = [pair for pair in links.to_pairs(self.request, default_size=self.default_size) if pair[0] != "q"]
        return links.to_url(PATH, [("q", query), *(pair for pair in pairs if pair[0] != "page")])

    def match_any_url(self) -> str:
        """Give the address of the same search for any of the words."""
        query = replace(self.request.query, match_all=False)
        return self.url(replace(self.request, query=query, page=1))

    def article_url(self, article_id: str, passage_id: str = "") -> str:
        """Give the address of an article, or of a passage in it, from which there is a way back to this search."""
        pairs = links.to_pairs(self.request, default_size=self.default_size)
        anchor = links.anchor(passage_id) if passage_id else ""
        return links.to_url(links.article_path(article_id), pairs, anchor)

    def compare_url(self, article_id: str, other_id: str) -> str:
        """Give the address of the page that compares two articles, from which there is a way back to this search."""
        pairs = links.to_pairs(self.request, default_size=self.default_size)
        return links.to_url(links.comparison_path(article_id, other_id), pairs)

    def duplicates_url(self) -> str:
        """Give the address of the same search with every copy shown, or if they are with copies shown once."""
        is_shown = self.request.duplicates is Duplicates.SHOW
        return self.url(replace(self.request, duplicates=Duplicates.HIDE if is_shown else Duplicates.SHOW, page=1))

    def sources(self, values: Iterable[FacetValue]) -> list[Link]:
        """Give the source facet as links that add and remove."""
        return [
            Link(
                label=value.label,
                url=self.url(links.toggle_source(self.request, value.value)),
                current=value.selected,
                count=value.count,
            )
            for value in values
        ]

    def dates(self, values: Iterable[FacetValue]) -> list[Link]:
        """Give the date facet as links that choose a year or a month, or remove it."""
        return [
            Link(
                label=value.label,
                url=self.url(links.choose_period(self.request, value.value, selected=value.selected)),
                current=value.selected,
                count=value.count,
                children=tuple(self.dates(value.children)),
            )
            for value in values
        ]

    def stated(self) -> Link:
        """Give the filter for stated dates as a link that adds or removes it."""
        return Link(STATED, self.url(links.toggle_stated(self.request)), self.request.stated_only)

    def filters(self) -> list[Link]:
        """Give the active filters, each as a link that removes it."""
        active = [
            Link(source or NO_SOURCE, self.url(links.toggle_source(self.request, source)))
            for source in self.request.sources
        ]
        if self.request.dates:
            undated = self.request.dates.undated
            label = NO_DATE if undated else show_filter(*links.notation(self.request.dates))
            active.append(Link(label, self.url(replace(self.request, dates=None, page=1))))
        if self.request.stated_only:
            active.append(self.stated())
        return active

    def unfiltered_url(self) -> str:
        """Give the address of the same query without any filter."""
        return self.url(replace(self.request, sources=(), dates=None, stated_only=False, page=1))

    def sorts(self) -> list[Link]:
        """Give the orders; relevance only where the query has words to rank by."""
        orders = [Sort.NEWEST, Sort.OLDEST]
        if links.default_sort(self.request.query) is Sort.RELEVANCE:
            orders.insert(0, Sort.RELEVANCE)
        return [
            Link(sort.value.capitalize(), self.url(replace(self.request, sort=sort, page=1)), self.request.sort is sort)
            for sort in orders
        ]

    def page_url(self, number: int) -> str:
        """Give the address of another page of this search."""
        return self.url(links.to_page(self.request, number))

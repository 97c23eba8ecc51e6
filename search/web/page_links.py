"""The links of the results page: filters to add and remove, orders, pages, articles."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from search.permalinks import of_passage
from search.request import Duplicates, SearchRequest, Sort
from search.results import FacetValue, HitPassage
from search.web import links
from search.web import source_phrases as phrases
from search.web.active_filters import active_filters
from search.web.counting import unfiltered
from search.web.dates import show_month, show_period
from search.web.neighbours import Neighbour

PATH = "/search"


@dataclass(frozen=True, slots=True)
class Link:
    """One choice of the page: a filter to add or remove, an order, a page.

    Args:
        label: what to show.
        url: where it leads.
        current: True if it is what the page shows now; a filter's link then removes it.
        count: of articles, where it is a filter.
        children: of a year, its months.
        does: what it does as a whole phrase, where the label alone does not tell.
        without: of a source, the link that leaves it out or brings it back.
        excluded: of a source, that it is left out.
        is_undated: True for the value of the date facet that stands for no date.
    """

    label: str
    url: str
    current: bool = False
    count: int | None = None
    children: tuple["Link", ...] = ()
    does: str = ""
    without: "Link | None" = None
    excluded: bool = False
    is_undated: bool = False

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

    def query_url(self, query: str, *, filtered: bool = True) -> str:
        """Give the address of another query, with the same filters or without any."""
        request = self.request if filtered else unfiltered(self.request)
        pairs = [pair for pair in links.to_pairs(request, default_size=self.default_size) if pair[0] != "q"]
        return links.to_url(PATH, [("q", query), *(pair for pair in pairs if pair[0] != "page")])

    def match_any_url(self) -> str:
        """Give the address of the same search for any of the words."""
        query = replace(self.request.query, match_all=False)
        return self.url(replace(self.request, query=query, page=1))

    def article_url(self, article_id: str, passage: HitPassage | None = None) -> str:
        """Give the address of an article, or of a passage in it, from which there is a way back to this search."""
        pairs = links.to_pairs(self.request, default_size=self.default_size)
        if passage:
            return links.passage_url(article_id, pairs, of_passage(passage.id, passage.text))
        return links.to_url(links.article_path(article_id), pairs)

    def raw_url(self, article_id: str) -> str:
        """Give the address of the raw document beside the article, from which there is a way back to this search."""
        pairs = links.to_pairs(self.request, default_size=self.default_size)
        return links.to_url(f"{links.article_path(article_id)}/raw", pairs)

    def neighbour_url(self, neighbour: Neighbour) -> str:
        """Give the address of a result beside the article at hand, from which there is a way back to its page."""
        return replace(self, request=neighbour.request).article_url(neighbour.hit.id)

    def compare_url(self, article_id: str, other_id: str) -> str:
        """Give the address of the page that compares two articles, from which there is a way back to this search."""
        pairs = links.to_pairs(self.request, default_size=self.default_size)
        return links.to_url(links.comparison_path(article_id, other_id), pairs)

    def duplicates_url(self) -> str:
        """Give the address of the same search with every copy shown, or if they are with copies shown once."""
        is_shown = self.request.duplicates is Duplicates.SHOW
        return self.url(replace(self.request, duplicates=Duplicates.HIDE if is_shown else Duplicates.SHOW, page=1))

    def sources(self, values: Iterable[FacetValue]) -> list[Link]:
        """Give the source facet as links that add and remove, and beside each the one that leaves it out."""
        return [self._source(value) for value in values]

    def _source(self, value: FacetValue) -> Link:
        source = value.value
        if value.selected:
            does = phrases.remove(source)
        else:
            does = phrases.also(source) if self.request.sources else phrases.only(source)
        leaves_out = phrases.bring_back(source) if value.excluded else phrases.without(source)
        without = Link(phrases.name(source), self.url(links.toggle_excluded(self.request, source)), does=leaves_out)
        return Link(
            label=phrases.name(source),
            url=self.url(links.toggle_source(self.request, source)),
            current=value.selected,
            count=value.count,
            does=does,
            without=without,
            excluded=value.excluded,
        )

    def dates(self, values: Iterable[FacetValue]) -> list[Link]:
        """Give the date facet as links that choose a year or a month, or remove it."""
        return [
            Link(
                label=_date_label(value.value),
                url=self.url(links.choose_period(self.request, value.value, selected=value.selected)),
                current=value.selected,
                count=value.count,
                children=tuple(self.dates(value.children)),
                is_undated=value.value == links.UNDATED,
            )
            for value in values
        ]

    def stated(self) -> Link:
        """Give the filter for stated dates as a link that adds or removes it."""
        return Link(_("Stated dates only"), self.url(links.toggle_stated(self.request)), self.request.stated_only)

    def filters(self) -> list[Link]:
        """Give the active filters, each as a link that removes it."""
        return [Link(one.label, self.url(one.without), does=one.removing) for one in active_filters(self.request)]

    def unfiltered_url(self) -> str:
        """Give the address of the same query without any filter."""
        return self.url(unfiltered(self.request))

    def sorts(self) -> list[Link]:
        """Give the orders; relevance only where the query has words to rank by."""
        orders = [Sort.NEWEST, Sort.OLDEST]
        if links.default_sort(self.request.query) is Sort.RELEVANCE:
            orders.insert(0, Sort.RELEVANCE)
        return [
            Link(sort_name(sort), self.url(replace(self.request, sort=sort, page=1)), self.request.sort is sort)
            for sort in orders
        ]

    def page_url(self, number: int) -> str:
        """Give the address of another page of this search."""
        return self.url(links.to_page(self.request, number))


def sort_name(sort: Sort) -> str:
    """Give what an order is called."""
    names: dict[Sort, str] = {Sort.RELEVANCE: _("Relevance"), Sort.NEWEST: _("Newest"), Sort.OLDEST: _("Oldest")}
    return names[sort]


def _date_label(value: str) -> str:
    """Give what a value of the date facet is called; a month stands under its year."""
    if value == links.UNDATED:
        return str(_("Undated"))
    return show_month(value) if "-" in value else show_period(value)

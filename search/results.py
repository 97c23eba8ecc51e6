"""What an engine answers. Highlights are character offsets (Unicode code points) into the text beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from search.query import Span
from search.schema import Article, ArticleHead, Kind, Passage


@dataclass(frozen=True, slots=True)
class HitPassage:
    """A passage that shows why the article is a hit.

    Args:
        id: `<article id>-<number of the passage in the article, from 0>`.
        kind: what part of the article.
        section: the heading it stands under.
        text: its text.
        highlights: what to mark, in order, not overlapping; empty where a passage only stands in (nothing to mark).
        score: its own, comparable within one answer.
        section_highlights: what to mark in the heading.
    """

    id: str
    kind: Kind
    section: str
    text: str
    highlights: tuple[Span, ...]
    score: float
    section_highlights: tuple[Span, ...] = ()


COPIES_SHOWN = 20  # copies of an article that are named; a story that more outlets ran is rare, and its page long


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article that is a copy of the one at hand: the same story as another outlet ran it.

    Args:
        id: the article's.
        article: its head.
        matches: True if it matches the search, filters included; False too where nothing was searched for.
    """

    id: str
    article: ArticleHead
    matches: bool = False


@dataclass(frozen=True, slots=True)
class Copies:
    """The other copies of an article in the archive, whether they match or not.

    Args:
        named: the earliest, in order of date.
        more: how many there are beside them.
    """

    named: tuple[Copy, ...] = ()
    more: int = 0

    def __len__(self) -> int:
        """How many there are."""
        return len(self.named) + self.more


@dataclass(frozen=True, slots=True)
class Hit:
    """One article in the results.

    Args:
        id: the article's, stable across reindexes and moves of the file.
        article: its head.
        title_highlights: what to mark in `article.display_title`.
        score: comparable within one answer; 0.0 where the order is not by relevance.
        passages: the best passages, best first, at most as many as were asked for.
        more_passages: how many other passages match.
        copies: the same story as other outlets ran it.
    """

    id: str
    article: ArticleHead
    title_highlights: tuple[Span, ...]
    score: float
    passages: tuple[HitPassage, ...]
    more_passages: int
    copies: Copies = Copies()


@dataclass(slots=True)  # not frozen: an answer has hundreds, and a frozen one takes three times as long to make
class FacetValue:
    """One value of a facet.

    Args:
        value: what to filter by: a source's name (empty: without a source); "2022", "2022-03" or "none".
        label: what to show.
        count: articles that match the query and every filter but this facet's own.
        selected: True if the request filters by it.
        children: of a year, its months that have articles.
        excluded: True if the request leaves it out.
    """

    value: str
    label: str
    count: int
    selected: bool = False
    children: tuple["FacetValue", ...] = ()
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class IndexState:
    """Which state of the index answered.

    Args:
        generation: its number.
        updated: when it was published, with zone.
        articles: how many it holds.
        passages: how many it holds.
        degraded: why a generation older than the one last published serves; empty when all is well.
    """

    generation: int
    updated: datetime
    articles: int
    passages: int
    degraded: str = ""


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer to one search.

    Args:
        hits: one page of them.
        total: how many articles match.
        total_is_exact: False where `total` is a lower bound.
        groups: how many hits there are to page through: `total`, or less where copies are shown once.
        sources: the source facet, most articles first.
        dates: the date facet, newest year first, months inside, "none" last.
        took_ms: milliseconds that the engine took.
        index: what answered.
        notes: what the reader should know of the answer ("the pattern matches more than 1,024 words").
    """

    hits: tuple[Hit, ...]
    total: int
    total_is_exact: bool
    groups: int
    sources: tuple[FacetValue, ...]
    dates: tuple[FacetValue, ...]
    took_ms: float
    index: IndexState
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultStream:
    """The answer to one search, whole: every hit with every passage that matches, one at a time.

    Args:
        results: the answer but for its hits; `took_ms` is for the search alone.
        hits: all of them in the order of the request, to be gone through once. Passages stand in the order of the
            article, and none is left out; where none matches, the one that opens the article stands in.
    """

    results: SearchResults
    hits: Iterator[Hit]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the index holds it.

    Args:
        id: stable across reindexes and moves of the file.
        article: the article.
        passages: all of it, in order; `HitPassage.id` ends in the number of one here.
        highlights: per passage what to mark in its text, where a query was given.
        section_highlights: per passage what to mark in the heading it stands under.
        title_highlights: what to mark in `article.display_title`.
        index: what answered.
        copies: the same story as other outlets ran it.
        rules: what the rules that dropped lines of it drop, in a sentence by the rule's name; none where the index does
            not say.
    """

    id: str
    article: Article
    passages: tuple[Passage, ...]
    highlights: tuple[tuple[Span, ...], ...] = ()
    section_highlights: tuple[tuple[Span, ...], ...] = ()
    title_highlights: tuple[Span, ...] = ()
    index: IndexState | None = field(default=None, compare=False)
    copies: Copies = Copies()
    rules: Mapping[str, str] = field(default_factory=dict)

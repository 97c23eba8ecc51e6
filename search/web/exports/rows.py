"""The rows of a table of results: one for each passage, the same for every kind of table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from search.permalinks import of_passage
from search.request import SearchRequest
from search.results import Copies, Hit, HitPassage
from search.schema import Dating
from search.web import links
from search.web.marks import visible
from search.web.parameters import DEFAULT_SIZE


class Row(NamedTuple):
    """A passage and the article it is of; the names of the fields are the head of the table."""

    rank: int
    article_id: str
    title: str
    source: str
    date: str
    date_kind: str
    byline: str
    place: str
    kind: str
    section: str
    text: str
    url: str
    document: str
    copies: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes absolute addresses of articles and of passages in them.

    Args:
        base: of the server, "https://archive.example", without a slash behind it.
        pairs: of the search, so that the articles' pages mark its words and lead back to it.
    """

    base: str
    pairs: links.Pairs

    @classmethod
    def of(cls, base: str, request: SearchRequest) -> "Addresses":
        """Make them for a search, all pages of it."""
        return cls(base, links.to_pairs(replace(request, page=1, size=DEFAULT_SIZE)))

    def article(self, article_id: str, passage: HitPassage | None = None) -> str:
        """Give the address of an article, or of a passage in it that leads to the same words after a reindex."""
        if passage is None:
            return self.base + links.to_url(links.article_path(article_id), self.pairs)
        return self.base + links.passage_url(article_id, self.pairs, of_passage(passage.id, passage.text))


def rows(hits: Iterable[Hit], addresses: Addresses) -> Iterator[Row]:
    """Yield the rows of hits; an article without any passage has a row too.

    Args:
        hits: in order.
        addresses: of the search.
    """
    for rank, hit in enumerate(hits, 1):
        for passage in hit.passages or (None,):
            yield _row(rank, hit, passage, addresses)


def _row(rank: int, hit: Hit, passage: HitPassage | None, addresses: Addresses) -> Row:
    article = hit.article
    texts = (
        hit.id,
        article.display_title,
        article.source,
        article.dating.shown,
        date_kind(article.dating),
        article.byline,
        article.place,
        passage.kind.value if passage else "",
        passage.section if passage else "",
        passage.text if passage else "",
        addresses.article(hit.id, passage),
        article.path,
        _copies(hit.copies),
    )
    return Row(rank, *(str(visible(text)) for text in texts))


def date_kind(dating: Dating) -> str:
    """Say where a date comes from: "stated", "inferred", or nothing where there is none."""
    if dating.stated:
        return "stated"
    return "inferred" if dating.inferred else ""


def _copies(copies: Copies) -> str:
    """Name the copies of an article: where each ran, and when."""
    named = [
        f"{copy.article.source or copy.article.path}" + (f" ({shown})" if (shown := copy.article.dating.shown) else "")
        for copy in copies.named
    ]
    return "; ".join(named + ([f"{copies.more} more"] if copies.more else []))

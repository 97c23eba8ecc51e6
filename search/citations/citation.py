"""What a citation says of an article, before any style puts it in order."""

from dataclasses import dataclass
from datetime import date

from search.citations.authors import Name, authors
from search.schema import Article, Dating

Parts = tuple[int, ...]  # of a date: year; year and month; year, month and day


@dataclass(frozen=True, slots=True)
class Issued:
    """When an article was published, as far as it is known.

    Args:
        first: the day, month or year; of an inferred date the earliest day. None where nothing is known.
        last: of an inferred date the latest day, where it differs.
        is_inferred: True where the document does not state it.
        bound: "from" or "until" where only that end of an inferred date is known; otherwise empty.
    """

    first: Parts | None = None
    last: Parts | None = None
    is_inferred: bool = False
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """An article, as citations name it.

    Args:
        id: the article's.
        authors: who wrote it; none without a byline.
        title: the headline, or the article's first words in brackets where it has none.
        outlet: where it was published; empty if not known.
        issued: when.
        url: the address to keep, absolute.
        accessed: the day on which the archive was read.
    """

    id: str
    authors: tuple[Name, ...]
    title: str
    outlet: str
    issued: Issued
    url: str
    accessed: date


def cite(article_id: str, article: Article, url: str, accessed: date) -> Citation:
    """Gather what a citation of an article says.

    Args:
        article_id: the article's.
        article: the article.
        url: its address, absolute.
        accessed: today.
    """
    title = " ".join(article.display_title.split())
    return Citation(
        id=article_id,
        authors=authors(article.byline, article.source),
        title=title if article.title else f"[{title}]",
        outlet=" ".join(article.source.split()),
        issued=issued(article.dating),
        url=url,
        accessed=accessed,
    )


def issued(dating: Dating) -> Issued:
    """Give when an article was published.

    Args:
        dating: stated or inferred.
    """
    if dating.stated:
        return Issued(tuple(map(int, dating.stated.split("-"))))
    first, last = dating.not_before, dating.not_after
    if first and last:
        return Issued(_parts(first), _parts(last) if last != first else None, is_inferred=True)
    day = first or last
    return Issued(_parts(day), is_inferred=True, bound="from" if first else "until") if day else Issued()


def _parts(day: date) -> Parts:
    return (day.year, day.month, day.day)

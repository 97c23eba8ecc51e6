"""A saved search as an Atom feed (RFC 4287): every result, newest first, each under an id that stays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

from search.results import Hit, ResultStream
from search.schema import Dating
from search.web.dates import show_dating
from search.web.exports.rows import Addresses
from search.web.marks import excerpt, mark, visible

PASSAGES = 3  # in the summary of an entry, as on the page; the entry links to all
# Atom wants a time for each entry, and one that changed with each reindex would have readers show it as new again.
UNDATED = "1970-01-01T00:00:00Z"
_TIME = re.compile(r"\d\d:\d\d(?:[+-](?:[01]\d|2[0-3]):[0-5]\d)?")  # a document may state an offset that is none


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself.

    Args:
        title: of it.
        author: who answers for entries that name nobody.
        inferred: how to say that a date is only implied: "(inferred)".
        url: its own, absolute.
        page: the page's with the same results, absolute.
        language: of the page, a code.
    """

    title: str
    author: str
    inferred: str
    url: str
    page: str
    language: str


def atom_parts(feed: Feed, found: ResultStream, addresses: Addresses) -> Iterator[str]:
    """Yield the parts of the feed, in order.

    Args:
        feed: what it says of itself.
        found: what the engine answered, in the order of the entries.
        addresses: of the search.
    """
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(feed.language)}>\n'
    yield _element("id", f"urn:morgue:search:{_quoted(urlencode(addresses.pairs))}")
    yield _element("title", feed.title)
    yield _element("updated", _moment(found.results.index.updated))
    yield f"<author>{_element('name', feed.author)}</author>\n"
    yield f'<link rel="self" type="application/atom+xml" href={quoteattr(feed.url)}/>\n'
    yield f'<link rel="alternate" type="text/html" href={quoteattr(feed.page)}/>\n'
    yield _element("generator", "Morgue")
    for hit in found.hits:
        yield _entry(feed, hit, addresses.article(hit.id))
    yield "</feed>\n"


def _entry(feed: Feed, hit: Hit, url: str) -> str:
    article = hit.article
    published = published_at(article.dating)
    author = article.byline or article.source
    summary = str(
        _summary(hit, feed.inferred)
    )  # as a plain text: markup would not be escaped twice, as it must be here
    return "".join(
        (
            "<entry>\n",
            _element("id", f"urn:morgue:article:{_quoted(hit.id)}"),
            _element("title", article.display_title),
            _element("updated", published or UNDATED),
            _element("published", published) if published else "",
            f"<author>{_element('name', author)}</author>\n" if author else "",
            f'<link rel="alternate" type="text/html" href={quoteattr(url)}/>\n',
            f"<category term={quoteattr(_text(article.source))}/>\n" if article.source else "",
            f'<summary type="html">{escape(summary)}</summary>\n' if summary else "",
            "</entry>\n",
        )
    )


def published_at(dating: Dating) -> str:
    """Give when an article was published as RFC 3339 wants it; empty where no date is known.

    Args:
        dating: a day stands for its first minute in UTC, a month or a year for its first day; so does an inferred date.
    """
    if dating.day is None:
        return ""
    is_exact = len(dating.stated) == len("2022-03-14") and _TIME.fullmatch(dating.time)
    at = time.fromisoformat(dating.time) if is_exact else time()
    return _moment(datetime.combine(dating.day, at, at.tzinfo or UTC))


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _summary(hit: Hit, inferred: str) -> Markup:
    """Give as HTML where and when the article ran, and its best passages with the words of the query marked."""
    article = hit.article
    dated = show_dating(article.dating) + (f" {inferred}" if article.dating.inferred else "")
    facts = " · ".join(fact for fact in (article.source, dated, article.place, article.byline) if fact)
    best = sorted(hit.passages, key=lambda passage: -passage.score)[:PASSAGES]
    paragraphs = [mark(_text(facts))] if facts else []
    # Feed readers show the elements they know, and <mark> is seldom among them.
    paragraphs += [
        excerpt(_text(passage.text), passage.highlights)
        .replace(Markup("<mark>"), Markup("<b>"))
        .replace(Markup("</mark>"), Markup("</b>"))
        for passage in best
    ]
    return Markup("").join(Markup("<p>{}</p>").format(each) for each in paragraphs)


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(_text(text))}</{name}>\n"


def _text(text: str) -> str:
    """Give a text without the characters that XML can't hold."""
    return str(visible(text))


def _quoted(text: str) -> str:
    return quote(text, safe="")

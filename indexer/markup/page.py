"""What a page states about its article outside the text: JSON-LD, Open Graph, `<meta>`, `<time>`, authors."""

from collections.abc import Iterator

from indexer.blocks import collapse, comparable
from indexer.cleaning.bylines import names_of, read_byline
from indexer.cleaning.draft import Found, StatedDate, quoted
from indexer.cleaning.imprints import imprint_source, is_imprint_line
from indexer.dating.date_lines import read_date_line
from indexer.knowledge.outlets import Outlets
from indexer.markup import json_ld
from indexer.markup.extract import Extracted
from indexer.metadata import PageMetadata

_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_SITES = ("og:site_name", "publisher", "dc.publisher", "application-name")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " • ")  # between headline and site in a `<title>`
_NOBODY = ("admin", "administrator", "editor", "editors", "webmaster", "none", "null", "undefined", "unknown")
_MAX_AUTHOR = 120  # characters: four names; more is a biography


def read_page(page: Extracted, outlets: Outlets) -> PageMetadata:
    """Read what a page states about its article.

    Args:
        page: the page as extracted.
        outlets: languages of dates, names of outlets.
    """
    fields = [*json_ld.stated(page.json_ld), *page.fields]
    source = _source(page, fields, outlets)
    title = _title(page, fields, source.value, outlets)
    return PageMetadata(
        title=title,
        date=_date(fields, outlets),
        source=source,
        masthead=_masthead(page, outlets),
        byline=_byline(fields, source.value, outlets) or _marked_byline(fields, outlets),
    )


def _found(fields: list[tuple[str, str]], *names: str) -> Iterator[Found]:
    for name in names:
        for key, value in fields:
            if key == name and value.strip():
                yield Found(collapse(value), f'{_shown(name)} "{collapse(value)[:80]}"')


def _shown(name: str) -> str:
    return name if name.startswith(("JSON-LD", "<")) else f'<meta> "{name}"'


def _title(page: Extracted, fields: list[tuple[str, str]], source: str, outlets: Outlets) -> Found:
    stated = next(_found(fields, "JSON-LD headline", *_TITLES), Found())
    headings = [Found(heading, "<h1>") for heading in page.headings]
    for heading in headings:
        shown, told = comparable(heading.value), comparable(stated.value).rstrip(".… ")
        # The page's own heading is whole, where metadata is cut or has the site's name behind it.
        if stated and (shown.startswith(told) or told.startswith(shown)):
            return heading
    if stated:
        return Found(_without_site(stated.value, source, outlets), stated.evidence)
    if headings:
        return headings[0]
    return Found(_without_site(page.title, source, outlets), "<title>") if page.title else Found()


def _without_site(title: str, source: str, outlets: Outlets) -> str:
    for separator in _SEPARATORS:
        head, found, site = title.rpartition(separator)
        if found and (outlets.canonical(site) or (source and comparable(site) == comparable(source))):
            return head.strip()
    return title


def _masthead(page: Extracted, outlets: Outlets) -> Found:
    """Find a known outlet in the page's `<title>`, before or after the headline, or in an imprint in its frame."""
    if titled := _titled(page, (*_SEPARATORS, ": "), outlets):
        return titled
    for drop in page.dropped:
        if is_imprint_line(drop.text, outlets) and (known := imprint_source(drop.text, outlets)):
            return Found(known, quoted(drop.text, drop.line))
    return Found()


def _titled(page: Extracted, separators: tuple[str, ...], outlets: Outlets) -> Found:
    for separator in separators:
        parts = page.title.split(separator)
        for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
            if known := outlets.canonical(part):
                return Found(known, f'<title> "{page.title[:80]}"')
    return Found()


def _date(fields: list[tuple[str, str]], outlets: Outlets) -> StatedDate | None:
    for found in _found(fields, "JSON-LD datePublished", *_DATES, "<time>"):
        date = read_date_line(found.value, outlets.languages)
        if date and not date.stated.startswith("1970-01-01"):  # a program's zero, not a day
            return StatedDate(date, found.evidence)
    return None


def _source(page: Extracted, fields: list[tuple[str, str]], outlets: Outlets) -> Found:
    """Choose the first known outlet that the metadata or the `<title>` names; else what the metadata says."""
    named = list(_found(fields, "JSON-LD publisher", *_SITES))
    for found in named:
        if known := outlets.canonical(found.value):
            return Found(known, found.evidence)
    # "AP: ..." in a title names whose story it is, not whose page: no colons here.
    titled = _titled(page, _SEPARATORS, outlets) if named else Found()
    return titled or next(iter(named), Found())


def _byline(fields: list[tuple[str, str]], source: str, outlets: Outlets) -> Found:
    for name in ("JSON-LD author", *_AUTHORS):
        names = []
        evidence = ""
        for found in _found(fields, name):
            byline = read_byline(found.value, outlets)
            author = byline.name if byline else found.value
            if "://" in author or "@" in author or len(author) > _MAX_AUTHOR or outlets.canonical(author):
                continue
            if comparable(author) not in (*_NOBODY, comparable(source)) and author not in names:
                names.append(author)
                evidence = evidence or found.evidence
        if names:
            return Found(", ".join(names), evidence)
    return Found()


def _marked_byline(fields: list[tuple[str, str]], outlets: Outlets) -> Found:
    """Read the first place that the page marks as its author's and that names somebody.

    Those further down are of other articles, or readers who comment. An outlet as the author is no byline.
    """
    for name, label in fields:
        if name not in ("<author>", "<byline>"):
            continue
        if outlets.canonical(label.partition(",")[0]):
            return Found()
        # What stands around marked authors may run their names together: only "By ..." makes it clear.
        author = names_of(label, outlets) if name == "<author>" or read_byline(label, outlets) else ""
        if author and comparable(author) not in _NOBODY:
            return Found(author, f'{name} "{label[:80]}"')
    return Found()

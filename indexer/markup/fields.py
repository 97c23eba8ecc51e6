"""What a page's markup states: `<meta>`, `<time>`, authors, JSON-LD, `<title>` and `<h1>`, as written."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Tag as Element

from indexer.blocks import collapse
from indexer.markup.reading import Reading

_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author(?:-?name)?)(?:$|[\s_-])", re.IGNORECASE)
_MAX_LABEL = 200  # characters of a heading, time or author looked at

_AUTHOR_TAGS = frozenset(("a", "span", "address", "p", "div"))


def title(soup: BeautifulSoup) -> str:
    """Give the text of `<title>`."""
    return _label(soup.title)


def headings(reading: Reading) -> tuple[str, ...]:
    """Give the text of every `<h1>`."""
    return tuple(filter(None, (_label(element) for element in reading.elements if element.name == "h1")))


def json_ld(soup: BeautifulSoup) -> tuple[str, ...]:
    """Give the text of the JSON-LD scripts."""
    return tuple(
        script.get_text() for script in soup.find_all("script") if "ld+json" in str(script.get("type", "")).lower()
    )


def metas(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Yield (name, content) of every `<meta>`."""
    for meta in soup.find_all("meta"):
        content = str(meta.get("content", ""))
        for key in ("property", "name", "itemprop"):
            name = str(meta.get(key, "")).strip().lower()
            if name and content:
                yield name, content


def times(reading: Reading, chosen: int) -> Iterator[tuple[str, str]]:
    """Yield "<time>" and the moment for every `<time>` in the article's container, outside its frame."""
    for element, box, is_inside in zip(reading.elements, reading.boxes, reading.within(chosen), strict=True):
        if element.name == "time" and is_inside and not box.is_frame:
            yield "<time>", str(element.get("datetime") or _label(element))


def authors(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield what the page marks as authors: "<author>" per place that names some, "<byline>" for what stands around."""
    marked = [
        (element, label)
        for element, box in zip(reading.elements, reading.boxes, strict=True)
        if element.name in _AUTHOR_TAGS and not box.is_frame and _is_author(element) and (label := _label(element))
    ]
    around = {id(parent) for author, _ in marked for parent in author.parents}
    place: tuple[object, object] = (None, None)
    names: list[str] = []
    for author, label in marked:
        if id(author) in around:
            yield "<byline>", label
            continue
        parent = author.parent
        here = (id(parent), id(parent.parent) if parent else None)
        if names and here[0] != place[0] and here[1] != place[1]:
            yield "<author>", ", ".join(names)
            names = []
        place = here
        names += [label] if label not in names else []  # one name may link to two pages
    if names:
        yield "<author>", ", ".join(names)


def _is_author(element: Element) -> bool:
    attributes = element.attrs
    if "author" in str(attributes.get("rel", "")).split() or "author" in str(attributes.get("itemprop", "")):
        return True
    labels = attributes.get("class")
    return labels is not None and _BYLINE_CLASS.search(str(labels)) is not None


def _label(element: Element | None) -> str:
    return collapse(element.get_text(" "))[:_MAX_LABEL] if element else ""

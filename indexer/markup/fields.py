"""What a page's markup states: `<meta>`, `<time>`, authors, JSON-LD, `<title>` and `<h1>`, as written."""

import re
from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup

from indexer.blocks import collapse
from indexer.markup.reading import Reading

_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author(?:-?name)?)(?:$|[\s_-])", re.IGNORECASE)
_MAX_LABEL = 200  # characters of a heading, time or author looked at

_AUTHOR_TAGS = frozenset(("a", "span", "address", "p", "div"))


def title(soup: BeautifulSoup) -> str:
    """Give the text of `<title>`."""
    return collapse(soup.title.get_text(" "))[:_MAX_LABEL] if soup.title else ""


def headings(reading: Reading) -> tuple[str, ...]:
    """Give the text of every `<h1>`."""
    labels = (_label(reading, number) for number, element in enumerate(reading.elements) if element.name == "h1")
    return tuple(filter(None, labels))


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
    inside = reading.within(chosen)
    for number, element in enumerate(reading.elements):
        if element.name == "time" and inside[number] and not reading.boxes[number].is_frame:
            yield "<time>", element.attributes.get("datetime") or _label(reading, number)


def authors(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield what the page marks as authors: "<author>" per place that names some, "<byline>" for what stands around."""
    boxes = reading.boxes
    marked = [
        (number, label)
        for number, element in enumerate(reading.elements)
        if element.name in _AUTHOR_TAGS
        and _is_author(element.attributes)
        and not boxes[number].is_frame
        and (label := _label(reading, number))
    ]
    around: set[int] = set()
    for number, _ in marked:
        while (number := boxes[number].parent) >= 0 and number not in around:
            around.add(number)
    place = (-2, -2)
    names: list[str] = []
    for number, label in marked:
        if number in around:
            yield "<byline>", label
            continue
        parent = boxes[number].parent
        here = parent, boxes[parent].parent
        if names and here[0] != place[0] and here[1] != place[1]:
            yield "<author>", ", ".join(names)
            names = []
        place = here
        names += [label] if label not in names else []  # one name may link to two pages
    if names:
        yield "<author>", ", ".join(names)


def _is_author(attributes: Mapping[str, str]) -> bool:
    get = attributes.get
    if "author" in get("rel", "").split() or "author" in get("itemprop", ""):
        return True
    return "class" in attributes and _BYLINE_CLASS.search(attributes["class"]) is not None


def _label(reading: Reading, number: int) -> str:
    return reading.label(number)[:_MAX_LABEL]

"""HTML to blocks of text, and what the page states about itself. The only importer of bs4 (on lxml)."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, ParserRejectedMarkup, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString
from bs4.element import Tag as Element

from indexer.blocks import Block, Tag, collapse, count_words, ends_sentence
from indexer.errors import Rejection
from indexer.markup.container import Box, choose
from indexer.markup.lines import LINE, with_lines
from search.schema import DroppedLine

_UNREAD_NAMES = (
    "script title style template svg math iframe select input textarea button head object audio video canvas map"
)
_BREAKING_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark q s samp small span "
    "strike strong sub sup time tt u var wbr"
)
_UNREAD = frozenset(_UNREAD_NAMES.split())
_BREAKING = frozenset(_BREAKING_NAMES.split())
_INLINE = frozenset(_INLINE_NAMES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CAPTIONS = frozenset(("figcaption",))
_BOLD = frozenset(("b", "strong"))
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-)?(?:image-|photo-|img-|media-|figure-)?caption(?:$|[\s_-])", re.IGNORECASE
)
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author(?:-?name)?)(?:$|[\s_-])", re.IGNORECASE)
_LINK_SHARE = 0.8  # share of a block's characters inside links that makes it a link
_HEADING_WORDS = 15  # a bold line of more words is a paragraph
_MAX_LABEL = 200  # characters of a heading, time or author looked at


@dataclass(frozen=True, slots=True)
class Extracted:
    """A page, taken apart.

    Args:
        blocks: the article's, in order.
        dropped: text of the page outside the article, as rule "page_frame".
        fields: (name, content) of every `<meta>`, "<time>", "<author>" and "<byline>".
        json_ld: the JSON-LD scripts' text.
        title: the text of `<title>`.
        headings: the text of every `<h1>`.
    """

    blocks: tuple[Block, ...]
    dropped: tuple[DroppedLine, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    title: str = ""
    headings: tuple[str, ...] = ()


def extract(html: str, first_line: int = 1) -> Extracted:
    """Take a page apart: the blocks of its article, its frame, and its metadata.

    Args:
        html: the decoded page.
        first_line: the number of its first line in the raw document.

    Raises:
        Rejection: the parser refuses it.
    """
    with warnings.catch_warnings():
        # A page may be XHTML, or so short that it looks like a file name; either is read all the same.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        try:
            soup = BeautifulSoup(with_lines(html, first_line), "lxml")
        except ParserRejectedMarkup as error:
            raise Rejection(f"it can't be read as HTML: {error}") from error
    # Without a `<body>` tag, and with a script first, the parser takes the whole page for its head.
    body = soup.body or soup.head or soup
    choice = _Choice(body)
    blocks, frame = [], []
    for block, is_article in _blocks(body, choice, first_line):
        if is_article:
            blocks.append(block)
        else:
            frame.append(DroppedLine(block.line, block.text, "page_frame"))
    return Extracted(
        blocks=tuple(blocks),
        dropped=tuple(frame),
        fields=tuple(_fields(soup, choice)),
        json_ld=tuple(
            script.get_text() for script in soup.find_all("script") if "ld+json" in str(script.get("type", "")).lower()
        ),
        title=_label(soup.title),
        headings=tuple(filter(None, map(_label, soup.find_all("h1")))),
    )


class _Choice:
    """Which elements of a page are the article's container, and which are frame, by their `id()`."""

    def __init__(self, body: Element) -> None:
        elements, boxes = _boxes(body)
        self.chosen = id(elements[choose(boxes)])
        self.frames = frozenset(id(element) for element, box in zip(elements, boxes, strict=True) if box.is_frame)


def _boxes(body: Element) -> tuple[list[Element], list[Box]]:
    """Measure every element of a page, parents before their children."""
    elements: list[Element] = []
    boxes: list[Box] = []
    open_: list[int] = []
    blocks: list[int] = []
    links = 0
    for node, is_entering in _walk(body):
        if not isinstance(node, Element):
            length = len(node.strip())
            boxes[blocks[-1]].text += length
            boxes[blocks[-1]].linked += length if links else 0
        elif is_entering:
            elements.append(node)
            boxes.append(_box(node, open_[-1] if open_ else -1))
            open_.append(len(boxes) - 1)
            if not boxes[-1].is_inline or not blocks:
                blocks.append(open_[-1])
            links += node.name == "a"
        else:
            if blocks[-1] == open_.pop():
                blocks.pop()
            links -= node.name == "a"
    return elements, boxes


def _box(element: Element, parent: int) -> Box:
    get = element.get
    return Box(
        name=element.name,
        labels=" ".join((*(get("class") or ()), str(get("id") or ""))),
        role=str(get("role") or ""),
        itemprop=str(get("itemprop") or ""),
        is_hidden=element.has_attr("hidden") or _HIDDEN.search(str(get("style") or "")) is not None,
        is_inline=element.name in _INLINE,
        parent=parent,
    )


def _label(element: Element | None) -> str:
    return collapse(element.get_text(" "))[:_MAX_LABEL] if element else ""


def _fields(soup: BeautifulSoup, choice: _Choice) -> Iterator[tuple[str, str]]:
    for meta in soup.find_all("meta"):
        content = str(meta.get("content", ""))
        for key in ("property", "name", "itemprop"):
            name = str(meta.get(key, "")).strip().lower()
            if name and content:
                yield name, content
    for time in soup.find_all("time"):
        inside = [id(element) for element in (time, *time.parents)]
        if not choice.frames.intersection(inside) and choice.chosen in inside:
            yield "<time>", str(time.get("datetime") or _label(time))
    yield from _authors(soup, choice)


def _authors(soup: BeautifulSoup, choice: _Choice) -> Iterator[tuple[str, str]]:
    """Yield what the page marks as authors: "<author>" per place that names some, "<byline>" for what stands around."""
    marked = [
        (author, label)
        for author in soup.find_all(["a", "span", "address", "p", "div"])
        if _is_author(author) and (label := _label(author))
        if not choice.frames.intersection(map(id, (author, *author.parents)))
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
    if "author" in (element.get("rel") or ()) or "author" in str(element.get("itemprop", "")):
        return True
    return _BYLINE_CLASS.search(" ".join(element.get("class") or ())) is not None


class _Open:
    """A block that is being read."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.parts: list[str] = []
        self.length = self.linked = self.bold = 0


def _blocks(body: Element, choice: _Choice, first_line: int) -> Iterator[tuple[Block, bool]]:
    """Yield every block of a page in order, and whether it is of the article."""
    open_ = _Open(first_line)
    links = bolds = inside = frames = 0
    stack: list[Element] = []
    was_break = False

    def closed() -> Iterator[tuple[Block, bool]]:
        nonlocal open_
        text = collapse("".join(open_.parts))
        if text:
            yield Block(open_.line, text, _tag(stack, open_, text)), inside > 0 and not frames
        open_ = _Open(open_.line)

    for node, is_entering in _walk(body):
        if isinstance(node, Element):
            name = node.name
            if name == "br":
                if is_entering and was_break:
                    yield from closed()
                elif is_entering:
                    open_.parts.append(" ")
                    was_break = True
                continue
            if name in _BREAKING:
                yield from closed()
            if is_entering:
                stack.append(node)
                open_.line = int(str(node.get(LINE) or open_.line)) if not open_.length else open_.line
            else:
                stack.pop()
            step = 1 if is_entering else -1
            inside += step * (id(node) == choice.chosen)
            frames += step * (id(node) in choice.frames)
            links += step * (name == "a")
            bolds += step * (name in _BOLD)
        elif is_entering:
            text = str(node)
            visible = len(text.strip())
            if not open_.length:
                open_.line += text.count("\n", 0, len(text) - len(text.lstrip()))
            if visible:
                was_break = False
                open_.length += visible
                open_.linked += visible if links else 0
                open_.bold += visible if bolds else 0
            open_.parts.append(text)
    yield from closed()


def _walk(root: Element) -> Iterator[tuple[Element | NavigableString, bool]]:
    """Yield what is under an element, elements once on entering and once on leaving; without recursion."""
    stack: list[tuple[Element, Iterator[object]]] = [(root, iter(root.children))]
    yield root, True
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield element, False
        elif isinstance(child, Element):
            if child.name not in _UNREAD:
                yield child, True
                stack.append((child, iter(child.children)))
        elif (
            isinstance(child, NavigableString)
            and not isinstance(child, PreformattedString)
            # The parser takes markup inside a `<noscript>` of the head for text.
            and not (element.name == "noscript" and "<" in child)
        ):
            yield child, True


def _tag(stack: list[Element], block: _Open, text: str) -> Tag:
    near = stack[-6:]
    names = {element.name for element in near}
    is_link = block.linked >= _LINK_SHARE * block.length
    if names & _HEADINGS and ("h1" in names or not is_link):
        return Tag.HEADING
    if names & _CAPTIONS or any(_CAPTION_CLASS.search(" ".join(element.get("class") or ())) for element in near[-3:]):
        return Tag.CAPTION
    if is_link:
        return Tag.LINK
    if (
        block.bold == block.length
        and count_words(text) <= _HEADING_WORDS
        and not ends_sentence(text)
        and text[-1] != ":"
    ):
        return Tag.HEADING
    return Tag.ITEM if "li" in names else Tag.TEXT

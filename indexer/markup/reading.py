"""One walk through a page: its blocks of text in order, and a measure of every element."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4.element import NavigableString, PreformattedString
from bs4.element import Tag as Element

from indexer.blocks import Block, Tag, collapse, count_words, ends_sentence
from indexer.markup.container import Box
from indexer.markup.copying import Copy
from indexer.markup.lines import LINE

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
_BOLD = frozenset(("b", "strong"))
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-)?(?:image-|photo-|img-|media-|figure-)?caption(?:$|[\s_-])", re.IGNORECASE
)
_NEAR = 6  # innermost elements that tell what a block is
_NEAR_CLASS = 3  # likewise those whose classes do
_LINK_SHARE = 0.8  # share of a block's characters inside links that makes it a link
_HEADING_WORDS = 15  # a bold line of more words is a paragraph


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block and the index of the box that it stands in."""

    block: Block
    box: int


@dataclass(slots=True)
class Reading:
    """A page as read.

    Args:
        blocks: all of them, in order.
        boxes: its elements, parents before their children.
        elements: the same elements as the parser gave them.
        copy: the page again, for the extractor.
    """

    blocks: list[PageBlock] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    copy: Copy = field(default_factory=Copy)

    def within(self, number: int) -> list[bool]:
        """Say for each box whether it is the one of this number or in it."""
        found: list[bool] = []
        for index, box in enumerate(self.boxes):
            found.append(index == number or (box.parent >= 0 and found[box.parent]))
        return found

    def shape(self, number: int) -> tuple[str, ...]:
        """Give what boxes of one kind have in common: their and their parents' names and classes."""
        box = self.boxes[number]
        parent = self.boxes[box.parent]
        return box.name, box.labels, parent.name, parent.labels


class _Open:
    """A block that is being read."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.parts: list[str] = []
        self.length = self.linked = self.bold = 0


class _Reader:
    """The state of the walk: what is open, and the block that is being read."""

    def __init__(self, first_line: int) -> None:
        self.found = Reading()
        self.open = _Open(first_line)
        self.stack: list[Element] = []
        self.boxes: list[int] = []  # open ones
        self.holders: list[int] = []  # open ones that are no part of a line
        self.links = self.bolds = 0
        self.was_break = False

    def close(self) -> None:
        """End the block that is being read."""
        text = collapse("".join(self.open.parts))
        if text:
            tag = _tag(self.stack, self.open, text)
            self.found.blocks.append(PageBlock(Block(self.open.line, text, tag), self.boxes[-1]))
        self.open = _Open(self.open.line)

    def break_line(self) -> None:
        """Take one `<br>` for a space, and a second for the end of a block."""
        if self.was_break:
            self.close()
        else:
            self.open.parts.append(" ")
            self.was_break = True

    def enter(self, element: Element) -> None:
        name = element.name
        if name in _BREAKING:
            self.close()
        self.stack.append(element)
        if not self.open.length:
            self.open.line = int(str(element.attrs.get(LINE) or self.open.line))
        boxes = self.found.boxes
        boxes.append(_box(element, self.boxes[-1] if self.boxes else -1))
        self.boxes.append(len(boxes) - 1)
        self.found.elements.append(element)
        if not boxes[-1].is_inline or not self.holders:
            self.holders.append(self.boxes[-1])
        self.links += name == "a"
        self.bolds += name in _BOLD
        self.found.copy.enter(element, self.boxes[-1])

    def leave(self, element: Element) -> None:
        name = element.name
        if name in _BREAKING:
            self.close()
        self.stack.pop()
        if self.holders[-1] == self.boxes.pop():
            self.holders.pop()
        self.links -= name == "a"
        self.bolds -= name in _BOLD
        self.found.copy.leave()

    def read(self, text: str) -> None:
        visible = len(text.strip())
        open_ = self.open
        if not open_.length:
            open_.line += text.count("\n", 0, len(text) - len(text.lstrip()))
        if visible:
            self.was_break = False
            open_.length += visible
            open_.linked += visible if self.links else 0
            open_.bold += visible if self.bolds else 0
            box = self.found.boxes[self.holders[-1]]
            box.text += visible
            box.linked += visible if self.links else 0
        open_.parts.append(text)
        self.found.copy.read(text)


def read(body: Element, first_line: int) -> Reading:
    """Read a page's blocks and measure its elements.

    Args:
        body: what holds the page's text.
        first_line: the number of the page's first line in the raw document.
    """
    reader = _Reader(first_line)
    for node, is_entering in _walk(body):
        if not isinstance(node, Element):
            reader.read(str(node))
        elif node.name == "br":
            if is_entering:
                reader.break_line()
                reader.found.copy.enter(node, -1)
                reader.found.copy.leave()
        elif is_entering:
            reader.enter(node)
        else:
            reader.leave(node)
    reader.close() if reader.boxes else None
    return reader.found


def _walk(root: Element) -> Iterator[tuple[Element | NavigableString, bool]]:
    """Yield what is under an element, elements once on entering and once on leaving; without recursion."""
    stack: list[tuple[Element, Iterator[object]]] = [(root, iter(root.contents))]
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
                stack.append((child, iter(child.contents)))
        elif (
            isinstance(child, NavigableString)
            and not isinstance(child, PreformattedString)
            # The parser takes markup inside a `<noscript>` of the head for text.
            and not (element.name == "noscript" and "<" in child)
        ):
            yield child, True


def _box(element: Element, parent: int) -> Box:
    get = element.attrs.get
    return Box(
        name=element.name,
        labels=f"{get('class') or ''} {get('id') or ''}",
        role=str(get("role") or ""),
        itemprop=str(get("itemprop") or ""),
        is_hidden="hidden" in element.attrs
        or ("style" in element.attrs and _HIDDEN.search(str(get("style"))) is not None),
        is_inline=element.name in _INLINE,
        parent=parent,
    )


def _tag(stack: list[Element], block: _Open, text: str) -> Tag:
    near = stack[-_NEAR:]
    names = {element.name for element in near}
    is_link = block.linked >= _LINK_SHARE * block.length
    if not names.isdisjoint(_HEADINGS) and ("h1" in names or not is_link):
        return Tag.HEADING
    if "figcaption" in names or any(
        _CAPTION_CLASS.search(str(one.attrs.get("class") or "")) for one in near[-_NEAR_CLASS:]
    ):
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

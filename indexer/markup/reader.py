"""One way through a page, while it is parsed: element by element and text by text, to a reading."""

import re
from collections.abc import Mapping, Sequence

from indexer.blocks import Block, Tag, collapse, count_words, ends_sentence
from indexer.markup.container import Box
from indexer.markup.lines import LINE
from indexer.markup.reading import Element, PageBlock, Reading

DOCUMENT = "[document]"  # the name of what is around all elements
_OUTER = frozenset(("html", "body"))  # a page may have text behind their ends, in a second one or none
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
_UNLABELLED = frozenset(("script", "style", "template", "rt", "rp"))  # whose text is no part of a heading or a name
_BREAKING = frozenset(_BREAKING_NAMES.split())
_INLINE = frozenset(_INLINE_NAMES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong"))
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-)?(?:image-|photo-|img-|media-|figure-)?caption(?:$|[\s_-])", re.IGNORECASE
)
_LINE_NUMBER = re.compile("[0-9]{1,9}")  # a page may have an attribute of this name itself, with anything in it
_NEAR = 6  # innermost elements that tell what a block is
_NEAR_CLASS = 3  # likewise those whose classes do
_LINK_SHARE = 0.8  # share of a block's characters inside links that makes it a link
_HEADING_WORDS = 15  # a bold line of more words is a paragraph


class _Open:
    """A block that is being read."""

    __slots__ = ("bold", "length", "line", "linked", "parts")

    def __init__(self, line: int) -> None:
        self.line = line
        self.parts: list[str] = []
        self.length = self.linked = self.bold = 0


class Reader:
    """Reads a page as the parser goes through it: `start`, `data`, `end`.

    Args:
        first_line: the number of the page's first line in the raw document.
        root: the name of the element that holds the page's text; what is outside the first of this name is not read.
            `DOCUMENT` is around all.
    """

    def __init__(self, first_line: int, root: str) -> None:
        self.found = Reading()
        self._root = root
        self._names: list[str] = []  # of open elements, from the root on
        self._data: list[str] = []
        self._unread = self._unlabelled = 0  # open elements whose text is not read, or in no label
        self._block = _Open(first_line)
        self._boxes: list[int] = []  # open ones
        self._holders: list[int] = []  # open ones that are no part of a line
        self._links = self._bolds = 0
        self._was_break = False
        if root == DOCUMENT:
            self.start(DOCUMENT, {})

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        is_root = not self._names
        if is_root and (name != self._root or self.found.boxes):
            return
        self.pause()
        if name in _OUTER and not is_root:
            self._close()
            return
        self._names.append(name)
        self._unlabelled += name in _UNLABELLED
        if self._unread or (name in _UNREAD and not is_root):
            self._unread += 1
        elif name == "br":
            self._break_line()
            self.found.copy.enter(name, attributes, -1)
            self.found.copy.leave()
        else:
            self._enter(name, attributes)

    def end(self, name: str) -> None:
        """End an element, and those in it that are open."""
        if not self._names:
            return
        if name in _OUTER:
            self.pause()
            self._close()
        elif name == self._names[-1]:
            self._end()
        elif name in self._names:
            while self._names[-1] != name:
                self._end()
            self._end()

    def data(self, text: str) -> None:
        """Read text, or a part of it."""
        if self._names:
            self._data.append(text)

    def pause(self) -> None:
        """End a text: at a tag or a comment."""
        if not self._data:
            return
        text = "".join(self._data)
        self._data.clear()
        if not self._unlabelled:
            self.found.texts.append(text)
        # The parser takes markup inside a `<noscript>` of the head for text.
        if not self._unread and not (self._names[-1] == "noscript" and "<" in text):
            self._read(text)

    def finish(self) -> Reading:
        """Give what was read; nothing was if the page has no such root."""
        while self._names:
            self._end()
        return self.found

    def _end(self) -> None:
        """End the element begun last."""
        self.pause()
        name = self._names.pop()
        self._unlabelled -= name in _UNLABELLED
        if self._unread:
            self._unread -= 1
        elif name != "br":
            self._leave(name)

    def _close(self) -> None:
        """End the block that is being read."""
        block = self._block
        text = collapse("".join(block.parts)) if block.length else ""
        if text:
            tag = _tag([self.found.elements[number] for number in self._boxes[-_NEAR:]], block, text)
            self.found.blocks.append(PageBlock(Block(block.line, text, tag), self._boxes[-1]))
        if block.parts:
            self._block = _Open(block.line)

    def _break_line(self) -> None:
        """Take one `<br>` for a space, and a second for the end of a block."""
        if self._was_break:
            self._close()
        else:
            self._block.parts.append(" ")
            self._was_break = True

    def _enter(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _BREAKING:
            self._close()
        if not self._block.length and _LINE_NUMBER.fullmatch(written := attributes.get(LINE, "")):
            self._block.line = int(written)
        found = self.found
        number = len(found.boxes)
        is_inline = name in _INLINE
        found.boxes.append(_box(name, attributes, self._boxes[-1] if self._boxes else -1, is_inline))
        found.elements.append(Element(name, attributes, len(found.texts)))
        found.ends.append(0)
        self._boxes.append(number)
        if not is_inline or not self._holders:
            self._holders.append(number)
        self._links += name == "a"
        self._bolds += name in _BOLD
        found.copy.enter(name, attributes, number)

    def _leave(self, name: str) -> None:
        if name in _BREAKING or len(self._boxes) == 1:
            self._close()
        number = self._boxes.pop()
        self.found.ends[number] = len(self.found.texts)
        if self._holders[-1] == number:
            self._holders.pop()
        self._links -= name == "a"
        self._bolds -= name in _BOLD
        self.found.copy.leave()

    def _read(self, text: str) -> None:
        visible = len(text.strip())
        block = self._block
        if not block.length:
            block.line += text.count("\n", 0, len(text) - len(text.lstrip()))
        if visible:
            self._was_break = False
            box = self.found.boxes[self._holders[-1]]
            block.length += visible
            box.text += visible
            if self._links:
                block.linked += visible
                box.linked += visible
            if self._bolds:
                block.bold += visible
        block.parts.append(text)
        self.found.copy.read(text)


def _box(name: str, attributes: Mapping[str, str], parent: int, is_inline: bool) -> Box:
    get = attributes.get
    return Box(
        name,
        f"{get('class', '')} {get('id', '')}",
        get("role", ""),
        get("itemprop", ""),
        "hidden" in attributes or ("style" in attributes and _HIDDEN.search(attributes["style"]) is not None),
        is_inline,
        parent,
    )


def _tag(near: Sequence[Element], block: _Open, text: str) -> Tag:
    """Tell what a block is, by the innermost elements around it."""
    names = {element.name for element in near}
    is_link = block.linked >= _LINK_SHARE * block.length
    if not names.isdisjoint(_HEADINGS) and ("h1" in names or not is_link):
        return Tag.HEADING
    if "figcaption" in names or any(
        "class" in one.attributes and _CAPTION_CLASS.search(one.attributes["class"]) for one in near[-_NEAR_CLASS:]
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

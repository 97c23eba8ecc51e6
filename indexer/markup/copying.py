"""The page once more as an lxml tree, without what is no article anywhere: what the extractor is given."""

import re
from collections.abc import Container, Mapping

from lxml.etree import ElementDefaultClassLookup, HTMLParser, SubElement
from lxml.html import HtmlComment, HtmlElement, document_fromstring

_PRUNED = frozenset(("nav",))
_MOVABLE = frozenset(("article", "aside", "footer"))  # left out or not, which is known when the page is read
_ATTRIBUTES = frozenset(
    ("class", "id", "role", "itemprop", "style", "aria-hidden", "data-testid", "data-component", "rel", "href", "type")
)
# Elements within each other: lxml and the extractor recurse; pages have 20 to 40.
_DEEPEST = 120
# Elements of a page that the extractor is given. News pages have 50 to 1,500; a few 100,000 would take it minutes.
_MOST = 10_000
# The extractor makes and drops objects for elements by the thousand, and lxml.html's own parser asks Python for the
# class of each. Its classes for forms and fields are not needed.
_PARSER = HTMLParser()
_PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))
_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML, so that lxml refuses it


class Copy:
    """Grows with the walk through the page."""

    def __init__(self) -> None:
        self._root: HtmlElement = document_fromstring("<html></html>", parser=_PARSER)
        self._open: list[HtmlElement] = [self._root]
        self._last: HtmlElement | None = None  # the child whose tail the next text is
        self._texts: list[str] = []
        self._skipped = 0  # open elements that are left out
        self._flat = 0  # open elements that are too deep to be copied, text aside
        self._movable: dict[int, HtmlElement] = {}
        self._count = 0  # elements copied

    def enter(self, name: str, attributes: Mapping[str, str], number: int) -> None:
        """Copy the start of an element, which has a number."""
        if self._skipped or name in _PRUNED:
            self._skipped += 1
            return
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST:
            self._flat += 1
            return
        self._write()
        wanted = {key: value for key, value in attributes.items() if key in _ATTRIBUTES}
        try:
            copied = SubElement(self._open[-1], name, wanted)
        except ValueError:
            copied = SubElement(self._open[-1], "span", {key: _INVALID.sub("", value) for key, value in wanted.items()})
        if name in _MOVABLE:
            self._movable[number] = copied
        self._open.append(copied)
        self._last = None

    def leave(self) -> None:
        """Copy the end of the element entered last."""
        if self._skipped:
            self._skipped -= 1
        elif self._flat:
            self._flat -= 1
        else:
            self._write()
            self._last = self._open.pop()

    def read(self, text: str) -> None:
        """Copy a text."""
        if not self._skipped:
            self._texts.append(text)

    def _write(self) -> None:
        """Write the texts read since the last element began or ended; at once, for they may be very many."""
        # Empty text is written too: of an element that has none the extractor drops the text behind it as well.
        text = "".join(self._texts)
        self._texts.clear()
        try:
            self._place(text)
        except ValueError:
            self._place(_INVALID.sub("", text))

    def _place(self, text: str) -> None:
        if self._last is not None:
            self._last.tail = text
        else:
            self._open[-1].text = text

    def without(self, numbers: Container[int]) -> HtmlElement | None:
        """Give the copy, without those of its articles, asides and footers that have these numbers.

        Nothing is given of a page that has too many elements.
        """
        if self._count > _MOST:
            return None
        self._write()
        for number, element in self._movable.items():
            if number in numbers:
                element.drop_tree()
        return self._root

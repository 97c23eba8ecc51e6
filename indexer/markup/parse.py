"""A page's text through the parser, Beautiful Soup on lxml: read as it goes by, but for what its head states."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, ParserRejectedMarkup, XMLParsedAsHTMLWarning
from bs4.builder import LXMLTreeBuilder  # type: ignore[attr-defined]  # put there when the package is loaded
from bs4.element import AttributeDict

from indexer.errors import Rejection
from indexer.markup.lines import LINE, with_lines
from indexer.markup.reader import DOCUMENT, Reader
from indexer.markup.reading import Reading

MAX_ELEMENTS = 200_000  # elements and attributes of a page: news pages have up to 30,000; each costs a kilobyte
_STATING = frozenset(("title", "meta", "script"))
# What holds a page's text. Without a `<body>` tag, and with a script first, the parser takes all for the head; a page
# of frames, or an empty one, has neither.
_ROOTS = ("body", "head", DOCUMENT)


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page, parsed.

    Args:
        reading: its text.
        soup: its `<title>`, `<meta>` and `<script>` elements; their attributes are plain strings.
    """

    reading: Reading
    soup: BeautifulSoup


class _Builder(LXMLTreeBuilder):  # type: ignore[misc]  # so its type is not known
    """Beautiful Soup's builder on lxml, with a reader beside the tree.

    A tree of the whole page would take longer to build and to throw away than all else that is done with a page.
    """

    def __init__(self, first_line: int, root: str) -> None:
        super().__init__(multi_valued_attributes=None, attribute_dict_class=AttributeDict)
        self._begin = first_line, root
        self.reset()

    def reset(self) -> None:
        """Begin anew, as Beautiful Soup does before each try at a page."""
        super().reset()
        self.reader = Reader(*self._begin)
        self._stating = 0  # open elements that are put into the tree
        self._count = 0  # elements and attributes so far

    def take(self) -> Reading:
        """Take what was read: lxml's parser, a ring of objects, would keep it until they are collected."""
        reading = self.reader.finish()
        self.reset()
        return reading

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Begin an element; called by lxml, which tells no namespaces where none are asked for: HTML has none."""
        self._count += 1 + len(attrib) - (LINE in attrib)  # the attribute that tells the line is our own
        if self._count > MAX_ELEMENTS:
            raise _too_many()
        if self._stating or tag in _STATING:
            self._stating += 1
            self.soup.handle_starttag(tag, None, None, dict(attrib))
        self.reader.start(tag, attrib)

    def end(self, tag: str) -> None:
        """End an element."""
        if self._stating:
            self._stating -= 1
            self.soup.handle_endtag(tag)
        self.reader.end(tag)

    def data(self, data: str) -> None:
        """Read text."""
        if self._stating:
            self.soup.handle_data(data)
        self.reader.data(data)

    def comment(self, text: str) -> None:
        """Read nothing of a comment."""
        self.reader.pause()

    def pi(self, target: str, data: str) -> None:
        """Read nothing of a processing instruction."""
        self.reader.pause()

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Read nothing of the document's type."""


def parse(html: str, first_line: int) -> ParsedPage:
    """Parse a page and read it.

    Args:
        html: the decoded page.
        first_line: the number of its first line in the raw document.

    Raises:
        Rejection: the parser refuses it, or it has more than `MAX_ELEMENTS`.
    """
    lined = with_lines(html, first_line)
    if lined.count(f" {LINE}=") > MAX_ELEMENTS:  # before the parser keeps a gigabyte of open elements
        raise _too_many()
    for root in _ROOTS:
        builder = _Builder(first_line, root)
        soup = _parsed(lined, builder)
        reading = builder.take()
        if reading.boxes:
            break
    return ParsedPage(reading, soup)


def _too_many() -> Rejection:
    return Rejection(
        f"its page has more than {MAX_ELEMENTS:,} elements and attributes, which no article has: save it alone"
    )


def _parsed(html: str, builder: _Builder) -> BeautifulSoup:
    with warnings.catch_warnings():
        # A page may be XHTML, or so short that it looks like a file name; either is read all the same.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        try:
            return BeautifulSoup(html, builder=builder)
        except ParserRejectedMarkup as error:
            raise Rejection(f"it can't be read as HTML: {error}") from error

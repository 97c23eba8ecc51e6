"""A page's text to a tree of elements, each with the line it stands in, by Beautiful Soup on lxml."""

import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, ParserRejectedMarkup, XMLParsedAsHTMLWarning
from bs4.element import AttributeDict
from bs4.element import Tag as Element

from indexer.errors import Rejection
from indexer.markup.lines import with_lines


def parse(html: str, first_line: int) -> BeautifulSoup:
    """Parse a page; every element tells its line in the attribute `lines.LINE`, and attributes are plain strings.

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
            return BeautifulSoup(
                with_lines(html, first_line), "lxml", multi_valued_attributes=None, attribute_dict_class=AttributeDict
            )
        except ParserRejectedMarkup as error:
            raise Rejection(f"it can't be read as HTML: {error}") from error


def body_of(soup: BeautifulSoup) -> Element:
    """Give what holds the page's text."""
    # Without a `<body>` tag, and with a script first, the parser takes the whole page for its head.
    return soup.body or soup.head or soup

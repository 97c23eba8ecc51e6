"""Which blocks of a page another reader takes for its article: trafilatura. The only importer of it."""

import logging

import trafilatura
from lxml.html import HtmlElement

# It logs every page it finds nothing in as an error; to us that is an answer like any other.
logging.getLogger("trafilatura").addFilter(lambda record: False)


def main_lines(page: HtmlElement) -> list[str]:
    """Give the article's text, a line for each paragraph, heading, item or row; nothing if none is found.

    Args:
        page: the page's tree; it is left as it is.
    """
    text = trafilatura.extract(page, favor_precision=True, include_comments=False)
    return text.split("\n") if text else []

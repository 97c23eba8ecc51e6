"""What another reader takes for a page's article: trafilatura. The only importer of it."""

import logging

from lxml.html import HtmlElement

_LOG = logging.getLogger(__name__)


def main_lines(page: HtmlElement) -> list[str]:
    """Give the article's text, a line for each paragraph, heading, item or row; nothing if none is found.

    Args:
        page: the page's tree; it is left as it is. Nothing is fetched.
    """
    import trafilatura  # here: it takes a seventh of a second, and most commands, and archives of texts, never need it

    # It logs every page in which it finds nothing as an error; to us that is an answer like any other.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(page, favor_precision=True, include_comments=False)
    except Exception as error:  # of whatever kind: a fault in there must not cost the archive a document
        _LOG.warning("trafilatura failed, so that the page's own markup decides: %r", error)
        return []
    return text.split("\n") if text else []

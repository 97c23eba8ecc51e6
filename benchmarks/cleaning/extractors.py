"""What is measured on pages: Morgue's whole cleaning, and other extractors as their documentation shows them."""

import importlib.util
from collections.abc import Callable

from indexer.errors import Rejection
from indexer.knowledge.outlets import load
from indexer.pipeline import clean
from indexer.source import RawDocument
from search.schema import Article

Extractor = Callable[[bytes], str]


def morgue() -> Extractor:
    """Give Morgue: a document's way through the pipeline; of the article its headings and paragraphs."""
    outlets = load()

    def extract(content: bytes) -> str:
        try:
            return body(clean(RawDocument("page.html", content), outlets))
        except Rejection:
            return ""

    return extract


def body(article: Article) -> str:
    """Give an article's body, headings over their paragraphs: no title, no captions."""
    lines: list[str] = []
    for section in article.sections:
        lines += [section.heading] * bool(section.heading)
        lines += section.paragraphs
    return "\n".join(lines)


def trafilatura() -> Extractor:
    """Give trafilatura with its defaults."""
    from trafilatura import extract

    return lambda content: extract(content) or ""


def trafilatura_precise() -> Extractor:
    """Give trafilatura asked for precision and for no readers' comments: the setting that Morgue uses."""
    from trafilatura import extract

    return lambda content: extract(content, favor_precision=True, include_comments=False) or ""


def readability() -> Extractor:
    """Give readability-lxml: the text of the page that it writes, by element."""
    from lxml.html import fromstring
    from readability import Document

    def extract(content: bytes) -> str:
        # It wants text; the encoding is detected for it as Morgue does for itself.
        from indexer.decode import decode

        page = fromstring(Document(decode(content)).summary(html_partial=True))
        return "\n".join(page.itertext())

    return extract


_EXTRACTORS: dict[str, tuple[str, Callable[[], Extractor]]] = {
    "morgue": ("", morgue),
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura, precision": ("trafilatura", trafilatura_precise),
    "readability-lxml": ("readability", readability),
}
NAMES = tuple(_EXTRACTORS)


def why_not(name: str) -> str:
    """Say why an extractor can't run here; empty if it can."""
    package, _ = _EXTRACTORS[name]
    if package and importlib.util.find_spec(package) is None:
        return f"the package {package} is not installed; `make bench` installs it"
    return ""


def extractor(name: str) -> Extractor:
    """Make an extractor ready: what it loads once is not counted."""
    return _EXTRACTORS[name][1]()

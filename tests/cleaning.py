"""What the cleaning tests share."""

from functools import cache

from indexer.cleaning.rule_table import NAMES
from indexer.knowledge.outlets import Outlets, load
from indexer.pipeline import clean
from indexer.source import RawDocument
from search.schema import Article

BODY = (
    "The ministry said on Monday that the harvest would be the best in nine years for the whole province.\n\n"
    "Growers had feared a drought after a dry spring, the minister told reporters in the capital.\n"
)
PARAGRAPHS = tuple(BODY.strip().split("\n\n"))


@cache
def outlets() -> Outlets:
    return load()


def cleaned(text: str, path: str = "a.txt", sidecar: bytes | None = None) -> Article:
    article = clean(RawDocument(path, text.encode(), sidecar), outlets())
    assert {drop.rule for drop in article.dropped} <= NAMES  # whatever a test meets is in docs/cleaning.md
    return article


def rules(article: Article) -> list[tuple[str, str]]:
    """Rule and text of what was dropped, in order."""
    return [(drop.rule, drop.text) for drop in article.dropped]

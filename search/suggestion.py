"""What an archive suggests while a query is typed: words, titles, and names of sources and places."""

from dataclasses import dataclass
from enum import StrEnum

from search.schema import ArticleHead


class Suggested(StrEnum):
    """What a suggestion is."""

    WORD = "word"
    TITLE = "title"
    SOURCE = "source"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on.

    Args:
        kind: what it is.
        text: as it is written in the archive: a word as most of a few passages have it, else folded.
        articles: how many have it: of a word, those that a search for it finds, inflections included.
        id: of a title that one article has: of that article; else empty.
        article: likewise, what a hit shows of it.
    """

    kind: Suggested
    text: str
    articles: int
    id: str = ""
    article: ArticleHead | None = None

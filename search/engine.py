"""The seam: what every engine promises. One contract suite, tests/test_engine_contract.py, holds each of them to it."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from search.query import ParsedQuery
from search.request import SearchRequest
from search.results import Hit, IndexState, ResultStream, SearchResults, StoredArticle
from search.schema import Article, Passage
from search.suggestion import Suggested, Suggestion


class ArchiveWriter(Protocol):
    """A change to the archive. Nothing of it is visible before the `with` block ends well, and then all of it."""

    def add(self, article_id: str, article: Article, passages: Sequence[Passage]) -> None:
        """Add an article, or replace the one of that id, be it of this very change: the last one counts."""

    def remove(self, article_id: str) -> None:
        """Remove an article and its passages; one that is not there is no error."""

    def copies(self, groups: Sequence[Sequence[str]]) -> None:
        """Say which articles are copies of each other, in place of whatever was said of that before.

        Args:
            groups: ids of the articles of each group, the one to show first; an id is in one group at most. Ids that
                the archive does not have are passed over, and so is what is left of a group with fewer than two.
        """

    def rules(self, sentences: Mapping[str, str]) -> None:
        """Say what each cleaning rule drops, in a sentence by the rule's name, in place of what was said before."""

    def keep(self, name: str, content: bytes) -> None:
        """Publish a note of the writer's own with the change (what it needs to know next time), replacing the last."""


class Engine(Protocol):
    """What matches, scores and counts. Safe to use from several threads."""

    def check(self, request: SearchRequest) -> None:
        """Raise `RequestError` or `UnsupportedQueryError` for a request that can't be answered, before any work."""

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer a request.

        Raises what `check` raises, `QueryLimitError` when the time is up, `OverloadedError` where it takes long while
        other long queries are under way, `IndexMissingError`, `IndexDamagedError`.
        """

    def every(self, request: SearchRequest) -> ResultStream:
        """Answer a request with all hits and all their passages, beyond the last page too.

        The request's page, size and passages don't count. All hits come from the generation that answered, whatever is
        published meanwhile. `seconds` is for the search, which is done when this returns; going through the hits may
        take as long as it takes, in memory that does not grow with their number. Raises what `search` raises.
        """

    def article(self, article_id: str, query: ParsedQuery | None = None) -> StoredArticle | None:
        """Give an article, with the query's words marked where one is given; None if there is none of that id.

        Where marking takes too long, the article comes without marks.
        """

    def suggest(self, begun: str, kind: Suggested = Suggested.WORD, limit: int = 10) -> list[Suggestion]:
        """Give what goes on from what a reader has begun to type, quickly enough for every letter typed.

        Args:
            begun: of a word its first letters (none: no word); of a title all or some of its words, and of a source or
                place some that stand side by side in it, the last one perhaps begun only (none: every name). Case and
                accents do not matter.
            kind: what to give. Words come by the articles that they find, most first, of those that find the same the
                commonest; titles and names that begin so come first, and then titles by date, newest first, names by
                their articles, most first.
            limit: how many at most.
        """

    def similar(self, word: str, limit: int = 5) -> list[str]:
        """Give words of the archive (folded) that are one or two letters away from this one, the likeliest first.

        Likelier is what the archive has more often, and what is nearer. Neither the word itself nor an inflection of it
        is among them, nor are two inflections of one word. The time it takes is bounded by the size of the vocabulary.
        """

    def related(self, article_id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Give articles about the same matter, most alike first; none if there is none of that id, or none is alike.

        They share several of the words that set the article apart from others. It is not among them itself, nor are
        its copies; copies of another story are one hit, as in a search. The hits have no passages and no marks.

        Args:
            article_id: which article.
            limit: how many at most.
        """

    def writer(self) -> AbstractContextManager[ArchiveWriter]:
        """Change the archive; visible only on clean exit. Raises `IndexBusyError` if another process writes."""

    def rebuild(self) -> AbstractContextManager[ArchiveWriter]:
        """Like `writer`, from an empty archive: swapped in whole or not at all."""

    def kept(self, name: str) -> bytes | None:
        """Give what the last writer kept under that name, or None."""

    def stats(self) -> IndexState:
        """Say what the index holds. Raises `IndexMissingError`."""

    def close(self) -> None:
        """Let go of files and memory."""

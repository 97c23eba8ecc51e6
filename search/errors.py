"""What can go wrong in search, in one hierarchy: each error says what, what was got, what is expected and the cure."""


class SearchError(Exception):
    """Any failure of search that a caller may want to catch."""

    @property
    def message(self) -> str:
        """The sentence for the reader: a `Message` where it can be said in other languages; `str` gives the English."""
        return self.args[0] if self.args else ""


class QueryLimitError(SearchError):
    """A query is larger than an engine should be asked to answer.

    Args:
        message: what limit, what was got, and the cure, as a sentence for the reader.
        limit: the limit's name, one word.
        position: character offset in the query string where the limit is passed; None where that is no place in it.
    """

    def __init__(self, message: str, limit: str, position: int | None = None) -> None:
        super().__init__(message)
        self.limit = limit
        self.position = position


class RequestError(SearchError):
    """A search request has a value that can't be used (a date that is none, a page beyond the last allowed).

    Args:
        message: what, got, expected, cure.
        field: the name of the request's field.
        suggestion: a value that would do, or an empty string.
    """

    def __init__(self, message: str, field: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.field = field
        self.suggestion = suggestion


class OverloadedError(SearchError):
    """Too much is under way to answer this now; the same search may well be answered a little later."""

    retry_after = 3  # seconds: twice what a query may take


class UnsupportedQueryError(SearchError):
    """This engine can't answer this kind of query."""


class IndexMissingError(SearchError):
    """There is no index yet: nothing was published."""


class IndexDamagedError(SearchError):
    """The index on disk is not what was published, and no earlier generation can serve instead."""


class IndexBusyError(SearchError):
    """Another process is writing the index.

    Args:
        message: who holds the lock, and the cure.
    """


class IndexWriteError(SearchError):
    """A change was written, but it is not certain that it lasts.

    Args:
        message: what was not confirmed, and the cure.
    """

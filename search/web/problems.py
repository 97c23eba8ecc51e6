"""What went wrong, once for readers and once for programs: every error becomes a problem, then a page or a document."""

from collections.abc import Callable
from http import HTTPStatus

from werkzeug.exceptions import HTTPException

from search.errors import (
    IndexDamagedError,
    IndexMissingError,
    OverloadedError,
    QueryLimitError,
    RequestError,
    SearchError,
    UnsupportedQueryError,
)
from search.messages import say
from search.web.answers import Problem

MEDIA_TYPE = "application/problem+json"

KINDS: tuple[tuple[type[SearchError], str, HTTPStatus, str], ...] = (
    (RequestError, "parameter", HTTPStatus.BAD_REQUEST, say("A parameter can’t be used")),
    (QueryLimitError, "query-limit", HTTPStatus.BAD_REQUEST, say("The query is too large")),
    (UnsupportedQueryError, "unsupported-query", HTTPStatus.BAD_REQUEST, say("This archive can’t answer such a query")),
    (IndexMissingError, "no-index", HTTPStatus.SERVICE_UNAVAILABLE, say("There is no index yet")),
    (OverloadedError, "overloaded", HTTPStatus.SERVICE_UNAVAILABLE, say("Too many long searches are under way")),
    (IndexDamagedError, "damaged-index", HTTPStatus.SERVICE_UNAVAILABLE, say("The index is damaged")),
)

# The names of HTTP's own errors that a reader may meet; all others keep their English one.
_NAMES = {
    404: say("Not Found"),
    405: say("Method Not Allowed"),
    413: say("Content Too Large"),
    429: say("Too Many Requests"),
    500: say("Internal Server Error"),
}

# Where the framework's own sentence speaks of servers rather than of this archive.
_SENTENCES = {
    404: say("There is nothing at this address. Check it, or start from the search page."),
    413: say("The request is larger than any form of this archive. Send less."),
    429: say(
        "One client has sent more requests than this archive answers. Wait as long as Retry-After says, then go on."
    ),
    500: say("Something failed inside Morgue, and the reason is in the server's log. Trying again may help."),
}


DESCRIPTIONS = {
    400: "A parameter or the query can’t be used.",
    404: "There is no such article.",
    413: "The request is larger than any form of this archive. Send less.",
    429: "One client has sent more requests than this archive answers. Wait as long as Retry-After says, then go on.",
    500: "Something failed inside.",
    503: "There is no index yet, or it is damaged.",
}


class NotFoundError(Exception):
    """No article has the id that was asked for.

    Args:
        article_id: as asked for.
    """

    def __init__(self, article_id: str) -> None:
        super().__init__(article_id)
        self.article_id = article_id


def problem_of(error: Exception, write: Callable[[str], str] = str) -> Problem:
    """Give the problem that an error is to the client.

    Args:
        error: one of search's own errors, NotFoundError, or an HTTP error of the framework's.
        write: says a message in the client's language; programs get English.
    """
    if isinstance(error, NotFoundError):
        return Problem(
            type="urn:morgue:problem:no-article",
            title=write(say("There is no such article")),
            status=404,
            detail=write(
                say(
                    "No article has the id %(id)s. It may have been removed from the archive; search it.",
                    id=repr(error.article_id),
                )
            ),
        )
    for kind, name, status, title in KINDS:
        if isinstance(error, kind):
            return Problem(
                type=f"urn:morgue:problem:{name}",
                title=write(title),
                status=status,
                detail=write(_detail(error)),
                parameter=error.field if isinstance(error, RequestError) else None,
                suggestion=(error.suggestion or None) if isinstance(error, RequestError) else None,
                limit=error.limit if isinstance(error, QueryLimitError) else None,
                position=error.position if isinstance(error, QueryLimitError) else None,
            )
    code = (error.code if isinstance(error, HTTPException) else None) or 500
    described = (error.description if isinstance(error, HTTPException) else None) or ""
    return Problem(
        type="about:blank",
        title=write(_NAMES.get(code, HTTPStatus(code).phrase)),
        status=code,
        detail=write(_SENTENCES.get(code, described)),
    )


def _detail(error: SearchError) -> str:
    if isinstance(error, IndexMissingError):
        return say("%(problem)s Run “morgue reindex”; this page answers as soon as it is done.", problem=error.message)
    if isinstance(error, IndexDamagedError):
        return say("%(problem)s Run “morgue reindex --full” to build it anew.", problem=error.message)
    return error.message

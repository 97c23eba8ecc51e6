"""What answers a request that failed: a page for readers, a problem document for programs, a login for strangers."""

from flask import Flask, Response, g, make_response, redirect, request
from werkzeug.exceptions import HTTPException, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from search.errors import OverloadedError, SearchError
from search.web import api, languages, links, problems
from search.web.page_links import PATH
from search.web.pages.error import error_page

_FOR_PROGRAMS = ("/api/", "/healthz/", "/readyz/", "/metrics/", f"{PATH}.", "/suggest.json/")
_KEPT = ("Allow", "Retry-After", "WWW-Authenticate")  # of the framework's own headers


def answer_failures(app: Flask) -> None:
    """Answer every error of search's own and of HTTP.

    Args:
        app: its requests have `g.request_id`.
    """

    def answer(error: Exception) -> AnyResponse:
        for_programs = f"{request.path}/".startswith(_FOR_PROGRAMS)
        if isinstance(error, Unauthorized):
            if not for_programs and request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
                return redirect(links.to_url("/login", [("next", request.full_path.rstrip("?"))]))
            return _challenge(error)
        return _failure(error, for_programs)

    def answer_http(error: HTTPException) -> AnyResponse | HTTPException:
        redirects = error.code is None or error.code < 400
        return error if redirects else answer(error)

    app.register_error_handler(SearchError, answer)
    app.register_error_handler(problems.NotFoundError, answer)
    app.register_error_handler(HTTPException, answer_http)


def _failure(error: Exception, for_programs: bool) -> Response:
    problem = problems.problem_of(error, str if for_programs else languages.told)
    problem = problem.model_copy(update={"request_id": g.get("request_id")})
    response = api.problem_response(problem) if for_programs else make_response(error_page(problem))
    response.status_code = problem.status
    if isinstance(error, OverloadedError):
        response.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, HTTPException):
        response.headers.update({name: value for name, value in error.get_headers() if name in _KEPT})
    return response


def _challenge(error: Unauthorized) -> Response:
    response = _failure(error, for_programs=True)
    response.headers.add("WWW-Authenticate", 'Bearer realm="Morgue"')
    if request.path.endswith(".atom"):  # readers of feeds know no other way to send a token than as a password
        response.headers.add("WWW-Authenticate", 'Basic realm="Morgue", charset="UTF-8"')
    return response

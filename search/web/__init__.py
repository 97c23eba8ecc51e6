"""The web: pages for readers and JSON for programs, from the same request and the same results."""

from flask import Response, make_response, request
from flask_openapi3.openapi import OpenAPI
from werkzeug.exceptions import HTTPException

from search.engine import Engine
from search.errors import SearchError
from search.web import api, headers, languages, pages, problems
from search.web.pages.error import error_page


def wire(app: OpenAPI, engine: Engine) -> None:
    """Add the pages, the JSON endpoints, their errors and the response headers to an app.

    Args:
        app: its template and static folders are the project's; `MORGUE_PAGE_SIZE` in its configuration is how many
            articles a page of results shows where the URL does not say.
        engine: answers. It may have no index yet: then every answer is 503 until there is one.
    """
    app.config.setdefault("MORGUE_PAGE_SIZE", 10)
    languages.wire(app)
    app.register_blueprint(pages.blueprint(app, engine))
    api.register(app, engine)
    headers.set_headers(app)

    def answer(error: Exception) -> Response:
        problem = problems.problem_of(error)
        for_programs = f"{request.path}/".startswith(("/api/", "/healthz/"))
        response = api.problem_response(problem) if for_programs else make_response(error_page(problem))
        response.status_code = problem.status
        if isinstance(error, HTTPException):
            kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
            response.headers.update(kept)
        return response

    def answer_http(error: HTTPException) -> Response | HTTPException:
        redirects = error.code is None or error.code < 400
        return error if redirects else answer(error)

    app.register_error_handler(SearchError, answer)
    app.register_error_handler(problems.NotFoundError, answer)
    app.register_error_handler(HTTPException, answer_http)

"""The JSON endpoints."""

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from typing import Any

from flask import Response, jsonify
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models import OPENAPI3_REF_PREFIX
from flask_openapi3.models.info import Info
from flask_openapi3.models.tag import Tag
from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel, Field, ValidationError

from search.engine import Engine
from search.language import builder
from search.language.parser import parse
from search.web import answers, links, problems, serialise, suggestions
from search.web.page_links import PATH
from search.web.parameters import (
    BuildParameters,
    QueryParameters,
    RelatedParameters,
    SearchParameters,
    SuggestParameters,
    refused,
)

PREFIX = "/api/v1"
_SEARCH = Tag(name="search", description="Find articles and read them.")
_STATE = Tag(name="state", description="The archive itself.")
_ABOUT = """The clippings archive of a newsroom, searchable.

A hit is an article, totals and facets count articles. Highlights are character offsets (Unicode code points) into
the text beside them. Every error is a problem document (RFC 9457)."""


class ArticlePath(BaseModel):
    """Which article."""

    article_id: str = Field(description="The article's id, as a search gives it.")


def register(app: OpenAPI, engine: Engine, now: Callable[[], datetime]) -> None:
    """Add the JSON endpoints and their OpenAPI document to an app.

    Args:
        app: gets the routes, and says in its document what they take and answer.
        engine: answers.
        now: the clock, with zone.
    """
    app.info = Info(title="Morgue", version=version("morgue"), description=_ABOUT)
    app.security_schemes = {}
    app.validation_error_model = answers.Problem
    app.validation_error_status = "400"
    app.validation_error_callback = _refuse
    api = APIBlueprint("api", __name__)

    @api.get(
        f"{PREFIX}/search",
        summary="Search the archive",
        operation_id="search",
        tags=[_SEARCH],
        responses={200: answers.SearchAnswer, **_problems(400, 500, 503)},
    )
    def search(query: SearchParameters) -> Response:
        request = links.to_request(query)
        return _json(serialise.search_answer(request, engine.search(request)))

    @api.get(
        f"{PREFIX}/suggest",
        summary="Complete a query that is being typed",
        operation_id="suggest",
        tags=[_SEARCH],
        responses={200: answers.SuggestAnswer, **_problems(400, 500, 503)},
    )
    def suggest(query: SuggestParameters) -> Response:
        response = _json(serialise.suggest_answer(query.q, suggestions.offers(engine, query.q, query.limit)))
        response.vary.update(("Accept-Language", "Cookie"))  # the descriptions' language
        return response

    @api.get(
        f"{PREFIX}/build",
        summary="Make a query string of the builder's fields",
        operation_id="build",
        tags=[_SEARCH],
        responses={200: answers.BuildAnswer, **_problems(400, 500)},
    )
    def build(query: BuildParameters) -> Response:
        built = builder.build(builder.Fields(**query.model_dump()))
        return _json(serialise.build_answer(parse(built), links.to_url(PATH, [("q", built)])))

    @api.get(
        f"{PREFIX}/articles/<string:article_id>",
        summary="Read an article",
        operation_id="article",
        tags=[_SEARCH],
        responses={200: answers.ArticleAnswer, **_problems(400, 404, 500, 503)},
    )
    def article(path: ArticlePath, query: QueryParameters) -> Response:
        parsed = parse(query.q, match_all=query.match == "all") if query.q.strip() else None
        stored = engine.article(path.article_id, parsed)
        if stored is None:
            raise problems.NotFoundError(path.article_id)
        pairs = [("q", query.q)] if parsed else []
        pairs += [("match", "any")] if parsed and query.match == "any" else []
        return _json(serialise.article_answer(stored, pairs))

    @api.get(
        f"{PREFIX}/articles/<string:article_id>/related",
        summary="Articles about the same matter",
        operation_id="related",
        tags=[_SEARCH],
        responses={200: answers.RelatedAnswer, **_problems(400, 404, 500, 503)},
    )
    def related(path: ArticlePath, query: RelatedParameters) -> Response:
        if engine.article(path.article_id) is None:
            raise problems.NotFoundError(path.article_id)
        return _json(serialise.related_answer(engine.related(path.article_id, query.limit)))

    @api.get(
        "/healthz",
        summary="Whether the server runs",
        operation_id="live",
        tags=[_STATE],
        responses={200: answers.LiveAnswer},
    )
    def live() -> Response:
        return _json(answers.LiveAnswer(status="ok"))

    @api.get(
        "/readyz",
        summary="Whether the archive can be searched",
        operation_id="ready",
        tags=[_STATE],
        responses={200: answers.ReadyAnswer, **_problems(503)},
    )
    def ready() -> Response:
        return _json(serialise.ready_answer(engine.stats(), now()))

    @api.get(
        f"{PREFIX}/openapi.json",
        summary="This document",
        operation_id="openapi",
        tags=[_STATE],
        responses={200: {"description": "OK", "content": {"application/json": {"schema": {"type": "object"}}}}},
    )
    def openapi() -> Response:
        return jsonify(_document(app))

    app.register_api(api)


def problem_response(problem: answers.Problem) -> Response:
    """Give a problem as the document that programs read.

    Args:
        problem: members that are None are left out.
    """
    response = Response(
        problem.model_dump_json(exclude_none=True), status=problem.status, content_type=problems.MEDIA_TYPE
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _document(app: OpenAPI) -> dict[str, Any]:
    """Give the OpenAPI document without the 400 that flask-openapi3 adds where there is nothing to refuse."""
    document: dict[str, Any] = app.api_doc
    for path in document["paths"].values():
        if not path["get"].get("parameters"):
            path["get"]["responses"].pop("400", None)
    return document


def _json(answer: answers.Answer) -> Response:
    return Response(answer.model_dump_json(), content_type="application/json")


def _refuse(error: ValidationError) -> Response:
    raise refused(error) from error


def _problems(*codes: int) -> dict[str | int, type[BaseModel] | dict[Any, Any] | None]:
    schema = {"$ref": f"{OPENAPI3_REF_PREFIX}/{answers.Problem.__name__}"}
    return {
        code: {"description": problems.DESCRIPTIONS[code], "content": {problems.MEDIA_TYPE: {"schema": schema}}}
        for code in codes
    }

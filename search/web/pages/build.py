"""The query builder's form, without JavaScript: its fields become a query, and the reader goes to its results."""

from flask import redirect, request
from werkzeug.wrappers import Response

from search.language.builder import Fields, build
from search.web import links
from search.web.page_links import PATH
from search.web.parameters import BuildParameters, names_of

FORM = "/help#builder"


def built_search() -> Response:
    """Redirect to the results of the query that the request's fields make; back to the form where they are empty."""
    known = {name: value for name, value in request.args.items() if name in names_of(BuildParameters)}
    query = build(Fields(**BuildParameters.model_validate(known).model_dump()))
    return redirect(links.to_url(PATH, [("q", query)]) if query else FORM, code=303)

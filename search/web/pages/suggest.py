"""Suggestions for a browser whose own search field searches this archive."""

from flask import Response, json, request

from search.engine import Engine
from search.web import suggestions

_LIMIT = 8  # lines: what browsers show


def suggestions_for_browsers(engine: Engine) -> Response:
    """Complete the query `q` of the request's URL, in the form that browsers read.

    Args:
        engine: suggests.
    """
    query = request.args.get("q", "")
    offered = suggestions.offers(engine, query, _LIMIT)
    document = json.dumps(suggestions.opensearch(query, offered, request.url_root), ensure_ascii=False)
    response = Response(document, content_type=suggestions.OPENSEARCH_TYPE)
    response.vary.update(("Accept-Language", "Cookie"))  # the descriptions' language
    return response

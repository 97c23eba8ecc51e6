"""The description by which a browser offers the archive as one of its search engines (OpenSearch 1.1)."""

from flask import Response, render_template, request

from search.web.page_links import PATH

OPENSEARCH_PATH = "/opensearch.xml"
MEDIA_TYPE = "application/opensearchdescription+xml"
# Answers words as they are typed, in the form that OpenSearch's suggestions have.
SUGGESTIONS_PATH = "/suggest.json"


def opensearch_description() -> Response:
    """Give the description, with absolute addresses: a browser keeps it apart from the page."""
    base = request.url_root.rstrip("/")
    description = render_template(
        "opensearch.xml",
        own=base + OPENSEARCH_PATH,
        page=base + PATH,
        suggestions=base + SUGGESTIONS_PATH,
        icon=base + "/static/favicon.svg",
    )
    return Response(description, content_type=f"{MEDIA_TYPE}; charset=utf-8")

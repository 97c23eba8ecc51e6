"""The results page, which is the home page too."""

from flask import render_template, request

from search.engine import Engine
from search.language.examples import SECTIONS
from search.language.parser import parse
from search.web import links, parameters
from search.web.forms import form_of
from search.web.interpretation import interpretation
from search.web.page_links import PageLinks
from search.web.paging import last_page, page_row


def results_page(engine: Engine, default_size: int) -> str:
    """Give the page of results that the request's URL asks for.

    Args:
        engine: answers.
        default_size: hits a page where the URL does not say.

    Raises:
        RequestError, QueryLimitError: the URL asks for what can't be answered.
    """
    asked = parameters.read(request.args.items(multi=True), default_size=default_size)
    search = links.to_request(asked)
    results = engine.search(search)
    last = last_page(results.groups, search.size)
    return render_template(
        "search.html",
        form=form_of(links.to_pairs(search, default_size=default_size)),
        search=search,
        results=results,
        to=PageLinks(search, default_size),
        is_home=not search.query.raw.strip() and not search.sources and not search.dates and search.page == 1,
        could_match_any=parse(search.query.raw, match_all=False).tree != search.query.tree,
        interpretation=interpretation(search.query),
        last=last,
        row=page_row(min(search.page, last), last),
        examples=SECTIONS[0].examples,
        json_url=links.to_url("/api/v1/search", links.to_pairs(search)),
    )

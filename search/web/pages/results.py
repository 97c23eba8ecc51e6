"""The results page, which is the home page too."""

from flask import render_template, request

from search.engine import Engine
from search.language.examples import SECTIONS
from search.web import links, parameters
from search.web.counting import Counting
from search.web.exports.formats import alternates
from search.web.forms import form_of
from search.web.interpretation import interpretation
from search.web.nothing_found import explain
from search.web.page_links import PageLinks
from search.web.paging import last_page, page_row
from search.web.places import is_all, place_of
from search.web.respelling import respellings


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
    to = PageLinks(search, default_size)
    counting = Counting(engine, search)
    raw = search.query.raw
    return render_template(
        "search.html",
        form=form_of(links.to_pairs(search, default_size=default_size)),
        search=search,
        results=results,
        to=to,
        is_home=not raw.strip() and not to.filters() and search.page == 1,
        nothing=explain(counting, search) if results.index.articles and not results.total else None,
        respellings=respellings(counting, search, results.total) if search.page == 1 else (),
        places={note: place_of(raw, note.span) for note in search.query.notes if not is_all(raw, note.span)},
        interpretation=interpretation(search.query),
        last=last,
        row=page_row(min(search.page, last), last),
        examples=SECTIONS[0].examples,
        json_url=links.to_url("/api/v1/search", links.to_pairs(search)),
        alternates=alternates(search, default_size),
    )

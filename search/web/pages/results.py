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
from search.web.timeline import ArchiveMonths, timeline


def results_page(engine: Engine, default_size: int, months: ArchiveMonths) -> str:
    """Give the page of results that the request's URL asks for.

    Args:
        engine: answers.
        default_size: hits a page where the URL does not say.
        months: what the timeline compares with.

    Raises:
        RequestError, QueryLimitError: the URL asks for what can't be answered.
    """
    asked = parameters.read(request.args.items(multi=True), default_size=default_size)
    search = links.to_request(asked)
    to = PageLinks(search, default_size)
    raw = search.query.raw
    is_home = not raw.strip() and not to.filters() and search.page == 1
    archive = {} if is_home else months.now()
    results = engine.search(search)
    last = last_page(results.groups, search.size)
    counting = Counting(engine, search)
    return render_template(
        "search.html",
        form=form_of(links.to_pairs(search, default_size=default_size)),
        search=search,
        results=results,
        to=to,
        nothing=explain(counting, search) if results.index.articles and not results.total else None,
        respellings=respellings(counting, search, results.total) if search.page == 1 else (),
        places={note: place_of(raw, note.span) for note in search.query.notes if not is_all(raw, note.span)},
        is_home=is_home,
        timeline=None if is_home else timeline(to, results.dates, archive),
        interpretation=interpretation(search.query),
        last=last,
        row=page_row(min(search.page, last), last),
        examples=SECTIONS[0].examples,
        json_url=links.to_url("/api/v1/search", links.to_pairs(search)),
        alternates=alternates(search, default_size),
    )

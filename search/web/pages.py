"""The pages: search, article, help, and what is shown when something went wrong."""

from functools import partial

from flask import Blueprint, Flask, render_template, request

from search.engine import Engine
from search.language.examples import SECTIONS
from search.language.parser import parse
from search.query import Everything
from search.web import comparison, dates, links, marks, parameters, problems, reading
from search.web.answers import Problem
from search.web.forms import Form, form_of
from search.web.interpretation import interpretation
from search.web.page_links import PATH, PageLinks
from search.web.paging import last_page, page_row


def blueprint(app: Flask, engine: Engine) -> Blueprint:
    """Make the pages' routes, and set how the app's templates write text.

    Args:
        app: its templates write every text with control characters made visible.
        engine: answers.
    """
    app.jinja_env.finalize = marks.visible
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        mark=marks.mark,
        excerpt=marks.excerpt,
        dating=dates.show_dating,
        moment=dates.show_moment,
    )
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    @pages.get("/search")
    def search() -> str:
        return _search_page(engine, app.config["MORGUE_PAGE_SIZE"])

    @pages.get("/article/<string:article_id>")
    def article(article_id: str) -> str:
        return _article_page(engine, article_id, app.config["MORGUE_PAGE_SIZE"])

    @pages.get("/article/<string:article_id>/compare/<string:other_id>")
    def compare(article_id: str, other_id: str) -> str:
        return _comparison_page(engine, article_id, other_id, app.config["MORGUE_PAGE_SIZE"])

    @pages.get("/help")
    def help_page() -> str:
        return render_template("help.html", sections=SECTIONS, form=Form(), url=partial(links.to_url, PATH))

    return pages


def error_page(problem: Problem) -> str:
    """Give the page for a problem, with whatever was typed still in the form.

    Args:
        problem: what went wrong.
    """
    known = [(name, value) for name, value in request.args.items(multi=True) if name in parameters.NAMES]
    form = form_of(known, unusable=problem.parameter or "")
    first_page = links.to_url(PATH, [pair for pair in known if pair[0] != "page"])
    return render_template("error.html", problem=problem, form=form, first_page=first_page)


def _search_page(engine: Engine, default_size: int) -> str:
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


def _article_page(engine: Engine, article_id: str, default_size: int) -> str:
    asked = parameters.read(request.args.items(multi=True), default_size=default_size)
    search = links.to_request(asked)
    everything = isinstance(search.query.tree, Everything)
    stored = engine.article(article_id, None if everything else search.query)
    if stored is None:
        raise problems.NotFoundError(article_id)
    pairs = links.to_pairs(search, default_size=default_size)
    return render_template(
        "article.html",
        form=form_of(pairs),
        stored=stored,
        article=stored.article,
        reading=reading.lay_out(stored),
        query=search.query.raw,
        to=PageLinks(search, default_size),
        back=links.to_url(PATH, pairs) if pairs else "/",
        json_url=links.to_url(
            links.article_path(article_id, under="/api/v1/articles/"),
            [pair for pair in pairs if pair[0] in ("q", "match")],
        ),
    )


def _comparison_page(engine: Engine, article_id: str, other_id: str, default_size: int) -> str:
    search = links.to_request(parameters.read(request.args.items(multi=True), default_size=default_size))
    found = [(one, engine.article(one)) for one in (article_id, other_id)]
    for one, stored in found:
        if stored is None:
            raise problems.NotFoundError(one)
    first, second = (stored for _, stored in found if stored)
    return render_template(
        "compare.html",
        form=form_of(links.to_pairs(search, default_size=default_size)),
        to=PageLinks(search, default_size),
        first=first,
        second=second,
        blocks=comparison.lay_out(first.article, second.article),
    )

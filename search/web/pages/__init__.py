"""The pages: search, article, comparison, help, and what is shown when something went wrong."""

from collections.abc import Callable
from datetime import date
from functools import partial

from flask import Blueprint, Flask, Response, render_template
from werkzeug.wrappers import Response as BaseResponse

from search.citations.forms import FILES
from search.engine import Engine
from search.language.examples import SECTIONS
from search.web import dates, links, marks
from search.web.forms import Form
from search.web.page_links import PATH
from search.web.pages.article import article_page
from search.web.pages.build import built_search
from search.web.pages.cite import cite_file, cite_page
from search.web.pages.compare import comparison_page
from search.web.pages.opensearch import OPENSEARCH_PATH, opensearch_description
from search.web.pages.raw import raw_page
from search.web.pages.results import results_page
from search.web.pages.suggest import suggestions_for_browsers
from search.web.timeline import ArchiveMonths


def blueprint(app: Flask, engine: Engine, today: Callable[[], date]) -> Blueprint:
    """Make the pages' routes, and set how the app's templates write text.

    Args:
        app: its templates write every text with control characters made visible.
        engine: answers.
        today: tells the day on which a citation says that the article was read.
    """
    app.jinja_env.finalize = marks.visible
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        mark=marks.mark,
        excerpt=marks.excerpt,
        dating=dates.show_dating,
        moment=dates.show_moment,
        period=dates.show_period,
    )
    size = app.config["MORGUE_PAGE_SIZE"]
    months = ArchiveMonths(engine)
    pages = Blueprint("pages", __name__)

    @pages.app_context_processor
    def printed() -> dict[str, object]:
        return {"today": today().isoformat()}  # for paper: an address alone does not say when

    @pages.get("/")
    @pages.get("/search")
    def search() -> str:
        return results_page(engine, size, months)

    @pages.get("/article/<string:article_id>")
    def article(article_id: str) -> str:
        return article_page(engine, article_id, size, today())

    @pages.get("/article/<string:article_id>/compare/<string:other_id>")
    def compare(article_id: str, other_id: str) -> str:
        return comparison_page(engine, article_id, other_id, size)

    @pages.get("/suggest.json")
    def suggest() -> Response:
        return suggestions_for_browsers(engine)

    @pages.get("/article/<string:article_id>/cite")
    def cite(article_id: str) -> str:
        return cite_page(engine, article_id, size, today())

    @pages.get(f"/article/<string:article_id>/cite.<any({','.join(FILES)}):ending>")
    def citation(article_id: str, ending: str) -> Response:
        return cite_file(engine, article_id, ending, today())

    @pages.get("/article/<string:article_id>/raw")
    def raw(article_id: str) -> str:
        return raw_page(engine, article_id, size)

    @pages.get("/help")
    def help_page() -> str:
        return render_template("help.html", sections=SECTIONS, form=Form(), url=partial(links.to_url, PATH))

    @pages.get("/build")
    def build() -> BaseResponse:
        return built_search()

    pages.add_url_rule(OPENSEARCH_PATH, "opensearch", opensearch_description)
    return pages

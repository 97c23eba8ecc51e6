"""The page with an article's citations, and the files that programs import."""

from datetime import date

from flask import Response, render_template, request
from flask_babel import gettext as _

from search import permalinks
from search.citations.bibtex import key
from search.citations.citation import Citation, cite
from search.citations.forms import FILES, FORMS
from search.citations.text import quotation
from search.engine import Engine
from search.permalinks import Found
from search.results import StoredArticle
from search.web import links, parameters, problems
from search.web.forms import form_of
from search.web.page_links import PageLinks


def cite_page(engine: Engine, article_id: str, default_size: int, today: date) -> str:
    """Give the page: every form of the citation, and the quotation of the passage that the URL names.

    Args:
        engine: answers.
        article_id: which article.
        default_size: hits a page where the URL does not say.
        today: the day of access.

    Raises:
        NotFoundError: there is none of that id.
    """
    search = links.to_request(parameters.read(request.args.items(multi=True), default_size=default_size))
    stored, found = _asked(engine, article_id)
    citation = citation_of(stored, found, today)
    pairs = links.to_pairs(search, default_size=default_size)
    return render_template(
        "cite.html",
        form=form_of(pairs),
        stored=stored,
        forms=[(form, form.label or _("Plain"), form.write(citation).replace("\r\n", "\n")) for form in FORMS],
        quotation=quotation(citation, permalinks.text_at(found.spot, stored.article)) if found else "",
        back=links.passage_url(article_id, pairs, found.permalink)
        if found
        else PageLinks(search, default_size).article_url(article_id),
        file_url=lambda ending: links.to_url(
            f"{links.article_path(article_id)}/cite.{ending}",
            [(links.PASSAGE, str(found.permalink))] if found else [],
        ),
    )


def cite_file(engine: Engine, article_id: str, ending: str, today: date) -> Response:
    """Give the citation as a file.

    Args:
        engine: answers.
        article_id: which article.
        ending: of the file's name, one of those in `FILES`.
        today: the day of access.

    Raises:
        NotFoundError: there is none of that id.
    """
    form = FILES[ending]
    citation = citation_of(*_asked(engine, article_id), today)
    response = Response(form.write(citation), content_type=f"{form.media_type}; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"{key(citation)}.{ending}")
    return response


def citation_of(stored: StoredArticle, found: Found | None, today: date) -> Citation:
    """Gather what a citation of an article says, its address that of the passage where one is found.

    Args:
        stored: the article.
        found: the passage to cite, its words as they were linked to; None for the article.
        today: the day of access.
    """
    path = links.passage_url(stored.id, [], found.permalink) if found else links.article_path(stored.id)
    return cite(stored.id, stored.article, request.host_url.rstrip("/") + path, today)


def _asked(engine: Engine, article_id: str) -> tuple[StoredArticle, Found | None]:
    """Give the article, and the passage that the URL names where its words are there."""
    stored = engine.article(article_id)
    if stored is None:
        raise problems.NotFoundError(article_id)
    permalink = permalinks.read(request.args.get(links.PASSAGE, ""))
    found = permalinks.find(permalink, stored.article, stored.passages) if permalink else None
    return stored, found if found and found.is_exact else None

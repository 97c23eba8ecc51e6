"""The page of one article."""

from datetime import date

from flask import render_template, request
from flask_babel import format_decimal
from flask_babel import gettext as _

from search import permalinks
from search.citations.text import source_of
from search.engine import Engine
from search.permalinks import Found
from search.query import Everything
from search.schema import Kind
from search.web import links, parameters, problems, reading
from search.web.forms import form_of
from search.web.marked_places import Map
from search.web.marks import Steps
from search.web.neighbours import neighbours
from search.web.page_links import PATH, PageLinks
from search.web.pages.cite import citation_of

_LISTED = 20  # paragraphs that are named as places of the query's words; a reader listens to no more


def article_page(engine: Engine, article_id: str, default_size: int, today: date) -> str:
    """Give an article's page, with the words of the query in the request's URL marked.

    Args:
        engine: answers.
        article_id: which article.
        default_size: hits a page where the URL does not say.
        today: the day of access.

    Raises:
        NotFoundError: there is none of that id.
    """
    asked = parameters.read(request.args.items(multi=True), default_size=default_size)
    search = links.to_request(asked)
    everything = isinstance(search.query.tree, Everything)
    stored = engine.article(article_id, None if everything else search.query)
    if stored is None:
        raise problems.NotFoundError(article_id)
    pairs = links.to_pairs(search, default_size=default_size)
    asked_passage = request.args.get(links.PASSAGE, "")
    permalink = permalinks.read(asked_passage)
    linked = permalinks.find(permalink, stored.article, stored.passages) if permalink else None
    read = reading.lay_out(stored, _steps, linked)
    return render_template(
        "article.html",
        form=form_of(pairs),
        stored=stored,
        article=stored.article,
        reading=read,
        whereabouts=_whereabouts(read.map),
        linked=linked,
        linked_to=_linked_to(linked, is_asked=bool(asked_passage)),
        linked_id=links.anchor_id(permalink) if permalink else "",
        quoted_source=source_of(citation_of(stored, None, today)),
        cite_url=lambda written="": _cite_url(article_id, pairs, written),
        passage_url=lambda written: _passage_url(article_id, written),
        query=search.query.raw,
        to=PageLinks(search, default_size),
        related=engine.related(article_id, parameters.RELATED),
        beside=neighbours(engine, search, article_id) if pairs else None,
        back=links.to_url(PATH, pairs) if pairs else "/",
        json_url=links.to_url(
            links.article_path(article_id, under="/api/v1/articles/"),
            [pair for pair in pairs if pair[0] in ("q", "match")],
        ),
    )


def _passage_url(article_id: str, written: str) -> str:
    """Give the address to keep of a place, from its permalink as written."""
    permalink = permalinks.read(written)
    return links.passage_url(article_id, [], permalink) if permalink else links.article_path(article_id)


def _cite_url(article_id: str, pairs: links.Pairs, written: str) -> str:
    """Give the address of the page of citations, for a passage by its permalink as written, or for the article."""
    passage = [(links.PASSAGE, written)] if written else []
    return links.to_url(f"{links.article_path(article_id)}/cite", [*pairs, *passage])


def _linked_to(linked: Found | None, *, is_asked: bool) -> str:
    """Say what is to be told at the top of the article of the link that was followed: nothing, or that it is amiss."""
    if not is_asked or (linked and linked.is_exact):
        return ""
    if linked is None or linked.spot is None:
        return "nothing"
    return "" if linked.spot.part is Kind.BODY else "top"  # in the body the note stands at the place


def _steps(count: int) -> Steps:
    """Give what stands behind each marked place, in the reader's language."""
    total = format_decimal(count)
    return Steps(
        count,
        lambda number: _("%(number)s of %(total)s", number=format_decimal(number), total=total),
        _("Previous place"),
        _("Next place"),
    )


def _whereabouts(places: Map) -> str:
    """Say in words what the map shows: which parts of the article have marked places."""
    named = [_("the byline")] if places.numbers(Kind.BYLINE) else []
    paragraphs = places.numbers(Kind.BODY)
    named += [_("paragraph %(number)s", number=format_decimal(number)) for number in paragraphs[:_LISTED]]
    if len(paragraphs) > _LISTED:
        named.append(_("%(count)s more paragraphs", count=format_decimal(len(paragraphs) - _LISTED)))
    named += [_("caption %(number)s", number=format_decimal(number)) for number in places.numbers(Kind.CAPTION)]
    return ", ".join(named)

"""The page of one article."""

from flask import render_template, request

from search.engine import Engine
from search.query import Everything
from search.web import links, parameters, problems, reading
from search.web.forms import form_of
from search.web.page_links import PATH, PageLinks


def article_page(engine: Engine, article_id: str, default_size: int) -> str:
    """Give an article's page, with the words of the query in the request's URL marked.

    Args:
        engine: answers.
        article_id: which article.
        default_size: hits a page where the URL does not say.

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

"""The page that compares two copies of a story."""

from flask import render_template, request

from search.engine import Engine
from search.web import comparison, links, parameters, problems
from search.web.forms import form_of
from search.web.page_links import PageLinks


def comparison_page(engine: Engine, article_id: str, other_id: str, default_size: int) -> str:
    """Give the page that compares two articles, sentence by sentence.

    Args:
        engine: answers.
        article_id: the first.
        other_id: the second.
        default_size: hits a page where the URL does not say.

    Raises:
        NotFoundError: one of them is not there.
    """
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

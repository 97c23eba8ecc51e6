"""The page that shows a raw document line by line beside what became of it."""

from flask import render_template, request

from search.engine import Engine
from search.messages import Message
from search.web import account, links, parameters, problems
from search.web.forms import form_of
from search.web.languages import told
from search.web.page_links import PageLinks


def raw_page(engine: Engine, article_id: str, default_size: int) -> str:
    """Give the page.

    Args:
        engine: answers.
        article_id: which article.
        default_size: hits a page where the URL does not say.

    Raises:
        NotFoundError: there is none of that id.
    """
    search = links.to_request(parameters.read(request.args.items(multi=True), default_size=default_size))
    stored = engine.article(article_id)
    if stored is None:
        raise problems.NotFoundError(article_id)
    return render_template(
        "raw.html",
        form=form_of(links.to_pairs(search, default_size=default_size)),
        to=PageLinks(search, default_size),
        stored=stored,
        rows=list(account.rows(stored.article, {name: told(Message(what)) for name, what in stored.rules.items()})),
    )

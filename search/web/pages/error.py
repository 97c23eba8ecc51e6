"""The page for whatever went wrong."""

from flask import render_template, request

from search.web import links, parameters
from search.web.answers import Problem
from search.web.forms import form_of
from search.web.page_links import PATH


def error_page(problem: Problem) -> str:
    """Give the page for a problem, with whatever was typed still in the form.

    Args:
        problem: what went wrong.
    """
    known = [(name, value) for name, value in request.args.items(multi=True) if name in parameters.NAMES]
    form = form_of(known, unusable=problem.parameter or "")
    first_page = links.to_url(PATH, [pair for pair in known if pair[0] != "page"])
    return render_template("error.html", problem=problem, form=form, first_page=first_page)

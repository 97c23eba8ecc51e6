"""The page for whatever went wrong."""

from dataclasses import dataclass

from flask import current_app, render_template, request
from flask_babel import gettext as _

from search.errors import QueryLimitError, SearchError
from search.language.parser import parse
from search.query import Everything
from search.web import links, parameters
from search.web.answers import Problem
from search.web.forms import form_of
from search.web.page_links import PATH
from search.web.places import place_of, word_at


@dataclass(frozen=True, slots=True)
class Mend:
    """A search that can be answered in place of one that can't.

    Args:
        label: what is different, as a whole phrase.
        url: its address.
    """

    label: str
    url: str


def error_page(problem: Problem) -> str:
    """Give the page for a problem, with whatever was typed still in the form.

    Args:
        problem: what went wrong.
    """
    known = [(name, value) for name, value in request.args.items(multi=True) if name in parameters.NAMES]
    is_of_query = problem.status == 400 and not problem.parameter
    form = form_of(known, unusable="q" if is_of_query else problem.parameter or "")
    at = problem.position
    return render_template(
        "error.html",
        problem=problem,
        form=form,
        place=None if at is None else place_of(form.q, word_at(form.q, at)),
        mend=_mend(problem, known),
        first_page=links.to_url(PATH, [pair for pair in known if pair[0] != "page"]),
    )


def _mend(problem: Problem, known: links.Pairs) -> Mend | None:
    """Give the search that comes nearest to what was asked; None if none suggests itself."""
    if problem.position is not None:
        return _up_to(problem.position, known)
    values = dict(reversed(known))  # of a repeated name the first counts
    if problem.parameter == "from" and problem.suggestion and problem.suggestion == values.get("to"):
        swapped = {"from": values["to"], "to": values["from"]}
        return _with(swapped, known, _("Swap the two dates"))
    if problem.parameter in values and problem.suggestion:
        label = _("Use %(value)s instead of %(typed)s", value=problem.suggestion, typed=values[problem.parameter])
        return _with({problem.parameter: problem.suggestion}, known, label)
    return None


def _up_to(position: int, known: links.Pairs) -> Mend | None:
    """Give the query up to where it grows too large, cut between two words; None if that leaves no word."""
    kept = dict(reversed(known)).get("q", "")
    at: int | None = position
    while at is not None:  # what is short enough may still have too many words
        behind = kept[at : at + 1]
        kept = kept[:at]
        if behind.strip() and kept and not kept[-1].isspace():
            kept = kept.rpartition(" ")[0]
        kept = kept.strip()
        try:
            parsed, at = parse(kept), None
        except QueryLimitError as error:
            at = error.position
    is_left = not isinstance(parsed.tree, Everything)
    return _with({"q": kept}, known, _("Search for the query up to there")) if is_left else None


def _with(values: dict[str, str], known: links.Pairs, label: str) -> Mend | None:
    """Give the same search with other values, if that can be answered."""
    size = current_app.config["MORGUE_PAGE_SIZE"]
    pairs = [(name, values.get(name, value)) for name, value in known if name != "page" or name in values]
    try:
        asked = links.to_request(parameters.read(pairs, default_size=size))
    except SearchError:
        return None  # something else is wrong with it too
    return Mend(label, links.to_url(PATH, links.to_pairs(asked, default_size=size)))

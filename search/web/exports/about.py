"""What a workbook says of itself: which search it holds, of which state of the archive."""

from flask_babel import gettext as _

from search.request import Duplicates, SearchRequest
from search.results import SearchResults
from search.web.dates import show_moment
from search.web.languages import told
from search.web.page_links import PageLinks, sort_name


def about(request: SearchRequest, results: SearchResults, page: str) -> list[tuple[str, str]]:
    """Give names and values for the first sheet.

    Args:
        request: what was asked.
        results: the totals.
        page: the absolute address of the page with the same search.
    """
    is_once = request.duplicates is Duplicates.HIDE
    lines = [
        (_("Query"), request.query.raw or _("every article")),
        (_("Read as"), request.query.interpreted),
        *((_("Note"), told(note.message)) for note in request.query.notes),
        *((_("Note"), told(note)) for note in results.notes),
        *((_("Filter"), each.label) for each in PageLinks(request, request.size).filters()),
        (_("Order"), sort_name(request.sort)),
        (_("Copies of a story"), _("once, with the others named") if is_once else _("each by itself")),
        (_("Articles found"), str(results.total)),
        (_("Results"), str(results.groups)),
        (_("Archive as of"), show_moment(results.index.updated)),
        (_("Generation of the index"), str(results.index.generation)),
        (_("Address"), page),
    ]
    return [(name, value) for name, value in lines if value]

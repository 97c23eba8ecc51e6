"""What a search can be taken away as."""

from dataclasses import dataclass, replace

from flask_babel import gettext as _

from search.request import SearchRequest
from search.web import links
from search.web.page_links import PATH


@dataclass(frozen=True, slots=True)
class Format:
    """One ending of the page's address.

    Args:
        ending: behind the dot.
        media_type: of what it gives.
        is_file: True if a browser should save it, False if something may open it at once.
    """

    ending: str
    media_type: str
    is_file: bool


CSV = Format("csv", "text/csv", is_file=True)
XLSX = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", is_file=True)
JSON = Format("json", "application/json", is_file=False)
ATOM = Format("atom", "application/atom+xml", is_file=False)
FORMATS = (CSV, XLSX, JSON, ATOM)


@dataclass(frozen=True, slots=True)
class Alternate:
    """A link to the same search in another form.

    Args:
        label: what to show.
        note: what it is good for.
        media_type: of what the link gives.
        url: where it leads.
    """

    label: str
    note: str
    media_type: str
    url: str


def path_of(form: Format) -> str:
    """Give the path under which a search is given in a format."""
    return f"{PATH}.{form.ending}"


def alternates(request: SearchRequest, default_size: int) -> list[Alternate]:
    """Give the links to every format of a search.

    Args:
        request: the search; its page and size are left out, for each format has all results.
        default_size: hits a page where the URL does not say.
    """
    pairs = links.to_pairs(replace(request, page=1, size=default_size), default_size=default_size)
    texts = {
        CSV: (_("Table (CSV)"), _("a row for each passage")),
        XLSX: (_("Spreadsheet (Excel)"), _("with the search on a sheet of its own")),
        JSON: (_("Document (JSON)"), _("for programs")),
        ATOM: (_("Feed (Atom)"), _("what is new, in a feed reader")),
    }
    return [Alternate(*texts[one], one.media_type, links.to_url(path_of(one), pairs)) for one in FORMATS]

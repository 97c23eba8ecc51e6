"""The filters of a search: what each is called, what removing it is called, and the search without it."""

from dataclasses import dataclass, replace

from flask_babel import gettext as _

from search.request import SearchRequest
from search.web import links
from search.web import source_phrases as phrases
from search.web.dates import show_filter


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter of a search.

    Args:
        label: what to show.
        removing: what its link does, as a whole phrase.
        without: the same search without it, its first page.
    """

    label: str
    removing: str
    without: SearchRequest


def active_filters(request: SearchRequest) -> list[ActiveFilter]:
    """Give the filters of a search one by one: each source that is asked for or left out, the dates.

    Args:
        request: the search.
    """
    found = [
        ActiveFilter(phrases.name(source), phrases.remove(source), links.toggle_source(request, source))
        for source in request.sources
    ]
    found += [
        ActiveFilter(phrases.without(source), phrases.bring_back(source), links.toggle_excluded(request, source))
        for source in request.excluded_sources
    ]
    return found + _date_filters(request)


def filter_groups(request: SearchRequest) -> list[ActiveFilter]:
    """Give the filters of a search as they take articles away: sources that are asked for are one filter.

    Removing one of them finds nothing more as long as another is asked for; nor does it help to bring back only one of
    several sources that were left out, as a rule.

    Args:
        request: the search.
    """
    of_sources = active_filters(replace(request, dates=None, stated_only=False))
    if len(of_sources) > 1:
        label = ", ".join(one.label for one in of_sources)
        of_sources = [ActiveFilter(label, _("Remove all filters by source"), request)]
    without = replace(request, sources=(), excluded_sources=(), page=1)
    return [replace(one, without=without) for one in of_sources] + _date_filters(request)


def _date_filters(request: SearchRequest) -> list[ActiveFilter]:
    found = []
    if request.dates:
        period = _("Undated") if request.dates.undated else show_filter(*links.notation(request.dates))
        without = replace(request, dates=None, page=1)
        found.append(ActiveFilter(period, _("Remove date %(period)s", period=period), without))
    if request.stated_only:
        stated = _("Stated dates only")
        removing = _("Remove the filter for stated dates")
        found.append(ActiveFilter(stated, removing, links.toggle_stated(request)))
    return found

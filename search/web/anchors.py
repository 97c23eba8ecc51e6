"""The ids of an article's page: one for each place that can be linked to, made of its permalink."""

from dataclasses import dataclass

from search.permalinks import Found, spots
from search.results import StoredArticle
from search.schema import Kind
from search.web import links

Anchors = dict[tuple[Kind, int], dict[int, "Anchor"]]  # by part and index, then by offset


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that can be linked to.

    Args:
        id: of the place in the page; empty where there is nothing to link to.
        old: the id by which links to the number of a passage know it; or empty.
        permalink: what a link to it says.
        is_linked: True if it is where the link that was followed leads.
    """

    id: str = ""
    old: str = ""
    permalink: str = ""
    is_linked: bool = False


def anchors_of(stored: StoredArticle, linked: Found | None = None) -> Anchors:
    """Give the anchors of an article. Of places that begin alike the one linked to has the id without a number.

    Args:
        stored: the article with its passages.
        linked: where the link that was followed leads, if it names a passage: that place has the id that it names.
    """
    known = spots(stored.article, stored.passages)
    target = linked.spot if linked else None
    if target and target not in known:
        known.append(target)  # in the midst of a paragraph
    counts = {linked.permalink.name: 1} if linked else {}
    anchors: Anchors = {}
    for spot in known:
        if linked and spot == target:
            anchor_id = links.anchor_id(linked.permalink)
        else:
            count = counts[spot.name] = counts.get(spot.name, 0) + 1
            anchor_id = links.anchor_id(spot.permalink) + (f"-{count}" if count > 1 else "")
        anchors.setdefault((spot.part, spot.index), {})[spot.offset] = Anchor(
            id=anchor_id,
            old=links.anchor(f"-{spot.passage}") if spot.begins else "",
            permalink=str(spot.permalink),
            is_linked=spot == target,
        )
    return anchors

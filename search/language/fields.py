"""The names that may stand before a colon in a query."""

from difflib import get_close_matches

from search.schema import Kind

KINDS = {kind.value: kind for kind in Kind}  # title:, lead:, body:, caption:, byline:
NAMES = ("source", "place")
DATES = ("before", "after", "date")
FIELDS = (*KINDS, *NAMES, *DATES)

_OTHER_NAMES = {  # what other archives call them
    "headline": "title",
    "heading": "title",
    "author": "byline",
    "by": "byline",
    "captions": "caption",
    "publication": "source",
    "outlet": "source",
    "location": "place",
    "since": "after",
}
_ALIKE = 0.7  # difflib's ratio: "titel" and "sorce" pass, "table" does not


def known_as(name: str) -> str:
    """Give the name by which we know a field, whatever its case; empty if there is none."""
    name = name.lower()
    return name if name in FIELDS else _OTHER_NAMES.get(name, "")


def likely(name: str) -> str:
    """Give the field that a misspelt name surely means, or nothing."""
    return next(iter(get_close_matches(name.lower(), FIELDS, n=1, cutoff=_ALIKE)), "")

"""What stands in the search form and in the date fields, also where it could not be understood."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the search form, also where it could not be understood.

    Args:
        q: the query string.
        match_any: True if any of the words will do.
        first: the period's beginning, as typed.
        last: the period's end, as typed.
        carried: what else the query box keeps.
        carried_by_dates: what the date fields keep.
        wrong: the name of the field whose value can't be used, or empty.
    """

    q: str = ""
    match_any: bool = False
    first: str = ""
    last: str = ""
    carried: tuple[tuple[str, str], ...] = ()
    carried_by_dates: tuple[tuple[str, str], ...] = ()
    wrong: str = ""


def form_of(pairs: Sequence[tuple[str, str]], *, unusable: str = "") -> Form:
    """Fill the form from a URL's parameters.

    Args:
        pairs: names and values; unknown names must not be among them.
        unusable: the name of a parameter that can't be used: it is shown but not carried on.
    """
    first: dict[str, str] = {}
    for name, value in pairs:
        first.setdefault(name, value)
    usable = [(name, value) for name, value in pairs if name != "page" and name != unusable]
    return Form(
        q=first.get("q", ""),
        match_any=first.get("match") == "any",
        first=first.get("from", ""),
        last=first.get("to", ""),
        carried=tuple(pair for pair in usable if pair[0] not in ("q", "match")),
        carried_by_dates=tuple(pair for pair in usable if pair[0] not in ("from", "to", "undated")),
        wrong=unusable,
    )

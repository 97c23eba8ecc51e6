"""Names of persons, told by their shape: two to five capitalised words, the first perhaps a known given name."""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from indexer.blocks import comparable
from indexer.knowledge.outlets import Outlets

_FEWEST, _MOST = 2, 5  # words: "Ada Hollis", "Maria do Carmo de Sousa"
_LONGEST = 60  # characters
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])|\.(?=$))*$")
_D_WITH_STROKE = str.maketrans("đĐ", "dD")


class Likeness(IntEnum):
    """How surely a text is a person's name."""

    NONE = 0
    SHAPE = 1  # it is written as one
    KNOWN = 2  # and its first word is a given name, or a family name of those that stand first


def person(text: str, outlets: Outlets) -> Likeness:
    """Say how surely a text is one person's name.

    Args:
        text: a line, or a part of one.
        outlets: known given names, and what is no person: outlets, towns, sections, words that no name has.
    """
    words = text.split()
    if len(text) > _LONGEST or not _FEWEST <= len(words) <= _MOST or not all(map(_WORD.match, words)):
        return Likeness.NONE
    if not words[0][0].isupper() or not words[-1][0].isupper() or (text[-1] == "." and len(words[-1]) > 3):
        return Likeness.NONE
    particles, never = outlets.comparables["bylines.particles"], outlets.comparables["names.never"]
    if any(not word[0].isupper() and comparable(word) not in particles for word in words):
        return Likeness.NONE
    if any(comparable(word) in never for word in words) or _is_something_else(text, outlets):
        return Likeness.NONE
    given, family_first = _known(outlets)
    first = folded(words[0].split("-")[0])
    # A family name that stands first is followed by another name, never by a particle: "Vu de Nantes" is a view.
    is_known = folded(words[0]) in given or first in given or (first in family_first and words[1][0].isupper())
    if is_known:
        return Likeness.KNOWN
    # In capitals any short headline looks so.
    return Likeness.NONE if text.isupper() else Likeness.SHAPE


def folded(text: str) -> str:
    """Fold case and accents, as names are compared."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D_WITH_STROKE))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _is_something_else(text: str, outlets: Outlets) -> bool:
    return bool(
        outlets.canonical(text)
        or outlets.place(text)
        or outlets.is_phrase("section_label", text)
        or outlets.is_phrase("footer_nav", text)
        or comparable(text) in outlets.languages.weekdays
    )


@lru_cache(maxsize=4)  # one data file a process, and the tests' own
def _known(outlets: Outlets) -> tuple[frozenset[str], frozenset[str]]:
    """Give the given names, and the family names that stand first."""
    given, family_first = outlets.phrases["names.given"], outlets.phrases["names.family_first"]
    return frozenset(map(folded, given)), frozenset(map(folded, family_first))

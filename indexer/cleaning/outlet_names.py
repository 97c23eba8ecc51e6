"""Names of outlets: the known ones, and those that their shape tells: a site, a code, a word such as "Gazette"."""

import re

from indexer.blocks import comparable, count_words
from indexer.knowledge.outlets import Outlets

_LONGEST = 6  # words: "The World and Vietnam Report" has five
_SITE = re.compile(r"(?:https?://)?(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,24}){0,2}\.[a-z]{2,12}/?", re.IGNORECASE)
_CODE = re.compile(r"[A-ZĐ][A-ZĐ&+]{2,6}")
_GROWN_TOGETHER = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]*)+\+?")  # "IslandPress"
_SURNAME = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|Du|O')[A-Z]")  # "McAllister" is a person
_AND = frozenset({"&", "and", "et", "và"})  # "Stage & Television" is a section
_PREFIXED = re.compile(r"^[ldLD]['’]")
_HOME_PAGE = re.compile(r"\s+(?:home\s?page|home)$", re.IGNORECASE)


def outlet_named(text: str, outlets: Outlets) -> str:
    """Give the outlet that a text names, by its canonical name if it is known, as written if only its shape tells it.

    Args:
        text: a whole line, or what stands in brackets, behind a label, behind a headline.
        outlets: the known ones, and the words that names of outlets are made of.

    Returns:
        The name; empty where the text may as well be anything else.
    """
    text = text.strip()
    return outlets.canonical(text) or (text if is_outlet_like(text, outlets) else "")


def is_outlet_like(text: str, outlets: Outlets) -> bool:
    """Say whether the shape of a text alone shows an outlet's name: "The Marlow Standard", "BrightWire"."""
    if _SITE.fullmatch(text):
        return True
    if not is_name(text, outlets):
        return False
    words = [_PREFIXED.sub("", word) for word in comparable(text).split()]
    never, generic = outlets.comparables["outlet_names.never"], outlets.comparables["outlet_names.generic"]
    if any(word in never for word in words) or all(word in generic for word in words):
        return False
    telling = outlets.comparables["outlet_names.words"]
    if len(words) == 1:
        return _GROWN_TOGETHER.fullmatch(text) is not None and not _SURNAME.match(text)
    labels = outlets.comparables["section_label"]
    if words[-1] in labels and words[-2] in _AND:
        return False
    openings = outlets.comparables["outlet_names.openings"]
    is_opened = words[0] in openings or " ".join(words[:2]) in openings
    return (
        is_opened
        or any(word in telling for word in words)
        or (
            # "Kestrel Business", but not "Business News" of a menu: that is made of labels alone.
            words[-1] in labels and words[0] not in labels and words[0] not in generic
        )
    )


def is_name(text: str, outlets: Outlets) -> bool:
    """Say whether a text may be a name: a few words that begin with capitals, small ones such as "of" aside.

    Vietnamese writes only the first word of "Thời báo Cửa Biển" with a capital: a word that opens such names is enough.
    """
    if not text or count_words(text) > _LONGEST or "," in text or not text[0].isupper() or text[-1] in "!?:;,":
        return False
    words = text.split()
    small = outlets.comparables["bylines.particles"]
    openings = outlets.comparables["outlet_names.openings"]
    if comparable(words[0]) in openings or comparable(" ".join(words[:2])) in openings:
        return True
    # An article elided: "L'Écho", "l'Ouest".
    bare = (_PREFIXED.sub("", word) or word for word in words)
    return all(word[0].isupper() or word[0] == "&" or comparable(word) in small for word in bare)


def is_code(text: str) -> bool:
    """Say whether a text may be an agency's code, "KNA"; so may any short word in capitals."""
    return _CODE.fullmatch(text) is not None


def without_home_page(text: str) -> str:
    """Take the words from a masthead that only say that it links to the front page: "Harbour Courier Homepage"."""
    return _HOME_PAGE.sub("", text) if text[-1:] in "eE" else text  # with which each of these words ends

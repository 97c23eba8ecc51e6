"""Bylines: "By Bui Thanh Son - Minister of Foreign Affairs"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.blocks import comparable
from indexer.dating.dates import find_dates
from indexer.knowledge.outlets import Outlets

_MAX_BYLINE = 120  # characters
_MAX_NAMES = 16  # words: four authors with four names each
_MAX_OUTLET = 6  # words: "Agence France-Presse" has two, "The World and Vietnam Report" five
_AROUND = " ,|•·–—-"  # what parts a name from what stands around it
_ROLE = re.compile(r"\s+[-–—|]\s+|\s*[|]\s*|,\s+|\s+\((?=[^()]+\)$)")
_AND = re.compile(r",?\s+(?:and|và|et|&)\s+|,\s*", re.IGNORECASE)
_IN_PLACE = re.compile(r"\s+(?:in|from|à|tại)\s+(?=[A-ZÀ-ÝĐ])")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says.

    Args:
        name: the author or authors; empty for "our correspondent".
        role: what it says they are.
        is_doubtful: True where the line could as well be a heading ("By Land and Sea"): not all names have two words.
    """

    name: str
    role: str
    is_doubtful: bool


def read_byline(text: str, outlets: Outlets) -> Byline | None:
    """Read a line as a byline: a word such as "By", then nothing but names, then perhaps a role.

    Args:
        text: the whole line.
        outlets: the words that introduce a byline and stand within names.
    """
    if len(text) > _MAX_BYLINE:
        return None
    match = _prefix(outlets.phrases["bylines.prefixes"]).match(text)
    if not match:
        return None
    rest = text[match.end() :].strip()
    if outlets.is_phrase("bylines.anonymous", rest.rstrip(".")):
        return Byline("", rest, False)
    particles = outlets.comparables["bylines.particles"]
    name, role = rest, ""
    if not _are_names(name, particles):
        parts = _ROLE.split(rest, maxsplit=1)
        name, role = (parts[0], parts[1].rstrip(")")) if len(parts) == 2 else (_IN_PLACE.split(rest)[0], "")
    elif "," in name and not _AND.search(f" {name.rpartition(',')[2]} "):
        # "A B and C D, Political Editors" and "A B, Political Editor", but not "A B, C D and E F".
        name, _, role = name.rpartition(",")
    name, role = name.strip(" ,"), role.strip()
    if not _are_names(name, particles) or role.endswith("."):
        return None
    return Byline(name, role, is_doubtful=any(len(one.split()) < 2 for one in _AND.split(name)))


def names_of(label: str, outlets: Outlets) -> str:
    """Give the author or authors that a page's label of an author names; empty where it says anything else.

    Args:
        label: the text of what the page marks as its author: "By Ana Duarte | 7 January", "Text: Ana Duarte".
        outlets: as for `read_byline`.
    """
    date = next(find_dates(label, outlets.languages), None)
    if date:
        label = label[: date.start].rstrip(_AROUND)
        label = re.sub(rf"{outlets.languages.weekday}$", "", label, flags=re.IGNORECASE)
    label = _without_outlet(label.strip(_AROUND), outlets)
    byline = read_byline(label, outlets)
    if byline:
        return byline.name
    name = label.rpartition(": ")[2]
    return name if _are_names(name, outlets.comparables["bylines.particles"]) else ""


def _without_outlet(label: str, outlets: Outlets) -> str:
    """Take a known outlet from the end of a label: "Ana Duarte Lantern Post"; nothing is left where it is all there is.

    Only the last words can be one, and few outlets' names have more than `_MAX_OUTLET` words.
    """
    words = label.split()
    for first in range(max(0, len(words) - _MAX_OUTLET), len(words)):
        if outlets.canonical(" ".join(words[first:])):
            return " ".join(words[:first]).rstrip(_AROUND)
    return label


def _are_names(text: str, particles: frozenset[str]) -> bool:
    words = text.replace(",", " ").split()
    if not words or len(words) > _MAX_NAMES or not words[0][0].isupper() or text[-1:] in "!?:;":
        return False
    if text.endswith(".") and len(words[-1]) > 3:
        return False
    return all(
        (word[0].isupper() and not any(map(str.isdigit, word))) or comparable(word) in particles for word in words
    )


@lru_cache(maxsize=4)  # one data file a process, and the tests' own
def _prefix(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(prefix) for prefix in sorted(prefixes, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?:\s*:\s*|\s+)", re.IGNORECASE)

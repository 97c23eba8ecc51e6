"""Bylines: "By Bui Thanh Son - Minister of Foreign Affairs"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.blocks import comparable
from indexer.knowledge.outlets import Outlets

_MAX_BYLINE = 120  # characters
_MAX_NAMES = 16  # words: four authors with four names each
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

"""Bylines: "By Bui Thanh Son - Minister of Foreign Affairs", "Text: Ada Hollis", "Ada Hollis, Political Editor"."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from indexer.blocks import comparable
from indexer.cleaning.names import Likeness, person
from indexer.dating.dates import find_dates
from indexer.knowledge.outlets import Outlets

_MAX_BYLINE = 160  # characters
_MAX_NAMES = 20  # words: four authors with four names each, and what stands between them
_MAX_OUTLET = 6  # words: "Agence France-Presse" has two, "The World and Vietnam Report" five
_MAX_ROLE = 12  # words: "Professor of International Law at the University of Ashmere"
_AROUND = " ,|•·–—-"  # what parts a name from what stands around it
_BETWEEN = re.compile(
    r"\s+[-–—/]\s+|\s*[|•·;]\s*|,\s*(?:(?:and|et|và)\s+)?|\s+\((?=[^()]+\)$)|\s*&\s*|\s+(?:and|et|và|with|avec)\s+",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(r"\s+(?:in|from|à|tại|for|of|at|pour|cho)\s+(?=[A-ZÀ-ÝĐ])")
_FIRST_WORD = re.compile(r"[^\s:,-]*")  # of a prefix, and of a line that may begin with one
_STOP = re.compile(r"[.!?]\s+\S")
# An address or a name on a network, and the words before it, say nothing that an archive keeps.
_CONTACT = re.compile(
    r"[\s,|(•·–—-]*(?:(?:e-?mail|twitter|x|follow|on|at|via)\s*:?\s+)*(?:[\w.+-]+@[\w-]+\.[\w.-]+|@\w+)\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says.

    Args:
        name: the author or authors; empty for "our correspondent".
        role: what it says they are.
        is_doubtful: True where the line could as well be a heading ("By Land and Sea"): not all names have two words.
        likeness: how surely the names are names, the least sure of them.
    """

    name: str
    role: str
    is_doubtful: bool
    likeness: Likeness = Likeness.KNOWN


def read_byline(text: str, outlets: Outlets) -> Byline | None:
    """Read a line as a byline: a word such as "By", then nothing but names, then perhaps a role.

    Args:
        text: the whole line.
        outlets: the words that introduce a byline and stand within names.
    """
    if len(text) > _MAX_BYLINE:
        return None
    prefixes = _prefixes(outlets)
    if _first_word(text) not in prefixes.first_words:  # as in most lines
        return None
    match = prefixes.sure.match(text)
    if not match:
        match = prefixes.doubtful.match(text)
        byline = _read_names(text[match.end() :], outlets) if match and text[0].isupper() else None
        return byline if byline and byline.likeness is Likeness.KNOWN and not byline.role else None
    rest = _without_contact(text[match.end() :]).strip()
    if outlets.is_phrase("bylines.anonymous", rest.rstrip(".")):
        return Byline("", rest, False)
    byline = _read_names(rest, outlets)
    if byline:
        return byline
    # A single word, or capitals that look like no name, may be meant where the prefix says so: "By Madonna".
    particles = outlets.comparables["bylines.particles"]
    name, role = rest, ""
    if not _are_capitalised(name, particles):
        parts = _BETWEEN.split(rest, maxsplit=1)
        name, role = (parts[0], parts[1].rstrip(")")) if len(parts) == 2 else (_IN_PLACE.split(rest)[0], "")
    name, role = name.strip(" ,"), role.strip()
    if not _are_capitalised(name, particles) or role.endswith("."):
        return None
    return Byline(name, role, any(len(one.split()) < 2 for one in _BETWEEN.split(name)), Likeness.SHAPE)


def read_bare_names(text: str, outlets: Outlets) -> Byline | None:
    """Read a line as nothing but an author's name, or several, with a role perhaps: "Ada Hollis, Political Editor".

    What stands behind the names must be a role's words or an outlet; whether the line is a byline, its place must tell.

    Args:
        text: the whole line.
        outlets: known names and roles.
    """
    stripped = _without_contact(text).strip()
    byline = _read_names(stripped, outlets) if 0 < len(stripped) <= _MAX_BYLINE else None
    if byline and byline.role and not (is_role(byline.role, outlets) or outlets.canonical(byline.role)):
        return None
    return byline


def is_role(text: str, outlets: Outlets) -> bool:
    """Say whether a text tells what somebody is: few words, one of them a role's, no stop at the end."""
    words = comparable(text).replace(",", " ").split()
    if not 0 < len(words) <= _MAX_ROLE or text.endswith((".", "!", "?", ":")):
        return False
    roles = outlets.comparables["bylines.roles"]
    return any(word in roles or " ".join(words[at : at + 2]) in roles for at, word in enumerate(words))


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
    label = without_outlet(label.strip(_AROUND), outlets)
    byline = read_byline(label, outlets)
    if byline:
        return byline.name
    name = label.rpartition(": ")[2]
    return name if _are_capitalised(name, outlets.comparables["bylines.particles"]) else ""


def without_outlet(label: str, outlets: Outlets) -> str:
    """Take a known outlet from the end of a label: "Ana Duarte Lantern Post"; nothing is left where it is all there is.

    Only the last words can be one, and few outlets' names have more than `_MAX_OUTLET` words.
    """
    words = label.split()
    for first in range(max(0, len(words) - _MAX_OUTLET), len(words)):
        if outlets.canonical(" ".join(words[first:])):
            return " ".join(words[:first]).rstrip(_AROUND)
    return label


def _read_names(text: str, outlets: Outlets) -> Byline | None:
    """Read names, and behind them what they are: as many of the parts of a text as look like persons."""
    words, particles = text.split(None, 2), outlets.comparables["bylines.particles"]
    if len(words) < 2 or not (words[1][0].isupper() or comparable(words[1]) in particles):
        return None  # no name goes on so, and what parts names begins with a small letter or a sign
    end, least, start, count = 0, Likeness.KNOWN, 0, 0
    for separator in chain(_BETWEEN.finditer(text), (None,)):
        part = text[start : separator.start() if separator else len(text)].rstrip(")")
        placed = _IN_PLACE.search(part)
        name = (part[: placed.start()] if placed else part).strip(" ,")
        likeness = Likeness.NONE if count and is_role(name, outlets) else person(name, outlets)
        if likeness is Likeness.NONE or (count and likeness is Likeness.SHAPE and separator is None and "," in text):
            break
        end, least, count = start + part.index(name) + len(name), min(least, likeness), count + 1
        if placed or not separator:
            break
        start = separator.end()
    if not count or len(text[:end].split()) > _MAX_NAMES:
        return None
    rest = text[end:].strip(" ,|•·–—-/;()")
    rest = "" if _IN_PLACE.match(f" {rest}") and len(rest.split()) < _MAX_OUTLET else rest
    if rest.endswith(".") or _STOP.search(rest) or len(rest.split()) > _MAX_ROLE:
        return None
    return Byline(text[:end], rest, False, least)


def _without_contact(text: str) -> str:
    return _CONTACT.sub("", text) if "@" in text else text  # which each of its forms has


def _are_capitalised(text: str, particles: frozenset[str]) -> bool:
    words = text.replace(",", " ").split()
    if not words or len(words) > _MAX_NAMES or not words[0][0].isupper() or text[-1:] in "!?:;":
        return False
    if text.endswith(".") and len(words[-1]) > 3:
        return False
    return all(
        (word[0].isupper() and not any(map(str.isdigit, word))) or comparable(word) in particles for word in words
    )


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found.group().casefold() if found else ""


@dataclass(frozen=True, slots=True)
class _Prefixes:
    sure: re.Pattern[str]
    doubtful: re.Pattern[str]
    first_words: frozenset[str]


@lru_cache(maxsize=4)  # one data file a process, and the tests' own
def _prefixes(outlets: Outlets) -> _Prefixes:
    sure, doubtful = outlets.phrases["bylines.prefixes"], outlets.phrases["bylines.doubtful_prefixes"]
    return _Prefixes(_prefix(sure), _prefix(doubtful), frozenset(map(_first_word, (*sure, *doubtful))))


def _prefix(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(prefix).replace(r"\ ", r"\s+") for prefix in sorted(prefixes, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?:\s*:\s*|\s+|(?<=[:-])\s*)", re.IGNORECASE)

"""Copyright lines: "© 2022 Harbour Courier. All rights reserved". They are dropped, and may tell the source."""

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.blocks import comparable, count_words
from indexer.cleaning.draft import Draft, Found, quoted
from indexer.cleaning.outlet_names import is_name, is_outlet_like
from indexer.knowledge.outlets import Outlets

_IMPRINT_WORDS = 60  # a longer text is a paragraph
_MOST = 20  # imprints that are read for a name; a page has one or two
_START = 60  # characters in which an imprint shows itself
_PARTS = re.compile(r"[©®,|•·]|\s[-–—]\s|\.(?:\s|$)|\b\d{4}(?:\s*[-–]\s*(?:\d{4}|\d\d))?\b|\(c\)", re.IGNORECASE)
_DATED = re.compile(r"(?:©|\(c\)|&copy;|\bcopyright\b|\bbản quyền\b)\D{0,40}?\b(?:1[89]|2[01])\d\d\b", re.IGNORECASE)


def imprints(draft: Draft) -> None:
    """Drop copyright lines; one with a year or a reservation tells the source, if nothing better does.

    One without either may be a photograph's: "© Reuters".
    """
    kept = []
    read = 0
    for block in draft.blocks:
        if not is_imprint_line(block.text, draft.outlets):
            kept.append(block)
            continue
        read += 1
        if read <= _MOST and not draft.masthead and _is_reserved(block.text, draft.outlets):
            source = imprint_source(block.text, draft.outlets) or _unknown_source(block.text, draft.outlets)
            if source:
                draft.masthead = Found(source, quoted(block.text, block.line))
        draft.drop(block, "imprint")
    draft.blocks = kept


def is_imprint_line(text: str, outlets: Outlets) -> bool:
    """Say whether a line begins as an imprint does, "© 2021" or "All rights reserved", and is short."""
    openings = _openings(outlets)
    if text[:1] not in openings.letters:  # a quick look at what most lines don't begin with
        return False
    start = comparable(text[:_START])
    begins = start.startswith(openings.phrases) or _DATED.match(text[:_START]) is not None
    return begins and count_words(text) <= _IMPRINT_WORDS


@dataclass(frozen=True, slots=True)
class _Openings:
    phrases: tuple[str, ...]
    letters: frozenset[str]  # that one of the phrases, or what `_DATED` finds, begins with


@lru_cache(maxsize=4)  # one data file a process, and the tests' own
def _openings(outlets: Outlets) -> _Openings:
    phrases = tuple(outlets.comparables["imprint"])
    letters = {"©", "(", "&", "c", "b", *(phrase[0] for phrase in phrases)}
    return _Openings(phrases, frozenset(letters | {letter.upper() for letter in letters}))


def imprint_source(text: str, outlets: Outlets) -> str:
    """Give the known outlet that an imprint names; empty if there is none."""
    return next(filter(None, map(outlets.canonical, _parts(text, outlets))), "")


def _unknown_source(text: str, outlets: Outlets) -> str:
    return next((part for part in _parts(text, outlets) if is_outlet_like(part, outlets) or is_name(part, outlets)), "")


def _parts(text: str, outlets: Outlets) -> list[str]:
    """Cut an imprint into what may be names: without years, signs and the phrases of reservation."""
    parts = []
    for part in _PARTS.split(text):
        folded = comparable(part)
        for phrase in sorted(outlets.comparables["reservation"], key=len, reverse=True):
            if folded.startswith(phrase):
                part = part.strip()[len(phrase) :]
                break
        parts.append(part.strip(" :.;()"))
    return [part for part in parts if part]


def _is_reserved(text: str, outlets: Outlets) -> bool:
    folded = comparable(text)
    return _DATED.search(text) is not None or any(
        phrase in folded for phrase in outlets.comparables["reservation"] if " " in phrase
    )

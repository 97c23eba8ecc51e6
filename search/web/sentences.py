"""Where the sentences of a passage end, by a rule cheap enough for every passage of a page of results.

The indexer splits passages by a slower, better rule. A wrong cut would show half a sentence, so this one is careful
behind abbreviations, and where what follows does not begin as a sentence does.
"""

import re

from search.query import Span

# A mark that ends sentences, what closes with it, and white space; those of Chinese and Japanese; or a new paragraph.
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]+[”’」』）]*\s*|\n\s*")
_FIRST = re.compile(r"\W*(\w)")
_WIDE = "。！？"
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_LONGEST = 20  # characters: longer than any abbreviation
# What has a full stop within a sentence: before a name, and before a figure.
_TITLES = (
    "mr mrs ms mx dr prof st ste sr jr gen col lt capt maj sgt cpl cmdr adm gov sen rep hon rev fr pres supt insp det "
    "messrs mme mlle mm mgr ths ts gs pgs tp vs"
)
_NAMES_FOLLOW = frozenset(_TITLES.split())
_FIGURES_FOLLOW = frozenset({"no", "nos", "art", "vol", "fig", "p", "pp"})


def sentences(text: str) -> list[Span]:
    """Give the sentences of a text: character offsets, in order; white space between them belongs to none.

    Args:
        text: a passage's.
    """
    found: list[Span] = []
    start = len(text) - len(text.lstrip())
    for end in _END.finditer(text, start):
        mark = end.group().rstrip()
        if "\n" not in end.group() and _goes_on(text, end.start(), mark, end.end()):
            continue
        last = end.start() + len(mark)
        if last > start:
            found.append((start, last))
        start = end.end()
    last = len(text.rstrip())
    if last > start:
        found.append((start, last))
    return found


def _goes_on(text: str, at: int, mark: str, behind: int) -> bool:
    """Tell if a sentence goes on behind a mark: within quotation marks, or behind an initial, U.S., or a title."""
    if mark[0] in _WIDE:
        return False
    following = _FIRST.match(text, behind)
    if following and following[1].islower():
        return True
    word = _LAST_WORD.search(text[max(0, at - _LONGEST) : at + 1]) if mark == "." else None
    if word is None:
        return False
    written = word[1].lower()
    if written in _FIGURES_FOLLOW and following and following[1].isdigit():
        return True
    return written in _NAMES_FOLLOW or all(len(part) == 1 for part in written.split("."))

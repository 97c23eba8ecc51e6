"""What stands behind a headline and is not part of it: " | Site", " - Site", " - Section - Site"."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass

from indexer.blocks import comparable, count_words
from indexer.cleaning.outlet_names import is_name, is_outlet_like
from indexer.cleaning.page_frame import is_section
from indexer.knowledge.outlets import Outlets

_SEPARATOR = re.compile(r"\s+(?:\||::|[•·»›]|[–—-]{1,2}|/)\s+|\s*\|\s*")
_STRONG = frozenset("|:•·»›")  # seldom within a headline; dashes and slashes often are
_FEWEST = 2  # words of a headline; "Besnard resigns"
_LONGEST = 60  # characters of a site's name
_TITLE_CASE = 0.8  # share of words with capitals from which capitals tell nothing
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Suffix:
    """What is to be cut from a headline.

    Args:
        start: the offset where it begins, its separator included.
        site: whom it names, canonical if known.
    """

    start: int
    site: str


def suffix_of(text: str, outlets: Outlets, body: Container[str], is_repeated: Callable[[str], bool]) -> Suffix | None:
    """Find a site's name behind a headline; None where the last part may be the headline's own.

    "A ferry returns - The Marlow Standard" has one, "A ferry returns - a town waits" has none. It is a site's name if
    it is a known outlet, if the headline stands elsewhere without it, or if it has the shape of an outlet's name. A
    mere name ("Kestrel Business") must not occur in the body, as somebody quoted would ("Talks resume - Rouhani"), and
    says nothing behind a headline that writes every word with a capital.

    Args:
        text: the line.
        outlets: the known ones, labels of sections, words of outlets' names.
        body: words of the body, folded.
        is_repeated: whether a text stands elsewhere in the document.
    """
    separators = list(_SEPARATOR.finditer(text))
    if not separators:
        return None
    last = separators[-1]
    head, tail = text[: last.start()], text[last.end() :].rstrip(". ")
    if count_words(head) < _FEWEST or not tail or len(tail) > _LONGEST:
        return None
    known = outlets.canonical(tail)
    if not (known or _is_site(head, tail, last.group().strip()[:1] in _STRONG, outlets, body, is_repeated)):
        return None
    start = last.start()
    for before in reversed(separators[:-1]):
        if count_words(text[: before.start()]) < _FEWEST or not is_section(text[before.end() : start], outlets):
            break
        start = before.start()
    return Suffix(start, known or tail)


def _is_site(
    head: str, tail: str, is_strong: bool, outlets: Outlets, body: Container[str], is_repeated: Callable[[str], bool]
) -> bool:
    if not (is_name(tail, outlets) or is_outlet_like(tail, outlets)) or is_section(tail, outlets):
        return False
    if is_outlet_like(tail, outlets) or is_repeated(head):
        return True
    words = head.split()
    is_title_case = sum(not word[0].islower() for word in words) >= _TITLE_CASE * len(words)
    if is_title_case and not is_strong:
        return False
    return not any(word in body for word in _WORD.findall(comparable(tail)) if len(word) > 2)

"""Lines that tell who wrote an article, or which outlet has it, in several pieces or by the name alone."""

import re

from indexer.blocks import count_words
from indexer.cleaning.bylines import is_role, read_bare_names, read_byline
from indexer.cleaning.names import Likeness, person
from indexer.cleaning.sign_offs import source_alone
from indexer.dating.date_lines import read_date_line
from indexer.knowledge.outlets import Outlets

_LONGEST = 160  # characters: names, what they are, an outlet and a date with its weekday, time and zone
_MOST_CUTS = 8  # separators in such a line
_NAMES_OF_SHAPE = 8  # words of names that nothing but a date beside them tells to be names
_CUT = re.compile(r"\s+[|•·/–—-]{1,2}\s+|\s*[|•·]\s*|,\s+")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)")


def is_told_with_date(text: str, outlets: Outlets) -> bool:
    """Say whether a line is an author or an outlet beside a date: "AP | 7 January 2022", "Ada Hollis, Fri 7 Jan 2022".

    A page that shows the day of a visit shows no author beside it, so such a line is the article's.

    Args:
        text: the line.
        outlets: names, roles and the words of bylines.
    """
    if len(text) > _LONGEST or not _YEAR.search(text):
        return False
    for cut in list(_CUT.finditer(text))[:_MOST_CUTS]:
        left, right = text[: cut.start()], text[cut.end() :]
        for name, date in ((left, right), (right, left)):
            is_dated = _YEAR.search(date) and read_date_line(date, outlets.languages)
            if is_dated and not _YEAR.search(name) and _names_somebody(name, outlets):
                return True
    return False


def is_sure_byline(text: str, outlets: Outlets) -> bool:
    """Say whether a line without a word such as "By" is surely a byline: known names, several or with a role or outlet.

    Args:
        text: the line.
        outlets: as above.
    """
    byline = read_bare_names(text, outlets)
    if byline is None or byline.likeness is not Likeness.KNOWN:
        return False
    return bool(byline.role) or person(byline.name, outlets) is Likeness.NONE


def _names_somebody(text: str, outlets: Outlets) -> bool:
    byline = read_byline(text, outlets)
    if (byline and not byline.is_doubtful) or source_alone(text, outlets):
        return True
    named = read_bare_names(text, outlets)
    if named is None:
        return False
    is_known = named.likeness is Likeness.KNOWN or is_role(named.role, outlets)
    return is_known or count_words(text) <= _NAMES_OF_SHAPE

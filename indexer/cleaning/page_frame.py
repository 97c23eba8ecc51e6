"""Lines of a page's head that are no headline: widgets, menus, breadcrumbs, tickers, notices; most by their shape."""

import re
from itertools import pairwise

from indexer.blocks import comparable, count_words, ends_sentence
from indexer.cleaning.bylines import read_byline
from indexer.cleaning.outlet_names import outlet_named
from indexer.knowledge.labels import plain_words
from indexer.knowledge.outlets import Outlets

_LONGEST = 20_000  # characters: the menu of a whole site, in one line, has some 3,000
_WIDGET_WORDS = 9  # a longer line that begins with a widget's verb may be a headline
_ENTRY_WORDS = 4  # that an entry of a menu has at most
_STEP_WORDS = 5  # likewise a step of a breadcrumb
_NOTICE_WORDS = 70  # a longer text is a paragraph
_COUNTED_WORDS = 2  # words beside a number
_ROW = 3  # entries between separators that make a menu, whatever they say
_MENU_WORDS = 60  # of a menu in one line; longer ones are paragraphs
_LABELS = 0.75  # share of a line's words that are names of sections in a menu without separators
_LABEL_WORDS = 3  # that a label of another article's headline has at most
_LABEL = 60  # characters a label has at most
_ADDRESSED = 2  # different words to the visitor that make a sentence a notice
_PARTED = re.compile(r"\s+[|·•>›»/–—-]\s+|\s*[|·•›»]\s*")
_PART_SIGN = re.compile(r"[|·•›»]| [>/–—-] ")  # one of which `_PARTED` needs
_BAR = re.compile(r"[|·•]")  # what parts links; dashes and slashes part other things too
_STEPPED = re.compile(r"\s*[>›»/|→]\s*|\s+-\s+")
_STEP_SIGN = re.compile(r"[>›»/|→]| - ")
_CRUMBS = 200  # characters of a breadcrumb
_TICKER = re.compile(r"[▲▼△▽↑↓]|(?<!\S)[+−-]\d+(?:[.,]\d+)?\s*%|\d\s*°")
_TICKER_WORDS = 16  # a ticker's line of a few shares; a longer one is a sentence about temperatures
_ICON = re.compile(r"icon[-_ ]?\w+|\w+[-_ ]icon|#\w+|@\w+|\d{1,6}|\d+\s?(?:°|º)\s?[CF]?")
_SALE = re.compile(r"[$€£]\s?\d|\d\s?[$€£]")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)")  # a menu has no dates
# Signs a text or leads to the site; with more words before it, it may be a headline about one.
_ADDRESS = re.compile(r"(?:\S+\s+){0,2}(?:https?://|www\.)\S+", re.IGNORECASE)
_CONJOINED = re.compile(r"\s*[&/,]\s*|\s+(?:and|et|và)\s+")
_AROUND = " -–—•*·:»›>[]()|.…!"  # what ornaments a label
_NUMBER = re.compile(r"\(?\d[\d.,:/]*\)?")
_LETTER = re.compile(r"[^\W\d_]")


def is_frame(text: str, outlets: Outlets) -> bool:
    """Say whether a line that stands above or around the headline belongs to the page and not to an article.

    Args:
        text: the line.
        outlets: the phrases, verbs and objects of widgets, and the labels of sections.
    """
    if len(text) > _LONGEST:
        return False
    bare = text.strip(_AROUND)
    if not _LETTER.search(bare) or _ICON.fullmatch(bare) or _ADDRESS.fullmatch(bare):
        return True
    folded = comparable(bare)
    if folded in outlets.frame_lines:
        return True
    words = folded.split()
    return (
        (len(words) <= _WIDGET_WORDS and (_is_button(words, bare, outlets) or _is_count(text.split())))
        or (len(words) <= _TICKER_WORDS and _TICKER.search(text) is not None and not ends_sentence(text))
        or is_section(bare, outlets)
        or _is_menu(bare, words, outlets)
    )


def is_section(text: str, outlets: Outlets) -> bool:
    """Say whether a line is nothing but names of sections: "Politics", "In Health", "Science & Environment"."""
    labels = outlets.comparables["section_label"]
    folded = comparable(text).removeprefix("in ")
    if folded in labels:
        return True
    parts = _CONJOINED.split(folded) if len(folded) <= _LABEL else ()
    return len(parts) in (2, 3) and all(part in labels for part in parts)


def is_announced(text: str, outlets: Outlets) -> bool:
    """Say whether a line names an article behind a label, most often another one: "BREAKING: Bridge closed"."""
    teasers = outlets.comparables["page_head.teasers"]
    label, colon, _ = text[:_LABEL].partition(":")
    if colon:
        return comparable(label) in teasers
    # "ALERTE INFO Un navire": capitals part the label from the headline where no colon does.
    words = text.split(" ", _LABEL_WORDS + 1)
    count = next((at for at, word in enumerate(words) if not word.isupper()), 0)
    return 0 < count <= _LABEL_WORDS and comparable(" ".join(words[:count])) in teasers


def is_notice(text: str, outlets: Outlets) -> bool:
    """Say whether a text speaks to the visitor of the site, about cookies, accounts, subscriptions."""
    if count_words(text) > _NOTICE_WORDS:
        return False
    return len(plain_words(text) & outlets.comparables["page_head.notices"]) >= _ADDRESSED


def breadcrumb_end(text: str, outlets: Outlets) -> int:
    """Say where the last step of a breadcrumb begins, 0 where a text is none: "Home > World > A bridge is closed"."""
    if not _STEP_SIGN.search(text):  # a quick look
        return 0
    steps = list(_STEPPED.finditer(text[:_CRUMBS]))
    if not steps or comparable(text[: steps[0].start()]) not in outlets.comparables["page_head.crumbs"]:
        return 0
    return steps[-1].end()


def _is_button(words: list[str], text: str, outlets: Outlets) -> bool:
    """Say whether a short line is a verb of widgets with one of its objects, or with a price: "Get the Herald app"."""
    verbs = outlets.comparables["page_head.verbs"]
    if not any(" ".join(words[:count]) in verbs for count in (1, 2, 3)):
        return False
    objects = outlets.comparables["page_head.objects"]
    behind = [word.strip(".,:;!?") for word in words[1:]]
    return (
        any(word in objects for word in behind)
        or any(f"{first} {second}" in objects for first, second in pairwise(behind))
        or _SALE.search(text) is not None
    )


def _is_count(words: list[str]) -> bool:
    """Say whether a line is a number and a word or two for what it counts: "5 min read", "Views: 1,204"."""
    numbers = [bool(_NUMBER.fullmatch(word)) for word in words]
    is_labelled = numbers[-1] and (words[-1][0] == "(" or words[-2:-1] == [":"] or words[-2][-1] == ":")
    return (numbers[0] or is_labelled) and 0 < len(words) - sum(numbers) <= _COUNTED_WORDS


def _is_told(entries: list[str], outlets: Outlets) -> bool:
    """Say whether a row is no menu: "A short headline | World | Site", "By Ana Duarte | Politics | Site"."""
    first = comparable(entries[0])
    return first not in outlets.menu_entries and bool(
        outlet_named(entries[-1], outlets) or read_byline(entries[0], outlets)
    )


def _is_menu(text: str, words: list[str], outlets: Outlets) -> bool:
    """Say whether a line is a row of links: short entries between separators, or names of sections side by side."""
    entries = [entry for entry in _PARTED.split(text) if entry] if _PART_SIGN.search(text) else []
    known = outlets.menu_entries
    if len(entries) >= 2 and not _YEAR.search(text):
        if all(comparable(entry) in known for entry in entries):
            return True
        is_row = len(entries) >= _ROW and all(count_words(entry) <= _ENTRY_WORDS for entry in entries)
        has_label = any(comparable(entry) in known for entry in entries)
        if is_row and (has_label or _BAR.search(text)) and not _is_told(entries, outlets):
            return True
    if breadcrumb_end(text, outlets):
        return True
    at = labels = 0
    while at < len(words) <= _MENU_WORDS:
        most = min(3, len(words) - at)
        size = next((size for size in range(most, 0, -1) if " ".join(words[at : at + size]) in known), 0)
        if not at and not size:
            return False
        labels += size
        at += size or 1
    return labels >= max(2, _LABELS * len(words))

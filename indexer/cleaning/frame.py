"""Rules for what is left of the page's frame: links to other articles, navigation, widgets, imprints, sign-offs."""

import re

from indexer.blocks import Block, Tag, comparable, count_words
from indexer.cleaning.draft import Draft, Found, is_sentence, quoted
from indexer.knowledge.outlets import Outlets

_LINK_WORDS = 30  # a headline is shorter
_STARS = re.compile(r"[★☆⭐✩✭✮✯]+(?:\s*[★☆⭐✩✭✮✯]+)*")
_LEGEND_STARS = 3  # groups of stars, each with its meaning, make a legend; one or two are a review's verdict
_LEGEND = 300  # characters: a legend of five verdicts is shorter
_LEGEND_WORDS = 4  # words a meaning ("Very good") has at most
_TAIL = 6  # blocks at the end in which a sign-off can stand
_IMPRINT_PARTS = re.compile(r"[©.,|•·–—-]|\b\d{4}\b|\(c\)|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
_SIGN_OFF_WORDS = 8  # a longer line is a sentence; "Source: The World and Vietnam Report" has six
_LABEL_END = " :：.…"


def rating_widgets(draft: Draft) -> None:
    """Drop legends of stars with the line that heads them, and what else asks for or explains ratings."""
    kept: list[Block] = []
    for block in draft.blocks:
        if _is_star_legend(block.text):
            if kept and kept[-1].text.endswith(":") and count_words(kept[-1].text) <= _LEGEND_WORDS * 2:
                draft.drop(kept.pop(), "rating_widget")
            draft.drop(block, "rating_widget")
        elif draft.outlets.is_phrase("rating_widget", block.text):
            draft.drop(block, "rating_widget")
        else:
            kept.append(block)
    draft.blocks = kept


def advertisements(draft: Draft) -> None:
    """Drop lines that only say that advertising follows."""
    draft.drop_where("advertisement", lambda block: draft.outlets.is_phrase("advertisement", block.text))


def imprints(draft: Draft) -> None:
    """Drop copyright lines; one that names a known outlet tells the source, if nothing better does."""

    def is_imprint(block: Block) -> bool:
        if not is_imprint_line(block.text, draft.outlets):
            return False
        known = imprint_source(block.text, draft.outlets)
        if known and not draft.masthead:
            draft.masthead = Found(known, quoted(block.text, block.line))
        return True

    draft.drop_where("imprint", is_imprint)


def is_imprint_line(text: str, outlets: Outlets) -> bool:
    """Say whether a line begins as an imprint does, "© 2021" or "All rights reserved", and is short."""
    start = comparable(text[:60])
    return any(map(start.startswith, outlets.comparables["imprint"])) and count_words(text) <= _LINK_WORDS * 2


def imprint_source(text: str, outlets: Outlets) -> str:
    """Give the known outlet that an imprint names; empty if there is none."""
    return next(filter(None, map(outlets.canonical, _IMPRINT_PARTS.split(text))), "")


def footer_navigation(draft: Draft) -> None:
    """Drop navigation ("Feedback", "Others", "Share") before the first and after the last paragraph of the body.

    Between paragraphs such a word may be a heading, and stays.
    """
    sentences = [index for index, block in enumerate(draft.blocks) if is_sentence(block)]
    first, last = (sentences[0], sentences[-1]) if sentences else (len(draft.blocks), -1)
    kept = []
    for index, block in enumerate(draft.blocks):
        if not first <= index <= last and draft.outlets.is_phrase("footer_nav", block.text.rstrip(_LABEL_END)):
            draft.drop(block, "footer_nav")
        else:
            kept.append(block)
    draft.blocks = kept


def source_sign_off(draft: Draft) -> None:
    """Drop a line at the end that is nothing but an outlet's name ("Vietnamplus", "Source: VNA"); it is the source."""
    labels = draft.outlets.comparables["source_label"]
    for index in range(len(draft.blocks) - 1, max(0, len(draft.blocks) - _TAIL) - 1, -1):
        block = draft.blocks[index]
        if count_words(block.text) > _SIGN_OFF_WORDS:
            _glued_sign_off(draft, index)
            return
        label, colon, name = block.text.strip("()[] ").partition(":")
        if not (colon and comparable(label) in labels):
            label, name = "", block.text.strip("()[]-–—/. ")
        name = name.strip()
        stated = draft.outlets.canonical(name) or _behind_label(name, labels, draft.outlets)
        if stated or (label and name):
            draft.sign_off = Found(stated or name.strip(" ."), quoted(block.text, block.line))
            draft.drop(block, "source_signoff")
            del draft.blocks[index]
            return


def _behind_label(text: str, labels: frozenset[str], outlets: Outlets) -> str:
    """Give the known outlet behind a label without a colon: "Theo VnExpress"; empty if there is none."""
    label, _, name = text.partition(" ")
    return outlets.canonical(name) if comparable(label) in labels else ""


def end_marks(draft: Draft) -> None:
    """Drop what marks the end of the text: the last "/." of "./.", "###", "■"."""
    marks = sorted(draft.outlets.phrases["end_mark"], key=len, reverse=True)
    kept: list[Block] = []
    for index, block in enumerate(draft.blocks):
        is_last = index == len(draft.blocks) - 1
        mark = next((mark for mark in marks if block.text.endswith(mark)), "")
        rest = block.text.removesuffix(mark).rstrip() if mark else block.text
        if mark and (is_last or mark == "/." or not rest) and (not rest or rest[-1] in ".!?…\"”’'»)"):
            draft.drop(block.part(len(block.text) - len(mark)), "end_mark")
            if rest:
                kept.append(block.part(0, len(rest)))
        else:
            kept.append(block)
    draft.blocks = kept


def link_blocks(draft: Draft) -> None:
    """Drop what a page marks as links alone: headlines of other articles, tags. A linked sentence stays."""
    draft.drop_where("link_block", lambda block: block.tag is Tag.LINK and not is_sentence(block))


def margins(draft: Draft) -> None:
    """Drop what a page has around its text, and what no other rule knew for headline, byline, date or caption."""
    draft.drop_where("outside_article", lambda block: block.is_margin)


def ornaments(draft: Draft) -> None:
    """Drop lines without a letter or a digit: rules, stars, dots."""
    draft.drop_where("ornament", lambda block: not any(map(str.isalnum, block.text)))


def _is_star_legend(text: str) -> bool:
    groups = len(_STARS.findall(text[:_LEGEND]))
    words = count_words(_STARS.sub("", text).strip())
    return groups >= _LEGEND_STARS and 0 < words <= groups * _LEGEND_WORDS


def _glued_sign_off(draft: Draft, index: int) -> None:
    """Take a sign-off behind the last sentence: "..., he said. — VNS"."""
    block = draft.blocks[index]
    match = re.search(r"(?<=[.!?”\"’])\s*(?:[—–]\s*|\()([\w .&+]{2,40})\)?\.?$", block.text[-80:])
    source = draft.outlets.agency(match[1]) if match else ""
    if match and source:
        cut = len(block.text) - len(match.group())
        draft.sign_off = Found(source, quoted(match.group().strip(), block.line))
        draft.drop(block.part(cut), "source_signoff")
        draft.blocks[index] = block.part(0, cut)

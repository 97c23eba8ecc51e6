"""Rules for what is left of the page's frame: links to other articles, navigation, widgets, end marks."""

import re

from indexer.blocks import Block, Tag, count_words
from indexer.cleaning.draft import Draft, is_sentence

_LINK_WORDS = 30  # a headline is shorter
_STARS = re.compile(r"[★☆⭐✩✭✮✯]+(?:\s*[★☆⭐✩✭✮✯]+)*")
_LEGEND_STARS = 3  # groups of stars, each with its meaning, make a legend; one or two are a review's verdict
_LEGEND = 300  # characters: a legend of five verdicts is shorter
_LEGEND_WORDS = 4  # words a meaning ("Very good") has at most
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


def end_marks(draft: Draft) -> None:
    """Drop what marks the end of the text: the last "/." of "./.", "###", "■"."""
    marks = sorted(draft.outlets.phrases["end_mark"], key=len, reverse=True)
    endings = tuple(marks)
    kept: list[Block] = []
    for index, block in enumerate(draft.blocks):
        if not block.text.endswith(endings):
            kept.append(block)
            continue
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
    if text.isascii():  # as stars are not
        return False
    groups = len(_STARS.findall(text[:_LEGEND]))
    return groups >= _LEGEND_STARS and 0 < count_words(_STARS.sub("", text).strip()) <= groups * _LEGEND_WORDS

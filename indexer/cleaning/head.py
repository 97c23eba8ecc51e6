"""Rules for the head of an article: a date glued to the first line, and the headline."""

import re
from dataclasses import replace

from indexer.blocks import Tag, comparable, count_words, ends_sentence
from indexer.cleaning.draft import Draft, Found, StatedDate, is_sentence, quoted
from indexer.dating.date_lines import Stamp, read_date_line
from search.schema import Role

_HEADLINE_WORDS = 35  # a longer line is a paragraph
_ENDS_HEADLINE = re.compile(r"(?:[?!…]|\.{3})[\"'”’»)]*$")  # a full stop ends sentences only; these end headlines too
_LEADING_DATE = re.compile(r"date:?\s+(\d{4}-\d{2}-\d{2})(?!\d)[\s:|–—-]*", re.IGNORECASE)


def leading_date(draft: Draft) -> None:
    """Take "date 2022-01-01" from the front of the first line, whatever is glued behind it."""
    if not draft.blocks:
        return
    block = draft.blocks[0]
    match = _LEADING_DATE.match(block.text)
    line = read_date_line(match[1], draft.outlets.languages) if match else None
    if match and line:
        # A page's head states no day in front of its first words: who saved the text wrote it there.
        line = replace(line, stamp=Stamp.PUBLISHED)
        draft.stated.append(StatedDate(line, quoted(match.group().strip(" :|–—-"), block.line), block.line))
        draft.take(block.part(0, match.end()), Role.DATE, line.stated)
        rest = block.part(match.end())
        draft.blocks[:1] = [rest] if rest.text else []


def headline(draft: Draft) -> None:
    """Take the first line as the headline if it looks like one: short, no sentence, and text follows.

    Where `page_head` has found it there is nothing left to take.
    A line that a page marks as a heading of the first order goes before it.
    """
    is_told = draft.headline and not (draft.blocks and draft.repeats_headline(draft.blocks[0].text))
    if draft.is_headless or is_told:
        return
    marked = next((block for block in draft.blocks if block.tag is Tag.HEADING), None)
    first = (
        marked if marked and draft.blocks and draft.blocks[0].tag is not Tag.TEXT else next(iter(draft.blocks), None)
    )
    if first is None or len(draft.blocks) < 2:
        return
    if draft.title.evidence == "<h1>" and draft.repeats_headline(first.text):
        draft.headline = first.text
        draft.take(first, Role.TITLE, draft.title.value)
        draft.blocks.remove(first)
        return
    looks_like_one = (
        count_words(first.text) <= _HEADLINE_WORDS
        and not (ends_sentence(first.text) and not _ENDS_HEADLINE.search(first.text))
        and not first.text.endswith((":", ",", ";"))
        and first.text.count(". ") < 2
    )
    repeats = not looks_like_one and [comparable(b.text) for b in draft.blocks].count(comparable(first.text)) > 1
    if looks_like_one or (repeats and not is_sentence(first)):
        if not draft.title:
            draft.title = Found(first.text, f"the headline on line {first.line}")
            draft.take(first, Role.TITLE, first.text)
            draft.blocks.remove(first)
        draft.headline = first.text

"""From the blocks that are left to sections: which of them are headings, and what a heading stands over."""

import re
from collections.abc import Sequence

from indexer.blocks import Block, Tag, count_words, ends_sentence
from indexer.cleaning.draft import Draft, is_sentence
from search.schema import Section

_HEADING_WORDS = 15  # a longer line is a paragraph
_DENSE = 0.2  # share of lines with an empty line before them under which empty lines tell nothing
_DOUBLED = re.compile(r"(?<![.,])([.,])\1(?![.,])")
_LIST_MARK = re.compile(r"[-–—•*·▪►>]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s")


def doubled_punctuation(draft: Draft) -> None:
    """Make ".." and ",," one, as they were meant; "..." stays. Captions are kept as they stood."""
    for index, block in enumerate(draft.blocks):
        text = _DOUBLED.sub(r"\1", block.text)
        if text != block.text:
            for match in _DOUBLED.finditer(block.text):
                draft.drop(block, "doubled_punctuation", match[1])
            draft.blocks[index] = Block(block.line, text, block.tag, block.apart)


def sections(draft: Draft) -> tuple[Section, ...]:
    """Gather what is left into sections.

    A heading without a paragraph under it is a paragraph itself, or dropped where the text ends with it.
    """
    blocks = draft.blocks
    are_headings = _headings(blocks)
    found: list[Section] = []
    heading, paragraphs = "", []
    for index, block in enumerate(blocks):
        if not are_headings[index]:
            paragraphs.append(block.text)
        elif index + 1 == len(blocks) and block.tag is Tag.HEADING and found + paragraphs:
            draft.drop(block, "empty_section")
        elif index + 1 == len(blocks) or are_headings[index + 1]:
            paragraphs.append(block.text)
        else:
            if paragraphs:
                found.append(Section(heading, tuple(paragraphs)))
            heading, paragraphs = block.text, []
    if paragraphs:
        found.append(Section(heading, tuple(paragraphs)))
    return tuple(found)


def _headings(blocks: Sequence[Block]) -> list[bool]:
    """Say for each block whether it is a heading."""
    if any(block.tag is not Tag.TEXT for block in blocks):
        return [block.tag is Tag.HEADING for block in blocks]
    is_dense = sum(block.apart for block in blocks) < _DENSE * len(blocks)
    return [_is_heading(blocks, index, is_dense) for index in range(len(blocks))]


def _is_heading(blocks: Sequence[Block], index: int, is_dense: bool) -> bool:
    """Recognise a heading in plain text: a short line on its own that no stop ends, between paragraphs."""
    block = blocks[index]
    if index + 1 == len(blocks) or count_words(block.text) > _HEADING_WORDS:
        return False
    below = blocks[index + 1]
    is_alone = is_dense or (block.apart and below.apart)
    starts_like_one = block.text[0].isupper() or block.text[0].isdigit() or block.text[0] in "“\"‘'«"
    ends_like_one = not ends_sentence(block.text) and block.text[-1] not in ":;,-–—"
    above_ends = index == 0 or ends_sentence(blocks[index - 1].text) or blocks[index - 1].text[-1] in ":;\"”'’»"
    return (
        is_alone
        and starts_like_one
        and ends_like_one
        and above_ends
        and (is_sentence(below) or below.text[-1] == ":")
        and not _LIST_MARK.match(block.text)
    )

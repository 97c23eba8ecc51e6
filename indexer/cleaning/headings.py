"""From the blocks that are left to sections: which of them are headings, and what a heading stands over."""

import re
from collections.abc import Sequence

from indexer.blocks import Block, Tag, count_words, ends_sentence
from indexer.cleaning.draft import Draft, Taken, is_sentence
from indexer.cleaning.standfirst import standfirst_end
from search.schema import Role, Section

_HEADING_WORDS = 15  # a longer line is a paragraph
_DENSE = 0.2  # share of lines with an empty line before them under which empty lines tell nothing
_DOUBLED = re.compile(r"(?<![.,])([.,])\1(?![.,])")
_LIST_MARK = re.compile(r"[-–—•*·▪►>]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s")


def doubled_punctuation(draft: Draft) -> None:
    """Make ".." and ",," one, as they were meant; "..." stays. Captions are kept as they stood."""
    for index, block in enumerate(draft.blocks):
        if ".." not in block.text and ",," not in block.text:
            continue
        seconds = [match.end() - 1 for match in _DOUBLED.finditer(block.text)]
        if seconds:
            for at in seconds:
                draft.drop(block.kept([(at, at + 1)]), "doubled_punctuation")
            starts = [0, *(at + 1 for at in seconds)]
            draft.blocks[index] = block.kept(zip(starts, [*seconds, len(block.text)], strict=True))


def sections(draft: Draft) -> tuple[Section, ...]:
    """Gather what is left into sections, and take it: after this the draft has no blocks.

    A heading without a paragraph under it is a paragraph itself, or dropped where the text ends with it.
    """
    blocks, draft.blocks = draft.blocks, []
    are_headings = _headings(blocks)
    last_standfirst = standfirst_end(blocks, draft.taken)
    found: list[Section] = []
    heading: str = ""
    paragraphs: list[str] = []
    number = headings = 0
    for index, block in enumerate(blocks):
        if index + 1 == len(blocks) and are_headings[index] and block.tag is Tag.HEADING and (found or paragraphs):
            draft.drop(block, "empty_section")
        elif not are_headings[index] or index + 1 == len(blocks) or are_headings[index + 1]:
            role = Role.STANDFIRST if index < last_standfirst else Role.BODY
            draft.taken.append(Taken(block, role, index=number))
            paragraphs.append(block.text)
            number += 1
        else:
            if paragraphs:
                found.append(Section(heading, tuple(paragraphs)))
            heading, paragraphs = block.text, []
            draft.taken.append(Taken(block, Role.HEADING, index=headings))
            headings += 1
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

"""Which blocks of a page are its article's: what the extractor found, and what plainly goes with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.blocks import Block, Tag
from indexer.cleaning.draft import is_sentence
from indexer.markup.alignment import covered
from indexer.markup.main_text import main_lines
from indexer.markup.reading import PageBlock, Reading

_COVERED = 0.5  # share of a block that the extractor's text covers where it belongs; what it cuts off is a link or mark
_TOO_LITTLE = 0.25  # share of the text in our own container under which the extractor failed
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:stand-?first|summary|dek|deck|lead|lede|intro|sapo|chapo|chapeau)(?:$|[\s_-])", re.IGNORECASE
)


def belonging(reading: Reading, chosen: int) -> Iterator[tuple[Block, str]]:
    """Yield every block in order, with the rule that drops it, or without a rule.

    Where the extractor finds nothing, or clearly too little, our own container is the article. What else is in our
    container is marked as margin, for cleaning to find headline, byline and date in.

    Args:
        reading: the page, its frames marked.
        chosen: the index of our own container.
    """
    blocks = reading.blocks
    inside = reading.within(chosen)
    framed = [reading.boxes[one.box].is_frame for one in blocks]
    own = [inside[one.box] and not is_framed for one, is_framed in zip(blocks, framed, strict=True)]
    paragraphs = [one.block.tag is Tag.TEXT and is_sentence(one.block) for one in blocks]
    shares = covered([one.block.text for one in blocks], _main_lines(reading))
    found = [
        # In what is called a frame, a label is one; a paragraph that the extractor took may have been named badly.
        share >= _COVERED and (is_paragraph or not is_framed)
        for share, is_paragraph, is_framed in zip(shares, paragraphs, framed, strict=True)
    ]
    if not any(found) or _length(blocks, found) < _TOO_LITTLE * _length(blocks, own, paragraphs):
        found = own
    kept = _completed(reading, found, own, paragraphs)
    for index, one in enumerate(blocks):
        if kept[index]:
            yield one.block, ""
        elif own[index]:
            yield replace(one.block, is_margin=True), ""
        else:
            yield one.block, "page_frame"


def _main_lines(reading: Reading) -> list[str]:
    page = reading.copy.without({number for number, box in enumerate(reading.boxes) if box.is_frame})
    return [] if page is None else main_lines(page)


def _completed(reading: Reading, found: list[bool], own: list[bool], paragraphs: list[bool]) -> list[bool]:
    """Add from our own container what goes with the blocks found: like paragraphs, headings over them, a standfirst."""
    blocks = reading.blocks
    shapes = {reading.shape(one.box) for one, *both in zip(blocks, found, paragraphs, strict=True) if all(both)}
    kept = [
        is_found or (is_own and is_paragraph and reading.shape(one.box) in shapes)
        for one, is_found, is_own, is_paragraph in zip(blocks, found, own, paragraphs, strict=True)
    ]
    first = next((index for index, both in enumerate(zip(kept, paragraphs, strict=True)) if all(both)), 0)
    for index in range(len(blocks) - 2, first, -1):
        if own[index] and blocks[index].block.tag is Tag.HEADING and kept[index + 1]:
            kept[index] = True
    for index in range(first):
        if own[index] and paragraphs[index] and _STANDFIRST.search(" ".join(reading.shape(blocks[index].box))):
            kept[index] = True
    return kept


def _length(blocks: Sequence[PageBlock], *conditions: Sequence[bool]) -> int:
    """Count the characters of the blocks that meet all conditions."""
    return sum(len(one.block.text) for one, *met in zip(blocks, *conditions, strict=True) if all(met))

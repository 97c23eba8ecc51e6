"""The standfirst: a sentence or two between the headline and the byline or the date line."""

from collections.abc import Sequence

from indexer.blocks import Block, Tag, count_words
from indexer.cleaning.draft import Taken
from search.schema import Role

_MOST = 2  # paragraphs; more above a date line are the article itself
_LONGEST = 60  # words; news writes 15 to 40
_SHORTEST = 6  # words; less is a label
_BELOW = frozenset({"other_byline", "other_date"})


def standfirst_end(blocks: Sequence[Block], taken: Sequence[Taken]) -> int:
    """Say how many of the first blocks are the standfirst: those between the headline and the first line below it.

    It is told by its place alone, so a text without a headline, or without a byline or date line under it, has none.

    Args:
        blocks: the body, in order.
        taken: what rules took out of it: the headline, bylines and date lines are among that.
    """
    title = next((_place(one.block) for one in taken if one.role is Role.TITLE), None)
    if title is None:
        return 0
    below = [
        place
        for one in taken
        if one.role in (Role.BYLINE, Role.DATE) or one.rule in _BELOW
        if (place := _place(one.block)) > title
    ]
    first = min(below, default=title)
    between = [block for block in blocks[: _MOST + 1] if _place(block) < first]
    if len(between) > _MOST or len(between) == len(blocks):
        return 0
    are_sound = all(
        _place(block) > title and block.tag is Tag.TEXT and _SHORTEST <= count_words(block.text) <= _LONGEST
        for block in between
    )
    return len(between) if are_sound else 0


def _place(block: Block) -> tuple[int, int]:
    return block.line, block.column

"""Plain text whose paragraphs were broken into lines of one width, as mail programs and old wires do."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from indexer.blocks import Block, ends_sentence, join

_NARROWEST = 45  # characters: a width under which lines are verse, lists or headlines
_WIDEST = 100  # characters: over which a line is a paragraph
_PAIRS = 3  # broken lines that prove a width; fewer can be chance
_SHARE = 0.3  # of lines with a line right under them that must break within a sentence
_FULL = 0.7  # of the width that a line has if the next one goes on with it


def unwrap(blocks: Sequence[Block], stands_alone: Callable[[str], bool]) -> list[Block]:
    """Join lines that were broken at a fixed width; a text that was not comes back as it is.

    It was if, again and again, a line of middling length ends within a sentence and the next one begins with a small
    letter. A line much shorter than the width ends its paragraph, and so do an empty line and a line that had room for
    the first word of the next, unless that goes on with a small letter: "A headline of some length" / "7 January 2022".
    A short line that begins with a figure and ends no sentence is a date, and no paragraph's last.

    Args:
        blocks: one for each line of a plain text.
        stands_alone: says whether a line is one that is never a part of a paragraph: a date line, a byline.
    """
    pairs = [(above.text, below.text) for above, below in pairwise(blocks) if not below.apart]
    broken = [len(above) for above, below in pairs if _is_broken(above, below)]
    if len(broken) < max(_PAIRS, _SHARE * len(pairs)):
        return list(blocks)
    width = max(broken)
    paragraphs: list[list[Block]] = []
    above = ""
    for block in blocks:
        had_room = len(above) + 1 + len(block.text.partition(" ")[0]) <= width and not block.text[0].islower()
        is_stamp = block.text[0].isdigit() and len(block.text) < _FULL * width and not ends_sentence(block.text)
        goes_on = (
            not block.apart and not had_room and not is_stamp and _FULL * width <= len(above) <= width + _NARROWEST / 3
        )
        goes_on = goes_on and (block.text[0].islower() or not stands_alone(block.text))
        if paragraphs and goes_on:
            paragraphs[-1].append(block)
        else:
            paragraphs.append([block])
        above = block.text
    return list(map(join, paragraphs))


def _is_broken(above: str, below: str) -> bool:
    return _NARROWEST <= len(above) <= _WIDEST and not ends_sentence(above) and below[0].islower()

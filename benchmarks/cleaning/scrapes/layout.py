"""How the lines of a file lie: wrapping, spacing, and what else happens to text on its way."""

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?”»]) (?=[A-ZÀ-Ỹ“«\"])")
_PLAIN = 0.5  # share of files whose lines lie as they were written


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; an empty line parts them from the next block unless that is tight.

    Args:
        lines: without line ends.
        tight: whether nothing parts it from the block before.
        text: whether it is a paragraph, which wrapping and indenting are about.
    """

    lines: tuple[str, ...]
    tight: bool = False
    text: bool = False


def join(blocks: Sequence[Block]) -> str:
    """Write the blocks one under the other."""
    parts: list[str] = []
    for block in blocks:
        if parts:
            parts.append("\n" if block.tight else "\n\n")
        parts.append("\n".join(block.lines))
    return "".join(parts) + "\n"


def hard_wrap(chance: random.Random, blocks: Sequence[Block]) -> str:
    """Wrap every line at 60 to 80 columns, as mail and old archives do."""
    width = chance.randrange(60, 81)
    lines = join(blocks).split("\n")
    return "\n".join(
        part
        for line in lines
        for part in textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    )


def sentence_lines(chance: random.Random, blocks: Sequence[Block]) -> str:
    """Put each sentence of a paragraph on a line of its own."""
    return join(
        [
            Block(tuple(_SENTENCE_END.sub("\n", "\n".join(b.lines)).split("\n")), b.tight) if b.text else b
            for b in blocks
        ]
    )


def no_blank_lines(chance: random.Random, blocks: Sequence[Block]) -> str:
    """Leave no empty line anywhere."""
    return "\n".join(line for block in blocks for line in block.lines) + "\n"


def double_spaced(chance: random.Random, blocks: Sequence[Block]) -> str:
    """Put one or two empty lines behind every line."""
    gap = "\n" * chance.choice((2, 2, 3))
    return gap.join(line for block in blocks for line in block.lines) + "\n"


def indented(chance: random.Random, blocks: Sequence[Block]) -> str:
    """Indent paragraphs or everything."""
    indent = chance.choice(("    ", "\t", "  ", "\u3000"))
    everything = chance.random() < 0.4
    return join(
        [
            Block(tuple(indent + line if everything or b.text else line for line in b.lines), b.tight, b.text)
            for b in blocks
        ]
    )


LAYOUTS: tuple[Callable[[random.Random, Sequence[Block]], str], ...] = (
    hard_wrap, sentence_lines, no_blank_lines, double_spaced, indented,
)  # fmt: skip


def trailing_spaces(chance: random.Random, text: str) -> str:
    return re.sub(r"(?m)(?<=\S)$", lambda end: " " * chance.choice((0, 1, 1, 2, 4)), text)


def no_break_spaces(chance: random.Random, text: str) -> str:
    """Make some spaces no-break spaces, and put an empty-looking line of them here and there."""
    text = re.sub(" ", lambda space: "\u00a0" if chance.random() < 0.08 else " ", text)
    return re.sub("\n\n", lambda gap: "\n\u00a0\n" if chance.random() < 0.3 else "\n\n", text)


def carriage_returns(chance: random.Random, text: str) -> str:
    return text.replace("\n", "\r\n")


def decomposed(chance: random.Random, text: str) -> str:
    """Write accents as marks of their own, as some file systems and tools leave them."""
    return unicodedata.normalize("NFD", text)


def byte_order_mark(chance: random.Random, text: str) -> str:
    return "\ufeff" + text


def curled_quotes(chance: random.Random, text: str) -> str:
    return text.replace("'", "’").replace(" - ", chance.choice((" – ", " - ")))


def straightened_quotes(chance: random.Random, text: str) -> str:
    return re.sub("[“”]", '"', text.replace("’", "'")).replace("…", "...")


def zero_width(chance: random.Random, text: str) -> str:
    """Strew zero-width spaces between words, as editors of web pages do."""
    return re.sub(r"(?<=\w) (?=\w)", lambda space: " \u200b" if chance.random() < 0.01 else " ", text)


def runs_of_spaces(chance: random.Random, text: str) -> str:
    return re.sub(r"(?<=\S) (?=\S)", lambda space: "  " if chance.random() < 0.03 else " ", text)


CHARACTERS: tuple[Callable[[random.Random, str], str], ...] = (
    trailing_spaces, no_break_spaces, carriage_returns, decomposed, byte_order_mark, curled_quotes, straightened_quotes,
    zero_width, runs_of_spaces,
)  # fmt: skip


def lay_out(chance: random.Random, blocks: Sequence[Block]) -> tuple[str, tuple[str, ...]]:
    """Write blocks as a text, and tell which classes changed how it lies.

    Args:
        chance: what is drawn with.
        blocks: the file, from top to bottom.
    """
    applied = []
    if chance.random() < _PLAIN:
        text = join(blocks)
    else:
        laid = chance.choice(LAYOUTS)
        text = laid(chance, blocks)
        applied.append(laid.__name__)
    if chance.random() > _PLAIN:
        changed = chance.choice(CHARACTERS)
        text = changed(chance, text)
        applied.append(changed.__name__)
    return text, tuple(applied)

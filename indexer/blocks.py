"""Blocks: the lines of a plain text or the text-bearing elements of a page, before anything is known of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff\ufff9-\ufffb\ud800-\udfff]")
_QUOTES_AND_DASHES = str.maketrans("’‘ʼ`´“”„«»–—‑−", "'''''\"\"\"\"\"----")
_SENTENCE_END = re.compile(r"[.!?…。!?][\"'”’»)\]]*$")
UNSPACED_WORD = 4  # characters counted as a word where there are no spaces
_LONG_WORD = 30  # characters a word, on average, that no language with spaces reaches


class Tag(StrEnum):
    """What the page's markup says a block is; plain text says nothing."""

    TEXT = "text"
    HEADING = "heading"
    CAPTION = "caption"
    ITEM = "item"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that stands on its own in the raw document.

    Args:
        line: where it begins in the raw document, from 1.
        text: without line ends, runs of spaces collapsed, never empty.
        tag: what the markup says it is.
        apart: True if an empty line, or an element's edge, is between it and the block before.
    """

    line: int
    text: str
    tag: Tag = Tag.TEXT
    apart: bool = True


def remove_controls(text: str) -> str:
    """Remove characters that show nothing and that no article means: controls, zero-width spaces, lone surrogates."""
    return _CONTROL.sub("", text)


def collapse(text: str) -> str:
    """Make every run of white space one space, none at the ends."""
    return " ".join(remove_controls(text).split())


def comparable(text: str) -> str:
    """Take away what does not matter when two lines are compared: case, spaces, the kind of quotes and dashes."""
    return " ".join(text.translate(_QUOTES_AND_DASHES).split()).casefold()


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does, closing quotes and brackets aside."""
    return _SENTENCE_END.search(text[-12:]) is not None


def count_words(text: str) -> int:
    """Count words, in time linear in the text.

    Text written without spaces (Chinese, Japanese, an encoded picture) counts a word for every four characters, so that
    it is bounded like any other.
    """
    spaces = text.count(" ")
    if spaces * _LONG_WORD < len(text) - _LONG_WORD:
        return len(text) // UNSPACED_WORD
    return spaces + 1 if text else 0


def text_blocks(text: str, first_line: int = 1) -> Iterator[Block]:
    """Yield one block for each line of a plain text that isn't empty.

    Args:
        text: its lines parted by newlines.
        first_line: the number of its first line in the raw document.
    """
    apart = True
    for number, line in enumerate(text.split("\n"), first_line):
        collapsed = collapse(line)
        if collapsed:
            yield Block(number, collapsed, Tag.TEXT, apart)
        apart = not collapsed

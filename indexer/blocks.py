"""Blocks: the lines of a plain text or the text-bearing elements of a page, before anything is known of them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff\ufff9-\ufffb\ud800-\udfff]")
_QUOTES_AND_DASHES = tuple(zip("’‘ʼ`´“”„«»–—‑−", "'''''\"\"\"\"\"----", strict=True))
_SENTENCE_END = re.compile(r"[.!?…。!?][\"'”’»)\]]*$")
_STOPS = frozenset(".!?…。!?")
UNSPACED_WORD = 4  # characters counted as a word where there are no spaces
_KEPT, _KEPT_LENGTH = 4_096, 400  # texts that are remembered, and characters of the longest: some 6 MB at most
_PART = 100_000  # characters of a text that are parted into words at once
_LONG_WORD = 30  # characters a word, on average, that no language with spaces reaches
_at = attrgetter("at")


class Tag(StrEnum):
    """What the page's markup says a block is; plain text says nothing."""

    TEXT = "text"
    HEADING = "heading"
    CAPTION = "caption"
    ITEM = "item"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Run:
    """Where a stretch of a block's text comes from, up to the next run.

    Args:
        at: the offset in the block's text where it begins.
        line: the line of the raw document that it stood in.
        column: its offset in that line, white space collapsed.
    """

    at: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that stands on its own in the raw document.

    Args:
        line: where it begins in the raw document, from 1.
        text: without line ends, runs of spaces collapsed, never empty.
        tag: what the markup says it is.
        apart: True if an empty line, or an element's edge, is between it and the block before.
        column: the offset in its line, white space collapsed, where it begins; not 0 for what is left of a cut line.
        runs: where the rest of its text comes from, if not all of it goes on as it begins: lines joined, parts cut out.
        is_margin: True for what a page has around its text, within the article's container: it may be headline, byline,
            date, caption or sign-off, but no paragraph.
    """

    line: int
    text: str
    tag: Tag = Tag.TEXT
    apart: bool = True
    column: int = 0
    runs: tuple[Run, ...] = ()
    is_margin: bool = False

    def part(self, start: int, end: int | None = None) -> "Block":
        """Cut a part out of it, without spaces at its ends; it may be empty, and then belongs nowhere."""
        end = len(self.text) if end is None else end
        stripped = self.text[start:end].lstrip(" ")
        start = end - len(stripped)
        return self.kept([(start, start + len(stripped.rstrip(" ")))])

    def kept(self, ranges: Iterable[tuple[int, int]]) -> "Block":
        """Keep only some ranges of its text: offsets of start and end, in order, not overlapping."""
        parts: list[str] = []
        runs: list[Run] = []
        length = 0
        for start, end in ranges:
            # Looked up, not walked to: a paragraph joined of many lines may be cut many times.
            source = bisect_right(self.runs, start, key=_at)
            while start < end:
                run = self.runs[source - 1] if source else Run(0, self.line, self.column)
                stop = min(end, self.runs[source].at) if source < len(self.runs) else end
                runs.append(Run(length, run.line, run.column + start - run.at))
                parts.append(self.text[start:stop])
                length += stop - start
                start = stop
                source += 1
        first = runs[0] if runs else Run(0, self.line, self.column)
        # Made anew, for `replace` takes several times as long, and most lines are cut at some time.
        return Block(
            first.line, "".join(parts), self.tag, self.apart, first.column, tuple(runs[1:]), is_margin=self.is_margin
        )

    def pieces(self) -> Iterator[tuple[Run, int]]:
        """Yield every run of the text, the first one too, and the offset where it ends."""
        if not self.runs:
            yield Run(0, self.line, self.column), len(self.text)
            return
        runs = (Run(0, self.line, self.column), *self.runs)
        yield from zip(runs, [*(run.at for run in self.runs), len(self.text)], strict=True)


def join(blocks: Sequence[Block]) -> Block:
    """Join blocks to one, a space between their texts; it has the tag of the first and stands where that stands."""
    if len(blocks) == 1:
        return blocks[0]
    runs: list[Run] = []
    length = 0
    for block in blocks:
        runs += (Run(length + run.at, run.line, run.column) for run, _ in block.pieces())
        length += len(block.text) + 1
    return replace(blocks[0], text=" ".join(block.text for block in blocks), runs=tuple(runs[1:]))


def remove_controls(text: str) -> str:
    """Remove characters that show nothing and that no article means: controls, zero-width spaces, lone surrogates."""
    return _CONTROL.sub("", text)


def collapse(text: str) -> str:
    """Make every run of white space one space, none at the ends."""
    return _with_single_spaces(remove_controls(text))


def _with_single_spaces(text: str) -> str:
    if len(text) <= _PART:
        return " ".join(text.split())
    # In parts, for a list of all words takes ten times the memory of the text.
    parts: list[str] = []
    start = 0
    while start < len(text):
        cut = text.find(" ", start + _PART)
        end = cut if cut >= 0 else len(text)
        parts.append(" ".join(text[start:end].split()))
        start = end
    return " ".join(filter(None, parts))


def comparable(text: str) -> str:
    """Take away what does not matter when two lines are compared: case, spaces, the kind of quotes and dashes."""
    # Rules ask for the same lines and words again and again; long texts would fill the memory and seldom come again.
    return _short_comparable(text) if len(text) <= _KEPT_LENGTH else _comparable(text)


def _comparable(text: str) -> str:
    if text.isascii():
        return " ".join(text.replace("`", "'").split()).lower()
    # One by one: a table takes many times as long for a text that isn't ASCII.
    for written, plain in _QUOTES_AND_DASHES:
        text = text.replace(written, plain)
    return " ".join(text.split()).casefold()


_short_comparable = lru_cache(maxsize=_KEPT)(_comparable)


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does, closing quotes and brackets aside."""
    last = text[-1:]
    if last in _STOPS or last.isalnum():  # as of most texts
        return not last.isalnum()
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
        text: its lines parted by newlines, without controls, as `decode` gives it.
        first_line: the number of its first line in the raw document.
    """
    apart = True
    for number, line in enumerate(text.split("\n"), first_line):
        collapsed = _with_single_spaces(line)
        if collapsed:
            yield Block(number, collapsed, Tag.TEXT, apart)
        apart = not collapsed

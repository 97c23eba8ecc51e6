"""Where the lines of a text stand among a page's blocks, though spaces, list marks and breaks differ."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

_NOT_COMPARED = re.compile(r"[\W_]+")
_ANCHOR = 40  # letters and digits of a line that hardly stands twice in a page
_STEP = 20  # letters skipped in a line where it differs from the page
_WINDOW = 200_000  # letters looked through for one line, so that a long page takes time in proportion to its length


def covered(blocks: Sequence[str], lines: Sequence[str]) -> list[float]:
    """Say what share of each block the lines cover.

    Both are texts of one page in its order, and most lines are whole blocks, some parts or several of them. Long lines
    are placed first, each behind the one before; short ones, which may stand in many places, between them.

    Args:
        blocks: the page's.
        lines: those to be found.

    Returns:
        A share for each block, from 0 to 1; 0 for blocks without a letter or digit.
    """
    keys = [_key(block) for block in blocks]
    page = "".join(keys)
    starts = [0, *accumulate(map(len, keys))]
    wanted = [key for line in lines for cell in line.split("|") if (key := _key(cell))]  # "|" parts a table's cells
    spans: list[tuple[int, int]] = []
    at, short = 0, []
    for key in wanted:
        if len(key) < _ANCHOR:
            short.append(key)
            continue
        placed = _pieces(page, key, at)
        if placed:
            spans += _between(page, starts, short, at, placed[0][0])
            at, short = placed[-1][1], []
            spans += placed
    spans += _between(page, starts, short, at, min(len(page), at + _WINDOW))
    return _shares(starts, spans)


def _key(text: str) -> str:
    return _NOT_COMPARED.sub("", unicodedata.normalize("NFC", text)).lower()


def _pieces(page: str, key: str, at: int) -> list[tuple[int, int]]:
    """Place a long line: whole, or what of it is in the page, in pieces, where something within it was left out."""
    spans: list[tuple[int, int]] = []
    done = 0
    while done + _ANCHOR <= len(key):
        start = page.find(key[done : done + _ANCHOR], at, at + _WINDOW)
        if start < 0:
            done += _STEP
            continue
        length = _ANCHOR
        while length < len(key) - done and page.startswith(key[done + length : done + 2 * length], start + length):
            length += min(length, len(key) - done - length)
        step = length
        while step > 1:
            step //= 2
            while (
                page.startswith(key[done + length : done + length + step], start + length) and length < len(key) - done
            ):
                length += min(step, len(key) - done - length)
        spans.append((start, start + length))
        done += length
        at = start + length
    return spans


def _between(page: str, starts: Sequence[int], short: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Place short lines, each where a block begins or right behind the one before."""
    spans = []
    for key in short:
        found = page.find(key, start, end)
        while found > start and starts[bisect_right(starts, found) - 1] != found:
            found = page.find(key, found + 1, end)
        if found >= 0:
            start = found + len(key)
            spans.append((found, start))
    return spans


def _shares(starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[float]:
    counts = [0] * (len(starts) - 1)
    for start, end in spans:
        index = bisect_right(starts, start) - 1
        while index < len(counts) and starts[index] < end:
            counts[index] += min(end, starts[index + 1]) - max(start, starts[index])
            index += 1
    return [min(1.0, count / max(1, starts[i + 1] - starts[i])) for i, count in enumerate(counts)]

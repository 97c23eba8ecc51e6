"""Which stretch of a passage to show: whole sentences where they fit, otherwise whole words."""

import re
from collections.abc import Sequence

from search.query import Span
from search.web.sentences import sentences

SLACK = 60  # characters that a passage, or a sentence alone, may be longer: cutting those few helps nobody
_CLEARLY_MORE = 3  # times the marks: for so many a sentence may be cut


def stretch(text: str, marks: Sequence[Span], limit: int) -> Span:
    """Choose the stretch of a passage that holds most of its marks; its beginning where nothing is marked.

    Args:
        text: the passage.
        marks: what is marked in it: in order, not overlapping.
        limit: characters that are wanted at most.

    Returns:
        Where it begins and ends: at whole sentences, unless those that hold the marks are too long, or words cut out of
        them hold clearly more marks.
    """
    if len(text) <= limit + SLACK:
        return 0, len(text)
    cut = _between_words(text, min(_best_start(marks, limit), len(text) - limit), limit)
    whole = _whole_sentences(sentences(text), marks, limit)
    if whole and _held(marks, cut) < _CLEARLY_MORE * max(1, _held(marks, whole)):
        return whole
    return cut


def _held(marks: Sequence[Span], inside: Span) -> int:
    return sum(1 for start, end in marks if start >= inside[0] and end <= inside[1])


def _whole_sentences(found: Sequence[Span], marks: Sequence[Span], limit: int) -> Span | None:
    """Give the run of sentences that holds most marks, and what fits around it; None where none fits."""
    best: tuple[int, int] | None = None
    most = 0 if marks else -1
    for first, (start, _) in enumerate(found):
        last = first
        if not _fits(found, first, last, limit):
            continue
        while last + 1 < len(found) and _fits(found, first, last + 1, limit):
            last += 1
        held = _held(marks, (start, found[last][1]))
        if held > most:
            best, most = (first, last), held
    if best is None:
        return None
    first, last = best
    if marks:  # without those at its ends that hold none, so that there is room on both sides
        while not _held(marks, found[first]):
            first += 1
        while last > first and not _held(marks, found[last]):
            last -= 1
        room = limit - (found[last][1] - found[first][0])
        if first and found[first][0] - found[first - 1][0] <= room // 3:
            first -= 1
    while last + 1 < len(found) and _fits(found, first, last + 1, limit):
        last += 1
    while first and _fits(found, first - 1, last, limit):
        first -= 1
    return found[first][0], found[last][1]


def _fits(found: Sequence[Span], first: int, last: int, limit: int) -> bool:
    return found[last][1] - found[first][0] <= limit + (SLACK if first == last else 0)


def _best_start(marks: Sequence[Span], limit: int) -> int:
    """Find where a window of `limit` characters that holds most marks begins; a third of its room goes before them."""
    best, most = 0, 0
    for index, (start, _) in enumerate(marks):
        held = sum(1 for _, end in marks[index:] if end <= start + limit)
        if held > most:
            width = max(end for _, end in marks[index : index + held]) - start
            best, most = max(0, start - (limit - width) // 3), held
    return best


def _between_words(text: str, start: int, limit: int) -> Span:
    if start > 0 and not text[start - 1].isspace():
        gap = re.search(r"\s+", text[start : start + limit // 4])  # no blank so near: cut inside the word
        start += gap.end() if gap else 0
    end = start + limit
    if end >= len(text):
        return start, len(text)
    blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return start, blank if blank > start + limit // 2 else end

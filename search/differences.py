"""What differs between two texts, sentence by sentence, in time that grows little faster than the texts.

Sentences that both texts have once are the anchors, in the longest order that both agree on (patience diff, B. Cohen);
from each anchor equal sentences on either side are followed. What is left between two anchors was changed, left out or
added; of sentences that share most of their words the words are compared.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from search.analysis import words

ALIKE = 0.4  # of the words of two sentences: what they share at least to be shown as one that was changed
_AHEAD = 5  # sentences that are looked through for one that is alike
_LONGEST = 300  # words of a sentence that is compared word by word: comparing takes their square
# Ends of sentences, none too clever: both texts are cut alike, so that a cut too many makes no difference.
_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])|\n+")
_PIECE = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence.

    Args:
        text: with the spaces behind it.
        differs: True if the other text does not have it there.
    """

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of both texts, or of one of them.

    Args:
        left: the one text's, empty where only the other has it.
        right: the other's, likewise.
        same: True if both say the same; capitals and punctuation may differ.
    """

    left: tuple[Part, ...]
    right: tuple[Part, ...]
    same: bool = False


def compare(left: Sequence[str], right: Sequence[str]) -> list[Row]:
    """Compare two texts.

    Args:
        left: the paragraphs of the one.
        right: the paragraphs of the other.

    Returns:
        All sentences of both, in order.
    """
    one, other = _sentences(left), _sentences(right)
    rows: list[Row] = []
    at, there = 0, 0
    matched = _matched([_key(each) for each in one], [_key(each) for each in other])
    for number, partner in [*matched, (len(one), len(other))]:
        rows += _changed(one[at:number], other[there:partner])
        if number < len(one):
            rows.append(Row((Part(one[number]),), (Part(other[partner]),), same=True))
        at, there = number + 1, partner + 1
    return rows


def _sentences(paragraphs: Sequence[str]) -> list[str]:
    """Cut texts into sentences, closing quotation marks with what they close."""
    found = []
    for paragraph in paragraphs:
        start = 0
        for end in _END.finditer(paragraph):
            found.append(paragraph[start : end.end()].strip())
            start = end.end()
        found.append(paragraph[start:].strip())
    return [each for each in found if each]


def _key(sentence: str) -> str:
    """Give what two sentences share that say the same; one without a word is what it is."""
    return " ".join(words(sentence)) or sentence


def _matched(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Pair equal sentences, in order: (n, 2) numbers, ascending in both."""
    once, once_there = Counter(one), Counter(other)
    place = {key: number for number, key in enumerate(other) if once_there[key] == 1}
    anchors = [(number, place[key]) for number, key in enumerate(one) if once[key] == 1 and key in place]
    matched: list[tuple[int, int]] = []
    floor = (0, 0)
    for number, partner in [*_longest_rise(anchors), (len(one), len(other))]:
        before, behind = [], []
        at, there = floor
        while at < number and there < partner and one[at] == other[there]:
            before.append((at, there))
            at, there = at + 1, there + 1
        last, last_there = number - 1, partner - 1
        while last >= at and last_there >= there and one[last] == other[last_there]:
            behind.append((last, last_there))
            last, last_there = last - 1, last_there - 1
        matched += [*before, *reversed(behind)]
        if number < len(one):
            matched.append((number, partner))
        floor = (number + 1, partner + 1)
    return matched


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest run of pairs, ascending in the first, that ascends in the second too (patience sorting)."""
    tops: list[int] = []  # the least second number that a run of each length can end with
    ends: list[int] = []  # which pair that is
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(tops, second)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [second]
        ends[length : length + 1] = [number]
    run = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _changed(one: Sequence[str], other: Sequence[str]) -> Iterator[Row]:
    """Yield what stands between two anchors: sentences that are alike beside each other, the rest alone."""
    there = 0
    counted = [Counter(_pieces(each)) for each in other]
    for sentence in one:
        mine = Counter(_pieces(sentence))
        near = range(there, min(there + _AHEAD, len(other)))
        best = max(near, key=lambda number: _likeness(mine, counted[number]), default=None)
        if best is None or _likeness(mine, counted[best]) < ALIKE:
            yield Row((Part(sentence, differs=True),), ())
            continue
        for skipped in other[there:best]:
            yield Row((), (Part(skipped, differs=True),))
        yield _word_by_word(sentence, other[best])
        there = best + 1
    for left_over in other[there:]:
        yield Row((), (Part(left_over, differs=True),))


def _pieces(sentence: str) -> list[str]:
    return ["".join(words(piece)) or piece.strip() for piece in _PIECE.findall(sentence)]


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def _word_by_word(one: str, other: str) -> Row:
    mine, theirs = _pieces(one), _pieces(other)
    if max(len(mine), len(theirs)) > _LONGEST:
        return Row((Part(one, differs=True),), (Part(other, differs=True),))
    left: list[Part] = []
    right: list[Part] = []
    pieces, pieces_there = _PIECE.findall(one), _PIECE.findall(other)
    for tag, start, end, start_there, end_there in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        for parts, text in ((left, pieces[start:end]), (right, pieces_there[start_there:end_there])):
            if text:
                parts.append(Part("".join(text), differs=tag != "equal"))
    return Row(tuple(left), tuple(right))

"""Sentences with their places in a text, by syntok (F. Leitner); the only importer of it."""

import re
from collections.abc import Iterator
from itertools import chain

import syntok.segmenter as segmenter
from syntok.segmenter import State

MAX_TEXT = 5_000  # characters given to syntok at once: its time grows faster than the text
_LONGEST_PROSE = 200_000  # characters: a paragraph as long as a novel is none, and syntok would take minutes for it
_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?= )")
_UNCLOSED = 100  # brackets within `MAX_TEXT`: no prose has that many, and syntok looks for the end of each of them
_MAX_SENTENCE = 2_000  # characters: no writer's sentence is longer; lists, tables and encoded pictures are

# Syntok decides at marks, by the words next to them; between two marks it only reads on, one word after another. So of
# words without a mark all but two at each end are left out, which takes two thirds off its time. Only behind a bracket
# is each one needed: syntok counts up to fifty tokens there, and a word is one or more.
_OPENING = re.escape("".join(State.opening_brackets))
_MARKS = re.escape("".join({*"".join(State.terminals), *State.closing_brackets})) + _OPENING
_WORD = rf"[^\s\u200b{_MARKS}]++"  # what syntok parts at spaces, where neither it nor a part of it is a mark
_BETWEEN = re.compile(rf"(?:^|(?<= ))({_WORD} {_WORD} )((?:{_WORD} )+)(?={_WORD} {_WORD}(?: |$))")
_IN_BRACKETS = rf"[^\s{_OPENING}]"
_BRACKETED = re.compile(rf"(?:[{_OPENING}]{_IN_BRACKETS}*+(?:\s++{_IN_BRACKETS}++){{0,50}}\s*+)++")
_OTHER_SPACES = re.compile("[\n\u200b]")  # they part paragraphs, or words


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of a text, in order; spaces between them belong to none.

    Args:
        text: of any length; what has no sentence in it is cut at spaces, or where there are none at a fixed length. In
            one that is longer than any paragraph every stop before a space ends a sentence.
    """
    if len(text) > _LONGEST_PROSE:
        yield from _at_stops(text)
        return
    start = 0
    while start < len(text):
        end = _cut(text, start, MAX_TEXT)
        found = list(_segmented(text[start:end]))
        if end < len(text) and len(found) > 1 and found[-1][0] > MAX_TEXT // 2:
            # The last one may go on behind the cut: it is read again, from its start.
            end = start + found.pop()[0]
        for first, last in found:
            yield from _bounded(text, start + first, start + last)
        start = end


def _at_stops(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in chain(_STOP.finditer(text), (None,)):
        end = stop.end() if stop else len(text)
        stretch = text[start:end]
        yield from _bounded(text, end - len(stretch.lstrip()), start + len(stretch.rstrip()))
        start = end


def _segmented(text: str) -> Iterator[tuple[int, int]]:
    if sum(map(text.count, "([{")) - sum(map(text.count, ")]}")) > _UNCLOSED:
        yield len(text) - len(text.lstrip()), len(text.rstrip())
        return
    text = _shortened(text)
    for paragraph in segmenter.analyze(text):
        for sentence in paragraph:
            tokens = list(sentence)
            if tokens:
                yield tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)


def _shortened(text: str) -> str:
    """Replace by spaces the words that don't matter to syntok."""
    if _OTHER_SPACES.search(text):
        return text
    parts = []
    done = 0
    for bracketed in _BRACKETED.finditer(text):
        parts += [_BETWEEN.sub(_left_out, text[done : bracketed.start()]), bracketed[0]]
        done = bracketed.end()
    parts.append(_BETWEEN.sub(_left_out, text[done:]))
    return "".join(parts)


def _left_out(words: re.Match[str]) -> str:
    return words[1] + " " * len(words[2])


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _MAX_SENTENCE:
        cut = _cut(text, start, _MAX_SENTENCE)
        if text[start:cut].strip():
            yield start, start + len(text[start:cut].rstrip())
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end


def _cut(text: str, start: int, length: int) -> int:
    """Say where to cut at most `length` characters on: at the last space if there is one near."""
    end = start + length
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + length // 2, end)
    return space + 1 if space > 0 else end

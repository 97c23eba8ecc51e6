"""Rules for a page's widgets: lines that share, count, play, print or ask, and nothing else."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from indexer.blocks import Block, comparable, ends_sentence
from indexer.cleaning.draft import Draft, is_sentence
from indexer.knowledge.labels import Labels, first_word, first_words, label_words
from indexer.knowledge.outlets import Outlets

_WIDGET_WORDS = 24  # a bar of share links has fewer; a longer line is text
_CALL_WORDS = 50  # likewise for what asks the reader for something; notices of consent have 40
_FEW = 6  # lines of a widget: a question, its answers, a count; more are a table
_BRIEF = 12  # words of a call that is no sentence
_NUMBERS = re.compile(r"[\d\s.,:/+%°|-]*\d[\d\s.,:/+%°|-]*[xkKmM]?")
_DAY = re.compile(r"\d+[./-]\d+[./-]\d+|\b[12]\d{3}\b")
_COUNTER = re.compile(r"(?P<at>\d{1,3})\s*/\s*(?P<of>\d{1,3})|\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{1,2}")
_EMAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.\w")
_SYMBOL_COUNT = re.compile(r"[^\w\s$€£¥₫#%+*(\[\"'“‘«.,:;!?/\\<>=~–—-]\ufe0f?\s*\d[\d.,]*[kKmM]?")
_HANDLE = re.compile(r"(?:[\w.’' -]{1,40}\s)?@[\w.]{2,30}|pic\.twitter\.com/\w+|https?://\S+|t\.co/\w+")
_HASHTAGS = re.compile(r"#\w[\w-]*(?:[\s,;|·]+#\w[\w-]*)*")
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_BESIDE = frozenset({"call_to_reader", "related_links", "comments"})
_NAME_WORDS = 5  # of an author's name
_SURE = 2  # words of what begins a link to an author's articles and nothing else: "More from"
_BYLINE = 100  # characters of a line that may hold an author's name
_QUOTES = "\"“«‘'"


def widget_lines(draft: Draft) -> None:
    """Drop lines made of nothing but widgets' labels, counts and symbols: "Share on Facebook", "12 comments", "1/49".

    A word that may also be a heading counts beside another such line, and above the first and behind the last
    paragraph. Numbers alone belong to the widget above them.
    """
    blocks, outlets = draft.blocks, draft.outlets
    sentences = [index for index, block in enumerate(blocks) if is_sentence(block)]
    first, last = (sentences[0], sentences[-1]) if sentences else (len(blocks), -1)
    kinds = [_kind(block, outlets) for block in blocks]
    taken = sorted((one.block.line, one.block.column) for one in draft.taken if one.rule in _BESIDE)
    kept: list[Block] = []
    for start, end in _runs(kinds):
        while start < end and kinds[start] == "numbers":  # a time beside the date: numbers belong to what is above them
            kept.append(blocks[start])
            start += 1
        is_edge = (end <= first or start > last) and (end - start <= _FEW or "numbers" not in kinds[start:end])
        is_followed = 1 < end - start <= _FEW
        is_sure = "widget" in kinds[start:end] or is_edge or is_followed or _is_beside(blocks, start, end, taken)
        if is_sure and ("widget" in kinds[start:end] or "edge" in kinds[start:end]):
            for block in blocks[start:end]:
                draft.drop(block, "widget")
        else:
            kept += blocks[start:end]
    draft.blocks = kept


def calls_to_readers(draft: Draft) -> None:
    """Drop lines that ask the reader for something, or speak of the page itself: "Subscribe to our newsletter"."""
    kept: list[Block] = []
    for block in draft.blocks:
        if not _is_call(block.text, draft.outlets):
            kept.append(block)
            continue
        call, rest = _call_and_rest(block, draft.outlets)
        draft.drop(call, "call_to_reader")
        if rest.text:
            kept.append(rest)
    draft.blocks = kept


def author_links(draft: Draft) -> None:
    """Drop links to an author's page: "More from Ana Duarte", "Follow @anaduarte".

    After one word such as "Follow", the name must stand in another short line too, as a byline does.
    """
    blocks = draft.blocks
    labels = draft.outlets.labels["furniture.about_whom"]
    kept: list[Block] = []
    for block in blocks:
        length = labels.opens(block.text)
        name = first_words(block.text)[length:] if length else ()
        if (
            name
            and len(block.text) < _BYLINE
            and not ends_sentence(block.text)
            and all(word[0].isupper() or word[0] == "@" for word in block.text.split()[length:])
            and len(name) <= _NAME_WORDS
            and (length >= _SURE or "@" in block.text or _is_held_twice(blocks, name))
        ):
            draft.drop(block, "author_link")
        else:
            kept.append(block)
    draft.blocks = kept


def _is_held_twice(blocks: Sequence[Block], name: tuple[str, ...]) -> bool:
    """Say whether a name stands in two short lines at least."""
    held = (block for block in blocks if _holds(block, name))
    return next(held, None) is not None and next(held, None) is not None


def _holds(block: Block, name: tuple[str, ...]) -> bool:
    if len(block.text) > _BYLINE or name[0] not in comparable(block.text):
        return False
    line = label_words(block.text)
    return any(line[at : at + len(name)] == name for at in range(len(line) - len(name) + 1))


def _is_beside(blocks: Sequence[Block], start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Say whether a line that was taken as a call or a link stood right above or below some blocks."""
    above = (blocks[start - 1].line, blocks[start - 1].column) if start else (0, 0)
    below = (blocks[end].line, blocks[end].column) if end < len(blocks) else (blocks[-1].line + _FEW, 0)
    return bisect_left(taken, below) > bisect_left(taken, above)


def _call_and_rest(block: Block, outlets: Outlets) -> tuple[Block, Block]:
    """Part a call from the paragraph it was joined to when broken lines were joined; either may be empty."""
    calls: list[tuple[int, int]] = []
    rest: list[tuple[int, int]] = []
    for run, end in block.pieces():
        (calls if _is_call(block.text[run.at : end].strip(" "), outlets) else rest).append((run.at, end))
    others = block.kept(rest).part(0)
    if calls and rest and is_sentence(others):
        return block.kept(calls), others
    return block, block.part(len(block.text))


def _is_call(text: str, outlets: Outlets) -> bool:
    # Checked by length first: most blocks are long paragraphs.
    if not text or len(text) > _CALL_WORDS * 8 or text[0] in _QUOTES:
        return False
    labels = outlets.labels
    may_be_asked = outlets.call_labels if len(text) < _BRIEF * 10 else outlets.long_call_labels
    if "@" not in text and not may_be_asked.may_be_in(text):
        return False
    calls = labels["furniture.calls"]
    is_called = calls.opens(text) or any(map(calls.opens, _SENTENCES.split(text)))
    if not is_called and not labels["furniture.notices"].may_be_in(text):
        return False
    words = label_words(text)
    if len(words) > _CALL_WORDS:
        return False
    if labels["furniture.notices"].within(words):
        return True
    if not is_called:
        return False
    is_asked = _asks(labels["furniture.asked_for"], words)
    if len(words) <= _BRIEF and not ends_sentence(text) and calls.start(words):
        is_brief = len(text) < _BRIEF * 10
        return is_asked or _has_email(text) or (is_brief and _asks(labels["furniture.asked_briefly"], words))
    return is_asked or (len(words) <= _BRIEF * 2 and _has_email(text))


def _has_email(text: str) -> bool:
    return "@" in text and _EMAIL.search(text) is not None


def _asks(objects: Labels, words: tuple[str, ...]) -> bool:
    return objects.within(words[1:])


def _kind(block: Block, outlets: Outlets) -> str:
    """Say whether a line is a "widget", an "edge" word that may be one, "numbers" alone, or none of these."""
    text = block.text
    if len(text) > _WIDGET_WORDS * 8:
        return ""
    if _is_sign(text):
        return "widget"
    if not text[0].isalpha() and _NUMBERS.fullmatch(text):
        return "" if _DAY.search(text) else "numbers"
    widgets, edges = outlets.labels["furniture.widgets"], outlets.labels["furniture.edges"]
    start = first_word(text)
    if start in widgets.firsts or start in edges.firsts:
        words = label_words(text)
        if widgets.covers(words):
            return "widget"
        if outlets.edge_labels.covers(words):
            return "edge" if len(words) < 3 or edges.start(words) == len(words) else "widget"
    return ""


def _is_sign(text: str) -> bool:
    """Say whether a line is a counter, a symbol with its count, somebody's name on a network, or hashtags."""
    # Each pattern only where it can match: hardly a line has what it needs.
    if ("/" in text or "@" in text) and (_is_counter(text) or _HANDLE.fullmatch(text)):
        return True
    if text[0].isalnum():
        return False
    return _SYMBOL_COUNT.fullmatch(text) is not None or _HASHTAGS.fullmatch(text) is not None


def _is_counter(text: str) -> bool:
    """Say whether a line counts pictures or seconds: "3/12", "0:00 / 4:12", but not a score such as "7/6"."""
    match = _COUNTER.fullmatch(text.strip("()[] "))
    return match is not None and (match["at"] is None or int(match["at"]) <= int(match["of"]))


def _runs(kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where lines of any kind that follow each other begin and end; a line of none is a run of its own."""
    start = 0
    while start < len(kinds):
        end = start + 1
        while kinds[start] and end < len(kinds) and kinds[end]:
            end += 1
        yield start, end
        start = end

"""Rules for the tail: where the article has ended, and what of the page stands behind it."""

from bisect import bisect_left
from itertools import accumulate

from indexer.blocks import Block, count_words, ends_sentence
from indexer.cleaning.bylines import read_byline
from indexer.cleaning.closing_names import is_credit_line
from indexer.cleaning.draft import Draft, is_sentence
from indexer.cleaning.imprints import is_imprint_line
from indexer.cleaning.links import is_link, is_question, is_stamp
from indexer.cleaning.pictures import credit_of
from indexer.knowledge.labels import Labels, first_words, label_words

_FURNITURE = frozenset(
    {"widget", "call_to_reader", "related_links", "footer_nav", "rating_widget", "advertisement", "comments", "box"}
)
_PARAGRAPH_WORDS = 4  # a shorter line is a paragraph only among paragraphs
_HEADLINE_WORDS = 30  # a longer line is a paragraph, however it ends
_BOX_WORDS = 9  # words of a line that heads a box; behind a colon there may be more
_LINES = 60  # of a box without an end
_COMMENT_SHARE = 0.5  # of the text: readers' comments stand in the second half
_ABOUT = 2  # sentences about the author in a box of his own
_LIST = 3  # headlines that make a list even without a line that heads it
_OWN_LINES = 2  # short lines behind the last paragraph that make a list: results, tour dates
_SIGN_OFFS = 3  # lines behind the last paragraph that may be sign-off or byline, whatever stands between them


def comment_sections(draft: Draft) -> None:
    """Drop readers' comments: from the line that heads them to the page's next box.

    The line must stand in the second half of the text, and something that only comments have must follow: "Reply",
    "3 hours ago", a name and a colon before a sentence, or what asks to log in. What follows has no more sentences than
    what stands above.
    """
    blocks, outlets = draft.blocks, draft.outlets
    heads = outlets.labels["furniture.comments"]
    may_head = [index for index, block in enumerate(blocks) if _is_head(block.text, heads)]
    if not may_head:
        return
    marks = _marks(draft)
    passed = list(accumulate(count_words(block.text) for block in blocks))
    for index in may_head:
        if passed[index] < passed[-1] * _COMMENT_SHARE:
            continue
        end = _comments_end(draft, index, marks)
        # A button "Comments" may stand above an article, under a long menu; then most of the sentences follow it.
        if end > index and sum(map(is_sentence, blocks[index:end])) <= sum(map(is_sentence, blocks[:index])):
            for one in blocks[index:end]:
                draft.drop(one, "comments")
            draft.blocks = blocks[:index] + blocks[end:]
            return


def _is_head(text: str, heads: Labels) -> bool:
    """Say whether a line is nothing but one of the phrases that head comments."""
    if len(text) > _BOX_WORDS * 10 or text.endswith(".") or not heads.opens(text):
        return False
    words = label_words(text)
    return heads.start(words) == len(words)


def author_boxes(draft: Draft) -> None:
    """Drop "About the author" with the sentence or two under it."""
    labels = draft.outlets.labels["furniture.author_boxes"]
    blocks = draft.blocks
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        text = blocks[index].text
        length = labels.opens(text)
        if not length:  # as nearly every line
            kept.append(blocks[index])
            index += 1
            continue
        words = first_words(text)
        is_head = length == len(words) == len(label_words(text))
        behind = len(blocks) - index - 1
        sentences = sum(is_sentence(block) for block in blocks[index + 1 :]) if is_head and behind <= _LINES else behind
        is_sure = len(words) > 1 and index > len(blocks) // 2
        if is_head and index and behind and (is_sure or 0 < sentences <= _ABOUT):
            end = index + 1
            while end < len(blocks) and end <= index + _ABOUT and ends_sentence(blocks[end].text):
                end += 1
            for block in blocks[index:end]:
                draft.drop(block, "author_biography")
            index = end
            continue
        kept.append(blocks[index])
        index += 1
    draft.blocks = kept


def tail(draft: Draft) -> None:
    """Drop all that is behind the article's end and is no part of it.

    The article ends with its last paragraph. The tail begins behind it, with the first line that a rule for widgets,
    links or calls took there, that heads a box ("Tags", "Poll", "Next article"), or that is one of several headlines in
    a row. What stands before stays: a last short line, a list, a sign-off; so do imprints, and lines at the end that
    tell source, author or date.
    """
    blocks = draft.blocks
    last = _last_paragraph(draft)
    if last < 0:
        return
    begin = _tail_begin(draft, last)
    kept = blocks[: last + 1]
    for index in range(last + 1, len(blocks)):
        block = blocks[index]
        if index < begin or _tells(draft, block, index - last <= _SIGN_OFFS):
            kept.append(block)
        else:
            draft.drop(block, "tail")
    draft.blocks = kept


def _marks(draft: Draft) -> list[tuple[int, int]]:
    """Give the places of widgets that only comments have, in order."""
    labels = draft.outlets.labels["furniture.comment_marks"]
    return sorted(
        (one.block.line, one.block.column)
        for one in draft.taken
        if one.rule in _FURNITURE and labels.covers(label_words(one.block.text[:80]))
    )


def _comments_end(draft: Draft, head: int, marks: list[tuple[int, int]]) -> int:
    """Say where comments end that a line heads; that line itself where none follow."""
    blocks, outlets = draft.blocks, draft.outlets
    labels = outlets.labels["furniture.comment_marks"]
    end = head + 1
    found = 0
    place = _place(blocks[head])
    while end < len(blocks) and not _heads_box(draft, blocks[end]) and not is_imprint_line(blocks[end].text, outlets):
        text = blocks[end].text
        before, colon, _ = text[:40].partition(":")
        is_said = bool(colon) and before.istitle() and len(before.split()) <= 3
        found += is_said or before.endswith(" says") or labels.covers(label_words(text[:80]))
        end += 1
    until = _place(blocks[end]) if end < len(blocks) else (blocks[-1].line + _LINES, 0)
    found += bisect_left(marks, until) - bisect_left(marks, place)
    return end if found else head


def _heads_box(draft: Draft, block: Block) -> bool:
    """Say whether a line heads a box: "Tags", "Poll", "READER POLL: ...", "Next article: ..."."""
    text = block.text
    if len(text) > 160 or (ends_sentence(text) and count_words(text) > _BOX_WORDS and ":" not in text[:40]):
        return False
    words = label_words(text)
    for kind in ("furniture.boxes", "related_links", "furniture.author_boxes", "furniture.comments"):
        labels = draft.outlets.labels[kind]
        length = labels.start(words)
        if length and (length == len(words) or labels.covers(words)):
            return True
        if length > 1 and words[length] == "#":  # "Licence No. 12/GP"
            return True
        if length and kind == "furniture.boxes" and ":" in text[:40]:
            return len(label_words(text.partition(":")[0])) <= length + 1
    return False


def _last_paragraph(draft: Draft) -> int:
    """Say which block is the article's last paragraph: a sentence with its stop, and not within a list of links."""
    for index in range(len(draft.blocks) - 1, -1, -1):
        block = draft.blocks[index]
        words = count_words(block.text)
        if words > _HEADLINE_WORDS:
            return index
        if (
            ends_sentence(block.text.rstrip('"”» '))
            and words >= _PARAGRAPH_WORDS
            and not is_imprint_line(block.text, draft.outlets)
        ) and not (is_question(block) and (_heads_box(draft, block) or _is_listed(draft, index))):
            return index
    return -1


def _is_listed(draft: Draft, index: int) -> bool:
    """Say whether a question stands in a box or a list: above it is no paragraph, or what leads to other articles."""
    if not index or not is_sentence(draft.blocks[index - 1]):
        return True
    above, here = _place(draft.blocks[index - 1]), _place(draft.blocks[index])
    between = (one for one in draft.taken if one.rule in _FURNITURE and above < _place(one.block) < here)
    return any(one.rule in ("related_links", "comments") or _heads_box(draft, one.block) for one in between)


def _tail_begin(draft: Draft, last: int) -> int:
    """Say where the tail begins behind the last paragraph; the end of the text if there is none."""
    blocks = draft.blocks
    end = len(blocks)
    paragraph = _place(blocks[last])
    places = sorted(
        _place(one.block) for one in draft.taken if one.rule in _FURNITURE and _place(one.block) > paragraph
    )
    begin = end
    if places:
        begin = next((index for index in range(last + 1, end) if _place(blocks[index]) > places[0]), end)
        while begin < end and _is_interrupted(draft, last + 1, begin, places):
            at = bisect_left(places, _place(blocks[begin]))
            begin = next(
                (index for index in range(begin, end) if at < len(places) and _place(blocks[index]) > places[at]), end
            )
    for index in range(last + 1, begin):
        if _heads_box(draft, blocks[index]):
            return index
    return _list_begin(draft, last + 1, begin)


def _is_interrupted(draft: Draft, start: int, begin: int, places: list[tuple[int, int]]) -> bool:
    """Say whether what a rule took stood within a list of the article's own, which goes on behind it.

    It does if nothing more was taken further down, or if the lines on both sides begin with numbers.
    """
    blocks = draft.blocks
    own = [block for block in blocks[start:begin] if not _tells(draft, block, may_sign=True)]
    if len(own) < _OWN_LINES or _heads_box(draft, blocks[begin]):
        return False
    is_numbered = all(block.text[0].isdigit() for block in (own[-2], own[-1], blocks[begin]))
    return is_numbered or (
        places[-1] < _place(blocks[begin]) and not any(_heads_box(draft, block) for block in blocks[start:])
    )


def _list_begin(draft: Draft, start: int, end: int) -> int:
    """Say where, among the last lines, a list of headlines begins: several, with dates, ages or sections among them."""
    blocks = draft.blocks
    first = end
    while first > start and is_link(blocks[first - 1]) and not _tells(draft, blocks[first - 1], may_sign=True):
        first -= 1
    lines = blocks[first:end]
    stamps = sum(is_stamp(block.text, draft.outlets) for block in lines)
    return first if stamps >= _LIST - 1 and len(lines) - stamps >= _LIST - 1 else end


def _tells(draft: Draft, block: Block, may_sign: bool) -> bool:
    """Say whether a line behind the end tells something of the article: its rights, its picture, who wrote it."""
    text, outlets = block.text, draft.outlets
    if is_imprint_line(text, outlets) or text.lstrip("Cc( ").startswith(("©", "opyright ©")):
        return True
    if not may_sign:
        return False
    bare = text.strip("()[]-–—/. ")
    label, colon, _ = bare.partition(":")
    return bool(
        is_credit_line(text, draft)
        or credit_of(text, draft)
        or outlets.canonical(bare)
        or (colon and outlets.is_phrase("source_label", label.strip()))
        or read_byline(text, outlets)
    )


def _place(block: Block) -> tuple[int, int]:
    return block.line, block.column

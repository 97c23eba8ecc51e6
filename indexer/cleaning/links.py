"""Rules for links to other articles within the text: single ones, and lists under a line that heads them."""

import re
from collections.abc import Sequence

from indexer.blocks import Block, Tag, ends_sentence
from indexer.cleaning.draft import Draft, is_sentence
from indexer.cleaning.pictures import credit_of, credits_somebody
from indexer.dating.date_lines import read_date_line
from indexer.knowledge.labels import first_words
from indexer.knowledge.outlets import Outlets

_LINK_WORDS = 30  # a headline is shorter
_QUESTION_WORDS = 16  # a longer question is a paragraph
_HEADING_WORDS = 6  # what heads paragraphs is seldom longer, headlines are seldom shorter
_ORPHAN_WORDS = 4  # of a heading under a label whose links are gone
_INNER_LINES = 16  # of a list between paragraphs, stamps included; a longer one is the article's own
_LABEL_WORDS = 7  # "More stories from the Port Selwyn Gazette"
_LABEL_REST = frozenset(
    {"from", "in", "on", "by", "for", "about", "of", "de", "du", "des", "dans", "sur", "của", "từ", "trên", "về"}
)
_ARROW = re.compile(r"(?:>{1,3}|»|›|►|▶|➤|➜|➔|→|▸|⇒|👉|☞)\ufe0f?\s*(?=[^\s>])")
_TURN = re.compile(r"(?:«|←|‹|<<?)\s+[^«»]+|[^«»]+\s+(?:»|→|›|>>?)")
_BULLET = re.compile(r"[-–—•*·▪◦●○■□►▸>+]\s|\(?\d{1,2}[.)]\s")
_LISTED = re.compile(r"\W*\d|[-–—•*·▪]\s")
_BEHIND = re.compile(r"\s*[:|>»›–—-]+\s*")
_PIECES = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*")
_AGO = re.compile(
    r"\d+\s*(?:h|hr|hrs|m|min|mins|d|hours?|minutes?|days?|weeks?|months?|giờ|phút|ngày|tuần|tháng)"
    r"(?:\s+(?:ago|trước))?|il y a \d+ \w+",
    re.IGNORECASE,
)


def read_more_links(draft: Draft) -> None:
    """Drop single links to other articles: "Read more: ...", "READ ALSO ...", ">> ...", "« ...".

    The words must be parted from a headline by a sign, or be in capitals; the headline ends without a stop. So "Read
    more than one book a month, he said." stays, and so does a picture's credit, "Ảnh: Hoàng Long".
    """
    blocks = draft.blocks
    arrows = [_ARROW.match(block.text) is not None for block in blocks]
    first = next((index for index, block in enumerate(blocks) if is_sentence(block)), len(blocks))
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        is_listed = arrows[index] and any(arrows[max(0, index - 1) : index]) and kept and kept[-1] is blocks[index - 1]
        is_point = arrows[index] and index and (is_listed or blocks[index - 1].text.endswith(":"))
        if (
            is_link(block)
            and not is_point
            and (arrows[index] or (index > first and _turns(block.text)) or _leads_on(block, index, draft.outlets))
            and not credits_somebody(block.text, draft)
        ):
            draft.drop(block, "related_links")
        else:
            kept.append(block)
    draft.blocks = kept


def link_lists(draft: Draft) -> None:
    """Drop lists of other articles: the line that heads them, "Most read", and the headlines under it.

    A list ends at an empty line, if its lines are not parted by such, or at a paragraph. Between paragraphs the last
    line of a list may be the next heading: it stays if it is short, and unlike those above it.
    """
    blocks, outlets = draft.blocks, draft.outlets
    last_sentence = next(
        (at for at in range(len(blocks) - 1, -1, -1) if is_sentence(blocks[at]) and not is_question(blocks[at])), -1
    )
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if not is_list_label(block, outlets):
            kept.append(block)
            index += 1
            continue
        end = _list_end(draft, index + 1, last_sentence)
        is_alone = end == index + 1
        if is_alone and (index <= last_sentence or outlets.is_phrase("footer_nav", block.text.rstrip(" :：.…"))):
            kept.append(block)
        else:
            for link in blocks[index:end]:
                draft.drop(link, "related_links")
        index = end
    draft.blocks = kept


def _turns(text: str) -> bool:
    """Say whether a line is nothing but a headline and a sign that leads back or on: "« Rain in the north"."""
    has_sign = text[0] in "«←‹<" or text[-1] in "»→›>"
    return has_sign and _TURN.fullmatch(text) is not None


def is_link(block: Block) -> bool:
    """Say whether a block may be another article's headline: short, and no sentence."""
    text = block.text
    if len(text) > _LINK_WORDS * 10 or text.endswith((".", ":", ",", ";", '."', ".”", ".»", ". »")):
        return False
    if text.count(" ") >= _LINK_WORDS:
        return False
    return not ends_sentence(text) or is_question(block)


def is_question(block: Block) -> bool:
    """Say whether a block is a question or a cry as short as headlines are."""
    text = block.text.rstrip("\"”»' ")
    return text[-1:] in ("?", "!", "…") and text.count(" ") < _QUESTION_WORDS


def is_list_label(block: Block, outlets: Outlets) -> bool:
    """Say whether a line heads a list of links: "RELATED STORIES", "Most read in Business"."""
    if len(block.text) > _LABEL_WORDS * 10:
        return False
    labels = outlets.labels["related_links"]
    length = labels.opens(block.text)
    if not length:
        return False
    words = first_words(block.text)
    if len(words) > _LABEL_WORDS or block.text.endswith((",", ".")):
        return False
    return length == len(words) or (words[length] in _LABEL_REST and length > 1) or labels.covers(words)


def is_stamp(text: str, outlets: Outlets) -> bool:
    """Say whether a line stamps a headline in a list: a date, an age, a section, or both."""
    if len(text) > 60:
        return False
    if _AGO.fullmatch(text) or outlets.is_phrase("section_label", text):
        return True
    pieces = _PIECES.split(text)
    return any(_AGO.fullmatch(piece) or read_date_line(piece, outlets.languages) for piece in pieces if piece)


def _leads_on(block: Block, index: int, outlets: Outlets) -> bool:
    """Say whether words such as "Read more" lead on to a headline in the same line."""
    length = outlets.labels["read_also"].opens(block.text)
    if index:
        length = max(length, outlets.labels["furniture.links_too"].opens(block.text))
    if not length or length >= len(first_words(block.text)):
        return False
    before, behind = _parted(block.text, length)
    if not behind:
        return False
    separator = _BEHIND.match(behind)
    if separator and separator.group().strip():
        return len(behind) > separator.end()
    return before.isupper() and length > 1 and not behind.strip().isupper()


def _parted(text: str, words: int) -> tuple[str, str]:
    """Part a line behind its first words."""
    at = 0
    for match in re.finditer(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", text):
        if not words:
            break
        at = match.end()
        words -= 1
    return text[:at], text[at:]


def _list_end(draft: Draft, start: int, last_sentence: int) -> int:
    """Say where a list of links that begins at `start` ends."""
    blocks = draft.blocks
    end = start
    # The label may stand within a list of the article's own, which then goes on.
    listed = start > 1 and not ends_sentence(blocks[start - 2].text) and _LISTED.match(blocks[start - 2].text)
    while end < len(blocks) and is_link(blocks[end]) and not credit_of(blocks[end].text, draft):
        block = blocks[end]
        if listed and _LISTED.match(block.text):
            break
        if is_list_label(block, draft.outlets) or (end > last_sentence and _heads_other_box(block, draft.outlets)):
            break
        # The second line tells whether empty lines part the list's own lines.
        is_parted = end > start + 1 and not blocks[start + 1].apart and block.apart
        is_marked = block.tag in (Tag.ITEM, Tag.LINK)
        if block.tag is Tag.HEADING or (is_parted and not is_marked and end <= last_sentence):
            break
        if block.tag is not Tag.TEXT and not is_marked and end > start and block.apart and end <= last_sentence:
            break
        end += 1
    if end > last_sentence or end == start or end >= len(blocks):
        return end
    if end - start > _INNER_LINES:
        return start
    if end - start == 1:
        # A word such as "Sponsored" may stand alone, and then what follows is the article's.
        stands_alone = draft.outlets.is_phrase("advertisement", blocks[start - 1].text)
        is_heading = blocks[start].apart == blocks[end].apart and blocks[start].text.count(" ") < _ORPHAN_WORDS
        return start if stands_alone or is_heading else end
    return end - 1 if _is_next_heading(blocks[start:end], blocks[end].apart, draft.outlets) else end


def _heads_other_box(block: Block, outlets: Outlets) -> bool:
    words = first_words(block.text)
    return any(
        0 < outlets.labels[kind].start(words) == len(words) for kind in ("furniture.comments", "furniture.boxes")
    )


def _is_next_heading(lines: Sequence[Block], next_apart: bool, outlets: Outlets) -> bool:
    last, above = lines[-1].text, [line.text for line in lines[:-1]]
    if is_stamp(last, outlets) or (next_apart and not lines[-1].apart):
        return False
    if any(is_stamp(text, outlets) for text in above):
        return is_stamp(above[-1], outlets)
    if all(map(_BULLET.match, above)):
        return not _BULLET.match(last)
    return last.count(" ") < _HEADING_WORDS <= min(text.count(" ") + 1 for text in above)

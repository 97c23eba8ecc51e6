"""Caption stubs: what a picture leaves of itself, the headline and a number, glued before its caption."""

import re
from dataclasses import replace
from functools import lru_cache

from indexer.blocks import Block, comparable, count_words, ends_sentence, join
from indexer.cleaning.credits import glued_credit_end, read_credit
from indexer.cleaning.draft import Draft, Found, quoted
from indexer.cleaning.pictures import HEAD, MARKS, credit_of, is_caption_line
from indexer.knowledge.languages import any_of
from search.schema import Role

_HEADLINE = 400  # characters: a caption stub's headline is shorter, so the stub itself begins before
_PARAGRAPH_WORDS = 12  # what has more words behind a caption's credit, and ends as a sentence, is the article's text
_NUMBER = re.compile(r"\s\d")
_QUOTES = "“\"'‘"


def caption_stubs(draft: Draft) -> None:
    """Part "Headline - ảnh 1Caption" and "Headline hinh anh 1Caption" into stub and caption.

    It is a stub where the words before it are the headline. Where there is no headline yet, those before the first
    stub are it, if the caption follows without a space or with a credit: that can't be a sentence.
    """
    pattern = _stub_pattern(draft.outlets.phrases["pictures.stub_words"])
    # The headline stands at the top, if not yet known for it; a page's frame may stand above it.
    words = tuple(word.casefold() for word in draft.outlets.phrases["pictures.stub_words"])
    if not _has_stub("\n".join(block.text[:_HEADLINE] for block in draft.blocks), words):  # as in most texts
        return
    may_be = [_has_stub(block.text[:_HEADLINE], words) for block in draft.blocks]
    top = zip(draft.blocks[:HEAD], may_be, strict=False)
    shown = (block.text for block, stub in top if not (stub and pattern.search(block.text[:_HEADLINE])))
    first = draft.blocks[0].text if draft.blocks else ""
    known = {comparable(text) for text in (draft.title.value, draft.headline, first, *shown) if text}
    kept: list[Block] = []
    number = 1
    under_stub = taken = 0
    for index, block in enumerate(draft.blocks):
        if index and index == taken:
            continue
        if index and index == under_stub and is_caption_line(draft.blocks, index):
            draft.add_caption(block, credit_of(block.text, draft))
            continue
        for match in pattern.finditer(block.text[:_HEADLINE]) if may_be[index] else ():
            head = block.text[: match.start()].strip(" -–—|")
            end = _stub_end(match, number)
            caption = block.text[end:].strip()
            glued = _is_glued(block.text, end)
            is_first = index == 0 and not draft.title and bool(head)
            is_over_caption = not caption and is_caption_line(draft.blocks, index + 1)
            is_stub = glued or credit_of(caption, draft) or (is_first and is_over_caption)
            # No sentence goes on so: "- ảnh 1Boats", "photo 1Boats"; but "hình ảnh 3D" and "photo 4K" are words.
            is_sure = glued and ("-" in comparable(match.group()) or _begins_word(block.text, end))
            is_sure = is_sure and bool(credit_of(caption, draft))
            if end and (_is_shown(head, known) or ((is_first or not head or is_sure) and is_stub)):
                break
        else:
            kept.append(block)
            continue
        number += 1
        stub = 0
        if is_first and comparable(head) != comparable(block.text):
            stub = match.start("stub")
            draft.title = Found(head, f"{quoted(head, block.line)}, before {block.text[stub:end]!r}")
            known.add(comparable(head))
            draft.take(block.part(0, stub), Role.TITLE, head)
        draft.drop(block.part(stub, end), "caption_stub")
        glued_caption, text = _caption_and_text(block.part(end), draft)
        if glued_caption.text:
            credit = credit_of(glued_caption.text, draft)
            below = draft.blocks[index + 1] if index + 1 < len(draft.blocks) else None
            if not credit and not text.text and below and not below.apart and _is_credit_alone(below.text, draft):
                glued_caption, credit = join([glued_caption, below]), credit_of(below.text, draft)
                taken = index + 1
            draft.add_caption(glued_caption, credit)
        else:
            under_stub = index + 1
        if text.text:
            kept.append(replace(text, apart=True))
    draft.blocks = kept


def headline_of_stub(block: Block, draft: Draft) -> tuple[int, int] | None:
    """Say where the headline in a text's first caption stub ends, and the stub begins; None where it is no such stub.

    Args:
        block: a line above the first paragraph, or that paragraph.
        draft: for the words of stubs and credits.
    """
    for match in _stub_pattern(draft.outlets.phrases["pictures.stub_words"]).finditer(block.text[:_HEADLINE]):
        end = _stub_end(match, 1)
        glued = end < len(block.text) and (block.text[end].isupper() or block.text[end] in "“\"'‘.")
        if match.start() and end and (glued or read_credit(block.text[end:], draft.outlets)):
            return match.start(), match.start("stub")
    return None


def _has_stub(text: str, words: tuple[str, ...]) -> bool:
    """Say whether a number stands behind one of the words; quick, to ask whether a pattern is to be tried."""
    folded = text.casefold()
    if not any(f"{word} " in folded for word in words):
        return False
    return any(folded.endswith(words, 0, number.start()) for number in _NUMBER.finditer(folded))


def _is_shown(head: str, known: set[str]) -> bool:
    """Say whether the words before a stub are a headline that the text shows, with a site's name behind it perhaps."""
    wanted = comparable(head)
    behind = tuple(f"{wanted} {mark}" for mark in "|-/•:")
    return bool(wanted) and (wanted in known or any(text.startswith(behind) for text in known))


def _is_credit_alone(text: str, draft: Draft) -> bool:
    credit = read_credit(text, draft.outlets)
    return credit is not None and credit.is_marked and not text[: credit.start].strip(MARKS)


def _caption_and_text(block: Block, draft: Draft) -> tuple[Block, Block]:
    """Part a caption from the paragraph that is glued behind its credit: "The pier. (Photo: VNA)Hanoi (VNA) - ..."."""
    for end in glued_credit_end(block.text, draft.outlets):
        behind = block.part(end)
        if count_words(behind.text) > _PARAGRAPH_WORDS and ends_sentence(behind.text):
            return block.part(0, end), behind
    return block, block.part(len(block.text))


def _is_glued(text: str, at: int) -> bool:
    """Say whether a caption begins there: with a capital or a quote."""
    return text[at : at + 1].isupper() or text[at : at + 1] in (*_QUOTES,)


def _begins_word(text: str, at: int) -> bool:
    """Say whether a word with a capital and small letters begins there, behind a quote perhaps."""
    word = text[at : at + 3].lstrip(_QUOTES)
    return word[:1].isupper() and word[1:2].islower()


def _stub_end(match: re.Match[str], expected: int) -> int:
    """Say where the stub's number ends: "ảnh 12023 congress" is picture 1 of a caption that begins with a year."""
    digits = match["number"]
    if len(digits) <= 2 and (digits == str(expected) or not digits.startswith(str(expected))):
        end = match.end("number")
        # A headline's stop may stand behind the number: "ảnh 1.Boats".
        return end + 1 if match.string.startswith(".", end) and _is_glued(match.string, end + 1) else end
    if digits.startswith(str(expected)):
        return match.start("number") + len(str(expected))
    return 0


@lru_cache(maxsize=4)  # one data file a process, and the tests' own
def _stub_pattern(stub_words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:\s*[-–—]\s*|\s+|^)(?P<stub>{any_of(stub_words)}\s(?P<number>\d{{1,6}}))", re.IGNORECASE)

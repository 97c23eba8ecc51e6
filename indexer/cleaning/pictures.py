"""Rules for what pictures leave in a text: caption stubs, captions, credits."""

import re
from dataclasses import replace
from functools import lru_cache

from indexer.blocks import Block, Tag, comparable, count_words, ends_sentence, join
from indexer.cleaning.draft import Draft, Found, is_sentence, quoted
from indexer.knowledge.languages import any_of
from search.schema import Role

_HEADLINE = 400  # characters: a caption stub's headline is shorter, so the stub itself begins before
_CREDIT = 200  # characters at a caption's end that may hold its credit
_CAPTION_WORDS = 90  # a longer text that ends in a credit is an article's paragraph
_UNCREDITED_WORDS = 40  # likewise for a line under a repeated headline
_CAPTION_SENTENCE = 5  # words: "Photo: The pier at dusk." is a caption; a credit names somebody and ends without a stop
_PARAGRAPH_WORDS = 12  # what has more words behind a caption's credit, and ends as a sentence, is the article's text


def caption_stubs(draft: Draft) -> None:
    """Part "Headline - ảnh 1Caption" and "Headline hinh anh 1Caption" into stub and caption.

    It is a stub where the words before it are the headline. Where there is no headline yet, those before the first
    stub are it, if the caption follows without a space or with a credit: that can't be a sentence.
    """
    pattern = _patterns(draft).stub
    first = draft.blocks[0].text if draft.blocks else ""
    known = {comparable(text) for text in (draft.title.value, draft.headline, first) if text}
    kept: list[Block] = []
    number = 1
    under_stub = 0
    for index, block in enumerate(draft.blocks):
        if index and index == under_stub and _is_caption_line(draft.blocks, index):
            draft.add_caption(block, credit_of(block.text, draft))
            continue
        for match in pattern.finditer(block.text[:_HEADLINE]):
            head = block.text[: match.start()].strip()
            end = _stub_end(match, number)
            caption = block.text[end:].strip()
            glued = end < len(block.text) and (block.text[end].isupper() or block.text[end] in "“\"'‘")
            is_first = index == 0 and not draft.title and bool(head)
            is_over_caption = not caption and _is_caption_line(draft.blocks, index + 1)
            is_stub = glued or credit_of(caption, draft) or (is_first and is_over_caption)
            if end and (comparable(head) in known or ((is_first or not head) and is_stub)):
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
            draft.add_caption(glued_caption, credit_of(glued_caption.text, draft))
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
    for match in _patterns(draft).stub.finditer(block.text[:_HEADLINE]):
        end = _stub_end(match, 1)
        glued = end < len(block.text) and (block.text[end].isupper() or block.text[end] in "“\"'‘.")
        if match.start() and end and (glued or credit_of(block.text[end:], draft)):
            return match.start(), match.start("stub")
    return None


def _caption_and_text(block: Block, draft: Draft) -> tuple[Block, Block]:
    """Part a caption from the paragraph that is glued behind its credit: "The pier. (Photo: VNA)Hanoi (VNA) - ..."."""
    for match in _patterns(draft).within.finditer(block.text):
        behind = block.part(match.end())
        if count_words(behind.text) > _PARAGRAPH_WORDS and ends_sentence(behind.text):
            return block.part(0, match.end()), behind
    return block, block.part(len(block.text))


def credited_captions(draft: Draft) -> None:
    """Keep as captions what the page marks as such, and lines that end in a credit: "... (Photo: VNA)"."""
    kept: list[Block] = []
    for block in draft.blocks:
        credit = credit_of(block.text, draft)
        if block.tag is not Tag.CAPTION and (not credit or count_words(block.text) > _CAPTION_WORDS):
            kept.append(block)
            continue
        bare = _without_credit(block.text, draft)
        above = kept[-1] if kept else None
        if bare or not above or block.tag is Tag.CAPTION:
            draft.add_caption(block, credit)
        elif (
            not block.apart
            and (len(kept) > 1 or draft.headline)
            and not is_sentence(above)
            and not draft.repeats_headline(above.text)
        ):
            draft.add_caption(join([kept.pop(), block]), credit)
        elif ends_sentence(block.text) and count_words(block.text) >= _CAPTION_SENTENCE:
            draft.add_caption(block, "")
        else:
            draft.drop(block, "photo_credit")
    draft.blocks = kept


def repeated_headline(draft: Draft) -> None:
    """Drop the headline where it stands again, as pictures' alternative text does; a line right under it is a caption.

    Where the title comes from elsewhere, the headline's first line is no repeat but the headline itself.

    Such a line is one only where an empty line follows it, so that a body that begins under its headline stays body.
    """
    kept: list[Block] = []
    blocks = draft.blocks
    under_repeat = False
    # Where the title comes from elsewhere, the text's own headline says something else, and stays as a heading.
    is_other = draft.headline != "" and comparable(draft.headline) != comparable(draft.title.value)
    for index, block in enumerate(blocks):
        if draft.repeats_headline(block.text) and not (index == 0 and is_other):
            if index == 0 and not any(taken.role is Role.TITLE for taken in draft.taken):
                draft.take(block, Role.TITLE, draft.title.value)
            else:
                draft.drop(block, "repeated_headline")
            under_repeat = index > 0
            continue
        if under_repeat and _is_caption_line(blocks, index):
            draft.add_caption(block, credit_of(block.text, draft))
        else:
            kept.append(block)
        under_repeat = False
    draft.blocks = kept


def _is_caption_line(blocks: list[Block], index: int) -> bool:
    """Say whether a line right under a figure's alternative text is its caption: short, and an empty line follows."""
    if index >= len(blocks):
        return False
    block = blocks[index]
    is_last = index + 1 == len(blocks) or blocks[index + 1].apart
    return not block.apart and is_last and count_words(block.text) <= _UNCREDITED_WORDS


def credit_of(text: str, draft: Draft) -> str:
    """Give whom the credit at a caption's end names, without brackets and the word "Photo"; empty if there is none."""
    match = _credit(text, draft)
    return next((group.strip(" .") for group in match.groups() if group), "") if match else ""


def _without_credit(text: str, draft: Draft) -> str:
    match = _credit(text, draft)
    return text[: max(0, len(text) - _CREDIT) + match.start()].strip() if match else text


def _credit(text: str, draft: Draft) -> re.Match[str] | None:
    patterns = _patterns(draft)
    tail = text[-_CREDIT:]
    bare = patterns.bare.search(tail)
    if bare and not (tail[bare.start()].isupper() and (bare[1][0].isupper() or "." in bare[1])):
        bare = None  # "the photo: a grey sky"
    return patterns.bracketed.search(tail) or bare or patterns.dashed.search(tail)


def _stub_end(match: re.Match[str], expected: int) -> int:
    """Say where the stub's number ends: "ảnh 12023 congress" is picture 1 of a caption that begins with a year."""
    digits = match["number"]
    if len(digits) <= 2 and (digits == str(expected) or not digits.startswith(str(expected))):
        return match.end("number")
    if digits.startswith(str(expected)):
        return match.start("number") + len(str(expected))
    return 0


class _Patterns:
    def __init__(self, stub_words: tuple[str, ...], credit_words: tuple[str, ...], bare_words: tuple[str, ...]) -> None:
        words, bare = any_of(credit_words), any_of(bare_words)
        self.stub = re.compile(
            rf"(?:\s*[-–—]\s*|\s+|^)(?P<stub>{any_of(stub_words)}\s(?P<number>\d{{1,6}}))", re.IGNORECASE
        )
        self.bracketed = re.compile(
            rf"[(\[]\s*{words}\s*(?:[:/|]|(?<=by)|(?<=of))\s*([^()\[\]]{{1,120}}?)\s*[)\]][.\s]*$"
            r"|[(\[]([^()\[\]]{2,60})\s+(?:photos?|ảnh)\s*[)\]][.\s]*$",
            re.IGNORECASE,
        )
        self.within = re.compile(rf"[(\[]\s*{words}\s*[:/|][^()\[\]]{{1,120}}[)\]]\.?", re.IGNORECASE)
        self.bare = re.compile(
            rf"(?:^|(?<=[\s.!?…”\"’)])){bare}\s*(?::|(?<=by)(?=\s))\s*((?:[^.:!?]|\.(?=\S)){{1,80}}?)[.\s]*$",
            re.IGNORECASE,
        )
        self.dashed = re.compile(r"[—–-]\s*((?:[A-Z]{2,10}/)*[A-Z]{2,10}\s+Photos?(?:\s+[^.]{1,40}?)?)\.?$")


@lru_cache(maxsize=4)  # one data file a process, and the tests' own
def _compiled(stub_words: tuple[str, ...], credit_words: tuple[str, ...], bare_words: tuple[str, ...]) -> _Patterns:
    return _Patterns(stub_words, credit_words, bare_words)


def _patterns(draft: Draft) -> _Patterns:
    phrases = draft.outlets.phrases
    return _compiled(
        phrases["pictures.stub_words"], phrases["pictures.credit_words"], phrases["pictures.bare_credit_words"]
    )

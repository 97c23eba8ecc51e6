"""Rules for what pictures leave in a text: caption stubs, captions, credits."""

import re
from dataclasses import replace
from functools import lru_cache

from indexer.blocks import Block, Tag, comparable, count_words, ends_sentence, join
from indexer.cleaning.bylines import read_bare_names, read_byline
from indexer.cleaning.credits import Credit, glued_credit_end, may_be_credited, read_credit
from indexer.cleaning.draft import Draft, Found, is_sentence, quoted
from indexer.dating.date_lines import read_date_line
from indexer.knowledge.languages import any_of
from search.schema import Role

_HEADLINE = 400  # characters: a caption stub's headline is shorter, so the stub itself begins before
_CAPTION_WORDS = 90  # a longer text that ends in a credit is an article's paragraph
_UNCREDITED_WORDS = 40  # likewise for a line under a repeated headline
_CAPTION_SENTENCE = 5  # words: "Photo: The pier at dusk." is a caption; a credit names somebody and ends without a stop
_SENTENCE_WORDS = 25  # of a caption that is a sentence, above a credit on a line of its own
_ALONE_WORDS = 16  # likewise, where no empty line tells that the sentence and the credit belong together
_FEWEST_WORDS = 4  # of a caption, its credit aside
_HEAD = 20  # blocks at the top in which a page shows its headline
_MARKS = " -–—|/("  # what parts a credit from its caption
_LABEL = 40  # characters that hold a caption's word and what ends it
_LABEL_END = re.compile(r"\s*[:,]\s+")
_CONTROL = 40  # characters of a button's text
_TWO_SENTENCES = re.compile(r"[^\W\d_]{4}[.!?][\"'”’»]?\s+\S")  # of a paragraph; "St." and "Mr." end none
_NUMBER = re.compile(r"\s\d")
_FIGURES = re.compile(r"\d+")
_PARAGRAPH_WORDS = 12  # what has more words behind a caption's credit, and ends as a sentence, is the article's text


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
    top = zip(draft.blocks[:_HEAD], may_be, strict=False)
    shown = (block.text for block, stub in top if not (stub and pattern.search(block.text[:_HEADLINE])))
    first = draft.blocks[0].text if draft.blocks else ""
    known = {comparable(text) for text in (draft.title.value, draft.headline, first, *shown) if text}
    kept: list[Block] = []
    number = 1
    under_stub = taken = 0
    for index, block in enumerate(draft.blocks):
        if index and index == taken:
            continue
        if index and index == under_stub and _is_caption_line(draft.blocks, index):
            draft.add_caption(block, credit_of(block.text, draft))
            continue
        for match in pattern.finditer(block.text[:_HEADLINE]) if may_be[index] else ():
            head = block.text[: match.start()].strip(" -–—|")
            end = _stub_end(match, number)
            caption = block.text[end:].strip()
            glued = end < len(block.text) and (block.text[end].isupper() or block.text[end] in "“\"'‘")
            is_first = index == 0 and not draft.title and bool(head)
            is_over_caption = not caption and _is_caption_line(draft.blocks, index + 1)
            is_stub = glued or credit_of(caption, draft) or (is_first and is_over_caption)
            is_sure = glued and "-" in comparable(match.group()) and bool(credit_of(caption, draft))
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


def _has_stub(text: str, words: tuple[str, ...]) -> bool:
    """Say whether a number stands behind one of the words; quick, to ask whether a pattern is to be tried."""
    folded = text.casefold()
    if not any(f"{word} " in folded for word in words):
        return False
    return any(folded.endswith(words, 0, number.start()) for number in _NUMBER.finditer(folded))


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


def _is_shown(head: str, known: set[str]) -> bool:
    """Say whether the words before a stub are a headline that the text shows, with a site's name behind it perhaps."""
    wanted = comparable(head)
    behind = tuple(f"{wanted} {mark}" for mark in "|-/•:")
    return bool(wanted) and (wanted in known or any(text.startswith(behind) for text in known))


def _is_credit_alone(text: str, draft: Draft) -> bool:
    credit = read_credit(text, draft.outlets)
    return credit is not None and credit.is_marked and not text[: credit.start].strip(_MARKS)


def _names_source(text: str, draft: Draft) -> bool:
    """Say whether a line of its own names the article's source rather than a picture's: "(Source: VNA)"."""
    label = re.match(r"[(\[]?\s*([^:()\[\]]{1,30}?)\s*:", text)
    return label is not None and comparable(label[1]) in draft.outlets.comparables["source_label"]


def _caption_and_text(block: Block, draft: Draft) -> tuple[Block, Block]:
    """Part a caption from the paragraph that is glued behind its credit: "The pier. (Photo: VNA)Hanoi (VNA) - ..."."""
    for end in glued_credit_end(block.text, draft.outlets):
        behind = block.part(end)
        if count_words(behind.text) > _PARAGRAPH_WORDS and ends_sentence(behind.text):
            return block.part(0, end), behind
    return block, block.part(len(block.text))


def picture_controls(draft: Draft) -> None:
    """Drop what is left of buttons beside pictures: "3/12", "View gallery (12)", "Hide caption"."""
    controls = draft.outlets.comparables["pictures.picture_controls"]
    draft.drop_where(
        "picture_control",
        lambda block: (
            len(block.text) <= _CONTROL and _FIGURES.sub("0", comparable(block.text)).rstrip(" :.") in controls
        ),
    )


def credited_captions(draft: Draft) -> None:
    """Keep as captions what the page marks as such, and lines that end in a credit or begin with a caption's word.

    A credit on a line of its own goes with the caption above it; with no caption there, it is dropped.
    """
    kept: list[Block] = []
    spread = _spread(draft.blocks)
    last = _last_sentence(draft.blocks)
    for index, block in enumerate(draft.blocks):
        credit = read_credit(block.text, draft.outlets)
        words = count_words(block.text)
        above = kept[-1] if kept else None
        if block.tag is Tag.CAPTION:
            draft.add_caption(block, credit.name if credit else "")
        elif _is_labelled(block.text, draft) and words <= _CAPTION_WORDS:
            draft.add_caption(block, credit.name if credit and credit.start else "")
        elif not credit or words > _CAPTION_WORDS or (not credit.start and _names_source(block.text, draft)):
            kept.append(block)
        elif not credit.is_marked:
            if _is_below_picture(draft, index, credit, last):
                draft.add_caption(block, credit.name)
            else:
                kept.append(block)
        elif block.text[: credit.start].strip(_MARKS) or above is None:
            draft.add_caption(block, credit.name)
        elif ends_sentence(block.text) and words >= _CAPTION_SENTENCE:
            draft.add_caption(block, "")
        elif (len(kept) > 1 or draft.headline) and _may_be_caption(draft, above, block, credit, spread):
            draft.add_caption(join([kept.pop(), block]), credit.name)
        else:
            draft.drop(block, "photo_credit")
    draft.blocks = kept


def _spread(blocks: list[Block]) -> bool:
    """Say whether empty lines part paragraphs; not so where all lines have one above, or none has."""
    return sum(block.apart for block in blocks) not in (0, 1, len(blocks))


def _last_sentence(blocks: list[Block]) -> int:
    return max((index for index, block in enumerate(blocks) if is_sentence(block)), default=-1)


def _is_labelled(text: str, draft: Draft) -> bool:
    """Say whether a line begins with a caption's word: "Image caption, ...", "Légende : ..."."""
    start = text[:_LABEL]
    if ":" not in start and "," not in start:
        return False
    label = _LABEL_END.split(start, maxsplit=1)
    if len(label) == 1 or comparable(label[0]) not in draft.outlets.comparables["pictures.caption_words"]:
        return False
    return count_words(text) > count_words(label[0]) + 1


def _is_below_picture(draft: Draft, index: int, credit: Credit, last: int) -> bool:
    """Say whether a line that ends in a name which nothing marks as a credit is a caption: by its place and its length.

    A caption is short, its words say something without the name, and a paragraph follows; the last line of the text is
    its sign-off, a line above all others its headline behind which a site's name stands.
    """
    block = draft.blocks[index]
    words = block.text[: credit.start].strip()
    is_in_brackets = block.text.endswith((")", "]"))
    if not _FEWEST_WORDS <= count_words(words) <= _UNCREDITED_WORDS or index == 0 or words.endswith((",", ":", ";")):
        return False
    if read_byline(block.text, draft.outlets) or read_bare_names(words, draft.outlets):
        return False
    if _TWO_SENTENCES.search(words):
        return False
    shown = {comparable(other.text) for other in draft.blocks[:_HEAD]}
    if draft.repeats_headline(words) or comparable(words) in shown:
        return False
    if index > last:
        return is_in_brackets and not ends_sentence(words) and index > 1
    if is_in_brackets:
        return index < last or not ends_sentence(words)
    if words.endswith(".") or any(map(is_sentence, draft.blocks[:index])):
        return True
    # A headline with its site's name looks the same above the first paragraph; but no site is called as persons are.
    is_site = bool(draft.outlets.canonical(credit.name)) or "." in credit.name
    has_headline = any(count_words(other.text) >= _FEWEST_WORDS for other in draft.blocks[:index])
    is_over_text = index + 1 < len(draft.blocks) and is_sentence(draft.blocks[index + 1])
    return not is_site and has_headline and is_over_text


def _may_be_caption(draft: Draft, above: Block, block: Block, credit: Credit, spread: bool) -> bool:
    """Say whether the line above a credit is the caption it belongs to."""
    text = above.text
    if draft.repeats_headline(text) or (spread and block.apart) or text.endswith((":", ",")):
        return False
    if read_date_line(text, draft.outlets.languages) or read_byline(text, draft.outlets):
        return False
    if not is_sentence(above):
        return spread or count_words(text) >= _FEWEST_WORDS
    if block.apart or ". " in text[:-1] or text[0] in '“"«‘':
        return False
    # Where no empty line tells, the sentence above may be the article's: only a short one above a name is taken.
    return count_words(text) <= (_SENTENCE_WORDS if spread else _ALONE_WORDS) and (
        spread or may_be_credited(credit.name, draft.outlets)
    )


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
    credit = read_credit(text, draft.outlets)
    return credit.name if credit else ""


def _stub_end(match: re.Match[str], expected: int) -> int:
    """Say where the stub's number ends: "ảnh 12023 congress" is picture 1 of a caption that begins with a year."""
    digits = match["number"]
    if len(digits) <= 2 and (digits == str(expected) or not digits.startswith(str(expected))):
        return match.end("number")
    if digits.startswith(str(expected)):
        return match.start("number") + len(str(expected))
    return 0


@lru_cache(maxsize=4)  # one data file a process, and the tests' own
def _stub_pattern(stub_words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:\s*[-–—]\s*|\s+|^)(?P<stub>{any_of(stub_words)}\s(?P<number>\d{{1,6}}))", re.IGNORECASE)

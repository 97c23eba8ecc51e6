"""Rules for what pictures leave in a text: captions, credits, buttons, the headline as alternative text."""

import re

from indexer.blocks import Block, Tag, comparable, count_words, ends_sentence, join
from indexer.cleaning.bylines import read_bare_names, read_byline
from indexer.cleaning.credits import Credit, may_be_credited, read_credit
from indexer.cleaning.draft import Draft, is_sentence
from indexer.dating.date_lines import read_date_line
from search.schema import Role

_CAPTION_WORDS = 90  # a longer text that ends in a credit is an article's paragraph
_UNCREDITED_WORDS = 40  # likewise for a line under a repeated headline
_CAPTION_SENTENCE = 5  # words: "Photo: The pier at dusk." is a caption; a credit names somebody and ends without a stop
_SENTENCE_WORDS = 25  # of a caption that is a sentence, above a credit on a line of its own
_ALONE_WORDS = 16  # likewise, where no empty line tells that the sentence and the credit belong together
_FEWEST_WORDS = 4  # of a caption, its credit aside
HEAD = 20  # blocks at the top in which a page shows its headline
MARKS = " -–—|/("  # what parts a credit from its caption
_LABEL = 40  # characters that hold a caption's word and what ends it
_LABEL_END = re.compile(r"\s*[:,]\s+")
_CONTROL = 40  # characters of a button's text
_TWO_SENTENCES = re.compile(r"[^\W\d_]{4}[.!?][\"'”’»]?\s+\S")  # of a paragraph; "St." and "Mr." end none
_FIGURES = re.compile(r"\d+")


def _names_source(text: str, draft: Draft) -> bool:
    """Say whether a line of its own names the article's source rather than a picture's: "(Source: VNA)"."""
    label = re.match(r"[(\[]?\s*([^:()\[\]]{1,30}?)\s*:", text)
    return label is not None and comparable(label[1]) in draft.outlets.comparables["source_label"]


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
        elif block.text[: credit.start].strip(MARKS) or above is None:
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
    shown = {comparable(other.text) for other in draft.blocks[:HEAD]}
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
    is_over_text = index + 1 < len(draft.blocks) and is_sentence(draft.blocks[index + 1])
    if draft.headline:
        return is_over_text
    has_headline = any(count_words(other.text) >= _FEWEST_WORDS for other in draft.blocks[:index])
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
        if under_repeat and is_caption_line(blocks, index):
            draft.add_caption(block, credit_of(block.text, draft))
        else:
            kept.append(block)
        under_repeat = False
    draft.blocks = kept


def is_caption_line(blocks: list[Block], index: int) -> bool:
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


def credits_somebody(text: str, draft: Draft) -> bool:
    """Say whether a line is nothing but a credit, and what it names is a person, an outlet or an office."""
    credit = read_credit(text, draft.outlets)
    if credit is None or not credit.is_marked or text[: credit.start].strip(MARKS):
        return False
    return may_be_credited(credit.name, draft.outlets)

"""Rules for what is said about an article behind it: by the editors, of its makers, of rights in it."""

import re
from collections.abc import Callable
from itertools import islice

from indexer.blocks import Block, count_words, ends_sentence
from indexer.cleaning.closing_names import is_credit_line
from indexer.cleaning.draft import Draft, is_sentence
from indexer.knowledge.labels import Labels, label_words

_NOTE_WORDS = 80  # a longer text is an article's own
_PLAIN_WORDS = 3  # words of a phrase that needs no colon behind it to be told from a sentence
_STAFF_WORDS = 60  # the longest lists of names that agencies print
_END = 4  # paragraphs at the end among which notes without a label stand
_LABEL_END = re.compile(r"\W*(?:\([^()]{1,60}\)\s*)?[:|.–—-]")
_STARRED = re.compile(r"\(?[*†‡]{1,3}\)?\s?(?=[^\W\d_])")
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*\s+){1,4}?[^\W\d_a-z][\w.’'-]*(?=\s)")
_PARTS = re.compile(r";|,\s+(?=[a-zé])")
_NAMES = re.compile(r"[\s,:/&.–—-]+")
_SMALL = frozenset(
    {
        "and",
        "và",
        "et",
        "in",
        "from",
        "by",
        "at",
        "à",
        "de",
        "du",
        "des",
        "van",
        "von",
        "der",
        "den",
        "le",
        "la",
        "for",
        "of",
        "with",
        "the",
        "par",
        "en",
        "tại",
        "y",
        "al",
        "bin",
        "avec",
        "also",
    }
)


def editors_notes(draft: Draft) -> None:
    """Drop the editors' notes: "Editor's note: ...", "This article was first published ...", "(*) Names ..."."""
    last = _end_from(draft, _END)
    notes = draft.outlets.labels["furniture.note"]

    def is_note(index: int, block: Block) -> bool:
        starred = _STARRED.match(block.text)
        if starred and index >= last and notes.start(label_words(block.text[starred.end() :])):
            return True
        return _is_labelled(block, notes) and index > 0

    _drop_each(draft, "editors_note", is_note)


def corrections(draft: Draft) -> None:
    """Drop corrections: "Correction: ...", "This story has been corrected to say ..."."""
    phrases = draft.outlets.labels["furniture.correction"]
    _drop_each(draft, "correction", lambda index, block: index > 0 and _is_labelled(block, phrases))


def staff_lines(draft: Draft) -> None:
    """Drop lines of those who helped: "(Reporting by Ana Duarte; editing by Leo Park)"; they say no more than names."""
    phrases = draft.outlets.labels["furniture.staff"]
    first = next((index for index, block in enumerate(draft.blocks) if is_sentence(block)), len(draft.blocks))

    def is_staff(index: int, block: Block) -> bool:
        text = block.text.strip("()[] .")
        if index <= first or len(text) > _STAFF_WORDS * 10:
            return False
        if not phrases.opens(text) or not _is_list_of_names(text, phrases):
            return False
        return not is_credit_line(block.text, draft)  # which may say who the author is

    _drop_each(draft, "staff_line", is_staff)


def legal_lines(draft: Draft) -> None:
    """Drop, among the last lines, what says what may be done with the text and whose opinion it is."""
    last = _end_from(draft, _END)
    phrases = draft.outlets.labels["furniture.legal"]

    def is_legal(index: int, block: Block) -> bool:
        return (
            index >= last
            and len(block.text) < _NOTE_WORDS * 8
            and block.text[0] not in '"“«‘'
            and phrases.may_be_in(block.text)
            and phrases.within(label_words(block.text))
        )

    _drop_each(draft, "legal_line", is_legal)


def biographies(draft: Draft) -> None:
    """Drop what says, among the last paragraphs, that somebody is a reporter, a writer, an editor.

    Whoever the article itself speaks of is no author.
    """
    last = _end_from(draft, _END)
    labels = draft.outlets.labels

    def is_biography(index: int, block: Block) -> bool:
        if index < max(last, 1) or not ends_sentence(block.text) or count_words(block.text) > _NOTE_WORDS:
            return False
        name = _NAME.match(block.text)
        if not name:
            return False
        words = label_words(block.text[name.end() :])
        if not labels["furniture.author_is"].start(words) or not labels["furniture.author_works"].within(words[:24]):
            return False
        surname = label_words(name.group())[-1].removesuffix("'s")
        return not any(
            surname in label_words(other.text) for other in draft.blocks[:index] if count_words(other.text) > _END * 2
        )

    _drop_each(draft, "author_biography", is_biography)


def _drop_each(draft: Draft, rule: str, matches: Callable[[int, Block], bool]) -> None:
    kept: list[Block] = []
    is_open = False  # a note was broken into lines, and its next one goes on with it
    for index, block in enumerate(draft.blocks):
        if (is_open and not block.apart and block.text[0].islower()) or matches(index, block):
            draft.drop(block, rule)
            is_open = not ends_sentence(block.text)
        else:
            is_open = False
            kept.append(block)
    draft.blocks = kept


def _end_from(draft: Draft, paragraphs: int) -> int:
    """Say where the last so many paragraphs begin; the first paragraph of a text is none of them."""
    blocks = draft.blocks
    first = next((index for index, block in enumerate(blocks) if is_sentence(block)), len(blocks))
    last = islice((index for index in range(len(blocks) - 1, first, -1) if is_sentence(blocks[index])), paragraphs)
    return min(last, default=min(first + 1, len(blocks)))


def _is_labelled(block: Block, phrases: Labels) -> bool:
    """Say whether a block begins with a phrase that is long enough to be told, or with a short one and a colon."""
    length = phrases.opens(block.text)
    if not length or count_words(block.text) > _NOTE_WORDS:
        return False
    start = block.text[:90].lstrip("([*_ ")
    if length >= _PLAIN_WORDS:
        return True
    end = 0
    for number, match in enumerate(re.finditer(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", start), 1):
        end = match.end()
        if number == length:
            break
    return _LABEL_END.match(start[end:]) is not None and len(block.text) > end + 2


def _is_list_of_names(text: str, phrases: Labels) -> bool:
    """Say whether each part of a line is a phrase such as "Editing by" and names."""
    for part in _PARTS.split(text):
        words = label_words(part)
        at = 1 if words and words[0] in _SMALL else 0
        length = phrases.start(words, at)
        names = [word for word in _NAMES.split(part) if word][at + length :]
        if not names or not all(
            name[0].isupper() or name.casefold() in _SMALL or phrases.within((name.casefold(),)) for name in names
        ):
            return False
    return True

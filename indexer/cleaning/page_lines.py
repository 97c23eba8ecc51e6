"""The lines above the first paragraph of a plain text: what each may be, before one is taken for the headline."""

import re
from collections import defaultdict
from collections.abc import Sequence

from indexer.blocks import Block, comparable, count_words, ends_sentence
from indexer.cleaning.bylines import read_byline
from indexer.cleaning.caption_stubs import headline_of_stub
from indexer.cleaning.credits import read_credit
from indexer.cleaning.draft import Draft, is_sentence
from indexer.cleaning.outlet_names import is_name, is_outlet_like, without_home_page
from indexer.cleaning.page_frame import breadcrumb_end, is_announced, is_frame, is_notice
from indexer.cleaning.page_kinds import Kind, Line
from indexer.cleaning.sign_offs import source_line
from indexer.cleaning.site_names import suffix_of
from indexer.cleaning.text_words import Words
from indexer.cleaning.told_lines import is_sure_byline, is_told_with_date
from indexer.dating.date_lines import DateLine, read_date_line
from indexer.dating.dates import find_dates

_DEEPEST = 400  # blocks above the first paragraph; menus of real pages have up to 250
_HEADLINE_WORDS = 35  # a longer line is a paragraph
_PARAGRAPH_WORDS = 24  # a line of so many words under another is one even if no stop ends it
_QUESTION_WORDS = 20  # of a headline that ends as a question does, "Why do the growers wait?", at most
_ENDS_HEADLINE = re.compile(r"(?:[?!…]|\.{3})[\"'”’»)]*$")  # a full stop ends sentences only; these end headlines too
_SAMPLE = 4_000  # characters of the body whose words are held against a headline's
_KEY = 12  # characters by which repeats of a line are looked up
_ALIKE = 50  # lines that begin alike and are looked at: enough to see a repeat, few enough for any document
_COMPARED = 160  # characters of a line that are compared
_DATE_WORDS = 12  # "Published 9:40 pm ET Tuesday, May 3, 2011" has eight
_LABELLED_WORDS, _UNLABELLED_WORDS = 6, 3  # words beside the date in such a line, with a label and without one
_YEAR = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)")
_MENU, _ENTRY_WORDS = 5, 3  # so many lines of so few words one under the other are a menu
_NAMED = (
    0.4  # share of a line's words in the body from which it may be a headline though it looks like an outlet's name
)
_WORD = re.compile(r"\w+")
_NAMES = 9  # words: two authors with four names each
_ROLE = re.compile(r"\s+[-–—|•]\s+|,\s+")
_LABEL = re.compile(r"([^\W\d_][^:,]{2,24}?)\s?[:,]")
_DIGIT = re.compile(r"\d")


class Text:
    """A plain text as the choice of its headline sees it.

    Args:
        draft: with all its blocks.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.outlets = draft.outlets
        self.lead = self._first_paragraph(draft.blocks)
        self.body = self._words_of(draft.blocks[self.lead :])
        self._starts: dict[str, list[str]] = defaultdict(list)
        for block in draft.blocks:
            # As `count` compares them, but each only when it is asked for: hardly any is.
            if len(alike := self._starts[_key(block.text)]) < _ALIKE:
                alike.append(block.text[:_COMPARED])
        for block in draft.blocks[: self.lead]:
            if end := breadcrumb_end(block.text, draft.outlets):
                last = block.text[end : end + _COMPARED]
                self._starts[_key(last)].append(last)
        self.lines = [self._line(block) for block in draft.blocks[: self.lead]]
        self.has_frame = any(line.kind in (Kind.FRAME, Kind.TEASER) for line in self.lines)

    def count(self, text: str) -> int:
        """Count the lines that are, or begin with, a text."""
        start = comparable(text[:_COMPARED])
        return sum(comparable(line).startswith(start) for line in self._starts.get(start[:_KEY], ()))

    def overlap(self, text: str) -> float:
        """Give the share of a text's words that the body has too; short and very common ones aside."""
        common = self._draft.outlets.languages.common
        words = [word for word in _WORD.findall(comparable(text)) if len(word) > 2 and word not in common]
        return sum(word in self.body for word in words) / len(words) if words else 0.0

    def is_masthead(self, index: int, name: str) -> bool:
        """Say whether a name above the headline is the paper's: on top of everything, and no entry of a menu.

        Args:
            index: of its line.
            name: what the line says.
        """
        outlets = self._draft.outlets
        if any(line.kind is not Kind.FRAME for line in self.lines[:index]):
            return False
        if not index and is_outlet_like(name, outlets):
            return True
        below = self.lines[index + 1 : index + 1 + _MENU]
        if len(below) == _MENU and all(count_words(line.block.text) <= _ENTRY_WORDS for line in below):
            return False
        if is_outlet_like(name, outlets):
            return True
        never = outlets.comparables["outlet_names.never"]
        words = comparable(name).split()
        is_bare_name = len(words) > 1 and is_name(name, outlets) and not any(word in never for word in words)
        return not index and is_bare_name and not outlets.place(name) and self.overlap(name) == 0

    def date(self, text: str) -> DateLine | None:
        """Read a line that is nothing but a date."""
        return read_date_line(text, self._draft.outlets.languages, day_first=self._draft.day_first)

    def says_today(self, text: str) -> bool:
        """Say whether a date line says that it is the visit's."""
        return _begins(text, self._draft.outlets.comparables["page_head.today"])

    def says_published(self, text: str) -> bool:
        """Say whether a date line says that it is the article's."""
        return _begins(text, self._draft.outlets.comparables["page_head.published"])

    def _first_paragraph(self, blocks: Sequence[Block]) -> int:
        """Say where the first paragraph is; notices to the site's visitor are none."""
        for index, block in enumerate(blocks[:_DEEPEST]):
            words = count_words(block.text)
            is_question = words <= _QUESTION_WORDS and _ENDS_HEADLINE.search(block.text) is not None
            if (
                (
                    (index and words >= _PARAGRAPH_WORDS and _is_prose(block.text))
                    or (is_sentence(block) and not is_question)
                )
                and not is_notice(block.text, self._draft.outlets)
                and not is_frame(block.text, self._draft.outlets)
            ):
                return index
        return 0

    def _words_of(self, blocks: Sequence[Block]) -> Words:
        sample: list[str] = []
        length = 0
        for block in blocks:
            if is_sentence(block):
                sample.append(block.text[:_SAMPLE])
                length += len(sample[-1])
                if length > _SAMPLE:
                    break
        return Words(" ".join(sample))

    def _line(self, block: Block) -> Line:
        text, outlets = block.text, self._draft.outlets
        if _DIGIT.search(text) and self.date(text):
            return Line(block, Kind.DATE)
        if outlets.is_phrase("page_head.teasers", text.strip(" :.!•")):
            return Line(block, Kind.TEASER)
        if is_frame(text, outlets):
            return Line(block, Kind.FRAME)
        if outlets.canonical(without_home_page(text)) or source_line(text, outlets):
            return Line(block, Kind.OUTLET)
        byline = read_byline(text, outlets)
        if byline and not byline.is_doubtful:
            return Line(block, Kind.BYLINE)
        if is_told_with_date(text, outlets) or (self.count(text) == 1 and is_sure_byline(text, outlets)):
            return Line(block, Kind.BYLINE)
        if _DIGIT.search(text) and headline_of_stub(block, self._draft):
            return Line(block, Kind.OTHER)
        label = _LABEL.match(text)
        if label and comparable(label[1]) in outlets.comparables["pictures.labels"]:
            return Line(block, Kind.OTHER)
        if "©" in text or not self._is_headline_like(text) or self._is_dated(text) or self._is_credited(text):
            return Line(block, Kind.OTHER)
        suffix = suffix_of(text, outlets, self.body, lambda head: self.count(head) > 1)
        if is_outlet_like(without_home_page(text), outlets) and self.overlap(text) < _NAMED:
            return Line(block, Kind.OTHER)
        if suffix and ends_sentence(text[: suffix.start]) and not _ENDS_HEADLINE.search(text[: suffix.start]):
            return Line(block, Kind.OTHER)  # a caption and its credit: "The pier at dusk. | marlow.example"
        is_doubtful = is_announced(text, outlets) or is_notice(text, outlets)
        return Line(block, Kind.HEADLINE, suffix, is_doubtful, self._is_person(text))

    def _is_person(self, text: str) -> bool:
        """Say whether a line is nothing but names, perhaps with a role: "Ana Duarte and Jan Meer - Editors"."""
        words = _ROLE.split(text, maxsplit=1)[0].split()
        small = self._draft.outlets.comparables["bylines.particles"]
        return (
            2 <= len(words) <= _NAMES
            and not text.isupper()
            and all(word[0].isupper() or comparable(word) in small for word in words)
            and self.overlap(text) < _NAMED
        )

    def _is_dated(self, text: str) -> bool:
        """Say whether a line is mostly a date, though not one that is read: "First published Thu 3 Aug 2017 23.45"."""
        if not _YEAR.search(text) or count_words(text) > _DATE_WORDS:
            return False
        found = [date for date in find_dates(text, self._draft.outlets.languages) if date.year is not None]
        rest = text
        for date in reversed(found):
            rest = rest[: date.start] + rest[date.end :]
        words = sum(word.isalpha() for word in _WORD.findall(rest))
        return bool(found) and words <= (_LABELLED_WORDS if self.says_published(text) else _UNLABELLED_WORDS)

    def _is_credited(self, text: str) -> bool:
        """Say whether a text ends in a photograph's credit that says so; "A headline | VnExpress" is none."""
        credit = read_credit(text, self._draft.outlets)
        return credit is not None and credit.is_marked

    def _is_headline_like(self, text: str) -> bool:
        return (
            count_words(text) <= _HEADLINE_WORDS
            and not (ends_sentence(text) and not _ENDS_HEADLINE.search(text))
            and not text.endswith((":", ",", ";"))
            and text.count(". ") < 2
            and not (is_notice(text, self._draft.outlets) and (ends_sentence(text) or "cookie" in text.casefold()))
        )


def _key(text: str) -> str:
    """Give the start of what `comparable` gives for a text."""
    start = text[: _KEY + 1]
    return start[:_KEY].replace("`", "'").lower() if start.isascii() else comparable(start)[:_KEY]


def _is_prose(text: str) -> bool:
    """Say whether most words begin with small letters, unlike those of a menu."""
    words = text.split()
    return sum(word[0].islower() for word in words) > len(words) / 2


def _begins(text: str, labels: frozenset[str]) -> bool:
    words = comparable(text[:_COMPARED]).replace(",", " ").replace(":", " ").split()
    return any(" ".join(words[:count]) in labels for count in (1, 2, 3))

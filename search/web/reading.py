"""An article laid out for reading: the query's words marked, and an anchor where each passage begins."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from search.query import Span
from search.results import StoredArticle
from search.schema import Caption, Kind
from search.web.account import Row, rows
from search.web.marks import mark

_BODY = frozenset({Kind.LEAD, Kind.BODY})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a paragraph.

    Args:
        anchor: the id of the place, where a passage begins here; or empty.
        html: the text, escaped and marked.
    """

    anchor: str
    html: Markup


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A heading, marked (empty before the first), and its paragraphs, each as stretches."""

    heading: Markup
    paragraphs: tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True, slots=True)
class ReadCaption:
    """A picture's caption, marked.

    Args:
        anchor: the id of the place.
        html: the text, escaped and marked.
        credit: who is credited.
    """

    anchor: str
    html: Markup
    credit: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An article laid out for reading.

    Args:
        title: marked.
        title_anchor: the id of the headline's place, or empty where no passage is the headline.
        byline: the names and what they are said to be, marked.
        byline_anchor: likewise of the byline.
        sections: the body.
        captions: the pictures' captions.
        account: what each line of the raw document became.
    """

    title: Markup
    title_anchor: str
    byline: Markup
    byline_anchor: str
    sections: tuple[ReadSection, ...]
    captions: tuple[ReadCaption, ...]
    account: tuple[Row, ...]


def lay_out(stored: StoredArticle) -> Reading:
    """Lay an article out for reading.

    Args:
        stored: the article with its passages, and per passage what to mark.
    """
    article = stored.article
    places = _Places(stored)
    numbers = iter(range(len(article.paragraphs)))
    sections = []
    for section in article.sections:
        own = [next(numbers) for _ in section.paragraphs]
        heading = [span for number in own for span in places.headings.get(number, ())]
        paragraphs = tuple(
            tuple(places.stretches(number, text)) for number, text in zip(own, section.paragraphs, strict=True)
        )
        sections.append(ReadSection(mark(section.heading, heading), paragraphs))
    title_anchor, _ = places.first(Kind.TITLE)
    byline = ", ".join(filter(None, (article.byline, article.byline_role)))
    byline_anchor, byline_spans = places.first(Kind.BYLINE, byline)
    return Reading(
        title=mark(article.display_title, stored.title_highlights),
        title_anchor=title_anchor,
        byline=mark(byline, byline_spans),
        byline_anchor=byline_anchor,
        sections=tuple(sections),
        captions=tuple(places.caption(number, caption) for number, caption in enumerate(article.captions)),
        account=tuple(rows(article)),
    )


class _Places:
    """Where passages begin and what is marked, by paragraph and by caption.

    Args:
        stored: the article with its passages.
    """

    def __init__(self, stored: StoredArticle) -> None:
        self._passages = stored.passages
        self._highlights = stored.highlights or ((),) * len(stored.passages)
        self._paragraphs = stored.article.paragraphs
        self._starts: dict[int, dict[int, str]] = {}
        self._spans: dict[int, list[Span]] = {}
        self._captions: dict[int, int] = {}
        self.headings: dict[int, tuple[Span, ...]] = {}
        sections = stored.section_highlights or ((),) * len(stored.passages)
        for number, (passage, spans) in enumerate(zip(self._passages, self._highlights, strict=True)):
            if passage.kind is Kind.CAPTION:
                self._captions.setdefault(passage.paragraph, number)
            if passage.kind not in _BODY:
                continue
            self._starts.setdefault(passage.paragraph, {})[passage.offset] = f"p-{number}"
            self.headings[passage.paragraph] = sections[number]
            for paragraph, begin, end, shift in self._parts(passage.paragraph, passage.offset, len(passage.text)):
                clipped = [(max(a, begin) + shift, min(b, end) + shift) for a, b in spans if a < end and b > begin]
                self._spans.setdefault(paragraph, []).extend(clipped)

    def _parts(self, paragraph: int, offset: int, length: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield per paragraph of a passage: its number, where in the passage its part begins and ends, and the shift.

        Adding the shift to an offset into the passage's text gives the offset into the paragraph. Paragraphs are
        joined by one newline in the passage.
        """
        begin = 0
        while begin < length and paragraph < len(self._paragraphs):
            end = min(length, begin + len(self._paragraphs[paragraph]) - offset)
            yield paragraph, begin, end, offset - begin
            begin, paragraph, offset = end + 1, paragraph + 1, 0

    def stretches(self, number: int, text: str) -> Iterator[Stretch]:
        """Yield a paragraph in the parts that passages begin; the first part has no anchor if none begins there."""
        starts = {0: ""} | self._starts.get(number, {})
        spans = self._spans.get(number, [])
        ends = [*sorted(starts)[1:], len(text)]
        for (begin, anchor), end in zip(sorted(starts.items()), ends, strict=True):
            inside = [(a - begin, b - begin) for a, b in spans if a < end and b > begin]
            yield Stretch(anchor, mark(text[begin:end], inside))

    def caption(self, number: int, caption: Caption) -> ReadCaption:
        """Give a caption with its marks; no anchor where no passage is made of it."""
        index = self._captions.get(number)
        if index is None:
            return ReadCaption("", mark(caption.text), caption.credit)
        inside = self._highlights[index] if self._passages[index].text == caption.text else ()
        return ReadCaption(f"p-{index}", mark(caption.text, inside), caption.credit)

    def first(self, kind: Kind, text: str = "") -> tuple[str, tuple[Span, ...]]:
        """Give the anchor and the marks of the first passage of a kind; marks only where `text` begins with it."""
        for number, (passage, spans) in enumerate(zip(self._passages, self._highlights, strict=True)):
            if passage.kind is kind:
                return f"p-{number}", spans if text.startswith(passage.text) else ()
        return "", ()

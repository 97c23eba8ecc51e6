"""An article laid out for reading: the query's words marked and numbered, and an anchor for each place to link to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from search.permalinks import Found
from search.query import Span
from search.results import StoredArticle
from search.schema import Kind
from search.web.anchors import Anchor, anchors_of
from search.web.marked_places import NUMBERED, Map, PlaceMarker
from search.web.marks import Steps, mark

_BODY = frozenset({Kind.LEAD, Kind.BODY})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a paragraph, or the whole; a headline, a byline or a caption.

    Args:
        anchor: of the place where it begins.
        html: the text, escaped and marked.
    """

    anchor: Anchor
    html: Markup


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A heading, marked (empty before the first), and its paragraphs, each as stretches."""

    heading: Markup
    paragraphs: tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article laid out for reading.

    Args:
        title: the headline, or what is shown in its place.
        byline: the names and what they are said to be.
        sections: the body.
        captions: each caption with who is credited.
        map: where the marked places lie.
    """

    title: Stretch
    byline: Stretch
    sections: tuple[ReadSection, ...]
    captions: tuple[tuple[Stretch, str], ...]
    map: Map


def lay_out(stored: StoredArticle, steps: Callable[[int], Steps], linked: Found | None = None) -> Reading:
    """Lay an article out for reading.

    Args:
        stored: the article with its passages, and per passage what to mark.
        steps: makes what stands behind each marked place, of how many have a number.
        linked: where the link that was followed leads, if it names a passage.
    """
    layout = _Layout(stored, linked)
    counted = PlaceMarker()
    layout.read(counted)
    return layout.read(PlaceMarker(steps(min(len(counted.map().places), NUMBERED))))


class _Layout:
    """Where places begin and what is marked, by paragraph and by caption.

    Args:
        stored: the article with its passages.
        linked: where the link that was followed leads.
    """

    def __init__(self, stored: StoredArticle, linked: Found | None) -> None:
        self._stored = stored
        self._passages = stored.passages
        self._highlights = stored.highlights or ((),) * len(stored.passages)
        self._paragraphs = stored.article.paragraphs
        self._spans: dict[int, list[Span]] = {}
        self._headings: dict[int, tuple[Span, ...]] = {}
        self._anchors = anchors_of(stored, linked)
        sections = stored.section_highlights or ((),) * len(stored.passages)
        for number, (passage, spans) in enumerate(zip(self._passages, self._highlights, strict=True)):
            if passage.kind not in _BODY:
                continue
            self._headings[passage.paragraph] = sections[number]
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

    def read(self, marker: PlaceMarker) -> Reading:
        """Lay the article out, in the order of reading."""
        article = self._stored.article
        title = mark(article.display_title, self._stored.title_highlights)
        names = ", ".join(filter(None, (article.byline, article.byline_role)))
        byline = marker.mark(Kind.BYLINE, 0, names, self._first_spans(Kind.BYLINE, names))
        sections = []
        first = 0
        for section in article.sections:
            own = range(first, first + len(section.paragraphs))
            spans = [span for number in own for span in self._headings.get(number, ())]
            heading = marker.mark(Kind.BODY, first, section.heading, spans)
            paragraphs = tuple(tuple(self._stretches(number, marker)) for number in own)
            sections.append(ReadSection(heading, paragraphs))
            first = own.stop
        captions = tuple(self._caption(number, marker) for number in range(len(article.captions)))
        return Reading(
            Stretch(self._anchor(Kind.TITLE), title),
            Stretch(self._anchor(Kind.BYLINE), byline),
            tuple(sections),
            captions,
            marker.map(),
        )

    def _stretches(self, number: int, marker: PlaceMarker) -> Iterator[Stretch]:
        """Yield a paragraph in the parts that passages, or a link, begin."""
        text = self._paragraphs[number]
        starts = self._anchors[Kind.BODY, number]
        spans = self._spans.get(number, [])
        ends = [*sorted(starts)[1:], len(text)]
        for (begin, anchor), end in zip(sorted(starts.items()), ends, strict=True):
            inside = [(a - begin, b - begin) for a, b in spans if a < end and b > begin]
            yield Stretch(anchor, marker.mark(Kind.BODY, number, text[begin:end], inside))

    def _caption(self, number: int, marker: PlaceMarker) -> tuple[Stretch, str]:
        """Give a caption with its marks, and its credit."""
        caption = self._stored.article.captions[number]
        spans: tuple[Span, ...] = ()
        for passage, highlights in zip(self._passages, self._highlights, strict=True):
            if passage.kind is Kind.CAPTION and passage.paragraph == number and passage.text == caption.text:
                spans = highlights
        html = marker.mark(Kind.CAPTION, number, caption.text, spans)
        return Stretch(self._anchor(Kind.CAPTION, number), html), caption.credit

    def _anchor(self, part: Kind, index: int = 0) -> Anchor:
        return self._anchors.get((part, index), {}).get(0, Anchor())

    def _first_spans(self, kind: Kind, text: str) -> tuple[Span, ...]:
        """Give the marks of the first passage of a kind, where `text` begins with it."""
        for passage, spans in zip(self._passages, self._highlights, strict=True):
            if passage.kind is kind:
                return spans if text.startswith(passage.text) else ()
        return ()

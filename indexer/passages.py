"""From an article to passages: whole paragraphs packed to about 100 words, never across a heading."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.blocks import UNSPACED_WORD, count_words
from indexer.errors import Rejection
from indexer.sentences import sentences
from search.analysis import words as tokens
from search.schema import Article, Kind, Passage

TARGET = 100  # words: two or three paragraphs of news; enough for a reader to judge, little enough to read
SHORTEST = 60  # words: shorter passages rank by chance
LONGEST = 150  # words
_GROUP = 12  # words under which neighbours are joined before packing, so that it stays linear for one-word lines
_LONGEST_SENTENCE = 250  # words: a longer "sentence" is a list or a table, and is cut between words
_LONGEST_STRETCH = 12 * TARGET  # characters in which that many words are looked for
# Words: no headline, heading, caption or byline has so many. These are not split, a heading is kept with every passage
# under it, and an index takes some 60,000 words of a passage at the most.
_LONGEST_LINE = 5_000
_SHORT_COST = 10_000  # makes any packing without a short passage better than any with one


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is packed: neighbouring paragraphs, or neighbouring sentences of one paragraph."""

    start: int
    end: int
    words: int


def passages(article: Article) -> Iterator[Passage]:
    """Yield the passages of an article: title, lead, body, captions, byline.

    The words of a heading are found through `section` of the passages under it.

    Raises:
        Rejection: its title, a heading, a caption or its byline is longer than any is.
    """
    _check_lines(article)
    if article.title:
        yield Passage(Kind.TITLE, "", article.title)
    first = 0
    kind = Kind.LEAD
    for section in article.sections:
        for text, paragraph, offset in _section(section.paragraphs):
            yield Passage(kind, section.heading, text, first + paragraph, offset)
            kind = Kind.BODY
        first += len(section.paragraphs)
    for number, caption in enumerate(article.captions):
        yield Passage(Kind.CAPTION, "", caption.text, number)
    if article.byline:
        role = f", {article.byline_role}" if article.byline_role else ""
        yield Passage(Kind.BYLINE, "", article.byline + role)


def _check_lines(article: Article) -> None:
    lines = [("title", article.title), ("byline", article.byline), ("byline", article.byline_role)]
    lines += (("heading", heading) for heading in article.headings)
    lines += (("caption", caption.text) for caption in article.captions)
    for what, text in lines:
        count = len(tokens(text)) if len(text) > _LONGEST_LINE else 0  # fewer characters are never too many words
        if count > _LONGEST_LINE:
            raise Rejection(
                f"its {what} “{text[:40]}…” has {count:,} words, expected at most {_LONGEST_LINE:,}: "
                "part it into paragraphs"
            )


def _section(paragraphs: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield text, index of the first paragraph and offset in it, for each passage of a section."""
    units: list[_Unit] = []
    for number, paragraph in enumerate(paragraphs):
        words = count_words(paragraph)
        if words <= LONGEST:
            units.append(_Unit(number, number + 1, words))
            continue
        for unit in _pack(units):
            yield "\n".join(paragraphs[unit.start : unit.end]), unit.start, 0
        units = []
        for unit in _pack(_pieces(paragraph)):
            yield paragraph[unit.start : unit.end], number, unit.start
    for unit in _pack(units):
        yield "\n".join(paragraphs[unit.start : unit.end]), unit.start, 0


def _pieces(paragraph: str) -> Iterator[_Unit]:
    """Part a long paragraph into sentences, and what is no sentence into stretches of `TARGET` words."""
    for start, end in sentences(paragraph):
        words = count_words(paragraph[start:end])
        if words <= _LONGEST_SENTENCE:
            yield _Unit(start, end, words)
            continue
        while start < end:
            cut = start
            for _ in range(TARGET):
                cut = paragraph.find(" ", cut + 1, min(end, start + _LONGEST_STRETCH))
                if cut < 0:
                    cut = min(end, start + UNSPACED_WORD * TARGET)
                    break
            yield _Unit(start, cut, count_words(paragraph[start:cut]))
            start = cut + (paragraph[cut : cut + 1] == " ")


def _pack(units: Iterable[_Unit]) -> Iterator[_Unit]:
    """Join neighbours so that few passages are short and most are near `TARGET`: the cheapest of all ways.

    `best[i]` is the least cost of packing the first i units; a passage reaches back only as far as `LONGEST` words.
    """
    units = list(_grouped(units))
    best: list[float] = [0.0]
    breaks = [0]
    for end in range(1, len(units) + 1):
        words = 0
        cheapest, at = float("inf"), end - 1
        for start in range(end - 1, -1, -1):
            words += units[start].words
            if words > LONGEST and start < end - 1:
                break
            cost = best[start] + (words - TARGET) ** 2 + (_SHORT_COST if words < SHORTEST else 0)
            if cost < cheapest:
                cheapest, at = cost, start
        best.append(cheapest)
        breaks.append(at)
    packed = []
    end = len(units)
    while end:
        start = breaks[end]
        packed.append(_Unit(units[start].start, units[end - 1].end, 0))
        end = start
    yield from reversed(packed)


def _grouped(units: Iterable[_Unit]) -> Iterator[_Unit]:
    group: _Unit | None = None
    for unit in units:
        if group and group.words + unit.words <= _GROUP:
            group = _Unit(group.start, unit.end, group.words + unit.words)
            continue
        if group:
            yield group
        group = unit
    if group:
        yield group

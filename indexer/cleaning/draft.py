"""The article while cleaning works on it: what is left of the raw document, and what was found and dropped so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from indexer.blocks import Block, comparable, count_words, ends_sentence
from indexer.dating.date_lines import DateLine
from indexer.knowledge.outlets import Outlets
from search.schema import Caption, Role

_QUOTED = 80  # characters of a line quoted as evidence: enough to find it
_KEPT, _KEPT_LENGTH = 1_024, 1_000  # blocks that are remembered, and characters of the longest: some 2 MB at most
_SENTENCE_WORDS = 8  # a line that ends as a sentence and has so many words is body text, whatever else it resembles


@dataclass(frozen=True, slots=True)
class Found:
    """A value read from the raw document.

    Args:
        value: empty if there is none.
        evidence: the words it was read from, and where.
    """

    value: str = ""
    evidence: str = ""

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date line and where it was read.

    Args:
        date: what it says.
        evidence: its words, and where they stand.
        line: its line in the raw document; 0 where it does not stand in the text.
        in_dateline: True where the paragraph that it opens is dated by it: "PARIS, January 7, 2022 (AFP) - ".
    """

    date: DateLine
    evidence: str
    line: int = 0
    in_dateline: bool = False


@dataclass(frozen=True, slots=True)
class PlacedCaption:
    """A caption and the line it was read from."""

    line: int
    caption: Caption


@dataclass(frozen=True, slots=True)
class Taken:
    """A block that a rule took, or a part of one.

    Args:
        block: what was taken.
        role: what it is.
        rule: the rule that dropped it; empty for every other role.
        value: the title, date, source or byline that was read in it, to see in the end whether that is the article's.
        index: of the paragraph, heading or caption that it is.
    """

    block: Block
    role: Role
    rule: str = ""
    value: str = ""
    index: int = 0


@dataclass(slots=True)
class Draft:
    """What cleaning works on; every rule takes from `blocks` and adds to the rest.

    A rule that takes a block, or a part of one, records it with `drop`, `take` or `add_caption`: nothing vanishes.

    Args:
        blocks: what no rule has taken yet, in order. What is left in the end is the body.
        outlets: what is known of outlets and boilerplate.
        day_first: True where 07/01/2022 is 7 January in the text's language, or as its outlet writes; False where it is
            1 July; None where nothing tells.
        title: the headline, from the page's metadata, an override or the text.
        headline: the headline as the text itself shows it, to recognise its repeats; may differ from `title`.
        is_headless: True where the text was searched for a headline and has none.
        author: whom the page's metadata names, to recognise the line that shows it.
        stated: date lines of the text, in order.
        sign_off: the source that a last line names.
        masthead: the source that a line at the top or an imprint names.
        prefix: the source that the agency prefix names.
        byline: who wrote it.
        role: what the byline says they are.
        place: the dateline's.
        captions: pictures' captions.
        taken: what rules took out of `blocks`, each piece once.
    """

    blocks: list[Block]
    outlets: Outlets
    day_first: bool | None = None
    title: Found = field(default_factory=Found)
    headline: str = ""
    is_headless: bool = False
    author: str = ""
    stated: list[StatedDate] = field(default_factory=list)
    sign_off: Found = field(default_factory=Found)
    masthead: Found = field(default_factory=Found)
    prefix: Found = field(default_factory=Found)
    byline: Found = field(default_factory=Found)
    role: str = ""
    place: Found = field(default_factory=Found)
    captions: list[PlacedCaption] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)

    def drop(self, block: Block, rule: str) -> None:
        """Record a block, or a part of one, as dropped by a rule; taking it out of `blocks` is the rule's part."""
        if block.text:
            self.taken.append(Taken(block, Role.DROPPED, rule))

    def take(self, block: Block, role: Role, value: str = "") -> None:
        """Record a block, or a part of one, in which a value was read; likewise."""
        if block.text:
            self.taken.append(Taken(block, role, value=value))

    def drop_where(self, rule: str, matches: Callable[[Block], bool]) -> None:
        """Drop every block that matches."""
        kept = []
        for block in self.blocks:
            if matches(block):
                self.drop(block, rule)
            else:
                kept.append(block)
        self.blocks = kept

    def add_caption(self, block: Block, credit: str) -> None:
        """Keep a caption."""
        self.taken.append(Taken(block, Role.CAPTION, index=len(self.captions)))
        self.captions.append(PlacedCaption(block.line, Caption(block.text, credit)))

    def repeats_headline(self, text: str) -> bool:
        """Say whether a text is the headline again."""
        longest = 2 * max(len(self.title.value), len(self.headline))
        return len(text) <= longest and comparable(text) in _comparables(self.title.value, self.headline)


Rule = Callable[[Draft], None]


@lru_cache(maxsize=2)  # asked for every line of an article, with the same headline
def _comparables(*texts: str) -> frozenset[str]:
    return frozenset(map(comparable, texts))


def quoted(text: str, line: int) -> str:
    """Write evidence: the words and their line, '"January 07, 2022" on line 3'."""
    shown = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return f'"{shown}" on line {line}'


def is_sentence(block: Block) -> bool:
    """Say whether a block is surely body text: it ends as a sentence does and isn't short."""
    # Nearly every rule asks it of every block; long texts are not remembered, for they would fill the memory.
    text = block.text
    return _is_short_sentence(text) if len(text) <= _KEPT_LENGTH else _is_sentence(text)


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) and count_words(text) >= _SENTENCE_WORDS


_is_short_sentence = lru_cache(maxsize=_KEPT)(_is_sentence)

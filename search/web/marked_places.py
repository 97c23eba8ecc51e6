"""The marked places of an article: numbered, so that a reader can step through them, and mapped, to see where they lie.

The headline's marks are none of them: it stands at the top of the page, and a heading's text must hold no controls.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from search.query import Span
from search.schema import Kind
from search.web.marks import Steps, joined, mark_places

NUMBERED = 500  # places that can be stepped through; whoever has more of them wants a narrower query
HEIGHT = 1000  # units of the map, from the first character to the last: as fine as a screen can show it


@dataclass(frozen=True, slots=True)
class Place:
    """A marked place.

    Args:
        part: BYLINE, BODY or CAPTION; a heading's is that of the paragraph under it.
        index: of the paragraph or of the caption, from 0; 0 otherwise.
        at: how far down the article it lies, 0 to HEIGHT.
    """

    part: Kind
    index: int
    at: int


@dataclass(frozen=True, slots=True)
class Map:
    """Where in an article its marked places lie.

    Args:
        places: all of them, in the order of reading.
        blocks: (start, end) of each text of the article, 0 to HEIGHT.
    """

    places: tuple[Place, ...] = ()
    blocks: tuple[tuple[int, int], ...] = ()

    @property
    def numbered(self) -> int:
        """How many of the places have a number."""
        return min(len(self.places), NUMBERED)

    @property
    def marks_path(self) -> str:
        """The places as the path of an SVG drawing 10 wide and HEIGHT high: a line for each that can be told apart."""
        return "".join(f"M0 {at}h10" for at in dict.fromkeys(place.at for place in self.places))

    @property
    def blocks_path(self) -> str:
        """The texts as the path of the same drawing."""
        return "".join(f"M0 {start}h10V{end}h-10z" for start, end in self.blocks)

    def numbers(self, part: Kind) -> list[int]:
        """Give the numbers, from 1, of the paragraphs or captions that have marked places."""
        return list(dict.fromkeys(place.index + 1 for place in self.places if place.part is part))


@dataclass(slots=True)
class PlaceMarker:
    """Marks the texts of an article, which it is given in the order of reading, and remembers where the places lie.

    Args:
        steps: what stands behind each numbered place; None where the places are only to be counted.
    """

    steps: Steps | None = None
    _length: int = 0
    _places: list[tuple[Kind, int, int]] = field(default_factory=list)
    _blocks: list[Span] = field(default_factory=list)

    def mark(self, part: Kind, index: int, text: str, spans: Sequence[Span]) -> Markup:
        """Give a text as HTML, its spans marked.

        Args:
            part: as of a place.
            index: as of a place.
            text: its words.
            spans: what to mark.
        """
        merged = joined(spans, len(text))
        html = mark_places(text, merged, len(self._places) + 1, self.steps) if self.steps else Markup()
        self._places += [(part, index, self._length + start) for start, _ in merged]
        if text:
            self._blocks.append((self._length, self._length + len(text)))
            self._length += len(text) + 1
        return html

    def map(self) -> Map:
        """Give where the places of all texts lie."""
        scale = HEIGHT / max(1, self._length)
        return Map(
            tuple(Place(part, index, round(at * scale)) for part, index, at in self._places),
            tuple((round(start * scale), round(end * scale)) for start, end in self._blocks),
        )

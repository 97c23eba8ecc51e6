"""What Whoosh is told of our documents: an article, then its passages, as one nested group.

| field | on | holds |
|---|---|---|
| `article` | both | the article's id, indexed: finds and deletes the whole group |
| `words` | passages | folded words with their positions, indexed |
| `record` | both | the article or passage as JSON, stored |
| `kind` | both | column: 0 for an article, else the passage's kind by number |
| `length` | passages | column: words |
| `day` | articles | column: `date.toordinal()` of the day it is filed under, 0 for none |
| `source`, `place` | articles | columns: names in UTF-8 |
| `id` | articles | column: the article's id |
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import columns, fields
from whoosh.analysis import Analyzer, Token
from whoosh.formats import Positions

from search.analysis import words
from search.schema import Kind, Passage

ARTICLE = 0  # the `kind` of an article's own document
KIND_NUMBERS = {Kind.TITLE: 1, Kind.LEAD: 2, Kind.BODY: 3, Kind.CAPTION: 4, Kind.BYLINE: 5}
KINDS = {number: kind for kind, number in KIND_NUMBERS.items()}
HEADING_GAP = 1_000  # positions between a passage's text and its heading: more than any proximity operator spans
MAX_WORDS = 60_000  # of a passage with its heading: a position is stored in two bytes


def placed_words(passage: Passage, *, with_heading: bool) -> list[tuple[str, int]]:
    """Give the passage's words with their positions; its heading's, where asked for, come a gap after the text's.

    Raises:
        ValueError: the passage has more than MAX_WORDS words.
    """
    placed = [(word, position) for position, word in enumerate(words(passage.text))]
    if with_heading:
        first = len(placed) + HEADING_GAP
        placed += [(word, first + position) for position, word in enumerate(words(passage.section))]
    if len(placed) > MAX_WORDS:
        raise ValueError(f"a passage has {len(placed)} words, expected at most {MAX_WORDS}: split it")
    return placed


class OurWords(Analyzer):  # type: ignore[misc]  # Whoosh ships no types
    """Our analyser for Whoosh's own searcher and query parser."""

    def __call__(self, value: str, positions: bool = False, mode: str = "", **kwargs: Any) -> Iterator[Token]:
        """Yield the folded words of a text, as Whoosh's one token that changes."""
        token = Token(positions, mode=mode, **kwargs)
        for token.pos, token.text in enumerate(words(value)):
            token.boost, token.stopped = 1.0, False
            yield token


class ArrayPositions(Positions):  # type: ignore[misc]  # Whoosh ships no types
    """The positions of one posting as little-endian 16-bit numbers, where Whoosh would write a pickle."""

    def word_values(
        self, value: list[tuple[str, int]], analyzer: Analyzer, **kwargs: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Yield word, frequency, weight and encoded positions for each distinct word of `placed_words`."""
        found: dict[str, list[int]] = {}
        for word, position in value:
            found.setdefault(word, []).append(position)
        for word, positions in found.items():
            yield word, len(positions), float(len(positions)), self.encode(positions)

    def encode(self, positions: list[int]) -> bytes:
        """Give the positions as bytes."""
        return np.array(positions, "<u2").tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        """Give back the positions."""
        return [int(position) for position in np.frombuffer(value, "<u2")]

    def decode_frequency(self, value: bytes) -> int:
        """Give the number of positions."""
        return len(value) // 2

    def decode_weight(self, value: bytes) -> float:
        """Give the number of positions: no word weighs more than another."""
        return float(self.decode_frequency(value))


def whoosh_schema() -> fields.Schema:
    """Make the schema of the table above."""
    text = fields.TEXT(OurWords(), stored=False)
    text.format = ArrayPositions()
    return fields.Schema(
        article=fields.ID(),
        words=text,
        record=fields.STORED(),
        kind=fields.COLUMN(columns.NumericColumn("B")),
        length=fields.COLUMN(columns.NumericColumn("I")),
        day=fields.COLUMN(columns.NumericColumn("i")),
        source=fields.COLUMN(columns.RefBytesColumn()),
        place=fields.COLUMN(columns.RefBytesColumn()),
        id=fields.COLUMN(columns.VarBytesColumn()),
    )

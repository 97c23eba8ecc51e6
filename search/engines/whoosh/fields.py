"""What Whoosh is told of our documents: an article, then its passages, as one nested group.

| field | on | holds |
|---|---|---|
| `article` | both | the article's id, indexed: finds and deletes the whole group |
| `words` | passages | folded words with their positions, indexed |
| `article_words` | articles | the words of the passages searched by default, a title's counted three times, indexed |
| `kind` | both | column: 0 for an article, else the passage's kind by number |
| `length` | passages | column: words |
| `day` | articles | column: `date.toordinal()` of the day it is filed under, 0 for none |
| `stated` | articles | column: 1 where the document states that day, month or year; 0 where it is inferred, or none |
| `source`, `place` | articles | columns: names in UTF-8 |
| `head` | articles | column: what a hit shows of it, as JSON |
| `record` | both | column: the article or passage as JSON |
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import columns, fields
from whoosh.analysis import Analyzer, Token
from whoosh.formats import Frequency, Positions

from search.analysis import spelled, words
from search.schema import Kind, Passage

ARTICLE = 0  # the `kind` of an article's own document
KIND_NUMBERS = {Kind.TITLE: 1, Kind.LEAD: 2, Kind.BODY: 3, Kind.CAPTION: 4, Kind.BYLINE: 5}
KINDS = {number: kind for kind, number in KIND_NUMBERS.items()}
TITLE_WEIGHT = 3  # occurrences in the body that one in the title is worth
HEADING_GAP = 1_000  # positions between a passage's text and its heading: more than any proximity operator spans
# Of the columns that are numbers, as `struct` names them.
COLUMN_TYPES = {"kind": "B", "length": "I", "day": "i", "stated": "B"}
MAX_WORDS = 60_000  # of a passage with its heading: a position is stored in two bytes


def placed_words(passage: Passage, *, with_heading: bool) -> list[tuple[int, list[str]]]:
    """Give the passage's tokens as `spelled` does, and the position of the first of them.

    Its heading's, where asked for, are a second stretch, a gap after the text's.

    Raises:
        ValueError: the passage has more than MAX_WORDS words.
    """
    found = spelled(passage.text)
    stretches = [(0, found)]
    count = len(found)
    if with_heading and passage.section:
        heading = spelled(passage.section)
        stretches.append((count + HEADING_GAP, heading))
        count += len(heading)
    if count > MAX_WORDS:
        raise ValueError(f"a passage has {count} words, expected at most {MAX_WORDS}: split it")
    return stretches


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
    passage_words = fields.TEXT(OurWords(), stored=False)
    passage_words.format = ArrayPositions()
    article_words = fields.TEXT(OurWords(), stored=False, phrase=False)
    article_words.format = Frequency()
    return fields.Schema(
        article=fields.ID(),
        words=passage_words,
        article_words=article_words,
        **{name: fields.COLUMN(columns.NumericColumn(typecode)) for name, typecode in COLUMN_TYPES.items()},
        source=fields.COLUMN(columns.RefBytesColumn()),
        place=fields.COLUMN(columns.RefBytesColumn()),
        head=fields.COLUMN(columns.VarBytesColumn()),
        record=fields.COLUMN(columns.VarBytesColumn()),
    )

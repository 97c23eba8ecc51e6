"""The archive as the peers get it: our folded words joined by spaces, so that all index the same words.

Imports nothing of the project: the Xapian worker, which runs under another Python, reads it too.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

BATCH = 1_000  # articles read at a time, so that reading them is not measured and memory stays small


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    Args:
        id: the article's.
        source: its source.
        day: its date, "2022-03-14".
        passages: the words of each passage, title first, joined by spaces.
    """

    id: str
    source: str
    day: str
    passages: tuple[str, ...]

    @property
    def month(self) -> str:
        """Its month, "2022-03"."""
        return self.day[:7]

    @property
    def number(self) -> int:
        """Its date as a number, 20220314, for engines that compare numbers only."""
        return int(self.day.replace("-", ""))


def read_batches(path: Path) -> Iterator[list[Document]]:
    """Yield the documents of a file of JSON lines, a batch at a time."""
    with path.open(encoding="ascii") as lines:
        while batch := [_document(line) for line in islice(lines, BATCH)]:
            yield batch


def _document(line: str) -> Document:
    article_id, source, day, passages = json.loads(line)
    return Document(article_id, source, day, tuple(passages))

"""Two copies of a story laid out side by side: what both say is folded away, what differs is shown."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from search.differences import Row, compare
from search.schema import Article


class BlockKind(StrEnum):
    """What sentences that follow each other have in common."""

    SAME = "same"
    CHANGED = "changed"
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences that follow each other, all of one kind.

    Args:
        kind: in both the same, changed, only in the first, only in the second.
        rows: the sentences.
    """

    kind: BlockKind
    rows: tuple[Row, ...]


def lay_out(first: Article, second: Article) -> list[Block]:
    """Compare the bodies of two articles.

    Args:
        first: the one.
        second: the other.
    """
    rows = compare(first.paragraphs, second.paragraphs)
    return [Block(kind, tuple(same_kind)) for kind, same_kind in groupby(rows, _kind)]


def _kind(row: Row) -> BlockKind:
    if row.same:
        return BlockKind.SAME
    if row.left and row.right:
        return BlockKind.CHANGED
    return BlockKind.FIRST if row.left else BlockKind.SECOND

"""What a line above the first paragraph of a plain text may be."""

from dataclasses import dataclass
from enum import Enum, auto

from indexer.blocks import Block
from indexer.cleaning.site_names import Suffix


class Kind(Enum):
    """What a line above the first paragraph may be."""

    FRAME = auto()
    TEASER = auto()
    DATE = auto()
    BYLINE = auto()
    OUTLET = auto()
    HEADLINE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line above the first paragraph.

    Args:
        block: the line.
        kind: what it may be.
        suffix: the site's name behind it, if it may be a headline.
        is_person: True for what has the shape of an author's name alone, and words that the body has not.
        is_doubtful: True for what may be a headline, but has a label before it as other articles' have.
    """

    block: Block
    kind: Kind
    suffix: Suffix | None = None
    is_doubtful: bool = False
    is_person: bool = False

    @property
    def core(self) -> str:
        """Its text without the site's name."""
        return self.block.text[: self.suffix.start] if self.suffix else self.block.text

"""A page as read: its blocks of text in order, and a measure of every element."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.blocks import Block, collapse
from indexer.markup.container import Box
from indexer.markup.copying import Copy


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block and the index of the box that it stands in."""

    block: Block
    box: int


@dataclass(frozen=True, slots=True)
class Element:
    """An element as written.

    Args:
        name: the tag's.
        attributes: by name.
        first: index of its first text among the page's.
    """

    name: str
    attributes: Mapping[str, str]
    first: int


@dataclass(slots=True)
class Reading:
    """A page as read.

    Args:
        blocks: all of them, in order.
        boxes: its elements, parents before their children.
        elements: the same elements as written.
        texts: its texts, those that are shown in no block too.
        ends: for each element the number of texts up to its end.
        copy: the page again, for the extractor.
    """

    blocks: list[PageBlock] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    copy: Copy = field(default_factory=Copy)

    def within(self, number: int) -> list[bool]:
        """Say for each box whether it is the one of this number or in it."""
        found: list[bool] = []
        for index, box in enumerate(self.boxes):
            found.append(index == number or (box.parent >= 0 and found[box.parent]))
        return found

    def shape(self, number: int) -> tuple[str, ...]:
        """Give what boxes of one kind have in common: their and their parents' names and classes."""
        box = self.boxes[number]
        parent = self.boxes[box.parent]
        return box.name, box.labels, parent.name, parent.labels

    def label(self, number: int) -> str:
        """Give all text in an element, a space between its parts."""
        return collapse(" ".join(self.texts[self.elements[number].first : self.ends[number]]))

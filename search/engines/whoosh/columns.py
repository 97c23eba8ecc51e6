"""Whoosh's columns read whole: numbers and names of all documents as arrays."""

import mmap
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.fields import COLUMN_TYPES

Ints = NDArray[np.int64]


def read_numbers(stem: Path, name: str, documents: int) -> Ints:
    """Read a column of numbers; Whoosh writes them big-endian, and leaves out the zeros behind the last other number.

    Args:
        stem: path of the segment's files without their endings.
        name: of the column.
        documents: how many the segment has.
    """
    path = Path(f"{stem}.{name}.col")
    written = np.fromfile(path, f">{COLUMN_TYPES[name]}") if path.exists() else np.zeros(0, np.uint8)
    numbers = np.zeros(documents, np.int64)
    numbers[: len(written)] = written
    return numbers


def read_names(stem: Path, name: str, reader: Any, documents: int) -> tuple[list[str], Ints]:
    """Read a column of names: the distinct ones, and the number of each document's.

    Args:
        stem: path of the segment's files without their endings.
        name: of the column.
        reader: Whoosh's reader of the segment.
        documents: how many the segment has.
    """
    path = Path(f"{stem}.{name}.col")
    if not path.exists() or not documents:
        return [""], np.zeros(documents, np.int64)
    with path.open("rb") as file:
        file.seek(-1, 2)
        width = f">u{struct.calcsize(file.read(1).decode('ascii'))}"  # the last byte says how wide the references are
    references = np.fromfile(path, width, documents).astype(np.int64)
    column = reader.column_reader(name)
    _, example, number = np.unique(references, return_index=True, return_inverse=True)
    return [column[int(document)].decode("utf-8") for document in example], number


class Texts:
    """A column of bytes, mapped: what it gives for a document is read where it lies, so threads may share it.

    Whoosh writes the values, the array of their lengths, for a long column the array of their offsets, and last a
    letter for each array's type; with offsets an "X" follows.

    Args:
        stem: path of the segment's files without their endings.
        name: of the column.
        documents: how many the segment has.
    """

    def __init__(self, stem: Path, name: str, documents: int) -> None:
        path = Path(f"{stem}.{name}.col")
        with path.open("rb") as file:
            self._content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        end = len(self._content)
        letters = self._content[-3:]
        if letters.endswith(b"X"):
            offsets, end = self._array(letters[1:2], documents, end - 3)
            lengths, _ = self._array(letters[:1], documents, end)
        else:
            lengths, _ = self._array(letters[-1:], documents, end - 1)
            offsets = np.cumsum(lengths, dtype=np.int64) - lengths
        self.lengths = lengths.astype(np.int64)
        bounds = np.empty((documents, 2), np.int64)
        bounds[:, 0] = offsets
        bounds[:, 1] = bounds[:, 0] + lengths
        self._bounds = memoryview(bounds.tobytes()).cast("q")  # gives Python's own numbers, at once

    def _array(self, letter: bytes, count: int, end: int) -> tuple[NDArray[Any], int]:
        """Give an array that ends at an offset, and where it begins."""
        width = struct.calcsize(letter.decode("ascii"))
        start = end - width * count
        return np.frombuffer(self._content, f">u{width}", count, start), start

    def __getitem__(self, document: int) -> bytes:
        """Give a document's value."""
        return self._content[self._bounds[2 * document] : self._bounds[2 * document + 1]]

    def between(self, first: int, last: int) -> memoryview:
        """Give the values of neighbouring documents as they lie in the file, the last one not among them."""
        return memoryview(self._content)[self._bounds[2 * first] : self._bounds[2 * last - 1]]

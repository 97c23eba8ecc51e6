"""Writing Whoosh's columns as whole arrays, in the form that its own column readers read.

Texts go to their files as they come; numbers wait in arrays, some twenty bytes for each document.
"""

from array import array
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import length_to_byte
from whoosh.util.varints import varint

from search.engines.whoosh.columns import Texts, read_names, read_numbers
from search.engines.whoosh.dictionary import PASSAGE_WORDS
from search.engines.whoosh.fields import ARTICLE, COLUMN_TYPES
from search.engines.whoosh.inversion import Ints

_OFFSETS_FROM = 1 << 15  # documents from which Whoosh writes offsets beside lengths, so that opening is fast
_BUFFER = 1 << 20  # bytes of texts gathered before they are written
_COPIED_AT_ONCE = 1 << 24  # bytes of texts
_NAMES = ("source", "place")
_TEXTS = ("head", "record")


class ColumnWriter:
    """Writes the columns of one segment; what Whoosh calls a per-document writer.

    Args:
        stem: path of the segment's files without their endings.
        segment: Whoosh's, which is told the total length of the field of words.
    """

    def __init__(self, stem: Path, segment: Any) -> None:
        self.is_closed = False
        self._stem = stem
        self._segment = segment
        self.kinds = array("B")  # of each document, as is the next
        self._lengths = array("I")
        self._days = array("i")  # of each article, as are the next
        self._stated = array("B")
        self._numbers = {name: array("I") for name in _NAMES}
        self._names: dict[str, dict[bytes, int]] = {name: {b"": 0} for name in _NAMES}
        self._texts = {name: _TextWriter(self._path(name)) for name in _TEXTS}

    def _path(self, name: str) -> Path:
        return Path(f"{self._stem}.{name}.col")

    def __len__(self) -> int:
        return len(self.kinds)

    def add_article(self, filed: tuple[int, bool], names: dict[str, bytes], head: bytes, record: bytes) -> None:
        """Add the document of an article.

        Args:
            filed: ordinal of the day it is filed under, 0 for none; and whether its document states that date.
            names: its source and its place, by column.
            head: what a hit shows of it.
            record: the article.
        """
        self.kinds.append(ARTICLE)
        self._lengths.append(0)
        day, is_stated = filed
        self._days.append(day)
        self._stated.append(is_stated)
        for name, value in names.items():
            known = self._names[name]
            self._numbers[name].append(known.setdefault(value, len(known)))
        self._texts["head"].add(head)
        self._texts["record"].add(record)

    def add_passage(self, kind: int, length: int, record: bytes) -> None:
        """Add the document of a passage, with its words counted."""
        self.kinds.append(kind)
        self._lengths.append(length)
        self._texts["record"].add(record)

    def add_segment(self, stem: Path, reader: Any, live: NDArray[np.bool_]) -> None:
        """Add the live documents of another segment.

        Args:
            stem: path of its files without their endings.
            reader: Whoosh's reader of it.
            live: (its documents,).
        """
        kinds = read_numbers(stem, "kind", len(live))
        articles = (kinds == ARTICLE) & live
        self.kinds.frombytes(kinds[live].astype(np.uint8).tobytes())
        self._lengths.frombytes(read_numbers(stem, "length", len(live))[live].astype(np.uint32).tobytes())
        self._days.frombytes(read_numbers(stem, "day", len(live))[articles].astype(np.int32).tobytes())
        self._stated.frombytes(read_numbers(stem, "stated", len(live))[articles].astype(np.uint8).tobytes())
        for name, known in self._names.items():
            names, numbers = read_names(stem, name, reader, len(live))
            new = np.array([known.setdefault(each.encode("utf-8"), len(known)) for each in names], np.uint32)
            self._numbers[name].frombytes(new[numbers[articles]].tobytes())
        self._texts["head"].copy(Texts(stem, "head", len(live)), articles)
        self._texts["record"].copy(Texts(stem, "record", len(live)), live)

    def close(self) -> None:
        """Write what waits; without a document there are no files."""
        self.is_closed = True
        kinds = np.frombuffer(self.kinds, np.uint8)
        lengths = np.frombuffer(self._lengths, np.uint32)
        articles = np.flatnonzero(kinds == ARTICLE)
        count = len(kinds)
        for name, texts in self._texts.items():
            texts.close(count, articles if name == "head" else np.arange(count))
        if not count:
            return
        self._write_numbers("kind", kinds)
        self._write_numbers("length", lengths)
        self._write_numbers("day", _spread(np.frombuffer(self._days, np.int32), articles, count))
        self._write_numbers("stated", _spread(np.frombuffer(self._stated, np.uint8), articles, count))
        for name, known in self._names.items():
            self._write_names(
                name, _spread(np.frombuffer(self._numbers[name], np.uint32), articles, count), list(known)
            )
        _TextWriter(self._path("_stored")).close(count, np.zeros(0, np.int64))  # Whoosh looks for it; nothing is stored
        some, which = np.unique(lengths, return_inverse=True)
        scaled = np.array([length_to_byte(length) if length else 0 for length in some.tolist()], np.uint8)
        self._path(f"_{PASSAGE_WORDS}_len").write_bytes(scaled[which].data)  # for Whoosh's scorers
        self._segment._fieldlengths = {PASSAGE_WORDS: int(lengths.sum(dtype=np.int64))}

    def drop(self) -> None:
        """Let go of the files and remove them: what was added is not wanted, and may be half an article."""
        self.is_closed = True
        for texts in self._texts.values():
            texts.drop()

    def _write_numbers(self, name: str, numbers: NDArray[Any]) -> None:
        self._path(name).write_bytes(numbers.astype(f">{COLUMN_TYPES[name]}").data)  # not `tofile`: see `write_arrays`

    def _write_names(self, name: str, numbers: NDArray[np.uint32], names: list[bytes]) -> None:
        with self._path(name).open("wb") as file:
            letter = _write_narrow(file, numbers)
            file.write(varint(len(names)))
            for each in names:
                file.write(varint(len(each)) + each)
            file.write(letter)


class _TextWriter:
    """Writes one column of bytes."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb", buffering=_BUFFER)
        self._path = path
        self._lengths = array("I")

    def add(self, text: bytes) -> None:
        self._file.write(text)
        self._lengths.append(len(text))

    def copy(self, texts: Texts, wanted: NDArray[np.bool_]) -> None:
        """Add the wanted texts of a column; those side by side are copied together."""
        lengths = texts.lengths[wanted]
        self._lengths.frombytes(lengths.astype(np.uint32).tobytes())
        edges = np.flatnonzero(np.diff(wanted, prepend=False, append=False))
        for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            here = texts.between(first, last)
            for start, end in pairwise([*range(0, len(here), _COPIED_AT_ONCE), len(here)]):
                self._file.write(here[start:end])

    def close(self, documents: int, having: Ints) -> None:
        """Write the lengths, and the offsets where there are many.

        Args:
            documents: how many the segment has.
            having: (texts,) which of them have a text, ascending.
        """
        with self._file as file:
            if documents:
                lengths = _spread(np.frombuffer(self._lengths, np.uint32), having, documents)
                letters = _write_narrow(file, lengths)
                if documents > _OFFSETS_FROM:
                    letters += _write_narrow(file, np.cumsum(lengths, dtype=np.int64) - lengths) + b"X"
                file.write(letters)
        if not documents:
            self._path.unlink()

    def drop(self) -> None:
        with suppress(OSError):  # on a full disk what waits can't be written, and the file is closed all the same
            self._file.close()
        self._path.unlink(missing_ok=True)


def _spread(values: NDArray[Any], documents: Ints, count: int) -> NDArray[Any]:
    """Give (count,) the values of some documents, 0 for the others."""
    spread = np.zeros(count, values.dtype)
    spread[documents] = values
    return spread


def _write_narrow(file: Any, numbers: NDArray[Any]) -> bytes:
    """Write numbers big-endian, as narrow as they fit, and give the letter that `struct` has for the width."""
    most = int(numbers.max(initial=0))
    letter = next(letter for letter, bits in (("B", 8), ("H", 16), ("I", 32), ("Q", 64)) if most < 1 << bits)
    file.write(numbers.astype(f">{letter}" if letter != "Q" else ">u8").tobytes())
    return letter.encode("ascii")

"""Arrays too large for memory: appended to a file that has no name, read back by slices."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray


class Spool:
    """One array that grows at its end; its file goes when it is closed, or with the process.

    Args:
        folder: on whose disk the file is.
        dtype: of the elements; little-endian or of one byte.
    """

    def __init__(self, folder: Path, dtype: str) -> None:
        self.dtype = np.dtype(dtype)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # open until `close`
        self._length = 0

    def append(self, elements: "NDArray[Any] | Spool") -> None:
        """Add elements at the end."""
        if isinstance(elements, Spool):
            elements.tofile(self._file)
        else:
            self._file.write(np.ascontiguousarray(elements, self.dtype).data)
        self._length += len(elements)

    def close(self) -> None:
        """Let go of the file; nothing can be read any more."""
        self._file.close()

    def __len__(self) -> int:
        return self._length

    @property
    def nbytes(self) -> int:
        """Bytes of all elements."""
        return self._length * self.dtype.itemsize

    def __getitem__(self, part: slice) -> NDArray[Any]:
        """Read a slice without a step."""
        self._file.flush()
        start, stop, _ = part.indices(self._length)
        elements = np.empty(max(0, stop - start), self.dtype)
        unread = elements.view(np.uint8).data
        at = start * self.dtype.itemsize
        while unread:
            read = os.preadv(self._file.fileno(), [unread], at)
            if not read:
                raise OSError(f"a temporary file ends {len(unread)} bytes before its end: is the disk full?")
            unread, at = unread[read:], at + read
        return elements

    def tofile(self, file: IO[bytes]) -> None:
        """Write all elements to a file, as arrays of numpy do."""
        self._file.seek(0)
        shutil.copyfileobj(self._file, file, 1 << 20)
        self._file.seek(0, os.SEEK_END)

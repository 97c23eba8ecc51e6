"""Named arrays in one file, read where they lie: the form of our term dictionaries and posting lists.

```
4 bytes  magic "MRGA"      4 bytes  version        4 bytes  length of the header
header   JSON: name -> [type, number of elements, offset]
arrays   little-endian, each at an offset that is a multiple of 64
```
No array is compressed, so a reader maps the file and looks at it.
"""

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.spool import Spool
from search.errors import IndexDamagedError

Array = NDArray[Any]
MAGIC = b"MRGA"
VERSION = 1
_ALIGNED = 64  # bytes: a cache line, and more than any element needs
_HEAD = struct.Struct("<4sII")


def write_arrays(path: Path, arrays: Mapping[str, Array | Spool]) -> None:
    """Write arrays of one dimension to a new file.

    Args:
        path: of the file.
        arrays: by name; their types must be little-endian or of one byte.
    """
    header: dict[str, tuple[str, int, int]] = {}
    for room in (0, 1):  # the header's own length decides where the arrays begin, so it is made twice
        offset = _HEAD.size + (len(_dumped(header)) + 256 if room else 0)
        for name, array in arrays.items():
            offset += -offset % _ALIGNED
            header[name] = (array.dtype.str, len(array), offset)
            offset += array.nbytes
    dumped = _dumped(header)
    with path.open("wb") as file:
        file.write(_HEAD.pack(MAGIC, VERSION, len(dumped)) + dumped)
        for name, array in arrays.items():
            file.write(b"\0" * (header[name][2] - file.tell()))
            if isinstance(array, Spool):
                array.tofile(file)
            else:
                file.write(array.data)  # not `tofile`, which says nothing of a full disk


def _dumped(header: Mapping[str, tuple[str, int, int]]) -> bytes:
    return json.dumps(header).encode("ascii")


def map_arrays(path: Path) -> dict[str, Array]:
    """Map a file of arrays; nothing is read before it is looked at.

    Raises:
        IndexDamagedError: it is no such file, or of a version that this code does not read.
    """
    content = np.memmap(path, np.uint8, "r")
    magic, version, length = _HEAD.unpack(content[: _HEAD.size].tobytes())
    if (magic, version) != (MAGIC, VERSION):
        raise IndexDamagedError(f"{path} begins with {magic!r}, version {version}; expected {MAGIC!r}, {VERSION}")
    header = json.loads(content[_HEAD.size : _HEAD.size + length].tobytes())
    whole = np.asarray(content)  # a plain array: a memmap's views cost more at each step
    arrays = {}
    for name, (dtype, count, offset) in header.items():
        size = np.dtype(dtype).itemsize * count
        arrays[name] = whole[offset : offset + size].view(dtype)
    return arrays

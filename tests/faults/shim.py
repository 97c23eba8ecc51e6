"""Every call by which this process opens, writes, syncs, links, renames or makes something below one folder, watched.

Python's own functions are replaced, and the file objects that `open` gives are made with a raw file that reports each
write; so what numpy and Whoosh write through these is seen too. Only a test's child process ever installs it.
"""

import builtins
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

Watch = Callable[[str, str], None]  # operation, path
OPERATIONS = ("open", "write", "fsync", "rename", "replace", "link", "mkdir")
REMOVING = ("unlink", "rmdir")


def ignore(operation: str, path: str) -> None:
    """Take no notice."""


def install(folder: Path, before: Watch, after: Watch = ignore) -> None:
    """Report every operation below a folder.

    Args:
        folder: what is watched.
        before: called before each operation; what it raises the operation raises.
        after: called after each that went well.
    """
    top = os.path.realpath(folder)

    def watched(path: Any) -> str:
        """Give the absolute path, or an empty string for one that is elsewhere."""
        if isinstance(path, int):
            name = str(Path(f"/proc/self/fd/{path}").readlink()).removesuffix(" (deleted)")
        else:
            name = os.path.abspath(os.fspath(path))  # noqa: PTH100  # what is given may be bytes or a string
        return name if isinstance(name, str) and (name == top or name.startswith(top + "/")) else ""

    class Raw(io.FileIO):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.place = watched(self.fileno())

        def write(self, content: Any, /) -> Any:
            if not self.place:
                return super().write(content)
            before("write", self.place)
            written = super().write(content)
            after("write", self.place)
            return written

    opened = io.open

    def open_(  # the parameters are those of `open`
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        path = watched(file)
        if not path:
            return opened(file, mode, buffering, encoding, errors, newline, closefd, opener)
        before("open", path)
        raw = Raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        after("open", path)
        if buffering == 0:
            return raw
        size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
        if raw.readable() and raw.writable():
            buffer: Any = io.BufferedRandom(raw, size)
        else:
            buffer = io.BufferedWriter(raw, size) if raw.writable() else io.BufferedReader(raw, size)
        return buffer if "b" in mode else io.TextIOWrapper(buffer, encoding, errors, newline, buffering == 1)

    def wrapped(name: str, which: int = 0) -> Callable[..., Any]:
        function = getattr(os, name)
        operation = "open" if name == "open" else name

        def call(*arguments: Any, **options: Any) -> Any:
            path = watched(arguments[which])
            if not path:
                return function(*arguments, **options)
            before(operation, path)
            result = function(*arguments, **options)
            after(operation, path)
            return result

        return call

    for name in ("open", "write", "fsync", "mkdir", *REMOVING):
        setattr(os, name, wrapped(name))
    for name in ("rename", "replace", "link"):
        setattr(os, name, wrapped(name, 1))  # where to
    builtins.open = io.open = open_

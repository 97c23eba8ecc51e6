"""A disk that forgets: what is left of a folder when the power fails, if nothing lasts but what was synced.

While a reindex runs in this process, every operation on files below one folder is noted. A file's content lasts from
its own sync on, a name from its folder's sync on. At each operation the disk can be put together as a power failure
would leave it there, in several ways, for a file system may also have written more than it was asked to.
"""

import os
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Entries = Mapping[str, int]  # names in a folder, and their file numbers


@dataclass(frozen=True, slots=True)
class Moment:
    """The disk at one operation.

    Args:
        label: the operation.
        contents: of each file as it was last synced, by file number.
        lasting: names in each folder as it was last synced, by the folder's number.
        present: names in each folder as they are, synced or not.
    """

    label: str
    contents: Mapping[int, bytes]
    lasting: Mapping[int, Entries]
    present: Mapping[int, Entries]


@dataclass(slots=True)
class ForgettingDisk:
    """Notes what lasts; `before` and `after` are for `shim.install`.

    Args:
        top: the folder, all of which lasts as it is now.
        deaf: ending of the paths whose syncs are not heard, to see that a missing one is noticed; empty for none.
    """

    top: Path
    deaf: str = ""
    moments: list[Moment] = field(default_factory=list)
    _contents: dict[int, bytes] = field(default_factory=dict)
    _lasting: dict[int, Entries] = field(default_factory=dict)
    _held: list[int] = field(default_factory=list)  # descriptors, so that no file number is given out twice

    def __post_init__(self) -> None:
        for folder, _, names in os.walk(self.top):
            self._sync(Path(folder))
            for name in names:
                self._sync(Path(folder) / name)

    def _sync(self, path: Path) -> None:
        number = path.stat().st_ino
        self._held.append(os.open(path, os.O_RDONLY))
        if path.is_dir():
            self._lasting[number] = _entries(path)
        else:
            with open(self._held[-1], "rb", closefd=False) as file:  # the descriptor that is held
                self._contents[number] = file.read()

    def before(self, operation: str, path: str) -> None:
        """Note the disk as it is before an operation."""
        if operation not in {"open", "write"}:
            self._note(f"before {operation} {path}")

    def after(self, operation: str, path: str) -> None:
        """Note what lasts since an operation."""
        if operation == "fsync" and not (self.deaf and path.endswith(self.deaf)):
            self._sync(Path(path))
        if operation != "open":
            self._note(f"after {operation} {path}")

    def _note(self, label: str) -> None:
        present = {Path(folder).stat().st_ino: _entries(Path(folder)) for folder, _, _ in os.walk(self.top)}
        self.moments.append(Moment(label, dict(self._contents), dict(self._lasting), present))


def _entries(folder: Path) -> Entries:
    return {entry.name: entry.inode() for entry in os.scandir(folder)}


Tree = tuple[tuple[str, bytes | None], ...]  # what is left: paths and contents, None for a folder
Choice = Callable[[Entries, Entries], Entries]  # of a folder's names as they were synced, and as they are


def survivors(number: int, moment: Moment, seed: int) -> Iterator[tuple[str, Tree]]:
    """Yield what may be left when the power fails at a moment, each with which names lasted.

    Args:
        number: of the folder.
        moment: when.
        seed: of what is left by chance.
    """
    draw = random.Random(seed)

    def by_chance(lasting: Entries, present: Entries) -> Entries:
        chosen = {name: draw.choice((lasting, present)).get(name) for name in sorted({*lasting, *present})}
        return {name: each for name, each in chosen.items() if each is not None}

    yield "names as synced", tuple(_tree(moment, number, "", lambda lasting, present: lasting))
    yield "names as present", tuple(_tree(moment, number, "", lambda lasting, present: present))
    yield "names by chance", tuple(_tree(moment, number, "", by_chance))


def _tree(moment: Moment, number: int, path: str, choose: Choice) -> Iterator[tuple[str, bytes | None]]:
    names = choose(moment.lasting.get(number, {}), moment.present.get(number, {}))
    for name, each in sorted(names.items()):
        if each in moment.lasting or each in moment.present:
            yield path + name, None
            yield from _tree(moment, each, f"{path}{name}/", choose)
        else:
            yield path + name, moment.contents.get(each, b"")


def write(tree: Tree, folder: Path) -> None:
    """Write what is left to a new folder."""
    folder.mkdir()
    for path, content in tree:
        if content is None:
            (folder / path).mkdir()
        else:
            (folder / path).write_bytes(content)

"""Named places on the way from a raw document to a published generation, at which a test ends the process.

None of them is in the program: a failpoint is the name of a function of ours, or of Whoosh's, that a test's child
process wraps when it starts. So they cost nothing where nobody tests, can't be reached there, and one whose function
is no more fails the test that resolves them all.
"""

import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Failpoint:
    """A place right before or right after a call.

    Args:
        name: what is done there.
        target: module and dotted attribute, as whoever calls it looks it up.
        when: "before" or "after".
        only: what one of the arguments must end with, written out; empty for any call.
    """

    name: str
    target: str
    when: str
    only: str = ""

    def __str__(self) -> str:
        return f"{self.when} {self.name}"


_WRITER = "search.engines.whoosh.writer"
_SEGMENT = "search.engines.whoosh.segment_writer"
_COLUMNS = "search.engines.whoosh.column_writer"
_PUBLISHING = "search.engines.whoosh.publishing"
_POINTER = "search.engines.whoosh.pointer"

# name, target, only; each is a failpoint before and one after
_CALLS = (
    ("loading the ledger", "indexer.ledger:load", ""),
    ("taking the lock", f"{_PUBLISHING}:fcntl.flock", ""),
    ("clearing what is left over", f"{_PUBLISHING}:clear", ""),
    ("linking a file", f"{_PUBLISHING}:link", ""),
    ("walking the archive", "indexer.changes:listed", ""),
    ("reading a document", "indexer.source:read", ""),
    ("cleaning a document", "indexer.workers:clean_learned", ""),
    ("splitting an article", "indexer.workers:split", ""),
    ("signing an article", "indexer.workers:sign", ""),
    ("adding an article", f"{_WRITER}:WhooshArchiveWriter.add", ""),
    ("adding a passage", f"{_COLUMNS}:ColumnWriter.add_passage", ""),
    ("removing an article", f"{_WRITER}:WhooshArchiveWriter.remove", ""),
    ("putting a run aside", f"{_SEGMENT}:Runs.add", ""),
    ("learning habits", "indexer.learning.habits:learn", ""),
    ("flushing a segment", f"{_WRITER}:WhooshArchiveWriter._flush", ""),
    ("keeping the habits", f"{_WRITER}:WhooshArchiveWriter.keep", "habits"),
    ("keeping the traces", f"{_WRITER}:WhooshArchiveWriter.keep", "traces"),
    ("keeping the ledger", f"{_WRITER}:WhooshArchiveWriter.keep", "ledger"),
    ("keeping the signatures", f"{_WRITER}:WhooshArchiveWriter.keep", "signatures"),
    ("finding copies", "indexer.duplicates:groups", ""),
    ("merging a segment", f"{_SEGMENT}:ArraySegmentWriter.add_reader", ""),
    ("writing columns", f"{_COLUMNS}:ColumnWriter.close", ""),
    ("writing a column of numbers", f"{_COLUMNS}:ColumnWriter._write_numbers", ""),
    ("writing a column of names", f"{_COLUMNS}:ColumnWriter._write_names", ""),
    ("merging posting lists", f"{_SEGMENT}:merged", ""),
    ("writing a dictionary", "search.engines.whoosh.dictionary:write_arrays", ".trm"),
    ("writing posting lists", "search.engines.whoosh.dictionary:write_arrays", ".pst"),
    ("writing Whoosh's table of contents", "whoosh.index:TOC.write", ""),
    ("removing Whoosh's old files", "whoosh.index:clean_files", ""),
    ("opening what was written", f"{_WRITER}:Snapshot", ""),
    ("writing the copies", f"{_WRITER}:copies.write", ""),
    ("publishing", f"{_PUBLISHING}:publish", ""),
    ("syncing a column", f"{_PUBLISHING}:sync", ".col"),
    ("syncing posting lists", f"{_PUBLISHING}:sync", ".pst"),
    ("writing the manifest", "search.engines.whoosh.manifest:write_synced", "manifest.json"),
    ("writing the manifest's seal", "search.engines.whoosh.manifest:write_synced", "manifest.sha256"),
    ("syncing the folder", f"{_PUBLISHING}:sync", ".building"),
    ("renaming the folder", "pathlib:Path.rename", ".building"),
    ("syncing the folder of generations", f"{_PUBLISHING}:sync", "generations"),
    ("turning the pointer", f"{_PUBLISHING}:turn", ""),
    ("writing the pointer", f"{_POINTER}:write_synced", "CURRENT.new"),
    ("renaming the pointer", "pathlib:Path.replace", "CURRENT.new"),
    ("syncing the pointer's folder", f"{_POINTER}:sync", "index"),
    ("collecting", f"{_WRITER}:collecting.collect", ""),
    ("taking an old generation out of sight", f"{_PUBLISHING}:remove_unless_held", ""),
    ("removing an old generation", f"{_PUBLISHING}:shutil.rmtree", ".gone"),
)
FAILPOINTS = tuple(Failpoint(name, target, when, only) for name, target, only in _CALLS for when in ("before", "after"))


def resolve(failpoint: Failpoint) -> tuple[Any, str]:
    """Give what has the function, and the attribute's name.

    Raises:
        AttributeError: there is no such function any more.
    """
    module, _, path = failpoint.target.partition(":")
    owner: Any = importlib.import_module(module)
    *outer, last = path.split(".")
    for name in outer:
        owner = getattr(owner, name)
    getattr(owner, last)
    return owner, last


def install(reached: Callable[[str], None]) -> None:
    """Wrap every function that has a failpoint in this process.

    Args:
        reached: told the name of each failpoint as it is passed.
    """
    for failpoint in FAILPOINTS:
        owner, name = resolve(failpoint)
        setattr(owner, name, _wrapped(getattr(owner, name), failpoint, reached))


def _wrapped(function: Any, failpoint: Failpoint, reached: Callable[[str], None]) -> Any:
    @functools.wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        is_here = not failpoint.only or any(
            str(argument).endswith(failpoint.only) for argument in (*arguments, *options.values())
        )
        if is_here and failpoint.when == "before":
            reached(str(failpoint))
        result = function(*arguments, **options)
        if is_here and failpoint.when == "after":
            reached(str(failpoint))
        return result

    return call

"""An archive on the way from one state to the next, and what a reader must be answered in each."""

import hashlib
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from indexer.knowledge import outlets
from indexer.ledger import rules_digest
from indexer.reindex import Archive, reindex
from search.engines import open_engine
from search.errors import IndexMissingError
from search.language.parser import parse
from search.request import MAX_SIZE, Duplicates, SearchRequest
from search.results import IndexState
from tests.test_learning import APPEAL, text

Answers = tuple[object, ...]
QUERIES = ("", "council", '"came to no decision"', "date:none", "harbour1 OR ferry2", "no W/5 decision", "orchard11")
NOTHING: Answers = ("no index",)
_NO_STATE = IndexState(0, datetime.fromtimestamp(0, UTC), 0, 0)


def make(folder: Path) -> None:
    """Make `raw_docs/`, with `index/` two generations old, and a change to the documents that is not indexed yet.

    The change adds, changes, moves and removes, makes a line recur that did not (so unchanged documents are cleaned
    again), and has a copy of a story.
    """
    raw_docs = folder / "raw_docs"
    raw_docs.mkdir(parents=True)
    for number in range(8):
        put(folder, f"{number}.txt", text(number, below=APPEAL if number < 4 else ""))
    run(folder)
    put(folder, "8.txt", text(8, date="January 07, 2022 | 14:06"))
    run(folder)
    put(folder, "11.txt", text(11, below=APPEAL))
    put(folder, "12.txt", text(8, source="Source: AFP"))
    put(folder, "2.txt", text(22, below=APPEAL))
    (raw_docs / "2022").mkdir()
    (raw_docs / "3.txt").rename(raw_docs / "2022" / "3.txt")
    (raw_docs / "7.txt").unlink()


def put(folder: Path, path: str, content: str) -> None:
    """Write a raw document."""
    (folder / "raw_docs" / path).write_text(content, encoding="utf-8")


def run(folder: Path, *, full: bool = False) -> None:
    """Bring the index up to date in this process."""
    engine = open_engine("whoosh", folder / "index")
    archive = Archive(folder / "raw_docs", outlets.load(), rules_digest(None), 1)
    reindex(archive, engine, full=full)
    engine.close()


def answers(index: Path) -> Answers:
    """Give all that readers can be told of an archive, the number and the time of the generation aside."""
    engine = open_engine("whoosh", index)
    try:
        told: list[object] = []
        for query in QUERIES:
            results = engine.search(SearchRequest(parse(query), size=MAX_SIZE, duplicates=Duplicates.SHOW))
            told.append((query, results.total, results.groups, results.sources, results.dates))
            told.append([(hit.id, hit.article, hit.copies, hit.passages) for hit in results.hits])
        for hit in results.hits:
            stored = engine.article(hit.id)
            told.append(stored and replace(stored, index=_NO_STATE))
        state = engine.stats()
        told.append((state.articles, state.passages, engine.suggest("ha")))
        return tuple(repr(each) for each in told)
    except IndexMissingError:
        return NOTHING
    finally:
        engine.close()


def state(index: Path) -> tuple[int, str]:
    """Give the number of the generation that serves, and why it does although it is not the newest."""
    engine = open_engine("whoosh", index)
    try:
        stats = engine.stats()
        return stats.generation, stats.degraded
    finally:
        engine.close()


def left_overs(index: Path) -> list[str]:
    """Give what is in an index that belongs to none of its last two generations."""
    serving = state(index)[0]
    folder = index / "generations"
    numbers = sorted((int(path.name) for path in folder.iterdir() if path.name.isdecimal()), reverse=True)
    odd = [path.name for path in folder.iterdir() if not path.name.isdecimal()]
    odd += [path.name for path in index.iterdir() if path.name not in {"CURRENT", "lock", "generations"}]
    return odd + [str(number) for number in numbers[2:]] + [f"{number} (new)" for number in numbers if number > serving]


def digest(folder: Path) -> str:
    """Give a digest of everything in a folder: names and contents, links not told from copies."""
    hashed = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        hashed.update(str(path.relative_to(folder)).encode() + b"\0")
        if path.is_file():
            hashed.update(hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()


def copy(folder: Path, to: Path) -> Path:
    """Copy an archive, files linked to each other in the original linked in the copy too; gives the copy."""
    made: dict[tuple[int, int], Path] = {}

    def put_file(source: str, target: str) -> str:
        found = Path(source).stat()
        known = made.setdefault((found.st_dev, found.st_ino), Path(target))
        if known == Path(target):
            shutil.copy2(source, target)
        else:
            Path(target).hardlink_to(known)
        return target

    shutil.copytree(folder, to, copy_function=put_file)
    return to

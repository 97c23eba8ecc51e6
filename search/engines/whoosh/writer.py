"""Changes to the archive: a Whoosh writer in the folder of the next generation."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from whoosh.index import create_in, open_dir
from whoosh.reading import TermNotFound

from search.analysis import Inflections
from search.engines.whoosh import generations
from search.engines.whoosh.fields import ARTICLE, KIND_NUMBERS, placed_words, whoosh_schema
from search.engines.whoosh.records import write_article, write_passage
from search.engines.whoosh.snapshot import Snapshot
from search.errors import IndexMissingError
from search.schema import SCHEMA_VERSION, Article, Passage

MEMORY = 256  # MB that Whoosh may gather postings in before it sorts them out to disk
KEPT = "kept-"  # prefix of the files that hold what `ArchiveWriter.keep` was given


class WhooshArchiveWriter:
    """Gathers a change; `change` publishes it.

    Args:
        folder: of the generation being built.
        writer: Whoosh's, on that folder.
        reader: Whoosh's, on what was there before; None if nothing was.
    """

    def __init__(self, folder: Path, writer: Any, reader: Any) -> None:
        self._folder = folder
        self._writer = writer
        self._reader = reader
        self._added: set[str] = set()
        self.changed = False

    def add(self, article_id: str, article: Article, passages: Sequence[Passage]) -> None:
        """Add an article, or replace the one of that id.

        Raises:
            ValueError: an article of that id was already added in this change, or a passage is too long.
        """
        if article_id in self._added:
            raise ValueError(f"article {article_id} is added twice in one change: {article.path}")
        placed = []
        section = ""
        for passage in passages:
            placed.append(placed_words(passage, with_heading=passage.section != section))
            section = passage.section
        self.remove(article_id)
        self._added.add(article_id)
        self._writer.add_document(
            article=article_id,
            id=article_id.encode(),
            kind=ARTICLE,
            record=write_article(article),
            day=article.dating.day.toordinal() if article.dating.day else 0,
            source=article.source.encode(),
            place=article.place.encode(),
        )
        for passage, words in zip(passages, placed, strict=True):
            self._writer.add_document(
                article=article_id,
                kind=KIND_NUMBERS[passage.kind],
                record=write_passage(passage),
                words=words,
                length=len(words),
            )

    def remove(self, article_id: str) -> None:
        """Remove an article and its passages; one that is not there is no error."""
        self.changed = True
        if self._reader is None:
            return
        try:
            documents = list(self._reader.postings("article", article_id).all_ids())
        except TermNotFound:
            return
        for document in documents:
            self._writer.delete_document(document)

    def keep(self, name: str, content: bytes) -> None:
        """Publish a note of the writer's own with the change, replacing the last of that name."""
        self.changed = True
        path = self._folder / f"{KEPT}{name}"
        path.unlink(missing_ok=True)  # it may be a link to the published one, which must not change
        path.write_bytes(content)


@contextmanager
def change(root: Path, *, fresh: bool, inflections: Inflections) -> Iterator[WhooshArchiveWriter]:
    """Hold the lock, build the next generation, and on clean exit verify and publish it.

    Args:
        root: the index.
        fresh: start from an empty archive instead of the generation that serves.
        inflections: as in `Snapshot`.

    Raises:
        IndexBusyError: another process is writing.
        IndexDamagedError: there is no sound generation to start from.
    """
    with generations.lock(root):
        base = None if fresh else _base(root)
        with generations.building(root, base) as (number, folder):
            index = open_dir(str(folder)) if base else create_in(str(folder), whoosh_schema())
            reader = index.reader() if base else None
            writer = index.writer(limitmb=MEMORY)
            archive = WhooshArchiveWriter(folder, writer, reader)
            try:
                yield archive
            except BaseException:
                writer.cancel()
                raise
            finally:
                if reader:
                    reader.close()
            if base and not archive.changed:
                writer.cancel()
                return
            writer.commit()
            index.close()
            built = Snapshot(folder, inflections)  # what was written can be read
            facts = {"schema": SCHEMA_VERSION, "articles": built.articles, "passages": built.passages}
            built.close()
            generations.publish(root, number, folder, datetime.now(UTC), facts)
        generations.collect(root)


def _base(root: Path) -> generations.Generation | None:
    try:
        return generations.current(root)
    except IndexMissingError:
        return None


def kept(folder: Path, name: str) -> bytes | None:
    """Read what was kept with a generation, or None."""
    path = folder / f"{KEPT}{name}"
    return path.read_bytes() if path.is_file() else None

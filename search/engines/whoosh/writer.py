"""Changes to the archive: a Whoosh writer in the folder of the next generation."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from whoosh.index import create_in, open_dir
from whoosh.reading import TermNotFound

from search.analysis import Inflections
from search.engines.whoosh import collecting, copies, publishing
from search.engines.whoosh.dictionary import ARTICLE_IDS
from search.engines.whoosh.fields import KIND_NUMBERS, placed_words, whoosh_schema
from search.engines.whoosh.generations import Generation
from search.engines.whoosh.records import write_article, write_head, write_passage
from search.engines.whoosh.segment_writer import ArraySegmentWriter, merge_small, tokens_at_once
from search.engines.whoosh.snapshot import Snapshot
from search.errors import IndexDamagedError
from search.schema import SCHEMA_VERSION, Article, Passage

RULES = "rules"  # under which the sentences of `ArchiveWriter.rules` are kept
KEPT = "kept-"  # prefix of the files that hold what `ArchiveWriter.keep` was given


class WhooshArchiveWriter:
    """Gathers a change; `change` publishes it.

    Args:
        folder: of the generation being built.
        index: Whoosh's, in that folder.
        inflections: whose stems are kept with the words.
        at_once: tokens gathered at one time.
    """

    def __init__(self, folder: Path, index: Any, inflections: Inflections, at_once: int) -> None:
        self._folder = folder
        self._index = index
        self._inflections = inflections
        self._at_once = at_once
        self._writer = ArraySegmentWriter(index, inflections, at_once)
        self._reader = index.reader()  # of what is in segments: what was there before, or was flushed
        self._is_fresh = self._reader.doc_count_all() == 0
        self._gathered: set[str] = set()  # ids of the articles that are not
        self.changed = False

    def add(self, article_id: str, article: Article, passages: Sequence[Passage]) -> None:
        """Add an article, or replace the one of that id, be it of this change.

        Raises:
            ValueError: a passage is too long.
        """
        placed = []
        section = ""
        for passage in passages:
            words = placed_words(passage, with_heading=passage.section != section)
            placed.append((KIND_NUMBERS[passage.kind], words, write_passage(passage)))
            section = passage.section
        day, is_stated = article.dating.day, bool(article.dating.stated)
        filed = (day.toordinal() if day else 0, is_stated)
        names = {"source": article.source.encode("utf-8"), "place": article.place.encode("utf-8")}
        texts = write_head(article_id, article), write_article(article, passages)
        self.remove(article_id)
        self._gathered.add(article_id)
        self._writer.add_article(article_id, filed, names, texts, placed)

    def remove(self, article_id: str) -> None:
        """Remove an article and its passages; one that is not there is no error."""
        self.changed = True
        if article_id in self._gathered:
            self._flush()  # what is gathered can't be deleted, what is in a segment can
        if self._is_fresh:
            return
        try:
            documents = list(self._reader.postings(ARTICLE_IDS, article_id).all_ids())
        except TermNotFound:
            return
        for document in documents:
            self._writer.delete_document(document)

    def _flush(self) -> None:
        """Write what was gathered as a segment; it is seen by nobody, for the folder is not published yet."""
        self._writer.commit(merge=False)
        self._writer = ArraySegmentWriter(self._index, self._inflections, self._at_once)
        before, self._reader = self._reader, self._index.reader()
        before.close()  # last: should anything fail, `cancel` closes it
        self._is_fresh = False
        self._gathered.clear()

    def copies(self, groups: Sequence[Sequence[str]]) -> None:
        """Say which articles are copies of each other.

        Raises:
            ValueError: an id is named twice.
        """
        self.keep(copies.NAME, copies.dump(groups))

    def rules(self, sentences: Mapping[str, str]) -> None:
        """Say what each cleaning rule drops."""
        self.keep(RULES, json.dumps(dict(sentences), ensure_ascii=False).encode("utf-8"))

    def commit(self) -> None:
        """Write what was gathered, merging small segments."""
        self._writer.commit(mergetype=merge_small)
        self._reader.close()
        self._index.close()

    def cancel(self) -> None:
        """Drop what was gathered."""
        self._writer.cancel()
        self._reader.close()

    def keep(self, name: str, content: bytes) -> None:
        """Publish a note of the writer's own with the change, replacing the last of that name."""
        self.changed = True
        path = self._folder / f"{KEPT}{name}"
        path.unlink(missing_ok=True)  # it may be a link to the published one, which must not change
        path.write_bytes(content)


@contextmanager
def change(
    root: Path, start: Callable[[], Generation | None], *, inflections: Inflections, memory: int
) -> Iterator[WhooshArchiveWriter]:
    """Hold the lock, build the next generation, and on clean exit verify and publish it.

    Args:
        root: the index.
        start: gives the generation to start from, all of it just read and found sound, or None to start from nothing;
            called with the lock held.
        inflections: as in `Snapshot`.
        memory: megabytes that the process may take.

    Raises:
        IndexBusyError: another process is writing.
        IndexDamagedError: there is no sound generation to start from, or other code wrote it.
        IndexWriteError: it was published, but it is not certain that it lasts.
        OSError: it can't be written; nothing has changed.
    """
    try:
        with publishing.lock(root):
            base = start()
            if base and base.schema != SCHEMA_VERSION:
                raise IndexDamagedError(other_schema(base.schema))
            with publishing.building(root, base) as (number, folder):
                archive = _opened(folder, base, inflections, memory)
                try:
                    yield archive
                    if base and not archive.changed and not base.degraded:
                        archive.cancel()
                        publishing.settle(root)
                        collecting.collect_left_over(root, base.number)
                        return
                    archive.commit()
                except BaseException:
                    archive.cancel()
                    raise
                built = Snapshot(folder, inflections)  # what was written can be read
                copies.write(folder, kept(folder, copies.NAME), built)
                facts = {"schema": SCHEMA_VERSION, "articles": built.articles, "passages": built.passages}
                publishing.publish(root, number, folder, datetime.now(UTC), facts, base)
            collecting.collect(root, number, base)
    except OSError as error:
        if error.errno and not error.filename:  # writing names no file
            error.filename = str(root)
        raise


def _opened(folder: Path, base: Generation | None, inflections: Inflections, memory: int) -> WhooshArchiveWriter:
    index = open_dir(str(folder)) if base else create_in(str(folder), whoosh_schema())
    return WhooshArchiveWriter(folder, index, inflections, tokens_at_once(memory))


def other_schema(schema: int) -> str:
    """Say that an index was written by code that understands its files otherwise."""
    return f"the index has schema {schema}, this version reads {SCHEMA_VERSION}: run `morgue reindex --full`"


def kept(folder: Path, name: str) -> bytes | None:
    """Read what was kept with a generation, or None."""
    path = folder / f"{KEPT}{name}"
    return path.read_bytes() if path.is_file() else None


def rules_of(folder: Path) -> dict[str, str]:
    """Read what each cleaning rule drops, by name; nothing where no writer said."""
    content = kept(folder, RULES)
    return dict(json.loads(content)) if content else {}

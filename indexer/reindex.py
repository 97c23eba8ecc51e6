"""Bring the archive up to date with the raw documents: what is new, changed, moved or gone, and only that."""

import time
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from indexer import ledger
from indexer.changes import Progress, digests, moves, settled
from indexer.cleaning import rule_table
from indexer.errors import IndexerError
from indexer.knowledge.outlets import Outlets
from indexer.learning import habits
from indexer.learning.texts import line_texts
from indexer.ledger import Entry, Ledger
from indexer.remembered import Remembered, remembered
from indexer.summary import Summary
from indexer.workers import clean_files
from search.engine import ArchiveWriter, Engine
from search.errors import IndexDamagedError, IndexMissingError

__all__ = ["LEDGER", "Archive", "EmptyArchiveError", "Progress", "Summary", "reindex"]

LEDGER = "ledger"


class EmptyArchiveError(IndexerError):
    """The folder of raw documents is empty although the index is not: more likely a missing disk than a wish."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Where raw documents are, and how they are cleaned.

    Args:
        raw_docs: their folder.
        outlets: the rules' data.
        rules: `ledger.rules_digest` of that data.
        processes: how many may clean documents at once; 0 for one on each processor.
    """

    raw_docs: Path
    outlets: Outlets
    rules: str
    processes: int = 0


def reindex(
    archive: Archive,
    engine: Engine,
    *,
    full: bool = False,
    dry_run: bool = False,
    allow_empty: bool = False,
    progress: Progress = lambda what, done, total: None,
) -> Summary:
    """Bring the index up to date; readers are served the old one until the new one is whole.

    Args:
        archive: the raw documents and the rules.
        engine: what indexes them.
        full: clean and index every document, whatever was known.
        dry_run: only say what would be done.
        allow_empty: let an empty folder empty the index.
        progress: called as the work goes on.

    Raises:
        EmptyArchiveError: the folder is empty, the index is not, and `allow_empty` was not given.
        IndexBusyError: another process is writing.
        IndexDamagedError: no sound generation to start from (a full reindex needs none).
        WorkerError: a process that cleaned documents ended before its work was done.
        OSError: the folder can't be listed, or the index can't be written.
    """
    started = time.perf_counter()
    before = _kept(engine, full)
    known = ledger.load(before)
    full = full or known.rules != archive.rules
    summary = Summary(full=full)
    with nullcontext() if dry_run else (engine.rebuild() if full else engine.writer()) as writer:
        if (now := _kept(engine, full)) != before:  # now that we hold the lock, nobody else changes it
            known = ledger.load(now)
        seen = digests(archive.raw_docs, {} if full else known.entries, time.time_ns(), progress)
        if known.entries and not seen and not allow_empty:
            raise EmptyArchiveError(
                f"{archive.raw_docs} has no documents, but the index has {len(known.entries)}: if the folder is the "
                "right one and they are meant to go, add --allow-empty"
            )
        memory = remembered(engine if known.entries else None, full)
        entries = _apply(archive, known, seen, writer, memory, summary, progress)
        if writer is not None and (entries != known.entries or full):
            entries = _learn(archive, known, entries, memory, writer, summary, progress)
            writer.rules(rule_table.sentences())
            writer.keep(LEDGER, Ledger(archive.rules, entries).dump())
            summary.copies = memory.find_copies(_articles(entries), writer)
    summary.rejected = [(path, entry.reason) for path, entry in entries.items() if entry.reason]
    summary.seconds = time.perf_counter() - started
    return summary


def _kept(engine: Engine, full: bool) -> bytes | None:
    try:
        return engine.kept(LEDGER)
    except IndexMissingError:
        return None
    except IndexDamagedError:
        if full:
            return None
        raise


def _articles(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Give the ids of the articles there are, with the paths of their documents."""
    return {entry.id: path for path, entry in entries.items() if entry.id}


def _apply(
    archive: Archive,
    known: Ledger,
    seen: dict[str, Entry],
    writer: ArchiveWriter | None,
    memory: Remembered,
    summary: Summary,
    progress: Progress,
) -> dict[str, Entry]:
    """Hold what was seen against what was known, index the difference, and give the new entries.

    What is to be remembered of the articles that are new or changed takes the place of what was.
    """
    moved = dict(moves(known.entries, seen))
    entries = settled(known.entries, seen, summary.full)
    summary.unchanged = sum(not entry.reason for entry in entries.values())
    todo = [path for path in seen if path not in entries]
    taken = {entry.id for entry in known.entries.values()}
    cleaned = clean_files(archive.raw_docs, archive.outlets, todo, archive.processes, memory.habits)
    for done, (path, one) in enumerate(zip(todo, cleaned, strict=True)):
        progress("indexing", done, len(todo))
        before = known.entries.get(moved.get(path, path), Entry(""))
        article_id = before.id or ledger.free_id(path, taken)
        taken.add(article_id)
        # What was read now counts, should the document have changed since its digest was taken.
        entry = entries[path] = Entry(one.digest, "" if one.reason else article_id, one.reason, seen[path].stamp)
        if one.article is None or one.signature is None or one.trace is None:
            continue
        memory.signed[article_id], memory.traced[article_id] = one.signature, one.trace
        if writer is not None:
            writer.add(article_id, one.article, one.passages)
        if path in moved:
            summary.moved.append((moved[path], path))
        elif path not in known.entries:
            summary.added.append(path)
        elif before.digest == entry.digest:
            summary.cleaned_anew += 1
        else:
            summary.changed.append(path)
    progress("indexing", len(todo), len(todo))
    gone = set(known.entries) - set(seen) - set(moved.values())
    summary.removed = [path for path in known.entries if path in gone]
    if writer is not None and not summary.full:
        stays = {entry.id for entry in entries.values()}
        for entry in known.entries.values():
            if entry.id and entry.id not in stays:
                writer.remove(entry.id)
    return dict(sorted(entries.items()))


def _learn(
    archive: Archive,
    known: Ledger,
    entries: dict[str, Entry],
    memory: Remembered,
    writer: ArchiveWriter,
    summary: Summary,
    progress: Progress,
) -> dict[str, Entry]:
    """Learn from all articles and clean those again of which other things are known now; give the new entries.

    So each article is what cleaning makes of it with all that the archive teaches, whenever it came.
    """
    paths = _articles(entries)
    traced = {article_id: memory.traced[article_id] for article_id in paths}
    learned = habits.learn(traced, paths)
    again = sorted(paths[article_id] for article_id in habits.concerned(traced, memory.habits, learned))
    cleaned = clean_files(archive.raw_docs, archive.outlets, again, archive.processes, learned)
    entries = dict(entries)
    for done, (path, one) in enumerate(zip(again, cleaned, strict=True)):
        progress("cleaning again", done, len(again))
        entry = entries[path]
        if one.digest != entry.digest or one.article is None or one.signature is None:
            entries[path] = replace(entry, digest="")  # it changes just now: the next reindex reads it anew
            continue
        writer.add(entry.id, one.article, one.passages)
        memory.signed[entry.id] = one.signature
        if known.entries.get(path) == entry and not summary.full:
            summary.unchanged -= 1
            summary.cleaned_anew += 1
    if again:
        progress("cleaning again", len(again), len(again))
    unchanged = {path for path, entry in entries.items() if known.entries.get(path) == entry and not summary.full}
    texts = line_texts(archive.raw_docs, archive.outlets, learned, memory.habits, unchanged)
    memory.keep_traces(paths, habits.with_texts(learned, texts), writer)
    return entries

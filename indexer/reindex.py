"""Bring the archive up to date with the raw documents: what is new, changed, moved or gone, and only that."""

import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer import duplicates, ledger, signatures, source
from indexer.errors import IndexerError, Rejection
from indexer.knowledge.outlets import Outlets
from indexer.learning import habits, traces
from indexer.learning.habits import Habits
from indexer.learning.texts import line_texts
from indexer.learning.traces import Trace
from indexer.ledger import Entry, Ledger
from indexer.signatures import Signature
from indexer.workers import clean_files
from search.engine import ArchiveWriter, Engine
from search.errors import IndexDamagedError, IndexMissingError

LEDGER = "ledger"
SIGNATURES = "signatures"
TRACES = "traces"
HABITS = "habits"
Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


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


@dataclass(slots=True)
class _Remembered:
    """What is kept of articles beside the index; a reindex brings it up to date.

    Args:
        signed: signatures by article id.
        traced: traces by article id.
        habits: what they were cleaned with.
    """

    signed: dict[str, Signature] = field(default_factory=dict)
    traced: dict[str, Trace] = field(default_factory=dict)
    habits: Habits = field(default_factory=Habits)


@dataclass(slots=True)
class Summary:
    """What a reindex did, or would do: each document is counted once. Paths are relative to the archive.

    Args:
        added: paths of new documents.
        changed: paths of documents with other content.
        moved: (old, new) paths.
        removed: paths that are gone (these alone are no documents any more).
        unchanged: how many articles were left alone.
        cleaned_anew: how many unchanged documents were cleaned again (a full reindex, other rules, or something was
            learned from others).
        rejected: (path, reason) of every document that is not in the index, new or known from before.
        copies: how many groups of articles are copies of each other; 0 where nothing was to be done.
        seconds: how long it took.
        full: whether everything was built anew.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    cleaned_anew: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)
    copies: int = 0
    seconds: float = 0.0
    full: bool = False


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
    known = _known(engine, full)
    full = full or known.rules != archive.rules
    summary = Summary(full=full)
    with nullcontext() if dry_run else (engine.rebuild() if full else engine.writer()) as writer:
        known = _known(engine, full)  # again: now that we hold the lock, nobody else changes it
        seen = _digests(archive, progress)
        if known.entries and not seen and not allow_empty:
            raise EmptyArchiveError(
                f"{archive.raw_docs} has no documents, but the index has {len(known.entries)}: if the folder is the "
                "right one and they are meant to go, add --allow-empty"
            )
        remembered = _remembered(engine if known.entries else None, full)
        entries = _apply(archive, known, seen, writer, remembered, summary, progress)
        if writer is not None and (entries != known.entries or full):
            entries = _learn(archive, known, entries, remembered, writer, summary, progress)
            writer.keep(LEDGER, Ledger(archive.rules, entries).dump())
            summary.copies = _find_copies(entries, remembered.signed, writer)
    summary.rejected = [(path, entry.reason) for path, entry in entries.items() if entry.reason]
    summary.seconds = time.perf_counter() - started
    return summary


def _known(engine: Engine, full: bool) -> Ledger:
    try:
        return ledger.load(engine.kept(LEDGER))
    except IndexMissingError:
        return Ledger()
    except IndexDamagedError:
        if full:
            return Ledger()
        raise


def _remembered(engine: Engine | None, full: bool) -> _Remembered:
    if engine is None:
        return _Remembered()
    learned = habits.load(engine.kept(HABITS))
    if full:  # what was learned then is likely to be learned again, and saves cleaning twice
        return _Remembered(habits=learned)
    return _Remembered(signatures.load(engine.kept(SIGNATURES)), traces.load(engine.kept(TRACES)), learned)


def _digests(archive: Archive, progress: Progress) -> dict[str, Entry]:
    """Read every raw document for its digest; one that can't be read is an entry with the reason."""
    paths = list(source.walk(archive.raw_docs))
    seen: dict[str, Entry] = {}
    for done, path in enumerate(paths):
        progress("reading", done, len(paths))
        try:
            document = source.read(archive.raw_docs, path)
            seen[document.path] = Entry(document.digest)
        except Rejection as rejection:
            seen[path.relative_to(archive.raw_docs).as_posix()] = Entry("", reason=rejection.reason)
    progress("reading", len(paths), len(paths))
    return seen


def _apply(
    archive: Archive,
    known: Ledger,
    seen: dict[str, Entry],
    writer: ArchiveWriter | None,
    remembered: _Remembered,
    summary: Summary,
    progress: Progress,
) -> dict[str, Entry]:
    """Hold what was seen against what was known, index the difference, and give the new entries.

    What is to be remembered of the articles that are new or changed takes the place of what was.
    """
    gone = {path: entry for path, entry in known.entries.items() if path not in seen}
    moved = dict(_moves(gone, known, seen))
    entries = {path: now for path, now in seen.items() if _is_settled(known.entries.get(path), now, summary.full)}
    entries |= {path: known.entries[path] for path, now in entries.items() if now.digest}
    summary.unchanged = sum(not entry.reason for entry in entries.values())
    todo = [path for path in seen if path not in entries]
    taken = {entry.id for entry in known.entries.values()}
    cleaned = clean_files(archive.raw_docs, archive.outlets, todo, archive.processes, remembered.habits)
    for done, (path, one) in enumerate(zip(todo, cleaned, strict=True)):
        progress("indexing", done, len(todo))
        before = known.entries.get(moved.get(path, path), Entry(""))
        article_id = before.id or ledger.free_id(path, taken)
        taken.add(article_id)
        # What was read now counts, should the document have changed since its digest was taken.
        entry = entries[path] = Entry(one.digest, "" if one.reason else article_id, one.reason)
        if one.article is None or one.signature is None or one.trace is None:
            continue
        remembered.signed[article_id], remembered.traced[article_id] = one.signature, one.trace
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
    summary.removed = [path for path in gone if path not in moved.values()]
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
    remembered: _Remembered,
    writer: ArchiveWriter,
    summary: Summary,
    progress: Progress,
) -> dict[str, Entry]:
    """Learn from all articles and clean those again of which other things are known now; give the new entries.

    So each article is what cleaning makes of it with all that the archive teaches, whenever it came.
    """
    paths = {entry.id: path for path, entry in entries.items() if entry.id}
    traced = {article_id: remembered.traced[article_id] for article_id in paths}
    learned = habits.learn(traced, paths)
    again = sorted(paths[article_id] for article_id in habits.concerned(traced, remembered.habits, learned))
    cleaned = clean_files(archive.raw_docs, archive.outlets, again, archive.processes, learned)
    entries = dict(entries)
    for done, (path, one) in enumerate(zip(again, cleaned, strict=True)):
        progress("cleaning again", done, len(again))
        entry = entries[path]
        if one.digest != entry.digest or one.article is None or one.signature is None:
            entries[path] = replace(entry, digest="")  # it changes just now: the next reindex reads it anew
            continue
        writer.add(entry.id, one.article, one.passages)
        remembered.signed[entry.id] = one.signature
        if known.entries.get(path) == entry and not summary.full:
            summary.unchanged -= 1
            summary.cleaned_anew += 1
    if again:
        progress("cleaning again", len(again), len(again))
    unchanged = {path for path, entry in entries.items() if known.entries.get(path) == entry and not summary.full}
    texts = line_texts(archive.raw_docs, archive.outlets, learned, remembered.habits, unchanged)
    writer.keep(HABITS, habits.with_texts(learned, texts).dump())
    writer.keep(TRACES, traces.dump(traced))
    return entries


def _find_copies(entries: dict[str, Entry], signed: dict[str, Signature], writer: ArchiveWriter) -> int:
    """Find the copies in the whole archive, tell the writer and keep the signatures; give the number of groups."""
    paths = {entry.id: path for path, entry in entries.items() if entry.id}
    current = {article_id: signed[article_id] for article_id in paths}
    groups = duplicates.groups(current, paths)
    writer.copies(groups)
    writer.keep(SIGNATURES, signatures.dump(current))
    return len(groups)


def _is_settled(before: Entry | None, now: Entry, full: bool) -> bool:
    """Tell whether nothing is left to do for a document: it can't be read, or it is what it was."""
    if now.reason:
        return True
    return before is not None and before.digest == now.digest and not full


def _moves(gone: dict[str, Entry], known: Ledger, seen: dict[str, Entry]) -> Iterator[tuple[str, str]]:
    """Yield (new, old) paths of documents that are at another path with the same content."""
    by_digest: dict[str, list[str]] = {}
    for path, entry in gone.items():
        if entry.id:
            by_digest.setdefault(entry.digest, []).append(path)
    for path, entry in seen.items():
        if path not in known.entries and by_digest.get(entry.digest):
            yield path, by_digest[entry.digest].pop(0)

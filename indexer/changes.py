"""What differs between the raw documents and what the ledger knows of them: told by their content."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from indexer import source
from indexer.errors import Rejection
from indexer.ledger import Entry
from indexer.listing import listed

Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


def digests(raw_docs: Path, known: Mapping[str, Entry], now: int, progress: Progress) -> dict[str, Entry]:
    """Give an entry, without an id, for every raw document.

    One that was not touched since it was known is not read again; one that can't be read has the reason.

    Args:
        raw_docs: the archive.
        known: entries by path that may be relied upon; empty to read every document.
        now: the time, in nanoseconds since the epoch.
        progress: called as the work goes on.

    Raises:
        OSError: the folder can't be listed.
    """
    documents = listed(raw_docs, now)
    seen: dict[str, Entry] = {}
    for done, (path, stamp) in enumerate((one.path, one.stamp) for one in documents):
        progress("reading", done, len(documents))
        before = known.get(path)
        if before is not None and stamp and before.stamp == stamp and before.digest:
            seen[path] = before
            continue
        try:
            seen[path] = Entry(source.read(raw_docs, raw_docs / path).digest, stamp=stamp)
        except Rejection as rejection:
            seen[path] = Entry("", reason=rejection.reason)
    progress("reading", len(documents), len(documents))
    return seen


def settled(known: Mapping[str, Entry], seen: Mapping[str, Entry], full: bool) -> dict[str, Entry]:
    """Give the entries of the documents with which nothing is left to do: unread, or what they were.

    Args:
        known: entries by path.
        seen: as `digests` gives them.
        full: whether even those that are what they were are to be done again.
    """
    entries = {}
    for path, now in seen.items():
        before = known.get(path)
        if not now.digest:
            entries[path] = now
        elif before is not None and before.digest == now.digest and not full:
            entries[path] = replace(before, stamp=now.stamp) if before.stamp != now.stamp else before
    return entries


def moves(known: Mapping[str, Entry], seen: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    """Yield (new, old) paths of documents that are at another path with the same content."""
    by_digest: dict[str, list[str]] = {}
    for path, entry in known.items():
        if path not in seen and entry.id:
            by_digest.setdefault(entry.digest, []).append(path)
    for path, entry in seen.items():
        if path not in known and by_digest.get(entry.digest):
            yield path, by_digest[entry.digest].pop(0)

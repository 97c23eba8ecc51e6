"""Reading, cleaning and splitting many documents, on several processors where there are enough to be worth it."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from indexer import source
from indexer.errors import IndexerError, Rejection
from indexer.knowledge.outlets import Outlets
from indexer.learning.clean import clean_learned
from indexer.learning.habits import Habits
from indexer.learning.traces import Trace
from indexer.pipeline import split
from indexer.signatures import Signature, sign
from search.schema import Article, Passage

AT_ONCE = 32  # documents handed to a worker: enough that handing them over costs nothing, few enough to share evenly
WORTH_IT = 500  # documents: cleaning fewer takes about as long as starting a worker
AHEAD = 3  # batches for each worker that are waiting or done: so much memory, however slow the writer is


NO_HABITS = Habits()


class WorkerError(IndexerError):
    """A worker process ended before its work was done: killed, or out of memory."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of one document.

    Args:
        digest: of its content; empty where it could not be read.
        article: None where it was rejected.
        passages: of the article.
        reason: why it was rejected; empty where it was not.
        signature: of the article, to find its copies by.
        trace: of the article, to learn its outlet's habits from.
    """

    digest: str
    article: Article | None = None
    passages: tuple[Passage, ...] = ()
    reason: str = ""
    signature: Signature | None = None
    trace: Trace | None = None


def clean_file(raw_docs: Path, outlets: Outlets, habits: Habits, path: str) -> Cleaned:
    """Read, clean and split one document.

    Args:
        raw_docs: the archive.
        outlets: what is known of outlets, boilerplate and events.
        habits: what was learned of the archive's outlets.
        path: of the document, relative to the archive.
    """
    try:
        document = source.read(raw_docs, raw_docs / path)
    except Rejection as rejection:
        return Cleaned("", reason=rejection.reason)
    try:
        article, trace = clean_learned(document, outlets, habits)
        passages = split(article)
    except Rejection as rejection:
        return Cleaned(document.digest, reason=rejection.reason)
    signature = sign(article.paragraphs, article.dating)
    return Cleaned(document.digest, article, passages, signature=signature, trace=trace)


def clean_files(
    raw_docs: Path, outlets: Outlets, paths: Sequence[str], processes: int = 0, habits: Habits = NO_HABITS
) -> Iterator[Cleaned]:
    """Yield what becomes of each document, in the order of the paths.

    Args:
        raw_docs: the archive.
        outlets: what is known of outlets, boilerplate and events.
        paths: of the documents, relative to the archive.
        processes: how many may work; 0 for one on each processor.
        habits: what was learned of the archive's outlets.

    Raises:
        WorkerError: a worker process ended before its work was done.
    """
    processes = processes or os.cpu_count() or 1
    if processes == 1 or len(paths) < WORTH_IT:
        for path in paths:
            yield clean_file(raw_docs, outlets, habits, path)
        return
    batches = [paths[start : start + AT_ONCE] for start in range(0, len(paths), AT_ONCE)]
    # Spawned, not forked: a fork copies whatever locks other threads hold at that moment.
    context = multiprocessing.get_context("spawn")
    waiting: deque[Future[list[Cleaned]]] = deque()
    pool = ProcessPoolExecutor(processes, context, _begin, (raw_docs, outlets, habits))
    try:
        for batch in batches:
            waiting.append(pool.submit(_clean_batch, batch))
            if len(waiting) > AHEAD * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerError(
            "a process that cleaned documents ended before its work was done (killed, or out of memory): run it again, "
            "with MORGUE_PROCESSES=1 if it happens again"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


_worker: tuple[Path, Outlets, Habits]  # what a worker process was started with


def _begin(raw_docs: Path, outlets: Outlets, habits: Habits) -> None:
    global _worker
    _worker = (raw_docs, outlets, habits)
    threading.Thread(target=_end_with_parent, name="end with parent", daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when the process that it works for has: killed, that can't tell it, and it would wait forever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _clean_batch(paths: Sequence[str]) -> list[Cleaned]:
    return [clean_file(*_worker, path) for path in paths]

"""From raw files to a searchable archive: reading, cleaning, splitting and indexing, with every core there is.

The parts that are measured run in processes of their own: `python -m benchmarks.end_to_end ARCHIVE INDEX [PROFILE]`.
"""

import cProfile
import json
import pstats
import resource
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from benchmarks.corpus.build import SEED
from benchmarks.corpus.recombine import recombined
from benchmarks.corpus.texts import SAMPLE, Text
from benchmarks.speed.building import peak_memory
from benchmarks.stopwatch import Stopwatch
from indexer import source
from indexer.knowledge import outlets
from indexer.ledger import rules_digest
from indexer.reindex import Archive, reindex
from search.engines import open_engine

ROOT = Path(__file__).parent.parent
CHANGED = 10  # files that the second reindex finds changed
_KIB = 1024
_PROFILED = 30  # lines of a profile that are shown


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What a reindex took.

    Args:
        articles: added or changed.
        rejected: documents that are no articles.
        wall: seconds on the clock.
        cpu: seconds of processor time, worker processes included.
        memory: bytes, the most that the process held at one time.
        worker_memory: bytes, the most that one of its worker processes held; 0 where it has none.
    """

    articles: int
    rejected: int
    wall: float
    cpu: float
    memory: int
    worker_memory: int


def fill(raw_docs: Path, news: Path | None, texts: Sequence[Text], articles: int) -> None:
    """Fill a folder with raw documents: the real files as they came, then recombined ones as plain text.

    Args:
        raw_docs: an empty folder.
        news: the tar file of real articles; None for the project's sample.
        texts: what is in it, for recombining.
        articles: how many there are to be at least; 0 for the real ones only.
    """
    if news is not None:
        with tarfile.open(news) as tar:
            tar.extractall(raw_docs, filter="data")
    else:
        for path in source.walk(SAMPLE):
            copy = raw_docs / path.relative_to(SAMPLE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    real = sum(1 for _ in source.walk(raw_docs))
    for number, (text, _) in enumerate(islice(recombined(texts, SEED), max(0, articles - real))):
        path = raw_docs / "recombined" / f"{number // 1000:03}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join((text.title, *text.paragraphs)) + "\n", encoding="utf-8")


def change(raw_docs: Path) -> None:
    """Change some of the files, spread over the archive."""
    paths = [path for path in source.walk(raw_docs) if path.suffix == ".txt"]
    for path in paths[:: max(1, len(paths) // CHANGED)][:CHANGED]:
        path.write_bytes(path.read_bytes() + b"\n\nThis paragraph was added when the story was corrected.\n")


def measure(raw_docs: Path, index: Path, profile: Path | None = None) -> Reindexed:
    """Bring an index up to date in a new process.

    Args:
        raw_docs: the raw documents.
        index: the folder of the index.
        profile: a file for what functions took, as `pstats` reads it; profiling slows the process down.

    Raises:
        subprocess.CalledProcessError: it failed; what it said is on standard error.
    """
    command = [sys.executable, "-m", "benchmarks.end_to_end", str(raw_docs), str(index)]
    command += [str(profile)] if profile else []
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Reindexed(**json.loads(ended.stdout))


def show_profile(profile: Path) -> None:
    """Print the functions that took longest, what they call not counted."""
    pstats.Stats(str(profile)).sort_stats("tottime").print_stats(_PROFILED)


def _main(raw_docs: Path, index: Path, profile: Path | None) -> None:
    archive = Archive(raw_docs, outlets.load(), rules_digest(None))
    engine = open_engine("whoosh", index)
    profiler = cProfile.Profile()
    watch = Stopwatch()
    with watch:
        summary = profiler.runcall(reindex, archive, engine) if profile else reindex(archive, engine)
    engine.close()
    if profile:
        profiler.dump_stats(profile)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KIB
    articles = len(summary.added) + len(summary.changed)
    took = watch.built
    print(json.dumps(asdict(Reindexed(articles, len(summary.rejected), took.wall, took.cpu, peak_memory(), workers))))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)

"""What is kept of articles beside the index, so that a reindex reads only what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer import duplicates, signatures
from indexer.learning import habits, traces
from indexer.learning.habits import Habits
from indexer.learning.traces import Trace
from indexer.signatures import Signature
from search.engine import ArchiveWriter, Engine

SIGNATURES = "signatures"
TRACES = "traces"
HABITS = "habits"


@dataclass(slots=True)
class Remembered:
    """Of each article; a reindex brings it up to date.

    Args:
        signed: signatures by article id.
        traced: traces by article id.
        habits: what they were cleaned with.
    """

    signed: dict[str, Signature] = field(default_factory=dict)
    traced: dict[str, Trace] = field(default_factory=dict)
    habits: Habits = field(default_factory=Habits)

    def keep_traces(self, ids: Mapping[str, str], learned: Habits, writer: ArchiveWriter) -> None:
        """Keep what was learned, and the traces it was learned from.

        Args:
            ids: of the articles there are, with the paths of their documents.
            learned: from them.
            writer: what keeps it.
        """
        writer.keep(HABITS, learned.dump())
        writer.keep(TRACES, traces.dump({article_id: self.traced[article_id] for article_id in ids}))

    def find_copies(self, ids: Mapping[str, str], writer: ArchiveWriter) -> int:
        """Find the copies in the whole archive, tell the writer and keep the signatures; give the number of groups.

        Args:
            ids: of the articles there are, with the paths of their documents.
            writer: what is told.
        """
        current = {article_id: self.signed[article_id] for article_id in ids}
        groups = duplicates.groups(current, ids)
        writer.copies(groups)
        writer.keep(SIGNATURES, signatures.dump(current))
        return len(groups)


def remembered(engine: Engine | None, full: bool) -> Remembered:
    """Load what the last reindex kept.

    Args:
        engine: None where there is no archive yet.
        full: whether every article is made anew.
    """
    if engine is None:
        return Remembered()
    learned = habits.load(engine.kept(HABITS))
    if full:  # what was learned then is likely to be learned again, and saves cleaning twice
        return Remembered(habits=learned)
    return Remembered(signatures.load(engine.kept(SIGNATURES)), traces.load(engine.kept(TRACES)), learned)

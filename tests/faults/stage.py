"""Where things go wrong: an archive, copied for each case, and what was seen of all cases."""

import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import archives
from tests.faults.child import Plan
from tests.faults.processes import Runner


@dataclass(slots=True)
class Cases:
    """What was seen of many cases of one kind.

    Args:
        tried: how many there were.
        seen: how many ended in which way.
        failures: what was not as promised, each in a line.
    """

    tried: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        seen = ", ".join(f"{count:,} {what}" for what, count in sorted(self.seen.items()))
        failed = "".join(f"\n    NOT AS PROMISED: {failure}" for failure in self.failures)
        return f"{self.tried:,} cases: {seen}; {len(self.failures)} not as promised{failed}"


class Stage:
    """An archive to harm again and again: each case gets a copy of its own.

    Args:
        folder: empty, for the archive and its copies.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = folder / "base"
        archives.make(self.base)
        self.old = archives.answers(self.base / "index")
        self.runner = Runner(folder)
        for _ in range(2):  # the first waits for the runner, which imports
            with self.copied() as copied:
                ended = self.runner.run(Plan(str(copied.path)))
                assert ended.status == 0, ended.output
                self.seconds = ended.seconds
                self.new = archives.answers(copied.index)
        assert self.new != self.old

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_: object) -> None:
        self.runner.__exit__(None, None, None)

    def copied(self) -> "Copied":
        """Give a copy of the archive, which goes at the end of a `with`."""
        return Copied(self.base, self.folder / "case")

    def told(self, index: Path) -> str:
        """Say which state readers are told: "old", "new", or what else."""
        try:
            told = archives.answers(index)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        if told in (self.old, self.new):
            return "old" if told == self.old else "new"
        return "nothing" if told == archives.NOTHING else "a mixture"

    def healed(self, copied: "Copied") -> str:
        """Run once more, with nothing going wrong; say what is wrong all the same, or nothing."""
        ended = self.runner.run(Plan(str(copied.path)))
        if ended.status != 0:
            return f"the next run ended with {ended.status}: {ended.output}"
        told, left = self.told(copied.index), archives.left_overs(copied.index)
        if told != "new" or left:
            return f"after the next run readers are told {told}, and {left} is left over"
        degraded = archives.state(copied.index)[1]
        return f"after the next run the index is degraded: {degraded}" if degraded else ""


class Copied:
    """A copy of an archive for one case; a context manager that removes it."""

    def __init__(self, base: Path, path: Path) -> None:
        self.path = archives.copy(base, path)
        self.index = path / "index"

    def __enter__(self) -> "Copied":
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path)

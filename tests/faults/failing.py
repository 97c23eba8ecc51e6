"""Making each operation on files fail in turn: the run says so and has changed nothing, or has made the fault good."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.faults.child import UNPLANNED, Plan
from tests.faults.processes import Ending
from tests.faults.shim import OPERATIONS
from tests.faults.stage import Cases, Copied, Stage


def operations(stage: Stage, kinds: Sequence[str] = OPERATIONS) -> list[str]:
    """Give every operation that a reindex tries, in order: what it is, and the file."""
    record = stage.folder / "operations"
    record.unlink(missing_ok=True)
    with stage.copied() as copied:
        ended = stage.runner.run(Plan(str(copied.path), operations=tuple(kinds), occurrence=0, record=str(record)))
        assert ended.status == 0, ended.output
    return record.read_text(encoding="utf-8").splitlines()


def at_each(stage: Stage, kind: str, error: str, *, lasting: bool = False, step: int = 1) -> Cases:
    """Make the n-th operation of a kind fail, for every n.

    Args:
        stage: the archive.
        kind: of the operations.
        error: name of the error.
        lasting: whether all later ones of the kind fail as well, as on a full disk.
        step: 1 to try every n; more to try only every so manyth.
    """
    cases = Cases()
    tried = operations(stage, [kind])
    for occurrence in range(1, len(tried) + 1, step):
        plan = {"operations": (kind,), "error": error, "occurrence": occurrence, "lasting": lasting}
        with stage.copied() as copied:
            ended = stage.runner.run(Plan(str(copied.path), **plan))  # type: ignore[arg-type]  # as named above
            where = (
                f"{error}{' for good' if lasting else ''} at {kind} {occurrence} ({Path(tried[occurrence - 1]).name})"
            )
            judge(stage, copied, ended, where, cases)
    return cases


def with_file_sizes(stage: Stage, sizes: Iterable[int]) -> Cases:
    """Run under limits of how large a file may become."""
    cases = Cases()
    for size in sizes:
        with stage.copied() as copied:
            ended = stage.runner.run(Plan(str(copied.path), largest=size))
            judge(stage, copied, ended, f"files of at most {size:,} bytes", cases)
    return cases


def judge(stage: Stage, copied: Copied, ended: Ending, where: str, cases: Cases) -> None:
    """Hold a run in which something failed against the promise, and let the next one heal the index."""
    cases.tried += 1
    told = stage.told(copied.index)
    wrong = broken_promise(ended, told)
    cases.seen[f"{'made good' if ended.status == 0 else 'reported'}, {told}"] += 1
    wrong = wrong or stage.healed(copied)
    if wrong:
        cases.failures.append(f"{where}: {wrong}")


def broken_promise(ended: Ending, told: str) -> str:
    """Say what is wrong with how a run ended in which something failed, or nothing.

    It ends with status 0 and readers are told of the new state, or with status 1, one line that says why, and the old.
    """
    errors = [line for line in ended.output.splitlines() if not line.startswith(("reading", "indexing", "cleaning"))]
    if ended.status == UNPLANNED:
        return f"it ended with a traceback: {errors[-1]}"
    if ended.status == 0:
        return "" if told == "new" else f"it ended well, but readers are told {told}"
    if ended.status != 1 or len(errors) != 1 or not errors[0].startswith("Error: "):
        return f"it ended with {ended.status} and {len(errors)} lines: {errors}"
    return "" if told == "old" else f"it failed, but readers are told {told}: {errors}"

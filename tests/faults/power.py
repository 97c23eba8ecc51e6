"""Power failures at every operation of a reindex, on a disk that forgets whatever was not synced."""

import pickle
import shutil
from pathlib import Path

from tests.faults import archives, disk
from tests.faults.child import Plan
from tests.faults.stage import Cases, Stage


def at_each_operation(stage: Stage, *, first: bool = False, deaf: str = "", step: int = 1) -> Cases:
    """Let the power fail at every operation of a reindex.

    Args:
        stage: the archive.
        first: whether it is the first reindex, with no index there yet.
        deaf: as of `ForgettingDisk`.
        step: 1 to try every state of the disk; more to try only every so manyth. The last is always tried.
    """
    cases = Cases()
    record = stage.folder / "moments"
    with stage.copied() as copied:
        if first:
            shutil.rmtree(copied.index)
        ended = stage.runner.run(Plan(str(copied.path), forgetting=True, deaf=deaf, record=str(record)))
        assert ended.status == 0, ended.output
        number = copied.path.stat().st_ino
        new = archives.answers(copied.index)
    old = archives.NOTHING if first else stage.old
    moments: list[disk.Moment] = pickle.loads(record.read_bytes())
    tried: dict[disk.Tree, str] = {}
    for at, moment in enumerate(moments):
        for how, tree in disk.survivors(number, moment, at):
            if tree not in tried:
                tried[tree] = f"{moment.label}, {how}"
    for _, tree in disk.survivors(number, moments[-1], 0):
        tried[tree] = "when it has ended"
    for at, (tree, where) in enumerate(tried.items()):
        has_ended = where == "when it has ended"
        if at % step and not has_ended:
            continue
        cases.tried += 1
        told = _told(tree, stage.folder / "left", old, new)
        cases.seen[told] += 1
        if told not in (("new",) if has_ended else ("old", "new")):
            cases.failures.append(f"{where}: readers are told {told}")
    return cases


def _told(tree: disk.Tree, folder: Path, old: archives.Answers, new: archives.Answers) -> str:
    """Say which state readers are told of what is left: "old", "new", or what else."""
    disk.write(tree, folder)
    try:
        told = archives.answers(folder / "index")
        degraded = told != archives.NOTHING and archives.state(folder / "index")[1]
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        shutil.rmtree(folder)
    if degraded:
        return f"that it is degraded: {degraded}"
    return "old" if told == old else "new" if told == new else "a mixture"

"""Killing a reindex at every failpoint and at random moments: what readers are told, and what the next run does."""

import random
from collections.abc import Iterable

from tests.faults.child import Plan
from tests.faults.failpoints import FAILPOINTS, Failpoint
from tests.faults.processes import Ending
from tests.faults.stage import Cases, Copied, Stage

KILLED = -9


def at_failpoints(stage: Stage, places: Iterable[Failpoint] = FAILPOINTS, occurrences: int = 1) -> Cases:
    """Kill a reindex at failpoints.

    Args:
        stage: the archive.
        places: the failpoints.
        occurrences: how many times of passing each are tried: the first ones.
    """
    cases = Cases()
    for failpoint in places:
        for occurrence in range(1, occurrences + 1):
            with stage.copied() as copied:
                ended = stage.runner.run(Plan(str(copied.path), failpoint=str(failpoint), occurrence=occurrence))
                if occurrence > 1 and ended.status == 0:
                    break  # it is not passed that often
                judge(stage, copied, ended, f"{failpoint}, time {occurrence}", cases)
    return cases


def at_random(stage: Stage, count: int, seed: int = 1) -> Cases:
    """Kill a reindex at random moments of the time that it takes.

    Args:
        stage: the archive.
        count: how many times.
        seed: of the random moments.
    """
    draw = random.Random(seed)
    cases = Cases()
    for _ in range(count):
        after = draw.uniform(0, 1.1 * stage.seconds)
        with stage.copied() as copied:
            ended = stage.runner.run(Plan(str(copied.path)), kill_after=after)
            judge(stage, copied, ended, f"after {1000 * after:.1f} ms", cases)
    return cases


def judge(stage: Stage, copied: Copied, ended: Ending, where: str, cases: Cases) -> None:
    """Look at the index of a killed run, and let the next one heal it."""
    cases.tried += 1
    told = stage.told(copied.index)
    was_killed = "killed" if ended.status == KILLED else "had ended"
    cases.seen[f"{was_killed}, {told}"] += 1
    if told not in ("old", "new") or ended.status not in (KILLED, 0):
        cases.failures.append(f"{where}: status {ended.status}, readers are told {told}")
    elif wrong := stage.healed(copied):
        cases.failures.append(f"{where}: {wrong}")

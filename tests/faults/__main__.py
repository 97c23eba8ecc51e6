"""`python -m tests.faults`: what can go wrong, at length; prints what was seen, and fails if a promise broke."""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults import archives, clocks, damage, failing, killing, load, order, power, shim, small_disk
from tests.faults.processes import ROOT
from tests.faults.stage import Cases, Stage
from tests.test_learning import text

Section = Callable[[Stage], Iterator[tuple[str, object, bool]]]  # yields what was tried, what was seen, whether it held
RANDOM_KILLS = 200
FLIPS, CUTS = 500, 50
SWAPS = 50
REINDEXES = 100
BUSY_WITHIN = (
    1.0  # seconds of a processor that a second reindex may take to give up; how long that is depends on others
)
P99_AT_MOST = 2.0  # times the baseline


def kills(stage: Stage) -> Iterator[tuple[str, object, bool]]:
    """Kill a reindex at each failpoint, the first three times that it is passed, and at random moments."""
    yield _shown("killed at failpoints", killing.at_failpoints(stage, occurrences=3))
    yield _shown("killed at random moments", killing.at_random(stage, RANDOM_KILLS))


def faults(stage: Stage) -> Iterator[tuple[str, object, bool]]:
    """Let the n-th operation fail, for every n, once and for good."""
    for kind in (*shim.OPERATIONS, *shim.REMOVING):
        yield _shown(f"EIO at the n-th {kind}", failing.at_each(stage, kind, "EIO"))
        yield _shown(f"ENOSPC from the n-th {kind} on", failing.at_each(stage, kind, "ENOSPC", lasting=True))
    yield _shown("limits of file sizes", failing.with_file_sizes(stage, range(600, 20_000, 600)))


def full_disk(stage: Stage) -> Iterator[tuple[str, object, bool]]:
    """Reindex on a disk of 4 MB with ever more free space."""
    folder = stage.folder / "small"
    folder.mkdir()
    why_not = small_disk.can_mount()
    yield (
        ("a full disk", f"skipped: {why_not}", True)
        if why_not
        else _shown("a full disk", small_disk.shut(folder, 4_096))
    )


def damaged(stage: Stage) -> Iterator[tuple[str, object, bool]]:
    """Flip bits and cut files."""
    yield _shown("flipped bits and cut files", damage.flips_and_cuts(stage, FLIPS, CUTS))


def power_failures(stage: Stage) -> Iterator[tuple[str, object, bool]]:
    """Let the power fail at each operation."""
    yield _shown("the power fails", power.at_each_operation(stage))
    yield _shown("the power fails in the first run", power.at_each_operation(stage, first=True))
    why_not = order.can_trace()
    if why_not:
        yield "order of syncs and renames", f"skipped: {why_not}", True
        return
    with stage.copied() as copied:
        done = order.traced(copied.path)
        wrong = order.out_of_order(done, copied.index, 3)
    yield "order of syncs and renames", wrong or f"as it should be, {len(done)} calls traced", not wrong


def wrong_clocks(stage: Stage) -> Iterator[tuple[str, object, bool]]:
    """Set the clock ten years ahead and behind."""
    yield _shown("clocks", clocks.there_and_back(stage))


def readers(stage: Stage) -> Iterator[tuple[str, object, bool]]:
    """Read at full load while generations are swapped."""
    index = stage.folder / "read"
    load.prepare(index, 500)
    with load.reading(index) as baseline:
        time.sleep(15)
    with load.reading(index) as swapped:
        load.publish(index, SWAPS, 0.25, 500)
    for name, before, now in zip(("threads", "another process"), baseline, swapped, strict=True):
        ratio = now.p99 / before.p99
        told = f"{now}; without swaps p99 {before.p99:.1f} ms, {ratio:.1f} times that"
        yield f"readers in {name}", told, not now.errors and not before.errors and ratio <= P99_AT_MOST


def two_at_once(stage: Stage) -> Iterator[tuple[str, object, bool]]:
    """Start a reindex while another one is under way; then run a hundred, one after the other."""
    command = [sys.executable, str(ROOT / "app.py"), "reindex"]
    with stage.copied() as copied:
        hold = "import sys; from search.engines import open_engine; from pathlib import Path\n"
        hold += "with open_engine('whoosh', Path(sys.argv[1])).writer(): print(flush=True); sys.stdin.readline()"
        with subprocess.Popen(
            [sys.executable, "-c", hold, str(copied.index)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as first:
            assert first.stdout
            first.stdout.readline()
            started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            second = subprocess.run(command, cwd=copied.path, capture_output=True, text=True)
            seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
            worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            first.communicate(b"\n")
        told = (
            f"status {second.returncode} after {seconds:.2f} s, {worked:.2f} s of a processor: {second.stderr.strip()}"
        )
        yield "a second reindex", told, second.returncode == 3 and worked <= BUSY_WITHIN
    with stage.copied() as copied:
        for number in range(REINDEXES):
            archives.put(copied.path, f"more{number % 9}.txt", text(100 + number))
            archives.run(copied.path)
        left = archives.left_overs(copied.index)
        kept = sorted(path.name for path in (copied.index / "generations").iterdir())
        yield f"{REINDEXES} reindexes", f"leave generations {', '.join(kept)} and {left or 'nothing else'}", not left


SECTIONS: dict[str, Section] = {
    "kills": kills,
    "faults": faults,
    "full-disk": full_disk,
    "damage": damaged,
    "power": power_failures,
    "clocks": wrong_clocks,
    "readers": readers,
    "two": two_at_once,
}


def _shown(name: str, cases: Cases) -> tuple[str, object, bool]:
    return name, cases, not cases.failures


def main() -> int:
    """Run the sections asked for; give 1 if a promise broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"all, or some of: {', '.join(SECTIONS)}")
    parser.add_argument("--folder", type=Path, help="where to work; default: a new temporary folder")
    given = parser.parse_args()
    unknown = set(given.sections) - set(SECTIONS)
    if unknown:
        parser.error(f"no section is called {', '.join(sorted(unknown))}; expected some of: {', '.join(SECTIONS)}")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4_096)), hard))
    broken = 0
    with tempfile.TemporaryDirectory(dir=given.folder) as folder, Stage(Path(folder)) as stage:
        for name in given.sections or SECTIONS:
            started = time.perf_counter()
            for what, seen, held in SECTIONS[name](stage):
                print(f"{'held  ' if held else 'BROKEN'} {what}: {seen}", flush=True)
                broken += not held
            print(f"       ({name}: {time.perf_counter() - started:.0f} s)", flush=True)
    print("every promise held" if not broken else f"{broken} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

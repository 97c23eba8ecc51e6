"""The short forms of what `python -m tests.faults` tries: kills, failing disks, damage, power failures, load."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines import open_engine
from tests.faults import archives, clocks, damage, failing, failpoints, killing, load, order, power, small_disk
from tests.faults.child import Plan
from tests.faults.processes import ROOT
from tests.faults.stage import Cases, Stage
from tests.test_learning import text

EVERY = 6  # of the cases of the long form, one in so many is tried here


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with Stage(tmp_path_factory.mktemp("stage")) as stage:
        yield stage


def all_as_promised(cases: Cases, fewest: int) -> None:
    assert cases.failures == []
    assert cases.tried >= fewest


def test_every_failpoint_is_a_function_of_today_and_is_reached(stage: Stage) -> None:
    names = [str(failpoint) for failpoint in failpoints.FAILPOINTS]
    assert len(names) == len(set(names)) >= 60
    for failpoint in failpoints.FAILPOINTS:
        failpoints.resolve(failpoint)
    record = stage.folder / "passed"
    with stage.copied() as copied:
        assert stage.runner.run(Plan(str(copied.path), record=str(record))).status == 0
    assert set(record.read_text(encoding="utf-8").splitlines()) == set(names)


def test_a_kill_at_a_failpoint_leaves_the_old_or_the_new_index(stage: Stage) -> None:
    cases = killing.at_failpoints(stage, failpoints.FAILPOINTS[1::EVERY])
    all_as_promised(cases, len(failpoints.FAILPOINTS) // EVERY)
    assert cases.seen["killed, old"] > cases.seen["killed, new"] > 0


def test_a_kill_at_any_moment_leaves_the_old_or_the_new_index(stage: Stage) -> None:
    all_as_promised(killing.at_random(stage, 3), 3)


@pytest.mark.parametrize(
    ("kind", "error", "step"),
    [
        ("open", "EIO", 70),
        ("write", "ENOSPC", 12),
        ("fsync", "EIO", 8),
        ("rename", "EIO", 2),
        ("replace", "ENOSPC", 1),
        ("link", "EIO", 20),
        ("mkdir", "ENOSPC", 3),
    ],
)
def test_an_operation_that_fails_is_told_and_changes_nothing(stage: Stage, kind: str, error: str, step: int) -> None:
    cases = failing.at_each(stage, kind, error, step=step)
    all_as_promised(cases, 1)


def test_a_disk_that_fails_for_good_is_told_and_changes_nothing(stage: Stage) -> None:
    cases = failing.at_each(stage, "fsync", "EIO", lasting=True, step=10)
    all_as_promised(cases, 2)
    assert set(cases.seen) == {"reported, old"}


def test_a_limit_of_file_sizes_is_told_and_changes_nothing(stage: Stage) -> None:
    cases = failing.with_file_sizes(stage, (1_000, 3_000, 1_000_000))
    all_as_promised(cases, 3)
    assert cases.seen == {"reported, old": 2, "made good, new": 1}


def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    if why_not := small_disk.can_mount():
        pytest.skip(why_not)
    cases = small_disk.shut(tmp_path, 150_000)
    all_as_promised(cases, 2)
    assert cases.seen["reported, old"] > 0


def test_flipped_bits_and_cut_files_are_found_and_the_generation_before_serves(stage: Stage) -> None:
    cases = damage.flips_and_cuts(stage, 20, 5)
    all_as_promised(cases, 25)
    assert (cases.seen["found"], cases.seen["served degraded"]) == (25, 25)


def test_a_wrong_clock_breaks_nothing(stage: Stage) -> None:
    all_as_promised(clocks.there_and_back(stage), 5)


def test_syncs_and_renames_come_in_order(stage: Stage) -> None:
    if why_not := order.can_trace():
        pytest.skip(why_not)
    with stage.copied() as copied:
        done = order.traced(copied.path)
        assert order.out_of_order(done, copied.index, 3) == []
        without = [each for each in done if each != ("sync", str(copied.index / "CURRENT.new"))]
        assert order.out_of_order(without, copied.index, 3) == [f"no sync of {copied.index / 'CURRENT.new'}"]
        late = [*(each for each in done if not each[1].endswith(".pst")), *(each for each in done if "pst" in each[1])]
        assert (
            "was not synced after it was written and before its folder" in order.out_of_order(late, copied.index, 3)[0]
        )


def test_a_power_failure_leaves_the_old_or_the_new_index(stage: Stage) -> None:
    all_as_promised(power.at_each_operation(stage, step=8), 20)


def test_a_power_failure_during_the_first_run_leaves_no_index_or_a_whole_one(stage: Stage) -> None:
    all_as_promised(power.at_each_operation(stage, first=True, step=8), 10)


@pytest.mark.parametrize("unsynced", [".pst", "manifest.json", "CURRENT.new", "generations", "index"])
def test_a_sync_that_was_forgotten_would_be_noticed(stage: Stage, unsynced: str) -> None:
    cases = power.at_each_operation(stage, deaf=unsynced, step=1_000)
    assert any("when it has ended" in failure for failure in cases.failures)


def test_readers_at_full_load_see_no_error_while_generations_change(tmp_path: Path) -> None:
    load.prepare(tmp_path / "index", 20)
    with load.reading(tmp_path / "index") as figures:
        load.publish(tmp_path / "index", 8, 0.02, 20)
    assert [figure.errors for figure in figures] == [(), ()]
    assert all(figure.requests > 0 and figure.generations > 1 for figure in figures)


def read_only(folder: Path) -> list[str]:
    """A command that runs another one with a folder read-only, root or not."""
    return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", READ_ONLY, "sh", str(folder)]


READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'


def test_a_read_only_index_serves_and_says_that_it_can_not_be_written(stage: Stage) -> None:
    if why_not := small_disk.can_mount():
        pytest.skip(why_not)
    with stage.copied() as copied:
        before = archives.digest(copied.index)
        morgue = [*read_only(copied.index), sys.executable, str(ROOT / "app.py")]
        found = subprocess.run([*morgue, "search", "council"], cwd=copied.path, capture_output=True, text=True)
        assert (found.returncode, found.stderr) == (0, "")
        assert found.stdout.startswith("9 articles\n")
        failed = subprocess.run([*morgue, "reindex"], cwd=copied.path, capture_output=True, text=True)
        assert failed.returncode == 1
        assert failed.stderr == (
            "Error: Read-only file system: index/lock. Nothing has changed; the disk is read-only: make it writable "
            "and run it again.\n"
        )
        assert subprocess.run([*morgue, "check"], cwd=copied.path, capture_output=True).returncode == 0
        assert archives.digest(copied.index) == before


def test_a_killed_run_leaves_no_process_behind(tmp_path: Path) -> None:
    (tmp_path / "raw_docs").mkdir()
    for number in range(520):  # so many that they are worth two processes
        archives.put(tmp_path, f"{number}.txt", text(number))
    command = [sys.executable, str(ROOT / "app.py"), "reindex"]
    environment = os.environ | {"MORGUE_PROCESSES": "2"}
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, env=environment) as process:
        workers: list[int] = []
        while len(workers) < 2 and process.poll() is None:
            time.sleep(0.02)
            workers = [each for each in _children(process.pid) if b"spawn_main" in _command(each)]
        assert len(workers) == 2
        process.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while time.monotonic() < until and any(b"spawn_main" in _command(each) for each in workers):
        time.sleep(0.05)
    assert [each for each in workers if b"spawn_main" in _command(each)] == []
    with open_engine("whoosh", tmp_path / "index").writer():
        pass  # the lock went with it


def _children(process: int) -> list[int]:
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""

"""The process that things happen to: runs a `morgue` command in which one thing goes wrong.

`python -m tests.faults.child` reads plans, one line of JSON each, and forks a process for each, for importing takes a
second. It prints that process's number, and when it has ended, how.
"""

import ctypes
import errno
import json
import os
import pickle
import resource
import signal
import sys
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import app
from tests.faults import failpoints, shim
from tests.faults.disk import ForgettingDisk

UNPLANNED = 99  # exit status: an error that no command made a line of


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run, and what is to go wrong.

    Args:
        folder: in which it runs, with `raw_docs/` and `index/`.
        command: of `morgue`, with its options.
        failpoint: at which the process kills itself; empty for none.
        occurrence: how often the failpoint is passed, or the operation tried, before it happens; from 1.
        operations: of which one fails, as `shim` names them.
        error: name of the error that it fails with.
        lasting: whether it fails from then on.
        below: only operations below this part of the folder.
        largest: bytes that a file may have; 0 for any.
        years: that the clock is ahead.
        record: a file to write the names of passed failpoints, of operations, or a forgetting disk's moments to;
            empty for none.
        forgetting: whether to note what would be left if the power failed.
        deaf: as of `ForgettingDisk`.
    """

    folder: str
    command: tuple[str, ...] = ("reindex",)
    failpoint: str = ""
    occurrence: int = 1
    operations: tuple[str, ...] = ()
    error: str = "EIO"
    lasting: bool = False
    below: str = ""
    largest: int = 0
    years: int = 0
    record: str = ""
    forgetting: bool = False
    deaf: str = ""


def run(plan: Plan) -> int:
    """Run the command as planned, and give its exit status."""
    os.chdir(plan.folder)
    for name in list(os.environ):
        if name.startswith("MORGUE_"):
            del os.environ[name]
    os.environ["MORGUE_PROCESSES"] = "1"
    _small_memory()
    if plan.years:
        _move_clock(plan.years)
    if plan.largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (plan.largest, plan.largest))
    disk = ForgettingDisk(Path(plan.folder), plan.deaf) if plan.forgetting else None
    if disk:
        shim.install(Path(plan.folder), disk.before, disk.after)
    elif plan.operations:
        _install_faults(plan)
    elif plan.failpoint or plan.record:
        _install_failpoints(plan)
    try:
        app.main(list(plan.command))
    except SystemExit as ended:
        return int(ended.code or 0)
    finally:
        if disk:
            Path(plan.record).write_bytes(pickle.dumps(disk.moments))
    return 0


def _small_memory() -> None:
    """Let runs be put aside after a few hundred words, so that a small archive goes the way of a large one."""
    from search.engines.whoosh import writer

    writer.__dict__["tokens_at_once"] = lambda memory: 200  # it is replaced for good: the process ends


def _move_clock(years: int) -> None:
    import datetime
    import time

    ahead = years * 365 * 86_400
    now, now_ns = time.time, time.time_ns
    time.time, time.time_ns = lambda: now() + ahead, lambda: now_ns() + ahead * 10**9

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return super().now(tz) + datetime.timedelta(seconds=ahead)

    from search.engines.whoosh import writer

    writer.__dict__["datetime"] = Later  # as above


def _install_failpoints(plan: Plan) -> None:
    passed: list[str] = []

    def reached(name: str) -> None:
        passed.append(name)
        if name == plan.failpoint and passed.count(name) == plan.occurrence:
            os.kill(os.getpid(), signal.SIGKILL)
        if plan.record:
            with Path(plan.record).open("a", encoding="utf-8") as file:
                file.write(f"{name}\n")

    failpoints.install(reached)


def _install_faults(plan: Plan) -> None:
    tried = 0
    wanted = getattr(errno, plan.error)
    record = os.open(plan.record, os.O_CREAT | os.O_WRONLY | os.O_APPEND) if plan.record else None

    def before(operation: str, path: str) -> None:
        nonlocal tried
        if operation not in plan.operations or not path.startswith(plan.below):
            return
        tried += 1
        if record is not None:
            os.writev(record, [f"{operation} {path}\n".encode()])
        if plan.occurrence and (tried == plan.occurrence or (plan.lasting and tried > plan.occurrence)):
            raise OSError(wanted, os.strerror(wanted), *([path] if operation != "write" else []))

    shim.install(Path(plan.folder), before)


def serve() -> None:
    """Run one plan after the other, each in a process of its own."""
    for line in sys.stdin:
        fields, out = json.loads(line)
        process = os.fork()
        if process == 0:
            target = os.open(out, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
            os.dup2(target, 1)
            os.dup2(target, 2)
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: it must not outlive the test
            status = UNPLANNED
            try:
                status = run(_plan(fields))
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        print(process, flush=True)
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _plan(fields: dict[str, Any]) -> Plan:
    for name, value in fields.items():
        fields[name] = tuple(value) if isinstance(value, list) else value
    return Plan(**fields)


def as_line(plan: Plan, out: str) -> str:
    """Write a plan and where its output goes as a line for `serve`."""
    return json.dumps([asdict(plan), out]) + "\n"


if __name__ == "__main__":
    serve()

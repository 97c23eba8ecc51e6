"""Running plans in processes of their own, and telling how they ended."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.faults.child import Plan, as_line

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Ending:
    """How a process ended: its status (negative: the signal), what it printed, and the seconds it took."""

    status: int
    output: str
    seconds: float

    @property
    def errors(self) -> list[str]:
        """The lines it printed that are no progress."""
        return [
            line for line in self.output.splitlines() if line.startswith(("Error", "Traceback")) or " Error" in line
        ]


class Runner:
    """Runs plans, one at a time; a context manager.

    Args:
        scratch: a folder for what they print.
    """

    def __init__(self, scratch: Path) -> None:
        self._out = scratch / "printed"
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        )

    def __enter__(self) -> "Runner":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.close()
        self._server.wait(30)
        self._server.stdout.close()

    def run(self, plan: Plan, kill_after: float | None = None) -> Ending:
        """Run a plan to its end.

        Args:
            plan: what to run.
            kill_after: seconds after which the process is killed; None to let it end.
        """
        assert self._server.stdin
        assert self._server.stdout
        started = time.perf_counter()
        self._server.stdin.write(as_line(plan, str(self._out)))
        self._server.stdin.flush()
        process = int(self._server.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):  # it had ended
                os.kill(process, signal.SIGKILL)
        status = int(self._server.stdout.readline())
        return Ending(status, self._out.read_text(encoding="utf-8"), time.perf_counter() - started)

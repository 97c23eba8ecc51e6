"""Xapian: Debian has its Python binding for the system's Python only, so a worker process runs under that one."""

import json
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.corpus import files
from benchmarks.peers.peer import Answer, Built, Timed
from benchmarks.speed.query import Query

PYTHON = Path("/usr/bin/python3")  # where Debian's python3-xapian can be imported
ROOT = Path(__file__).parent.parent.parent
_PATIENCE = 20  # seconds that starting a Python may take


def why_no_xapian() -> str:
    """Say why Xapian can't be measured here; empty if it can."""
    if not PYTHON.exists():
        return f"there is no {PYTHON}"
    code = "import sys, xapian; assert sys.version_info >= (3, 11)"
    tried = subprocess.run([PYTHON, "-c", code], capture_output=True, timeout=_PATIENCE, check=False)
    return "" if tried.returncode == 0 else f"{PYTHON} can't import xapian, or is older than 3.11"


class Xapian:
    """A Xapian database, built and asked by a worker process that measures itself: what the pipe costs is left out."""

    name = "xapian"

    def build(self, archive: Path, index: Path) -> Built:
        """Index the archive."""
        self._start()
        took = self._tell({"build": str(files.folded_file(archive)), "index": str(index)})
        self.close()
        return Built(took["cpu"], took["wall"])

    def open(self, index: Path) -> None:
        """Start a worker that opens the database."""
        self._start()
        self._tell({"open": str(index)})

    def ask(self, query: Query) -> Timed:
        """Answer a query and say what that took."""
        said = self._tell({"query": asdict(query)})
        found = said["answer"]
        answer = Answer(found["total"], found["sources"], found["months"], tuple(found["hits"]), found["marked"])
        return Timed(said["cpu"], said["wall"], answer)

    def close(self) -> None:
        """End the worker."""
        self._worker.communicate()

    def _start(self) -> None:
        command = [str(PYTHON), "-m", "benchmarks.peers.xapian_worker"]
        self._worker = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def _tell(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        self._worker.stdin.write(json.dumps(order) + "\n")
        self._worker.stdin.flush()
        line = self._worker.stdout.readline()
        if not line:
            raise RuntimeError(f"the Xapian worker ended with status {self._worker.wait()}; what it said is above")
        answer: dict[str, Any] = json.loads(line)
        return answer

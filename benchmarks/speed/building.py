"""Building indexes: each in a process of its own, so that memory is that of one engine alone.

Run as `python -m benchmarks.speed.building PEER ARCHIVE INDEX`; prints one line of JSON.
"""

import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Building:
    """What building an index took.

    Args:
        cpu: seconds of processor time, worker processes included.
        wall: seconds on the clock.
        memory: bytes, the most that the process held at one time.
        worker_memory: bytes, the most that one of its worker processes held; 0 where it has none.
        disk: bytes of the index.
    """

    cpu: float
    wall: float
    memory: int
    worker_memory: int
    disk: int


def build(peer: str, archive: Path, index: Path) -> Building:
    """Build a peer's index of an archive in a new process.

    Raises:
        RuntimeError: it failed; what it said is on standard error.
    """
    index.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "benchmarks.speed.building", peer, str(archive), str(index)]
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if ended.returncode != 0:
        raise RuntimeError(f"building the index of {peer} ended with status {ended.returncode}; what it said is above")
    return Building(**json.loads(ended.stdout))


def _main(name: str, archive: Path, index: Path) -> None:
    from benchmarks.peers.names import PEERS

    built = PEERS[name]().build(archive, index)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KIB
    disk = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    print(json.dumps(asdict(Building(built.cpu, built.wall, peak_memory(), workers, disk))))


def peak_memory() -> int:
    """Give the most bytes that this process held; `ru_maxrss` may count what held the process before it, too."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * _KIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else _KIB)


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))

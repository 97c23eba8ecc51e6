"""A disk of 4 MB, nearly full: `python -m tests.faults.small_disk FOLDER` runs within a mount namespace of its own.

`shut` starts it there, by `unshare`, which needs no rights where the kernel lets users have namespaces. What it mounts
goes with the process.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults import failing
from tests.faults.child import Plan
from tests.faults.processes import ROOT
from tests.faults.stage import Cases, Stage

SIZE = 4 << 20  # bytes of the disk
_UNSHARE = ["unshare", "--user", "--map-root-user", "--mount"]
_BALLAST = "ballast"


def can_mount() -> str:
    """Say why no small disk can be mounted here; empty where one can."""
    if not shutil.which("unshare"):
        return "unshare is not installed"
    with tempfile.TemporaryDirectory() as folder:
        command = [*_UNSHARE, "mount", "-t", "tmpfs", "-o", "size=1m", "none", folder]
        tried = subprocess.run(command, capture_output=True, text=True)
    return f"mounting is not permitted here: {tried.stderr.strip()}" if tried.returncode else ""


def shut(folder: Path, step: int) -> Cases:
    """Run the cases in a namespace of their own.

    Args:
        folder: empty.
        step: bytes between the amounts of free space that are tried.
    """
    script = f'mount -t tmpfs -o size={SIZE} none "$1" && exec "$2" -m tests.faults.small_disk "$1" {step}'
    command = [*_UNSHARE, "sh", "-c", script, "sh", str(folder), sys.executable]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    fields = json.loads(ended.stdout)
    cases = Cases(fields["tried"])
    cases.seen.update(fields["seen"])
    cases.failures += fields["failures"]
    return cases


def at_each_space(folder: Path, step: int) -> Cases:
    """Reindex with ever more free space, from none until it is enough; and each time once more with space freed."""
    cases = Cases()
    with Stage(folder) as stage:
        free, enough = 0, False
        while not enough:
            with stage.copied() as copied:
                ballast = folder / _BALLAST
                ballast.write_bytes(bytes(max(0, shutil.disk_usage(folder).free - free)))
                ended = stage.runner.run(Plan(str(copied.path)))
                told = stage.told(copied.index)
                wrong = failing.broken_promise(ended, told)
                if not wrong and ended.status and "free some space" not in ended.output:
                    wrong = f"it does not say what to do: {ended.output}"
                ballast.unlink()
                cases.tried += 1
                cases.seen[f"{'made good' if ended.status == 0 else 'reported'}, {told}"] += 1
                wrong = wrong or stage.healed(copied)
                if wrong:
                    cases.failures.append(f"with {free:,} bytes free: {wrong}")
            enough = ended.status == 0
            free += step
    return cases


def main(folder: Path, step: int) -> None:
    """Print what was seen as JSON."""
    cases = at_each_space(folder, step)
    print(json.dumps({"tried": cases.tried, "seen": cases.seen, "failures": cases.failures}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

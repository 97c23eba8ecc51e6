"""The order of syncs and renames as the operating system saw it: a reindex under strace."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.faults.processes import ROOT

STRACE = shutil.which("strace")
_CALLS = "trace=openat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2"
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_OPENED = re.compile(r'"([^"]*)"')
_DESCRIPTOR = re.compile(r"^\d+<([^>]*)>")


def can_trace() -> str:
    """Say why nothing can be traced here; empty where it can."""
    if STRACE is None:
        return "strace is not installed"
    tried = subprocess.run([STRACE, "-f", "-e", "trace=fsync", "true"], capture_output=True, text=True)
    return f"strace can't trace here: {tried.stderr.strip()}" if tried.returncode else ""


def traced(folder: Path) -> list[tuple[str, str]]:
    """Run `morgue reindex` in a folder, and give what it did below it: (write | sync | rename, path), in order.

    A rename's path is where to.
    """
    record = folder / "strace"
    command = [str(STRACE), "-f", "-y", "-qq", "-s", "4096", "-e", _CALLS, "-o", str(record)]
    command += [sys.executable, str(ROOT / "app.py"), "reindex"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    done = []
    for line in record.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _CALL.match(line)
        if not match or int(match[3]) < 0:
            continue
        name, arguments = match[1], match[2]
        if name.startswith("rename"):
            done.append(("rename", str(folder / _OPENED.findall(arguments)[-1])))
        elif name != "openat" and (at := _DESCRIPTOR.match(arguments)):
            done.append(("sync" if "sync" in name else "write", at[1].removesuffix("(deleted)")))
    return [(what, path) for what, path in done if path.startswith(str(folder / "index"))]


def out_of_order(done: list[tuple[str, str]], index: Path, number: int) -> list[str]:
    """Say what of a publication came too late or not at all.

    Args:
        done: as `traced` gives it.
        index: its folder.
        number: of the generation that was published.
    """
    generations = index / "generations"
    build, whole = f"{generations / str(number)}.building", str(generations / str(number))
    last = {each: at for at, each in enumerate(done)}
    first = {each: at for at, each in reversed(list(enumerate(done)))}
    wrong = []
    files = sorted(path.name for path in Path(whole).iterdir())
    steps = [
        ("rename", whole),
        ("sync", str(generations)),
        ("sync", str(index / "CURRENT.new")),
        ("rename", str(index / "CURRENT")),
        ("sync", str(index)),
    ]
    wrong += [f"no {what} of {path}" for what, path in steps if (what, path) not in last]
    if wrong:
        return wrong
    published = first["rename", whole]
    for name in files:
        path = f"{build}/{name}"
        synced = last.get(("sync", path), -1)
        if not last.get(("write", path), -1) < synced < last.get(("sync", build), -1) < published:
            wrong.append(f"{name} was not synced after it was written and before its folder was")
    manifest = last.get(("sync", f"{build}/manifest.json"), -1)
    if not last["write", str(index / "CURRENT.new")] < last["sync", str(index / "CURRENT.new")]:
        wrong.append("CURRENT.new was not synced after it was written")
    if any(last["sync", f"{build}/{name}"] > manifest for name in files if not name.startswith("manifest.")):
        wrong.append("the manifest was synced before a file")
    places = [last[step] for step in steps]
    if places != sorted(places):
        wrong.append(f"the steps came in another order: {[steps[places.index(at)] for at in sorted(places)]}")
    return wrong

"""Flipped bits and cut files: each is found by a check, and the generation before serves."""

import os
import random
import time
from pathlib import Path

from search.engines import check_index
from search.errors import IndexDamagedError
from tests.faults import archives
from tests.faults.stage import Cases, Stage
from tests.test_learning import text

IN_TIME = 5.0  # seconds in which the generation before has to serve


def prepared(stage: Stage) -> tuple[Path, archives.Answers, archives.Answers]:
    """Make an index whose last two generations share no file; give it with the older one's answers and the newer's."""
    folder = archives.copy(stage.base, stage.folder / "apart")
    archives.run(folder, full=True)
    before = archives.answers(folder / "index")
    archives.put(folder, "one-more.txt", text(31))
    archives.run(folder, full=True)
    return folder / "index", before, archives.answers(folder / "index")


def flips_and_cuts(stage: Stage, flips: int, cuts: int, seed: int = 1) -> Cases:
    """Flip one bit, or cut one file, of what serves, again and again, at places by chance.

    Args:
        stage: the archive.
        flips: how many bits.
        cuts: how many files.
        seed: of the places. A file is chosen first, so that small ones have their share.
    """
    index, before, newest = prepared(stage)
    serving = archives.state(index)[0]
    files = sorted((index / "generations" / str(serving)).iterdir())
    files = [path for path in [*files, index / "CURRENT"] if path.stat().st_size]
    draw = random.Random(seed)
    cases = Cases()
    slowest = 0.0
    for number in range(flips + cuts):
        path = draw.choice(files)
        whole, times = path.read_bytes(), path.stat()
        if number < flips:
            content = bytearray(whole)
            at = draw.randrange(8 * len(content))
            content[at // 8] ^= 1 << at % 8
            where = f"bit {at} of {path.name}"
        else:
            content = bytearray(whole[: draw.randrange(len(whole))])
            where = f"{path.name} cut to {len(content)} of {len(whole)} bytes"
        path.write_bytes(content)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # damage does not tell when it came
        expected = newest if path.name == "CURRENT" else before
        seconds = _judge(index, path, expected, where, cases)
        slowest = max(slowest, seconds)
        path.write_bytes(whole)
    cases.seen[f"answered within {1000 * slowest:.0f} ms"] = cases.tried
    if archives.state(index)[1]:
        cases.failures.append("the index is degraded though everything was put back")
    return cases


def _judge(index: Path, path: Path, expected: archives.Answers, where: str, cases: Cases) -> float:
    """Check a damaged index and read it; give the seconds until it answered."""
    cases.tried += 1
    report = check_index("whoosh", index)
    if any(finding.what == path.name or path.name.startswith("manifest.") for finding in report.damage):
        cases.seen["found"] += 1
    else:
        cases.failures.append(f"{where}: not found, but {[str(finding) for finding in report.findings]}")
    started = time.perf_counter()
    try:
        told, degraded = archives.answers(index), archives.state(index)[1]
    except IndexDamagedError as error:
        told, degraded = (str(error),), ""
    seconds = time.perf_counter() - started
    if told != expected or not degraded or seconds > IN_TIME:
        cases.failures.append(f"{where}: {seconds:.1f} s until {'the right' if told == expected else told} answers")
    else:
        cases.seen["served degraded"] += 1
    return seconds

"""Clocks that are wrong: ten years ahead, then ten years behind, and files from either."""

import os
from pathlib import Path

from tests.faults import archives
from tests.faults.child import Plan
from tests.faults.stage import Cases, Stage
from tests.test_learning import text

YEARS = 10
_YEAR_NS = 365 * 86_400 * 10**9


def there_and_back(stage: Stage) -> Cases:
    """Reindex by a clock that jumps; generations go by their numbers, and the newest serves."""
    cases = Cases()
    with stage.copied() as copied:
        for run, years in enumerate((0, YEARS, -YEARS, YEARS, 0), 1):
            _date_files(copied.path, -years)
            archives.put(copied.path, "now.txt", text(40 + run))
            ended = stage.runner.run(Plan(str(copied.path), years=years))
            cases.tried += 1
            number, degraded = archives.state(copied.index)
            left = archives.left_overs(copied.index)
            cases.seen["served"] += 1
            if ended.status or degraded or left or number != 2 + run:
                cases.failures.append(f"{years} years: {ended}, generation {number} {degraded}, left over {left}")
    return cases


def _date_files(folder: Path, years: int) -> None:
    """Let all files of an archive have changed so many years from now."""
    for path in folder.rglob("*"):
        when = path.stat().st_mtime_ns + years * _YEAR_NS
        os.utime(path, ns=(when, when))

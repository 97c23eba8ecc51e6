"""The first query after a start: what a reader waits for when nothing is read, decoded or kept yet.

Run as `python -m benchmarks.speed.first_touch INDEX QUERY` (a query as JSON); prints one line of JSON.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from statistics import median

from benchmarks.peers.morgue import Morgue
from benchmarks.speed.query import Query
from benchmarks.speed.rounds import Percentiles, percentiles

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class FirstTouch:
    """What the first query of a process takes.

    Args:
        opening: milliseconds of processor time until the index answers, the median; verifying what a large one holds
            goes on beside that, in a thread of its own, and is not in it.
        query: what the query takes then.
    """

    opening: float
    query: Percentiles


def first_touch(index: Path, queries: Sequence[Query], count: int) -> dict[str, FirstTouch]:
    """Ask Morgue some queries of each class, each in a process of its own that asks nothing else.

    Starting Python and importing modules is not measured; the operating system may hold the files in memory.

    Args:
        index: what Morgue built.
        queries: those of one class side by side.
        count: how many of each class.
    """
    found: dict[str, FirstTouch] = {}
    for group, same in groupby(queries, key=lambda query: query.group):
        took = [_in_fresh_process(index, query) for query in list(same)[:count]]
        asked = percentiles([each["cpu"] for each in took], [each["wall"] for each in took])
        found[group] = FirstTouch(1000 * median(each["opening"] for each in took), asked)
    return found


def _in_fresh_process(index: Path, query: Query) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.speed.first_touch", str(index), json.dumps(asdict(query))]
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    took: dict[str, float] = json.loads(ended.stdout)
    return took


def _main(index: Path, query: Query) -> None:
    morgue = Morgue()
    started = time.thread_time()
    morgue.open(index)
    opening = time.thread_time() - started
    timed = morgue.ask(query)
    print(json.dumps({"opening": opening, "cpu": timed.cpu, "wall": timed.wall}))
    morgue.close()


if __name__ == "__main__":
    given = json.loads(sys.argv[2])
    _main(Path(sys.argv[1]), Query(**given | {"words": tuple(given["words"])}))

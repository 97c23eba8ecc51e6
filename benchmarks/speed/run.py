"""One measurement of speed: archives are made, indexed by every peer, and all peers are asked the same."""

import gc
import json
import platform
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.corpus import files, folded
from benchmarks.corpus.texts import Text
from benchmarks.peers.names import PEERS, SAME_INDEX, why_not
from benchmarks.speed import agreement
from benchmarks.speed.building import Building, build
from benchmarks.speed.draw import draw, look
from benchmarks.speed.first_touch import FirstTouch, first_touch
from benchmarks.speed.rounds import Times, ask


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure.

    Args:
        passages: sizes of archives.
        peers: names.
        queries: of each class.
        rounds: how often each query is measured.
        seconds: on the clock, after which a peer's further rounds of a class are left out.
        first_touch: queries of each class that Morgue is asked in a fresh process; 0 for none.
        classes: of queries, by name; none given means all.
    """

    passages: Sequence[int]
    peers: Sequence[str]
    queries: int
    rounds: int
    seconds: float
    first_touch: int
    classes: Sequence[str] = ()


DEFAULT = Plan((10_000, 50_000), tuple(PEERS), queries=25, rounds=5, seconds=2.0, first_touch=5)  # about ten minutes


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured at one size.

    Args:
        size: of the archive.
        building: by peer; of peers that share an index the one that builds it.
        times: of queries, warm.
        first: of queries in a fresh process, by class; of Morgue only.
        asked: how many answers were compared.
        disagreements: see `agreement.disagreements`.
    """

    size: files.Size
    building: dict[str, Building]
    times: Times
    first: dict[str, FirstTouch]
    asked: int
    disagreements: list[str]


def measure(plan: Plan, texts: Sequence[Text], say: Callable[[str], None]) -> tuple[list[Measured], dict[str, str]]:
    """Measure at every size, each in a folder of its own that is removed afterwards.

    Args:
        plan: what to measure.
        texts: the real articles.
        say: told what is being done.

    Returns:
        What was measured, by size; and why peers were left out, by name.
    """
    left_out = {name: reason for name in plan.peers if (reason := why_not(name))}
    names = [name for name in plan.peers if name not in left_out]
    measured = []
    for passages in plan.passages:
        folder = Path(tempfile.mkdtemp(prefix="morgue-bench-"))
        try:
            measured.append(_measure(plan, names, texts, passages, folder, say))
        finally:
            shutil.rmtree(folder)
    return measured, left_out


def _measure(
    plan: Plan, names: Sequence[str], texts: Sequence[Text], passages: int, folder: Path, say: Callable[[str], None]
) -> Measured:
    say(f"{passages:,} passages: making the archive")
    size = files.write(texts, passages, folder)
    building = {}
    for name in dict.fromkeys(SAME_INDEX.get(name, name) for name in names):
        say(f"{passages:,} passages: {name} builds its index")
        building[name] = build(name, folder, folder / name)
    queries = draw(look(chain.from_iterable(folded.read_batches(files.folded_file(folder)))), plan.queries)
    queries = [query for query in queries if not plan.classes or query.group in plan.classes]
    with ExitStack() as opened:
        peers = [PEERS[name]() for name in names]
        for peer in peers:
            peer.open(folder / SAME_INDEX.get(peer.name, peer.name))
            opened.callback(peer.close)
        gc.collect()
        gc.freeze()  # so that no peer pays for collecting what another has opened
        times, answers = ask(peers, queries, plan.rounds, plan.seconds, lambda group: say(f"{passages:,}: {group}"))
        gc.unfreeze()
    first = {}
    if plan.first_touch and "morgue" in names:
        say(f"{passages:,}: fresh processes")
        first = first_touch(folder / "morgue", queries, plan.first_touch)
    asked = sum(len(by_peer) for _, by_peer in answers)
    return Measured(size, building, times, first, asked, agreement.disagreements(answers))


def as_json(plan: Plan, measured: Sequence[Measured], left_out: dict[str, str]) -> str:
    """Write all of it as JSON; times of queries are milliseconds, of building seconds, sizes bytes."""
    machine = {"system": platform.system(), "machine": platform.machine(), "python": platform.python_version()}
    content: dict[str, Any] = {"machine": machine, "plan": asdict(plan), "left_out": left_out}
    return json.dumps(content | {"sizes": [asdict(each) for each in measured]}, indent=1) + "\n"

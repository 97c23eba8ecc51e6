"""Asking all peers the same queries, in turns, so that whatever else the machine does hits all of them alike."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from benchmarks.peers.peer import Answer, Peer
from benchmarks.speed.query import Query


@dataclass(frozen=True, slots=True)
class Percentiles:
    """How long the queries of a class take, in milliseconds of processor time (and on the clock).

    Args:
        p50: half of the queries take no longer.
        p95: 95 of 100 take no longer.
        wall_p50: likewise, on the clock.
        wall_p95: likewise.
        queries: how many there are.
    """

    p50: float
    p95: float
    wall_p50: float
    wall_p95: float
    queries: int


Times = dict[str, dict[str, Percentiles]]  # by class, by peer
Answers = list[tuple[Query, dict[str, Answer]]]  # by query, by peer


def ask(
    peers: Sequence[Peer], queries: Sequence[Query], rounds: int, seconds: float, say: Callable[[str], None]
) -> tuple[Times, Answers]:
    """Ask every peer every query, once unmeasured and then `rounds` times.

    Args:
        peers: opened. What only Morgue can answer (see `Query.for_all`) the others are not asked.
        queries: those of one class side by side.
        rounds: how often each is measured; the median counts.
        seconds: on the clock, after which a peer's further rounds of a class are left out; the first never is.
        say: told what is being done.
    """
    times: Times = {}
    answers: Answers = []
    for group, same in groupby(queries, key=lambda query: query.group):
        asked = list(same)
        say(group)
        answers += [(query, {peer.name: peer.ask(query).answer for peer in _able(peers, query)}) for query in asked]
        cpu: defaultdict[tuple[str, Query], list[float]] = defaultdict(list)
        wall: defaultdict[tuple[str, Query], list[float]] = defaultdict(list)
        spent: defaultdict[str, float] = defaultdict(float)
        for number in range(rounds):
            ready = [peer for peer in peers if number == 0 or spent[peer.name] < seconds]
            for turn, query in enumerate(asked):
                able = _able(ready, query)
                for peer in able[turn % max(1, len(able)) :] + able[: turn % max(1, len(able))]:
                    timed = peer.ask(query)
                    cpu[peer.name, query].append(timed.cpu)
                    wall[peer.name, query].append(timed.wall)
                    spent[peer.name] += timed.wall
        times[group] = {
            peer.name: percentiles(
                [median(cpu[peer.name, query]) for query in asked], [median(wall[peer.name, query]) for query in asked]
            )
            for peer in _able(peers, asked[0])
        }
    return times, answers


def _able(peers: Sequence[Peer], query: Query) -> list[Peer]:
    return [peer for peer in peers if query.for_all or peer.name == "morgue"]


def percentiles(cpu: Sequence[float], wall: Sequence[float]) -> Percentiles:
    """Sum up seconds of processor time and on the clock, one of each a query."""
    return Percentiles(_at(cpu, 0.50), _at(cpu, 0.95), _at(wall, 0.50), _at(wall, 0.95), len(cpu))


def _at(seconds: Sequence[float], share: float) -> float:
    """Give a percentile in milliseconds, between neighbours in proportion."""
    ordered = sorted(seconds)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return 1000 * (ordered[below] + (place - below) * (ordered[above] - ordered[below]))

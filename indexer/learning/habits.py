"""Habits: what was learned of each outlet, and what of it concerns one article."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from indexer.blocks import comparable
from indexer.cleaning.learned import Learned
from indexer.knowledge.outlets import Outlets
from indexer.learning.recurring import dropped, recurring
from indexer.learning.traces import Order, Trace, edge_columns, records, units
from search.schema import Article

_FORMAT = 1  # of what is kept
ORDER_ARTICLES = 3  # with dates of which only one order is possible: one or two may be slips of the finger
ORDER_SHARE = 0.9  # of them that agree: agencies' texts bring their own dates with them


@dataclass(frozen=True, slots=True)
class Line:
    """A line that recurs.

    Args:
        digest: as `traces.digest` gives it.
        count: articles it was dropped from.
        text: its words, as the first of those articles by path has them.
        path: of that article.
    """

    digest: int
    count: int
    text: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Habit:
    """What was learned of one outlet, or of a folder's articles without one.

    Args:
        articles: how many it has.
        lines: that recur, most articles first.
        day_first: articles with dates in figures that can only have the day first.
        month_first: likewise the month.
    """

    articles: int = 0
    lines: tuple[Line, ...] = ()
    day_first: int = 0
    month_first: int = 0

    @property
    def writes_day_first(self) -> bool | None:
        """Whether it writes 7 January as 07/01; None where too few dates tell, or they disagree."""
        votes = self.day_first + self.month_first
        if max(self.day_first, self.month_first) < max(ORDER_ARTICLES, ORDER_SHARE * votes):
            return None
        return self.day_first > self.month_first


_NOTHING = Habit()


@dataclass(frozen=True, slots=True)
class Habits:
    """What was learned of all.

    Args:
        groups: by `Trace.group`; those of which nothing was learned are left out.
    """

    groups: Mapping[str, Habit] = field(default_factory=lambda: MappingProxyType({}))

    def __reduce__(self) -> tuple[type["Habits"], tuple[dict[str, Habit]]]:
        """Let it go to worker processes: a view of a mapping can't be pickled."""
        return Habits, (dict(self.groups),)

    def of(self, group: str) -> Habit:
        """Give what was learned of a group."""
        return self.groups.get(group, _NOTHING)

    def about(self, article: Article, trace: Trace, outlets: Outlets) -> Learned:
        """Give what concerns one article.

        Args:
            article: as it was cleaned without anything learned.
            trace: of it.
            outlets: as for `traces.trace`.
        """
        habit = self.of(trace.group)
        order = habit.writes_day_first if Order.AMBIGUOUS in trace.orders else None
        lines: set[tuple[int, str]] = set()
        if habit.lines:
            drops = dropped(records([trace]), _digests(habit))[0]
            if drops.any():
                found = list(units(article, outlets))
                at = [found[index] for column, index in edge_columns(len(found)) if drops[column]]
                lines = {(unit.line, comparable(unit.text)) for unit in at}
        return Learned(frozenset(lines), order, trace.group)

    def dump(self) -> bytes:
        """Write it as JSON."""
        groups = {name: asdict(habit) for name, habit in self.groups.items()}
        return json.dumps({"format": _FORMAT, "groups": groups}, sort_keys=True).encode("ascii")


def load(content: bytes | None) -> Habits:
    """Read what `Habits.dump` wrote; None, or another version's, is nothing learned."""
    kept = json.loads(content) if content else {}
    if kept.get("format") != _FORMAT:
        return Habits()
    return Habits(
        {
            name: Habit(**{**habit, "lines": tuple(Line(**line) for line in habit["lines"])})
            for name, habit in kept["groups"].items()
        }
    )


def learn(traces: Mapping[str, Trace], paths: Mapping[str, str]) -> Habits:
    """Learn from all articles; the texts of the lines are left out (`with_texts`).

    What comes out depends on the articles alone, not on their order.

    Args:
        traces: by article id.
        paths: of the raw documents, by article id.
    """
    learned = {}
    for name, ids in sorted(_by_group(traces).items()):
        group = records([traces[article_id] for article_id in ids])
        found = recurring(group)
        drops = dropped(group, found)
        holders = {each: np.flatnonzero(((group["edges"] == each) & drops).any(axis=1)) for each in found.tolist()}
        lines = [Line(each, len(rows), path=min(paths[ids[row]] for row in rows)) for each, rows in holders.items()]
        habit = Habit(
            len(ids),
            tuple(sorted(lines, key=lambda line: (-line.count, line.path, line.digest))),
            *(int(np.count_nonzero(group["orders"] & both == one)) for one, both in _VOTES),
        )
        if habit.lines or habit.day_first or habit.month_first:
            learned[name] = habit
    return Habits(learned)


_VOTES = [(order, Order.DAY_FIRST | Order.MONTH_FIRST) for order in (Order.DAY_FIRST, Order.MONTH_FIRST)]


def concerned(traces: Mapping[str, Trace], before: Habits, now: Habits) -> list[str]:
    """Say which articles are to be cleaned again, because what was learned of them has changed.

    Args:
        traces: of all articles, by id.
        before: what they were cleaned with.
        now: what was learned since.
    """
    found = []
    for name, ids in _by_group(traces).items():
        old, new = before.of(name), now.of(name)
        orders = old.writes_day_first is not new.writes_day_first
        lines = {line.digest for line in old.lines} != {line.digest for line in new.lines}
        if orders or lines:
            group = records([traces[article_id] for article_id in ids])
            changed = (group["orders"] & Order.AMBIGUOUS != 0) & orders
            changed |= (dropped(group, _digests(old)) != dropped(group, _digests(new))).any(axis=1)
            found += [ids[row] for row in np.flatnonzero(changed)]
    return found


def with_texts(habits: Habits, known: Mapping[tuple[str, int], str]) -> Habits:
    """Give the habits with the words of their lines.

    Args:
        habits: what was learned.
        known: words, by path of the article and digest of the line.
    """
    return Habits(
        {
            name: replace(
                habit, lines=tuple(replace(one, text=known.get((one.path, one.digest), "")) for one in habit.lines)
            )
            for name, habit in habits.groups.items()
        }
    )


def _by_group(traces: Mapping[str, Trace]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for article_id, one in traces.items():
        groups.setdefault(one.group, []).append(article_id)
    return groups


def _digests(habit: Habit) -> NDArray[np.uint64]:
    return np.array([line.digest for line in habit.lines], np.uint64)

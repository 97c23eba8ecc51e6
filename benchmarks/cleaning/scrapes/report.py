"""The figures of many verdicts, as tables."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from benchmarks.cleaning.scrapes.judge import FIELDS, Verdict
from benchmarks.cleaning.scrapes.records import Scrape

Judged = tuple[Scrape, Verdict]
# What cleaning is meant to reach: at least this much, "invented" and "ms" at most.
GOALS: Mapping[str, float] = {
    "title": 0.93,
    "date": 0.985,
    "invented": 0.002,
    "source": 0.95,
    "byline": 0.99,
    "place": 0.98,
    "all five": 0.85,
    "body F1": 0.993,
    "leak-free": 0.90,
    "captions": 0.96,
    "ms": 2.0,
}
_AT_MOST = frozenset({"invented", "ms"})


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one group of files.

    Args:
        name: of the group.
        files: how many.
        figures: by the names of `GOALS`; shares, or milliseconds.
    """

    name: str
    files: int
    figures: Mapping[str, float]


def row(name: str, verdicts: Sequence[Verdict]) -> Row:
    """Sum verdicts up.

    Args:
        name: of the group.
        verdicts: at least one.
    """
    figures = {field: fmean(verdict.right[field] for verdict in verdicts) for field in FIELDS}
    figures["invented"] = fmean(verdict.invented for verdict in verdicts)
    figures["all five"] = fmean(verdict.all_right for verdict in verdicts)
    figures["body F1"] = fmean(verdict.body for verdict in verdicts)
    figures["leak-free"] = fmean(not verdict.leaks for verdict in verdicts)
    captions = sum(verdict.found + verdict.wanted for verdict in verdicts)
    figures["captions"] = 2 * sum(verdict.matched for verdict in verdicts) / captions if captions else 1.0
    figures["ms"] = 1000 * fmean(verdict.seconds for verdict in verdicts)
    return Row(name, len(verdicts), {name: figures[name] for name in GOALS})


def missed(figures: Row) -> list[str]:
    """Name the goals that a row does not reach."""
    return [
        name
        for name, goal in GOALS.items()
        if (figures.figures[name] > goal if name in _AT_MOST else figures.figures[name] < goal)
    ]


def tables(judged: Sequence[Judged]) -> str:
    """Write all tables: the whole, by base and language, by noise class."""
    whole = row("all files", [verdict for _, verdict in judged])
    goals = Row("goal", 0, GOALS)
    parts = [_table([goals, whole]), "goals missed: " + (", ".join(missed(whole)) or "none")]
    parts.append(_table(_grouped(judged, lambda scrape: [scrape.story.base])))
    parts.append(_table(_grouped(judged, lambda scrape: [scrape.story.language])))
    parts.append("By the form in which a field is told: the share of files in which this field is right.")
    parts.append(_forms(judged))
    parts.append(
        "By noise class: the files that have it; 'kept' is the share in which something of this class was kept."
    )
    parts.append(_classes(judged))
    return "\n\n".join(parts)


def failures(judged: Sequence[Judged], count: int) -> list[Judged]:
    """Give the files that are furthest from right, worst first."""

    def badness(each: Judged) -> tuple[float, str]:
        scrape, verdict = each
        wrong = sum(not right for right in verdict.right.values()) + verdict.invented + bool(verdict.leaks)
        wrong += verdict.matched < max(verdict.wanted, verdict.found)
        return -(wrong + 10 * (1 - verdict.body)), scrape.path

    ranked = sorted(judged, key=badness)
    return [each for each in ranked if badness(each)[0] < -1e-9][:count]


def _grouped(judged: Iterable[Judged], of: Callable[[Scrape], Iterable[str]]) -> list[Row]:
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for scrape, verdict in judged:
        for name in of(scrape):
            groups[name].append(verdict)
    return [row(name, verdicts) for name, verdicts in sorted(groups.items())]


def _table(rows: Sequence[Row]) -> str:
    lines = ["".join([f"{'':24}{'files':>7}", *(f"{name:>10}" for name in GOALS)])]
    for each in rows:
        cells = (f"{each.figures[name]:10.{2 if name == 'ms' else 4}f}" for name in GOALS)
        lines.append("".join([f"{each.name:24}{each.files or '':>7}", *cells]))
    return "\n".join(lines)


def _forms(judged: Sequence[Judged]) -> str:
    groups: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for scrape, verdict in judged:
        for field, form in scrape.forms:
            groups[field, form or "not told"].append(verdict.right[field])
    lines = [f"{'':24}{'files':>7}{'right':>10}"]
    for (field, form), right in sorted(groups.items(), key=lambda each: (FIELDS.index(each[0][0]), fmean(each[1]))):
        lines.append(f"{field + ': ' + form:24}{len(right):7}{fmean(right):10.4f}")
    return "\n".join(lines)


def _classes(judged: Sequence[Judged]) -> str:
    kept: dict[str, int] = defaultdict(int)
    for _, verdict in judged:
        for name in {noise.name for noise in verdict.leaks}:
            kept[name] += 1
    lines = [f"{'':24}{'files':>7}{'kept':>10}{'all five':>10}{'title':>10}{'body F1':>10}{'captions':>10}"]
    rows = _grouped(judged, lambda scrape: scrape.classes)
    for each in sorted(rows, key=lambda each: (-kept[each.name] / each.files, each.name)):
        figures = (each.figures[name] for name in ("all five", "title", "body F1", "captions"))
        cells = "".join(f"{figure:10.4f}" for figure in figures)
        lines.append(f"{each.name:24}{each.files:7}{kept[each.name] / each.files:10.4f}{cells}")
    return "\n".join(lines)

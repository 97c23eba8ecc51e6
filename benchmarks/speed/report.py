"""What was measured, as tables for a terminal."""

from collections.abc import Iterable, Sequence

from benchmarks.speed.run import Measured

_SHOWN = 20  # disagreements written out; the JSON has all
_MB = 1_000_000


def tables(measured: Measured) -> str:
    """Write tables: the archive, building, queries, ratios, first queries, and how far the peers agree."""
    size = measured.size
    archive = (
        f"{size.passages:,} passages in {size.articles:,} articles, {size.words:,} words, "
        f"{size.vocabulary:,} of them different, {size.bytes / _MB:.1f} MB of text"
    )
    return "\n\n".join(
        [archive, _building(measured), _times(measured), _ratios(measured), _first(measured), _agreement(measured)]
    )


def _building(measured: Measured) -> str:
    rows = [
        (
            name,
            f"{measured.size.passages / built.cpu:,.0f}",
            f"{measured.size.bytes / _MB / built.cpu:.2f}",
            f"{built.cpu:.1f}",
            f"{built.wall:.1f}",
            f"{built.memory / _MB:,.0f}" + (f" + {built.worker_memory / _MB:,.0f}" if built.worker_memory else ""),
            f"{built.disk / _MB:,.1f}",
        )
        for name, built in measured.building.items()
    ]
    heads = ("", "passages/s", "MB/s", "CPU s", "wall s", "peak MB", "index MB")
    return "Building (per second of processor time)\n" + _table(heads, rows)


def _times(measured: Measured) -> str:
    peers = _peers(measured)
    rows = [
        (group, *(f"{by[name].p50:.2f} / {by[name].p95:.2f}" if name in by else "-" for name in peers))
        for group, by in measured.times.items()
    ]
    return "Queries, warm: p50 / p95, milliseconds of processor time\n" + _table(("", *peers), rows)


def _ratios(measured: Measured) -> str:
    peers = [name for name in _peers(measured) if name != "morgue"]
    rows = [
        (
            group,
            *(
                f"{by[name].p50 / by['morgue'].p50:.2f} / {by[name].p95 / by['morgue'].p95:.2f}" if name in by else "-"
                for name in peers
            ),
        )
        for group, by in measured.times.items()
        if "morgue" in by
    ]
    return "How many times as long as Morgue: p50 / p95\n" + _table(("", *peers), rows) if rows and peers else ""


def _first(measured: Measured) -> str:
    rows = [
        (
            group,
            f"{first.opening:.1f}",
            f"{first.query.p50:.2f} / {first.query.p95:.2f}",
            f"{first.query.p95 / measured.times[group]['morgue'].p95:.1f}",
        )
        for group, first in measured.first.items()
    ]
    heads = ("", "opening", "query p50 / p95", "p95, times warm")
    return "Morgue, first query of a fresh process, milliseconds of processor time\n" + _table(heads, rows)


def _agreement(measured: Measured) -> str:
    wrong = measured.disagreements
    if not wrong:
        return f"All {measured.asked:,} answers agree: totals, counts by source and by month; every hit is marked."
    more = [f"... and {len(wrong) - _SHOWN:,} more"] if len(wrong) > _SHOWN else []
    return "\n".join([f"{len(wrong):,} faults in {measured.asked:,} answers:", *wrong[:_SHOWN], *more])


def _peers(measured: Measured) -> list[str]:
    return list(dict.fromkeys(name for by in measured.times.values() for name in by))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, *rows]
    first, *widths = (max(map(len, column)) for column in zip(*lines, strict=True))
    return "\n".join(
        "  ".join([line[0].ljust(first), *(cell.rjust(width) for cell, width in zip(line[1:], widths, strict=True))])
        for line in lines
    )

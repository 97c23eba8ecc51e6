"""How times grow with the archive, as SVG: a panel for each class of queries, a line for each peer."""

import math
from collections.abc import Iterator, Sequence
from html import escape

from benchmarks.speed.run import Measured

COLOURS = {
    "morgue": "#d55e00",
    "whoosh": "#0072b2",
    "whoosh-warm": "#56b4e9",
    "sqlite": "#009e73",
    "tantivy": "#cc79a7",
    "tantivy-text": "#8c6bb1",
    "xapian": "#b09000",
}  # mostly of the palette of M. Okabe and K. Ito (2008), which colour-blind readers can tell apart
WIDTH, HEIGHT, GAP = 300, 210, 24  # pixels of a panel, and around it
LEFT, TOP, BOTTOM = 44, 30, 26  # pixels for the figures at the axes, and the heading
COLUMNS = 3
_STYLE = """<style>
path { fill: none; stroke-width: 2; stroke-linecap: round }
text { font: 12px system-ui, sans-serif; fill: #222 } .axis { stroke: #ccc; stroke-width: 1 }
.heading { font-weight: 600 } .p95 { stroke-dasharray: 3 3; stroke-width: 1 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .axis { stroke: #555 } }
</style>"""

Point = tuple[float, float]
Line = tuple[str, bool, list[Point]]  # peer, dashed, points


def queries(measured: Sequence[Measured]) -> str:
    """Draw the milliseconds of each class against the number of passages, p50 whole and p95 dashed."""
    panels = {}
    for group in measured[0].times:
        lines: list[Line] = []
        for peer in measured[0].times[group]:
            at = [(each.size.passages, each.times[group][peer]) for each in measured]
            lines.append((peer, False, [(passages, times.p50) for passages, times in at]))
            lines.append((peer, True, [(passages, times.p95) for passages, times in at]))
        panels[f"{group}, ms"] = lines
    return _drawing(panels)


def building(measured: Sequence[Measured]) -> str:
    """Draw passages indexed a second, peak memory and size of the index against the number of passages."""
    panels: dict[str, list[Line]] = {"passages a CPU second": [], "peak memory, MB": [], "index, MB": []}
    for peer in measured[0].building:
        at = [(each.size.passages, each.building[peer]) for each in measured]
        lines: tuple[list[Point], ...] = (
            [(passages, passages / built.cpu) for passages, built in at],
            [(passages, (built.memory + built.worker_memory) / 1e6) for passages, built in at],
            [(passages, built.disk / 1e6) for passages, built in at],
        )
        for panel, line in zip(panels.values(), lines, strict=True):
            panel.append((peer, False, line))
    return _drawing(panels)


def _drawing(panels: dict[str, list[Line]]) -> str:
    rows = math.ceil(len(panels) / COLUMNS)
    width, height = COLUMNS * (WIDTH + GAP) + GAP, rows * (HEIGHT + GAP) + 2 * GAP
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">', _STYLE]
    peers = dict.fromkeys(peer for lines in panels.values() for peer, _, _ in lines)
    for number, peer in enumerate(peers):
        x = GAP + number * 130
        parts.append(f'<path d="M{x} 16h18" stroke="{COLOURS[peer]}"/>')
        parts.append(f'<text x="{x + 24}" y="20">{escape(peer)}</text>')
    for number, (heading, lines) in enumerate(panels.items()):
        x = GAP + number % COLUMNS * (WIDTH + GAP)
        y = 2 * GAP + number // COLUMNS * (HEIGHT + GAP)
        parts += [f'<g transform="translate({x} {y})">', *_panel(heading, lines), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _panel(heading: str, lines: list[Line]) -> Iterator[str]:
    """Draw one panel; both axes are logarithmic, with a line at round figures."""
    points = [point for _, _, line in lines for point in line]
    left, right = _bounds([x for x, _ in points])
    low, high = _bounds([y for _, y in points])

    def place(point: Point) -> Point:
        x = LEFT + (math.log10(point[0]) - left) / (right - left) * (WIDTH - LEFT)
        return x, HEIGHT - BOTTOM - (math.log10(point[1]) - low) / (high - low) * (HEIGHT - BOTTOM - TOP)

    yield f'<text class="heading" x="0" y="14">{escape(heading)}</text>'
    for mark in _marks(low, high):
        y = place((10**left, mark))[1]
        yield f'<path class="axis" d="M{LEFT} {y:.1f}H{WIDTH}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{mark:,g}</text>'
    for passages in sorted({x for x, _ in points}):
        x = place((passages, 10**low))[0]
        yield f'<text x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{round(passages / 1000):,}k</text>'
    for peer, dashed, line in lines:
        path = "L".join("{:.1f} {:.1f}".format(*place(point)) for point in line)
        kind = " class='p95'" if dashed else ""
        yield f'<path{kind} d="M{path}h0" stroke="{COLOURS[peer]}"/>'


def _marks(low: float, high: float) -> list[float]:
    """Give the powers of ten in a range, or where these are few, 2 and 5 times them as well."""
    powers = [10**power for power in range(math.floor(low), math.ceil(high) + 1)]
    of_ten = [mark for mark in powers if low <= math.log10(mark) <= high]
    if len(of_ten) > 1:
        return of_ten
    return [mark for mark in (a * b for a in powers for b in (1, 2, 5)) if low <= math.log10(mark) <= high]


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    """Give the powers of ten between which all values lie, with a margin."""
    low, high = math.log10(min(values)), math.log10(max(values))
    return low - 0.1, high + 0.1

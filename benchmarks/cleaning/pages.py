"""`cleaning-html`: bodies extracted from real pages, against their true ones."""

import argparse
import gzip
import json
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.cleaning.extractors import NAMES, Extractor, extractor, why_not
from benchmarks.cleaning.shingles import Agreement, Quality, agreement, quality

ROOT = Path("../shared/corpora/html-articles")  # see README.md for its layout
_WARM_UP = 3  # pages read before the clock runs: patterns are compiled with the first


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its true body."""

    name: str
    content: bytes
    true: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What an extractor made of all pages.

    Args:
        name: the extractor's.
        quality: means over the pages.
        empty: pages of which it kept nothing.
        per_second: pages for a second of processor time, decoding and metadata included.
        pages: per page name how its text agrees.
    """

    name: str
    quality: Quality
    empty: int
    per_second: float
    pages: dict[str, Agreement]


def read_pages(root: Path) -> Iterator[Page]:
    """Yield the pages of a folder: `ground-truth.json` and `html/NAME.html.gz`."""
    truth = json.loads((root / "ground-truth.json").read_text(encoding="utf-8"))
    for name, known in sorted(truth.items()):
        yield Page(name, gzip.decompress((root / "html" / f"{name}.html.gz").read_bytes()), known["articleBody"])


def evaluate(name: str, extract: Extractor, pages: Sequence[Page]) -> Evaluated:
    """Extract every page and compare."""
    for page in pages[:_WARM_UP]:
        extract(page.content)
    started = time.process_time()
    texts = [extract(page.content) for page in pages]
    seconds = time.process_time() - started
    agreements = {page.name: agreement(page.true, text) for page, text in zip(pages, texts, strict=True)}
    empty = sum(not text.strip() for text in texts)
    return Evaluated(name, quality(list(agreements.values())), empty, len(pages) / seconds, agreements)


def table(evaluated: Sequence[Evaluated]) -> str:
    """Write the figures of all extractors, one a line."""
    lines = [f"{'':24}{'F1':>8}{'precision':>11}{'recall':>8}{'empty':>7}{'pages/CPU s':>13}"]
    lines += [
        f"{each.name:24}{each.quality.f1:8.4f}{each.quality.precision:11.4f}{each.quality.recall:8.4f}"
        f"{each.empty:7}{each.per_second:13.1f}"
        for each in evaluated
    ]
    return "\n".join(lines)


def worst(evaluated: Evaluated, count: int) -> str:
    """Write the pages that an extractor did worst on."""

    def product(item: tuple[str, Agreement]) -> float:
        return (item[1].precision or 0.0) * (item[1].recall or 0.0)

    return "\n".join(
        f"  {name}  precision {each.precision or 0.0:.3f}  recall {each.recall or 0.0:.3f}"
        for name, each in sorted(evaluated.pages.items(), key=product)[:count]
    )


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `cleaning-html` to the command line."""
    command = commands.add_parser("cleaning-html", help="bodies of web pages, beside other extractors")
    command.add_argument("--pages", type=Path, default=ROOT, help="a folder; see README.md")
    command.add_argument("--worst", type=int, default=0, help="how many of Morgue's worst pages to list")
    command.add_argument("--out", type=Path, help="a file for the figures")
    command.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    if not (given.pages / "ground-truth.json").is_file():
        print(f"there are no pages in {given.pages}: nothing to evaluate")
        return 0
    logging.disable(logging.ERROR)  # the peers log every page they doubt
    pages = list(read_pages(given.pages))
    done = []
    for name in NAMES:
        if reason := why_not(name):
            print(f"{name} was left out: {reason}")
        else:
            done.append(evaluate(name, extractor(name), pages))
    logging.disable(logging.NOTSET)
    print(f"{len(pages)} pages\n{table(done)}")
    if given.worst:
        print(worst(done[0], given.worst))
    if given.out:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps([asdict(each) for each in done], indent=1) + "\n", encoding="utf-8")
    return 0

"""The command line: `python -m benchmarks [command]`, all commands without one; see README.md."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks import end_to_end, suggestions
from benchmarks.cleaning import duplicates, pages, visible
from benchmarks.cleaning.scrapes import command as cleaning_text
from benchmarks.corpus.texts import NEWS, read_texts
from benchmarks.page import command as page
from benchmarks.peers.names import PEERS
from benchmarks.relevance.run import CRANFIELD, DEPTH, as_run, evaluate
from benchmarks.speed import charts
from benchmarks.speed.draw import CLASSES
from benchmarks.speed.report import tables
from benchmarks.speed.run import DEFAULT, Plan, as_json, measure

_MB = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for, without any all of it; exit status 1 if engines disagree."""
    given = _parser().parse_args(sys.argv[1:] if arguments is None else arguments)
    if given.command:
        return int(given.run(given))
    failed = 0
    cleaning = ("cleaning-html", "cleaning-visible", "cleaning-text", "cleaning-duplicates")
    for command in ("speed", "relevance", "end-to-end", *cleaning, "page"):
        print(f"\n== {command} ==")
        failed = max(failed, main([command]))
    return failed


def _speed(given: argparse.Namespace) -> int:
    plan = Plan(
        given.passages, given.peers, given.queries, given.rounds, given.seconds, given.first_touch, given.classes
    )
    measured, left_out = measure(plan, read_texts(_news(given.articles)), _say)
    for each in measured:
        print("\n" + tables(each))
    for name, reason in left_out.items():
        print(f"\n{name} was left out: {reason}")
    if given.out:
        _write(given.out, as_json(plan, measured, left_out))
    if given.svg:
        _write(given.svg / "queries.svg", charts.queries(measured))
        _write(given.svg / "building.svg", charts.building(measured))
    return int(any(each.disagreements for each in measured))


def _relevance(given: argparse.Namespace) -> int:
    if not given.collection.is_dir():
        _say(f"there is no collection at {given.collection}: nothing to evaluate")
        return 0
    evaluated = evaluate(given.collection, given.depth)
    quality = evaluated.quality
    print(
        f"{evaluated.documents:,} documents, {evaluated.queries} queries: nDCG@10 {quality.ndcg10:.4f}, "
        f"MAP of the first {given.depth:,} hits {quality.average_precision:.4f}, Recall@100 {quality.recall100:.4f}"
    )
    if given.out:
        _write(given.out, as_run(evaluated))
    return 0


def _duplicates(given: argparse.Namespace) -> int:
    found = duplicates.evaluate(_news(given.articles), given.seed)
    print(duplicates.as_text(found))
    if given.out:
        _write(given.out, json.dumps(asdict(found), indent=1) + "\n")
    return int(not found.is_good)


def _end_to_end(given: argparse.Namespace) -> int:
    news = _news(given.articles)
    with tempfile.TemporaryDirectory(prefix="morgue-bench-") as folder:
        raw_docs, index, profile = (Path(folder) / name for name in ("raw_docs", "index", "profile"))
        raw_docs.mkdir()
        end_to_end.fill(raw_docs, news, read_texts(news), given.count)
        size = sum(path.stat().st_size for path in raw_docs.rglob("*") if path.is_file()) / _MB
        first = end_to_end.measure(raw_docs, index, profile if given.profile else None)
        end_to_end.change(raw_docs)
        second = end_to_end.measure(raw_docs, index)
        print(
            f"{first.articles:,} articles, {size:.1f} MB of raw files: {first.wall:.1f} s, "
            f"{first.articles / first.wall:,.0f} articles/s, {first.cpu:.1f} CPU s, peak memory "
            f"{first.memory / _MB:,.0f} MB"
            + (f", workers {first.worker_memory / _MB:,.0f} MB each" * bool(first.worker_memory))
        )
        print(f"reindex of {second.articles} changed files: {second.wall:.2f} s, {second.cpu:.2f} CPU s")
        if given.profile:
            end_to_end.show_profile(profile)
    if given.out:
        _write(given.out, json.dumps({"full": asdict(first), "changed": asdict(second)}, indent=1) + "\n")
    return 0


def _news(path: Path) -> Path | None:
    if not path.exists():
        _say(f"there is no {path}: the sample in raw_docs/ is used instead")
        return None
    return path


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Morgue; see its README.md.")
    commands = parser.add_subparsers(dest="command")
    speed = commands.add_parser("speed", help="indexing and queries, beside other engines")
    speed.add_argument("--passages", type=int, nargs="+", default=DEFAULT.passages, help="sizes of archives")
    speed.add_argument("--peers", nargs="+", default=DEFAULT.peers, choices=list(PEERS), help="engines to measure")
    speed.add_argument("--queries", type=int, default=DEFAULT.queries, help="queries of each class")
    speed.add_argument("--rounds", type=int, default=DEFAULT.rounds, help="how often each query is measured")
    speed.add_argument("--seconds", type=float, default=DEFAULT.seconds, help="after which a peer's rounds end early")
    speed.add_argument("--first-touch", type=int, default=DEFAULT.first_touch, help="of a class, in fresh processes")
    speed.add_argument("--classes", nargs="+", default=(), choices=list(CLASSES), help="of queries, instead of all")
    speed.add_argument("--svg", type=Path, help="a folder for the growth curves")
    speed.set_defaults(run=_speed)
    relevance = commands.add_parser("relevance", help="agreement with human judgements")
    relevance.add_argument("--collection", type=Path, default=CRANFIELD, help="a folder; see README.md")
    relevance.add_argument("--depth", type=int, default=DEPTH, help="hits of a query that are judged")
    relevance.set_defaults(run=_relevance)
    copies = commands.add_parser("cleaning-duplicates", help="edited copies of articles among different ones")
    copies.add_argument("--seed", type=int, default=1, help="of the chance that edits")
    copies.set_defaults(run=_duplicates)
    whole = commands.add_parser("end-to-end", help="from raw files to an index")
    whole.add_argument("--count", type=int, default=0, help="articles wanted; recombined ones fill up")
    whole.add_argument("--profile", action="store_true", help="show what functions took")
    whole.set_defaults(run=_end_to_end)
    scrapes = commands.add_parser("cleaning-text", help="cleaning of scraped plain text")
    cleaning_text.add_options(scrapes)
    scrapes.set_defaults(run=cleaning_text.run)
    pages.add_command(commands)
    visible.add_command(commands)
    page.add_command(commands)
    suggestions.add_command(commands)
    for command in (speed, copies, whole):
        command.add_argument("--articles", type=Path, default=NEWS, help="real articles; see README.md")
    for command in (speed, relevance, copies, whole):
        command.add_argument("--out", type=Path, help="a file for the figures, or of relevance for the rankings")
    return parser


if __name__ == "__main__":
    sys.exit(main())

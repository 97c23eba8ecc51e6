"""The command `page`: its options, and what it prints."""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.corpus.build import archive
from benchmarks.corpus.texts import NEWS, read_texts
from benchmarks.page.client import Client
from benchmarks.page.measure import FLOOR, PEER, Timed, Weight, times, weights
from benchmarks.page.queries import draw, look
from benchmarks.page.server import serving
from search.engines import open_engine

PASSAGES = 100_000
_QUERIES = 40
_ROUNDS = 5
_KB = 1_000


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `page` to the command line."""
    command = commands.add_parser("page", help="first byte and size of a page of results, through the server")
    command.add_argument("--index", type=Path, help="the folder of an index there is, instead of a new one")
    command.add_argument("--passages", type=int, default=PASSAGES, help="of a new index")
    command.add_argument("--articles", type=Path, default=NEWS, help="real articles to start from; see README.md")
    command.add_argument("--queries", type=int, default=_QUERIES, help="queries that are asked")
    command.add_argument("--rounds", type=int, default=_ROUNDS, help="how often each is")
    command.add_argument("--out", type=Path, help="a file for the figures")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Serve an archive, ask it, and print the figures."""
    with tempfile.TemporaryDirectory(prefix="morgue-bench-") as folder:
        index = given.index or _built(Path(folder) / "index", given.passages, given.articles)
        engine = open_engine("whoosh", index)
        state = engine.stats()
        queries = draw(look(engine), given.queries)
        engine.close()
        with serving(index) as port:
            client = Client(port)
            timed = times(client, queries, given.rounds)
            weighed = [weights(client, query) for query in queries]
            client.close()
    heaviest = max(weighed, key=lambda each: sum(one.compressed for one in each))
    print(
        f"{state.passages:,} passages in {state.articles:,} articles, {len(queries)} queries, {given.rounds} rounds\n"
    )
    print(f"{times_table(timed)}\n\n{weight_table(heaviest)}")
    if given.out:
        figures = {"times": [asdict(one) for one in timed], "weights": [asdict(one) for one in heaviest]}
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def _built(index: Path, passages: int, news: Path) -> Path:
    engine = open_engine("whoosh", index)
    with engine.rebuild() as writer:
        for article_id, article, split in archive(read_texts(news if news.exists() else None), passages):
            writer.add(article_id, article, split)
    engine.close()
    return index


def times_table(timed: Sequence[Timed]) -> str:
    """Write what each way of asking took, and the p50 of its first byte by those of the peer and the floor.

    Args:
        timed: the peer and the floor among them.
    """
    p50 = {one.name: _at(one.first_byte, 0.5) for one in timed}
    lines = [f"{'milliseconds':24} first byte p50     p95   whole p50   bytes p50   by {PEER!r}   by the {FLOOR}"]
    lines += [
        f"{one.name:24} {1000 * p50[one.name]:14.2f} {1000 * _at(one.first_byte, 0.95):7.2f} "
        f"{1000 * _at(one.whole, 0.5):11.2f} {_at(one.transferred, 0.5):11,.0f} "
        f"{p50[one.name] / p50[PEER]:20.2f} {p50[one.name] / p50[FLOOR]:19.1f}"
        for one in timed
    ]
    return "\n".join(lines)


def weight_table(weighed: Sequence[Weight]) -> str:
    """Write what a browser transfers for the heaviest page when it has nothing in its cache."""
    lines = [f"{'compressed':>10} {'plain':>9}  kilobytes of the heaviest page, headers included"]
    lines += [f"{one.compressed / _KB:10.1f} {one.plain / _KB:9.1f}  {one.path}" for one in weighed]
    compressed, plain = sum(one.compressed for one in weighed), sum(one.plain for one in weighed)
    return "\n".join([*lines, f"{compressed / _KB:10.1f} {plain / _KB:9.1f}  together"])


def _at(values: Sequence[float], share: float) -> float:
    """Give the value below which a share of the values lies (nearest rank)."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]

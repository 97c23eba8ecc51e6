"""The command `cleaning-text`: its options, and what it prints."""

import argparse
from pathlib import Path

from benchmarks.cleaning.scrapes import bases
from benchmarks.cleaning.scrapes.render import scrapes
from benchmarks.cleaning.scrapes.report import failures, tables
from benchmarks.cleaning.scrapes.run import clean_all, keep, told
from benchmarks.corpus.texts import NEWS

SEED = 1
COUNT = 3_000  # files: a share of 0.002 is then six of them


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--count", type=int, default=COUNT, help="files to make")
    parser.add_argument("--seed", type=int, default=SEED, help="of all chance; another one makes other files")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="show the worst cases")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the files and gold.json there")
    parser.add_argument("--articles", type=Path, default=NEWS, help="real articles to start from; see README.md")


def run(given: argparse.Namespace) -> int:
    """Make, clean and judge scrapes, and print the figures."""
    real = bases.news(given.articles if given.articles.exists() else None)
    if not real:
        print(f"there is no {given.articles}: composed articles stand in for real ones")
    made = list(scrapes(given.seed, given.count, real, bases.sample()))
    if given.keep:
        keep(given.keep, made)
    cleaned = clean_all(made)
    articles = {scrape.path: article for scrape, article, _ in cleaned}
    judged = [(scrape, verdict) for scrape, _, verdict in cleaned]
    print(tables(judged))
    for each in failures(judged, given.failures):
        print("\n" + told(each, articles[each[0].path]))
    return 0

"""`cleaning-visible`: the visible text of real pages, cleaned as plain text, against their true bodies."""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from benchmarks.cleaning.extractors import body
from benchmarks.cleaning.pages import ROOT, Page, read_pages
from benchmarks.cleaning.shingles import Agreement, Quality, agreement, quality
from indexer.decode import decode
from indexer.errors import Rejection
from indexer.knowledge.outlets import Outlets, load
from indexer.pipeline import clean
from indexer.source import RawDocument
from search.schema import Article, Role

_UNSEEN = ("head", "script", "style", "template", "noscript", "svg", "select")
_BLOCK_NAMES = (
    "p div li h1 h2 h3 h4 h5 h6 section article header footer nav ul ol td tr table figure figcaption blockquote "
    "button br"
)
_LONG = 6  # words of a line from which it hardly stands in a body by chance
_WORD = re.compile(r"\w+")
_BODY = (Role.BODY, Role.STANDFIRST, Role.HEADING)


@dataclass(frozen=True, slots=True)
class Lost:
    """A line of a true body that is not in the cleaned one.

    Args:
        page: its name.
        role: what cleaning took it for.
        rule: what dropped it; empty if nothing did.
        text: the line.
    """

    page: str
    role: Role
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What cleaning made of the pages' text.

    Args:
        quality: means over the pages.
        rejected: names of the pages of which nothing was left.
        lost: lines of true bodies that were.
    """

    quality: Quality
    rejected: tuple[str, ...]
    lost: tuple[Lost, ...]


def visible(html: str) -> str:
    """Give a page's text as it is seen and copied: a line for each block, an empty one between them."""
    soup = BeautifulSoup(html, "lxml")
    for element in soup(_UNSEEN):
        element.decompose()
    for element in soup(_BLOCK_NAMES.split()):
        element.insert_before("\n")
        element.insert_after("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    return "\n\n".join(filter(None, lines)) + "\n"


def evaluate(pages: Sequence[Page]) -> Evaluated:
    """Clean the visible text of every page and compare."""
    outlets = load()
    agreements: list[Agreement] = []
    rejected: list[str] = []
    lost: list[Lost] = []
    for page in pages:
        article = _cleaned(page, outlets)
        agreements.append(agreement(page.true, body(article) if article else ""))
        if article:
            lost += _lost(page, article)
        else:
            rejected.append(page.name)
    return Evaluated(quality(agreements), tuple(rejected), tuple(lost))


def _cleaned(page: Page, outlets: Outlets) -> Article | None:
    try:
        return clean(RawDocument(f"{page.name}.txt", visible(decode(page.content)).encode()), outlets)
    except Rejection:
        return None


def _lost(page: Page, article: Article) -> Iterator[Lost]:
    """Yield the lines that the true body has more often than the cleaned one: of a repeated line one copy is enough."""
    true, kept = _words(page.true), _words(body(article))
    for line, text in article.accounted():
        words = _words(text)
        if line.role not in _BODY and words.count(" ") > _LONG and true.count(words) > kept.count(words):
            yield Lost(page.name, line.role, line.rule, text)


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `cleaning-visible` to the command line."""
    command = commands.add_parser("cleaning-visible", help="web pages' visible text, cleaned as plain text")
    command.add_argument("--pages", type=Path, default=ROOT, help="a folder; see README.md")
    command.add_argument("--lost", action="store_true", help="list the lines of true bodies that are lost")
    command.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    if not (given.pages / "ground-truth.json").is_file():
        print(f"there are no pages in {given.pages}: nothing to evaluate")
        return 0
    pages = list(read_pages(given.pages))
    found = evaluate(pages)
    print(
        f"{len(pages)} pages: precision {found.quality.precision:.4f}, recall {found.quality.recall:.4f}, "
        f"rejected {len(found.rejected)}, body lines lost {len(found.lost)}"
    )
    if given.lost:
        for each in found.lost:
            print(f"  {each.page[:8]}  {each.rule or each.role.value:16} {each.text[:100]}")
    return 0

"""Searches over five real scraped articles, which are not ours to ship: they run where ../shared has them."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.knowledge import outlets
from indexer.reindex import Archive, reindex
from search.analysis import words
from search.engine import Engine
from search.engines import open_engine
from search.language.parser import parse
from search.request import MAX_SIZE, SearchRequest

SHARED = Path(__file__).parent.parent.parent / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="needs the articles in ../shared/seeds")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("seeds")
    shutil.copytree(SHARED / "seeds", folder / "raw_docs")
    engine = open_engine("whoosh", folder / "index")
    summary = reindex(Archive(folder / "raw_docs", outlets.load(), "rules"), engine)
    assert (len(summary.added), summary.rejected) == (5, [])
    yield engine
    engine.close()


def numbers(engine: Engine, query: str) -> set[str]:
    """The articles that a query finds, by the number their file's name begins with."""
    results = engine.search(SearchRequest(parse(query), size=MAX_SIZE))
    return {hit.article.path[:3] for hit in results.hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"000", "001", "002", "003", "004"}),
        ('"era of the nation\'s rise"', {"004"}),
        ('"era of the nation’s rise"', {"004"}),
        ("“era of the nation’s rise”", {"004"}),
        ("bui thanh son", {"002", "004"}),
        ("Bùi Thanh Sơn", {"002", "004"}),
        ('byline:"bui thanh son"', {"001"}),
        ("lien quan", set()),
        ("tin liên quan", set()),
        ("doi moi", {"002", "003"}),
        ("đổi mới", {"002", "003"}),
        ("vietnam unesco fishermen", {"001"}),
        ("title:conference source:VNA", {"003"}),
        ("title:conference", {"003", "004"}),
        ("source:vietnamplus", {"000"}),
        ("after:2022 before:2023-06", {"000", "001"}),
        ("date:2023", {"002"}),
        ("after:2024", {"004"}),
        ("date:none", set()),
        ("date:2021-12", {"003"}),
        ("place:hanoi", {"003"}),
        ("brazilian historian", set()),
        ("exceptional promising", set()),
        ('"milestones of success"', {"002"}),
        ('caption:"nguyen hong"', {"004"}),
        ('"hinh anh"', set()),
        ("feedback", set()),
    ],
)
def test_finds_what_a_reader_would_expect(engine: Engine, query: str, expected: set[str]) -> None:
    assert numbers(engine, query) == expected


def test_no_dropped_line_is_findable(engine: Engine) -> None:
    gold = json.loads((SHARED / "seeds_gold.json").read_text(encoding="utf-8"))
    sought = 0
    for name, expected in gold.items():
        kept = [expected["title"] or "", expected["body_text"], *expected["captions"]]
        kept += [heading["text"] for heading in expected["subheads"]]
        kept_words = f" {' '.join(words(' '.join(kept)))} "
        for line in expected["dropped_lines"]:
            phrase = " ".join(words(line))
            if phrase and f" {phrase} " not in kept_words:
                sought += 1
                assert name[:3] not in numbers(engine, f'"{phrase}"'), line
    assert sought >= 10

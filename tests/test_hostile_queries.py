"""Queries of death: whatever is asked of page, JSON and article, the answer is an answer or says what is wrong."""

import math
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from flask import Flask

from app import create_app
from search.engine import Engine
from search.engines import open_engine
from search.request import MAX_SOURCES
from settings import Settings
from tests.archives import article, passages_of
from tests.torture.queries import COMMON, QUERIES, asked

ARTICLES = 1_500
WORDS = 12_000  # of which the rarest are in an article each: more begin with one letter than a wildcard may stand for
ANSWERED = {200, 400, 503}


def skewed_archive(index: Path, articles: int = ARTICLES) -> Engine:
    """Write an archive whose words are as unevenly frequent as those of a language (Zipf's law).

    Args:
        index: a folder for the index.
        articles: how many.
    """
    random = Random(1851)
    letters = [a + b + c for a in "abcdefgh" for b in "aeiou" for c in "bcdlmnrst"]
    words = COMMON.split() + ["".join(random.choices(letters, k=random.randint(1, 4))) for _ in range(WORDS)]
    totals = [math.log(2 + rank) for rank in range(len(words))]
    engine = open_engine("whoosh", index)
    with engine.writer() as writer:
        for number in range(articles):
            text = [" ".join(random.choices(words, cum_weights=totals, k=90)) for _ in range(3)]
            one = article(
                f"{number:05}.txt",
                *(f"The {part} of the {part[:20]} in a." for part in text),
                title=" ".join(random.choices(words, cum_weights=totals, k=6)),
                source=f"Courier {number % 40}",
                day=f"{1990 + number % 30}-{1 + number % 12:02}-11" if number % 9 else "",
                byline="Ana Duarte" if number % 5 else "",
                place="Port Lune" if number % 7 else "",
            )
            writer.add(f"article{number}", one, passages_of(one))
    return engine


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    engine = skewed_archive(tmp_path_factory.mktemp("death") / "index")
    yield create_app(Settings(rate=""), engine)
    engine.close()


@pytest.mark.parametrize("path", ["/search", "/api/v1/search", "/article/article7", "/api/v1/articles/article7"])
def test_no_query_of_death_is_a_failure_inside(app: Flask, path: str) -> None:
    client = app.test_client()
    answers = {name: client.get(f"{path}?{url}") for name, url in asked().items()}
    assert [name for name, answer in answers.items() if answer.status_code not in ANSWERED] == []
    assert sum(answer.status_code == 200 for answer in answers.values()) > 100
    # A page has hundreds of links, each of which holds the whole search: what is asked bounds what is answered.
    assert [name for name, answer in answers.items() if len(answer.data) > 5_000_000] == []


def test_there_are_many_of_them() -> None:
    assert len(QUERIES) >= 60
    assert len(set(QUERIES.values())) == len(QUERIES)


@pytest.mark.parametrize(
    ("url", "limit", "named", "position"),
    [
        ("q=" + "a" * 1_001, "length", "1,000", 1_000),
        ("q=" + "(" * 21 + "a" + ")" * 21, "depth", "20", 20),
        ("q=" + "a+" * 65, "clauses", "64", 128),
    ],
)
def test_what_is_too_large_is_refused_by_the_name_of_its_limit(
    app: Flask, url: str, limit: str, named: str, position: int
) -> None:
    answer = app.test_client().get(f"/api/v1/search?{url}")
    problem = answer.get_json(force=True)
    assert (answer.status_code, problem["limit"], problem["position"]) == (400, limit, position)
    assert named in problem["detail"]


@pytest.mark.parametrize(
    ("url", "parameter", "named"),
    [
        ("q=the&page=1002", "page", "10,000"),
        ("&".join(f"source=s{number}" for number in range(MAX_SOURCES + 1)), "source", str(MAX_SOURCES)),
        ("q=the&size=101", "size", "100"),
    ],
)
def test_what_asks_for_too_much_is_refused_by_its_parameter(app: Flask, url: str, parameter: str, named: str) -> None:
    for path in ("/api/v1/search", "/search"):
        assert app.test_client().get(f"{path}?{url}").status_code == 400
    problem = app.test_client().get(f"/api/v1/search?{url}").get_json(force=True)
    assert problem["parameter"] == parameter
    assert named in problem["detail"]


def test_what_stands_for_too_many_words_says_so(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/search?q=*a*d*").get_json()
    assert any("the first 1,024 were searched" in note for note in answer["notes"])


def test_letters_beyond_two_may_not_differ(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/search?q=harbour~99").get_json()
    assert [note["code"] for note in answer["query"]["notes"]] == ["fuzzy_clipped"]

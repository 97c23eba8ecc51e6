"""From result to result: what the article's page leads to is what the results page shows beside it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from search.engine import Engine
from search.errors import QueryLimitError
from search.language.parser import parse
from search.request import MAX_OFFSET, SearchRequest
from search.web.neighbours import neighbours
from settings import Settings
from tests.web_archive import harbour_archive
from tests.web_fakes import HARBOUR_HIT, UNTITLED_HIT, FakeEngine, found, web_app

COPIES = [("harbour03", "harbour04", "harbour16"), ("harbour20", "harbour02")]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = harbour_archive(tmp_path_factory.mktemp("neighbours") / "index", COPIES)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(engine: Engine) -> FlaskClient:
    return create_app(Settings(rate=""), engine).test_client()


def soup_of(client: FlaskClient, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "lxml")


def article_links(client: FlaskClient, query: str) -> list[str]:
    """The links to the articles of all pages of a search, in order."""
    links: list[str] = []
    url: str | None = f"/search?{query}"
    while url:
        soup = soup_of(client, url)
        links += [str(one["href"]) for one in soup.select(".hits h2 a")]
        following = soup.select_one(".pages a[rel=next]")
        url = str(following["href"]) if following else None
    return links


def follow(client: FlaskClient, url: str, rel: str, most: int) -> list[str]:
    """The addresses on the way from an article by one of its links beside the result, one more than `most` if many."""
    seen = [url]
    while len(seen) <= most and (link := soup_of(client, seen[-1]).select_one(f".beside a[rel={rel}]")):
        seen.append(str(link["href"]))
    return seen


@pytest.mark.parametrize(
    "query",
    [
        "q=harbour+masons",
        "q=harbour&size=7",
        "q=harbour&size=1&source=Port+Gazette",
        "q=harbour&sort=oldest&size=4",
        "q=harbour&duplicates=show&size=5",
        "q=masons&from=2021&to=2021&source=Port+Gazette&source=Le+Phare&sort=newest&size=3",
        "q=source:gazette",
        "undated=1",
        "sort=oldest&size=20",
    ],
)
def test_following_next_result_reads_every_result_in_order_and_previous_leads_back(
    client: FlaskClient, query: str
) -> None:
    expected = article_links(client, query)
    assert len(expected) >= 1
    seen = follow(client, expected[0], "next", len(expected))
    assert seen == expected
    assert follow(client, expected[-1], "prev", len(expected)) == expected[::-1]
    ranks = [soup_of(client, url).select_one(".beside li:not(:has(a))") for url in seen]
    assert [one.get_text() if one else "" for one in ranks] == [
        f"Result {rank} of {len(expected)}" for rank in range(1, len(expected) + 1)
    ]


def test_a_copy_stands_where_the_result_that_names_it_does(engine: Engine) -> None:
    request = SearchRequest(parse("harbour masons"), size=30)
    shown = neighbours(engine, request, "harbour03")
    copy = neighbours(engine, request, "harbour16")
    assert shown
    assert copy
    assert (copy.rank, copy.count) == (shown.rank, 23)
    assert (copy.previous, copy.following) == (shown.previous, shown.following)


def test_an_article_that_is_no_result_of_the_search_has_no_neighbours(client: FlaskClient, engine: Engine) -> None:
    assert neighbours(engine, SearchRequest(parse("lighthouse")), "harbour05") is None
    assert neighbours(engine, SearchRequest(parse("harbour"), page=2), "none") is None
    for url in ("/article/harbour05?q=lighthouse", "/article/harbour05"):
        assert not soup_of(client, url).select(".beside")
    assert soup_of(client, "/article/harbour05?q=harbour&size=50").select(".beside")


def test_the_article_is_shown_when_the_search_takes_too_long() -> None:
    class Slow(FakeEngine):
        def search(self, request: SearchRequest) -> None:  # type: ignore[override]  # it never answers
            raise QueryLimitError("Too slow.", "time")

    response = web_app(Slow()).test_client().get("/article/a1?q=harbour")
    assert response.status_code == 200
    assert "Harbour" in response.text
    assert "Next result" not in response.text


def test_one_search_finds_the_neighbours_unless_the_article_stands_at_the_edge() -> None:
    fake = FakeEngine(found(HARBOUR_HIT, UNTITLED_HIT, replace(HARBOUR_HIT, id="z"), total=30))
    request = SearchRequest(parse("harbour"), page=2, size=3)
    assert neighbours(fake, request, "u7") is not None
    assert [(one.page, one.passages) for one in fake.asked] == [(2, 0)]
    fake.asked.clear()
    beside = neighbours(fake, request, "z")
    assert [one.page for one in fake.asked] == [2, 3]
    assert beside
    assert beside.following
    assert (beside.rank, beside.following.request.page, beside.following.hit.id) == (6, 3, "a1")


def test_paging_ends_where_the_results_page_ends_it() -> None:
    fake = FakeEngine(found(HARBOUR_HIT, total=50_000))
    last = SearchRequest(parse("harbour"), page=MAX_OFFSET // 10 + 1)
    beside = neighbours(fake, last, "a1")
    assert beside
    assert beside.following is None

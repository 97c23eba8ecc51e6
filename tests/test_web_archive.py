"""The pages and the JSON over a real archive: what a reader and a program get must be the same, and right."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from indexer.knowledge import outlets
from indexer.reindex import Archive, reindex
from search.engine import Engine
from search.engines import open_engine
from settings import Settings
from tests.archives import article, passages_of
from tests.web_archive import harbour_archive
from tests.web_fakes import check

API = "/api/v1"
SAMPLE = Path(__file__).parent.parent / "raw_docs"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = harbour_archive(tmp_path_factory.mktemp("web") / "index")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(engine: Engine) -> FlaskClient:
    return create_app(Settings(rate=""), engine).test_client()


def search(client: FlaskClient, query: str) -> dict[str, Any]:
    response = client.get(f"{API}/search?{query}")
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.get_json()
    return answer


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("q=", 26),
        ("q=harbour", 26),
        ("q=lighthouse", 1),
        ("q=do+son", 26),
        ('q="numbered+3"', 1),
        ("q=lighthouse+zeppelin", 0),
        ("q=lighthouse+zeppelin&match=any", 1),
        ("q=harbour&source=Port+Gazette", 9),
        ("q=harbour&source=Port+Gazette&source=Le+Phare", 17),
        ("q=harbour&not_source=Port+Gazette", 17),
        ("q=harbour&not_source=Port+Gazette&not_source=Le+Phare&to=2020-06", 5),
        ("q=harbour&undated=1", 1),
        ("q=harbour&from=2022", 7),
        ("q=harbour&from=2021&to=2021", 9),
        ("q=harbour&to=2020-03", 3),
        ("q=byline:ngo", 1),
    ],
)
def test_page_and_json_count_alike(client: FlaskClient, query: str, total: int) -> None:
    answer = search(client, query)
    soup = BeautifulSoup(client.get(f"/search?{query}&size=100").text, "lxml")
    assert (answer["total"], len(soup.select(".hits > li"))) == (total, total)
    assert len(answer["results"]) == min(total, 10)


def test_following_next_gives_every_article_once(client: FlaskClient) -> None:
    ids: list[str] = []
    url = f"{API}/search?q=harbour&sort=oldest&size=7"
    while url:
        answer = client.get(url).get_json()
        ids += [hit["id"] for hit in answer["results"]]
        url = answer["next"]
    assert len(ids) == len(set(ids)) == 26


def test_a_facet_url_gives_as_many_articles_as_it_counts(client: FlaskClient) -> None:
    answer = search(client, "q=harbour&source=Le+Phare")
    values = [*answer["facets"]["source"], *answer["facets"]["date"]]
    values += [child for year in answer["facets"]["date"] for child in year["children"]]
    assert len(values) > 8
    for value in answer["facets"]["date"]:
        assert client.get(value["url"]).get_json()["total"] == value["count"], value
    for value in answer["facets"]["source"]:
        chosen = client.get(value["url"]).get_json()
        selected = {one["value"] for one in chosen["facets"]["source"] if one["selected"]}
        assert selected == ({"Le Phare", value["value"]} if not value["selected"] else set())


def test_a_source_is_left_out_and_brought_back(client: FlaskClient) -> None:
    values = search(client, "q=harbour")["facets"]["source"]
    for value in values:
        without = client.get(value["exclude_url"]).get_json()
        assert without["total"] == 26 - value["count"]
        (left_out,) = (one for one in without["facets"]["source"] if one["excluded"])
        assert (left_out["value"], left_out["count"]) == (value["value"], value["count"])
        assert client.get(left_out["exclude_url"]).get_json()["total"] == 26
        assert client.get(left_out["url"]).get_json()["total"] == value["count"]


def test_every_highlight_is_a_word_asked_for(client: FlaskClient) -> None:
    answer = search(client, "q=mason+lighthouses&match=any&size=100")
    marked = {
        passage["text"][start:end].lower()
        for hit in answer["results"]
        for passage in hit["passages"]
        for start, end in passage["highlights"]
    }
    assert marked == {"masons", "lighthouse"}


def test_a_passage_url_leads_to_its_marked_words(client: FlaskClient) -> None:
    hit = search(client, "q=lighthouse")["results"][0]
    path, _, anchor = hit["passages"][0]["url"].partition("#")
    soup = BeautifulSoup(client.get(path).text, "lxml")
    place = soup.select_one(f"#{anchor}")
    assert place is not None
    assert [one.get_text() for one in place.select("mark")] == ["lighthouse"]
    assert client.get(f"{API}/articles/{hit['id']}").get_json()["id"] == hit["id"]


def test_an_inferred_date_is_marked_everywhere(client: FlaskClient) -> None:
    hit = search(client, 'q="numbered+11"')["results"][0]
    assert hit["date_inferred"] == {"not_before": "2021-06-02", "not_after": None}
    for url in ('/search?q="numbered+11"', hit["url"]):
        assert "(inferred)" in client.get(url).text


def test_answers_of_a_real_archive_match_their_schemas(client: FlaskClient) -> None:
    specification = client.get(f"{API}/openapi.json").get_json()
    for query in ("q=", "q=harbour+OR+masons+log", 'q="open', "q=zeppelin", "q=harb*&undated=1", "page=99"):
        check(search(client, query), "SearchAnswer", specification)
    check(client.get(f"{API}/articles/harbour03?q=log").get_json(), "ArticleAnswer", specification)
    check(client.get("/readyz").get_json(), "ReadyAnswer", specification)


def test_a_query_too_large_is_refused_and_kept_in_the_box(client: FlaskClient) -> None:
    query = "harbour wall " * 1000
    problem = client.get(f"{API}/search", query_string={"q": query})
    assert (problem.status_code, problem.mimetype) == (400, "application/problem+json")
    document = problem.get_json(force=True)
    assert document["type"] == "urn:morgue:problem:query-limit"
    assert document["limit"]
    assert isinstance(document["position"], int)
    page = client.get("/search", query_string={"q": query})
    assert page.status_code == 400
    assert query in page.text


VALUES = st.one_of(st.text(max_size=20), st.sampled_from(["1", "2022", "2022-02", "any", "newest", "Le Phare", "0"]))
QUERIES = st.one_of(st.text(max_size=30), st.text(alphabet='ab "()*?~/-:5', max_size=30))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    q=QUERIES,
    rest=st.lists(
        st.tuples(
            st.sampled_from(
                ["match", "from", "to", "undated", "stated", "source", "not_source", "sort", "page", "size", "x"]
            ),
            VALUES,
        ),
        max_size=4,
    ),
)
def test_whatever_is_asked_is_answered_or_refused(client: FlaskClient, q: str, rest: list[tuple[str, str]]) -> None:
    answer = client.get(f"{API}/search", query_string=[("q", q), *rest])
    assert answer.status_code in (200, 400), answer.text
    assert answer.mimetype == ("application/json" if answer.status_code == 200 else "application/problem+json")
    page = client.get("/search", query_string=[("q", q), *rest])
    assert page.status_code in (200, 400), page.text
    html5lib.HTMLParser(strict=True).parse(page.text)


def test_a_new_article_is_found_at_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    engine = open_engine("whoosh", tmp_path_factory.mktemp("fresh") / "index")
    client = create_app(Settings(rate=""), engine).test_client()
    assert client.get("/readyz").status_code == 503
    assert client.get("/").status_code == 503
    for number, word in enumerate(("anchor", "buoy")):
        one = article(f"{word}.txt", f"The {word} was found.", title=word.capitalize())
        with engine.writer() as writer:
            writer.add(word, one, passages_of(one))
        assert search(client, f"q={word}")["total"] == 1
        assert client.get("/readyz").get_json()["articles"] == number + 1
    with engine.writer() as writer:
        writer.remove("anchor")
    assert search(client, "q=anchor")["total"] == 0
    assert client.get("/article/anchor").status_code == 404
    engine.close()


def test_a_wire_story_is_found_once_and_its_copies_are_compared(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("wire")
    engine = open_engine("whoosh", folder / "index")
    reindex(Archive(SAMPLE, outlets.load(), "as they are"), engine)
    client = create_app(Settings(rate=""), engine).test_client()
    every = search(client, "q=%22count+them+together%22&sort=oldest&duplicates=show")
    once = search(client, "q=%22count+them+together%22&sort=oldest")
    assert every["total"] == once["total"] == 3
    assert (every["groups"], once["groups"]) == (3, 1)
    (hit,) = once["results"]
    assert len(hit["duplicates"]) == 2
    assert all(copy["matches"] for copy in hit["duplicates"])
    soup = BeautifulSoup(client.get("/search?q=%22count+them+together%22").text, "lxml")
    assert len(soup.select(".also a")) == 2
    address = BeautifulSoup(client.get(hit["url"]).text, "lxml").select_one(".copies a[href*=compare]")
    assert address is not None
    compared = client.get(str(address["href"]))
    html5lib.HTMLParser(strict=True).parse(compared.text)
    assert BeautifulSoup(compared.text, "lxml").select(".differences ins")
    engine.close()

from dataclasses import replace
from typing import Any

import pytest
from openapi_spec_validator import validate

from search.errors import QueryLimitError
from search.request import Duplicates
from tests.web_fakes import EVIL_HIT, EVIL_STORED, HARBOUR_HIT, STATE, FakeEngine, check, found, web_app

API = "/api/v1"


def get(url: str, engine: FakeEngine | None = None) -> dict[str, Any]:
    response = web_app(engine).test_client().get(url)
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/json"
    document: dict[str, Any] = response.get_json()
    return document


def test_a_search_answers_with_the_documented_names() -> None:
    answer = get(f"{API}/search?q=harbour+port&page=2", FakeEngine(found(HARBOUR_HIT, total=25)))
    assert list(answer) == [
        *("query", "notes", "total", "total_is_exact", "groups", "page", "size", "pages", "took_ms"),
        *("next", "previous", "results", "facets", "index"),
    ]
    assert (answer["total"], answer["page"], answer["size"], answer["pages"]) == (25, 2, 10, 3)
    assert answer["next"] == f"{API}/search?q=harbour+port&page=3"
    assert answer["previous"] == f"{API}/search?q=harbour+port"
    assert answer["query"] == {"raw": "harbour port", "interpreted": "harbour AND port", "notes": []}
    assert answer["index"] == {"generation": 7, "updated": "2026-03-14T14:06:05.123456Z", "articles": 1234}
    (hit,) = answer["results"]
    assert (hit["id"], hit["path"], hit["score"], hit["more_passages"]) == ("a1", "herald/harbour.txt", 3.5, 1)
    assert hit["url"] == "/article/a1?q=harbour+port&page=2"
    assert (hit["date"], hit["date_inferred"]) == (
        "2023-12-18",
        {"not_before": "2023-12-18", "not_after": "2023-12-19"},
    )
    assert hit["date_evidence"] == "“closed on December 18”, line 4"
    assert (hit["source"], hit["byline"], hit["place"]) == ("Coastal Herald", "Ngô Thị Mai", "Port Lune")
    passage = hit["passages"][0]
    assert [passage["text"][a:b] for a, b in passage["highlights"]] == ["harbour", "port"]
    assert (passage["id"], passage["kind"]) == ("a1-2", "lead")
    assert passage["url"] == hit["url"] + "&passage=dvmggasj-2#t-dvmggasj"


def test_copies_are_named_with_the_result_and_the_article() -> None:
    engine = FakeEngine(found(EVIL_HIT, total=25, groups=21), {"evil": EVIL_STORED})
    answer = get(f"{API}/search?q=harbour&page=2", engine)
    assert (answer["total"], answer["groups"], answer["pages"]) == (25, 21, 3)
    assert get(f"{API}/search?q=harbour&page=3", engine)["next"] is None
    (hit,) = answer["results"]
    harbour = {
        "id": "a1",
        "url": "/article/a1?q=harbour&page=2",
        "title": "Harbour wall gives way after a night of storms",
        "source": "Coastal Herald",
        "date": "2023-12-18",
    }
    assert hit["duplicates"][0] == {**harbour, "matches": True}
    assert [copy["matches"] for copy in hit["duplicates"]] == [True, False]
    assert hit["more_duplicates"] == 3
    article = get(f"{API}/articles/evil", engine)
    assert article["duplicates"][0] == {**harbour, "url": "/article/a1"}
    assert article["more_duplicates"] == 3
    get(f"{API}/search?q=harbour&duplicates=show", engine)
    assert [request.duplicates for request in engine.asked] == [Duplicates.HIDE, Duplicates.HIDE, Duplicates.SHOW]


def test_facets_carry_the_url_that_toggles_them() -> None:
    answer = get(f"{API}/search?q=harbour&source=Paper+1&page=2", FakeEngine(found(HARBOUR_HIT, total=25)))
    by_value = {one["value"]: one for one in answer["facets"]["source"]}
    assert by_value["Paper 1"]["selected"] is True
    assert by_value["Paper 1"]["url"] == f"{API}/search?q=harbour"
    assert by_value["Paper 2"]["url"] == f"{API}/search?q=harbour&source=Paper+1&source=Paper+2"
    year = answer["facets"]["date"][0]
    assert (year["value"], year["label"], year["count"], year["selected"]) == ("2023", "2023", 8, False)
    assert year["url"] == f"{API}/search?q=harbour&from=2023&to=2023&source=Paper+1"
    assert [month["value"] for month in year["children"]] == ["2023-12", "2023-02"]


def test_the_ends_of_paging() -> None:
    first = get(f"{API}/search?q=a", FakeEngine(found(HARBOUR_HIT)))
    assert (first["next"], first["previous"], first["pages"]) == (None, None, 1)
    beyond = get(f"{API}/search?q=a&page=9", FakeEngine(found(total=25)))
    assert (beyond["next"], beyond["previous"]) == (None, f"{API}/search?q=a&page=3")
    capped = get(f"{API}/search?q=a&page=101&size=100", FakeEngine(found(HARBOUR_HIT, total=50_000)))
    assert (capped["next"], capped["pages"]) == (None, 500)


def test_an_article_without_headline_or_date() -> None:
    answer = get(f"{API}/articles/u7")
    assert (answer["title"], answer["title_is_missing"]) == ("Nobody wrote a headline over these words.", True)
    assert (answer["date"], answer["date_inferred"], answer["date_evidence"]) == (None, None, "")
    assert (answer["url"], answer["passages"]) == ("/article/u7", [])


def test_an_article_in_full() -> None:
    answer = get(f"{API}/articles/a1?q=harbour&match=any")
    assert [one["id"] for one in answer["passages"]] == [f"a1-{n}" for n in range(6)]
    assert answer["passages"][4]["url"] == "/article/a1?q=harbour&match=any&passage=3nhmvhv6-4#t-3nhmvhv6"
    assert answer["passages"][4]["highlights"] == [[4, 11]]
    assert answer["sections"][1] == {
        "heading": "Repairs",
        "paragraphs": ["Masons came at dawn. The harbour master counted them. They stayed all week."],
    }
    assert answer["captions"] == [{"text": "Waves over the pier. Photo: R. Adair", "credit": "R. Adair"}]
    assert answer["dropped"][0] == {"line": 9, "text": "Others", "rule": "trailer"}
    assert get(f"{API}/articles/a1")["passages"][4]["highlights"] == []


def test_hostile_text_comes_back_as_it_was() -> None:
    engine = FakeEngine(found(EVIL_HIT), {"evil": EVIL_STORED})
    text = EVIL_STORED.passages[1].text
    assert get(f"{API}/search?q=x", engine)["results"][0]["passages"][0]["text"] == text
    assert get(f"{API}/articles/evil", engine)["dropped"][0]["rule"] == text


def test_health() -> None:
    assert get("/healthz") == {"status": "ok"}
    assert get("/readyz")["status"] == "ok"
    degraded = get("/readyz", FakeEngine(state=replace(STATE, degraded="generation 8 is damaged")))
    assert (degraded["status"], degraded["detail"], degraded["generation"]) == (
        "degraded",
        "generation 8 is damaged",
        7,
    )


@pytest.fixture(scope="module")
def specification() -> dict[str, Any]:
    return get(f"{API}/openapi.json")


def test_the_openapi_document_is_valid(specification: dict[str, Any]) -> None:
    validate(specification)
    assert specification["openapi"].startswith("3.1")
    assert set(specification["paths"]) == {
        f"{API}/search",
        f"{API}/articles/{{article_id}}",
        f"{API}/suggest",
        f"{API}/build",
        f"{API}/articles/{{article_id}}/related",
        f"{API}/openapi.json",
        "/healthz",
        "/readyz",
    }


def test_parameters_are_documented_with_bounds_and_choices(specification: dict[str, Any]) -> None:
    parameters = {one["name"]: one for one in specification["paths"][f"{API}/search"]["get"]["parameters"]}
    assert list(parameters) == [
        "q",
        "match",
        "from",
        "to",
        "undated",
        "stated",
        "source",
        "not_source",
        "sort",
        "duplicates",
        "page",
        "size",
    ]
    assert all(one["description"] and one["in"] == "query" for one in parameters.values())
    schemas = {name: one["schema"] for name, one in parameters.items()}
    assert (schemas["page"]["minimum"], schemas["page"]["maximum"]) == (1, 10_001)
    assert (schemas["size"]["minimum"], schemas["size"]["maximum"], schemas["size"]["default"]) == (1, 100, 10)
    assert schemas["match"]["enum"] == ["all", "any"]
    assert schemas["duplicates"]["enum"] == ["hide", "show"]
    assert schemas["sort"]["enum"] == ["relevance", "newest", "oldest"]
    assert schemas["source"]["type"] == "array"


def test_no_error_is_documented_where_there_is_none(specification: dict[str, Any]) -> None:
    assert set(specification["paths"]["/readyz"]["get"]["responses"]) == {"200", "503"}
    assert set(specification["paths"][f"{API}/openapi.json"]["get"]["responses"]) == {"200"}


def test_errors_are_documented_as_problems(specification: dict[str, Any]) -> None:
    for path, codes in [(f"{API}/search", "400 500 503"), (f"{API}/articles/{{article_id}}", "400 404 500 503")]:
        responses = specification["paths"][path]["get"]["responses"]
        for code in codes.split():
            assert responses[code]["content"] == {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }


def test_answers_match_their_schemas(specification: dict[str, Any]) -> None:
    engine = FakeEngine(found(HARBOUR_HIT, EVIL_HIT, total=25), {"evil": EVIL_STORED})
    check(get(f"{API}/search?q=harbour+OR+port+wall&page=2", engine), "SearchAnswer", specification)
    check(get(f"{API}/articles/evil?q=x", engine), "ArticleAnswer", specification)
    check(get("/healthz"), "LiveAnswer", specification)
    check(get("/readyz"), "ReadyAnswer", specification)
    failing = web_app(FakeEngine(error=QueryLimitError("Too long.", "length", 3))).test_client()
    check(failing.get(f"{API}/search").get_json(force=True), "Problem", specification)


def test_a_wrong_answer_does_not_match(specification: dict[str, Any]) -> None:
    answer = get(f"{API}/search?q=harbour")
    del answer["results"][0]["passages"][0]["highlights"]
    with pytest.raises(Exception, match="'highlights' is a required property"):
        check(answer, "SearchAnswer", specification)


def test_articles_about_the_same_matter() -> None:
    answer = get(f"{API}/articles/a1/related")
    assert [(one["id"], one["url"]) for one in answer["results"]] == [("evil", "/article/evil"), ("u7", "/article/u7")]
    assert answer["results"][1]["title"] == "Nobody wrote a headline over these words."
    check(answer, "RelatedAnswer", get(f"{API}/openapi.json"))
    assert len(get(f"{API}/articles/a1/related?limit=1")["results"]) == 1
    for url, status in (("none/related", 404), ("a1/related?limit=0", 400), ("a1/related?limit=21", 400)):
        problem = web_app().test_client().get(f"{API}/articles/{url}")
        assert (problem.status_code, problem.mimetype) == (status, "application/problem+json")

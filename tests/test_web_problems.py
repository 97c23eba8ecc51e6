import pytest
from bs4 import BeautifulSoup

from search.errors import IndexDamagedError, IndexMissingError, QueryLimitError, RequestError, UnsupportedQueryError
from tests.web_fakes import FakeEngine, web_app

PAGES = ("/search?q=harbour", "/article/a1?q=harbour")
ENDPOINTS = ("/api/v1/search?q=harbour", "/api/v1/articles/a1?q=harbour")

ERRORS = [
    (RequestError("The page is odd; expected an even one.", "page", "2"), 400, "urn:morgue:problem:parameter"),
    (QueryLimitError("Too many words; drop some.", "words", 12), 400, "urn:morgue:problem:query-limit"),
    (UnsupportedQueryError("No proximity here; use a phrase."), 400, "urn:morgue:problem:unsupported-query"),
    (IndexMissingError("Nothing was published."), 503, "urn:morgue:problem:no-index"),
    (IndexDamagedError("Segment 3 is cut short."), 503, "urn:morgue:problem:damaged-index"),
    (OSError("the disk is gone"), 500, "about:blank"),
]


@pytest.mark.parametrize("url", ENDPOINTS)
@pytest.mark.parametrize(("error", "status", "kind"), ERRORS)
def test_programs_get_a_problem_document(url: str, error: Exception, status: int, kind: str) -> None:
    response = web_app(FakeEngine(error=error)).test_client().get(url)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    problem = response.get_json(force=True)
    assert (problem["type"], problem["status"]) == (kind, status)
    assert problem["title"]
    assert problem["detail"]
    assert "the disk is gone" not in response.text


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize(("error", "status", "kind"), ERRORS)
def test_readers_get_a_page_that_keeps_the_query(url: str, error: Exception, status: int, kind: str) -> None:
    response = web_app(FakeEngine(error=error)).test_client().get(url)
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert 'value="harbour"' in response.text
    assert "the disk is gone" not in response.text


def test_a_problem_tells_parameter_limit_position_and_suggestion() -> None:
    def problem(error: Exception) -> dict[str, object]:
        document: dict[str, object] = (
            web_app(FakeEngine(error=error)).test_client().get("/api/v1/search").get_json(force=True)
        )
        return document

    parameter, limit = problem(ERRORS[0][0]), problem(ERRORS[1][0])
    assert (parameter["parameter"], parameter["suggestion"]) == ("page", "2")
    assert "position" not in parameter
    assert (limit["limit"], limit["position"]) == ("words", 12)


def test_a_missing_index_names_the_command() -> None:
    client = web_app(FakeEngine(error=IndexMissingError("Nothing was published."))).test_client()
    assert "morgue reindex" in client.get("/").text
    assert "morgue reindex" in client.get("/readyz").get_json(force=True)["detail"]
    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize(
    ("query", "parameter", "suggestion"),
    [
        ("sorce=BBC", "sorce", "source"),
        ("zzz=1", "zzz", None),
        ("page=0", "page", "1"),
        ("page=two", "page", "1"),
        ("size=101", "size", "10"),
        ("match=some", "match", "all"),
        ("sort=random", "sort", "relevance"),
        ("undated=perhaps", "undated", None),
        ("from=20x", "from", None),
        ("from=2023&to=2022", "from", "2022"),
        ("to=2022-00", "to", "2022"),
        ("page=102&size=100", "page", "101"),
        ("from=2023&undated=1", "undated", None),
    ],
)
def test_the_endpoint_refuses_what_it_cannot_use(query: str, parameter: str, suggestion: str | None) -> None:
    response = web_app().test_client().get(f"/api/v1/search?{query}")
    problem = response.get_json(force=True)
    assert response.status_code == 400
    assert (problem["parameter"], problem.get("suggestion")) == (parameter, suggestion)


def test_the_page_refuses_the_same_values_but_not_unknown_names() -> None:
    client = web_app().test_client()
    assert client.get("/search?sorce=BBC").status_code == 200
    response = client.get("/search?q=harbour&from=20x&source=A")
    assert response.status_code == 400
    assert "20x" in response.text
    assert 'value="harbour"' in response.text
    carried = BeautifulSoup(response.text, "lxml").select("form.search input[type=hidden]")
    assert [(one["name"], one["value"]) for one in carried] == [("source", "A")]  # a wrong date spoils no other search
    dates = BeautifulSoup(response.text, "lxml").select("form.dates input")
    assert ("from", "20x") in [(one["name"], one["value"]) for one in dates]


def test_a_page_that_cannot_be_asked_for_leads_to_the_first() -> None:
    client = web_app().test_client()
    for number in ("9999", "-1", "two"):
        response = client.get(f"/search?q=harbour&source=A&page={number}")
        assert response.status_code == 400
        link = BeautifulSoup(response.text, "lxml").select_one("main li a")
        assert link is not None
        assert link["href"] == "/search?q=harbour&source=A"


def test_unknown_addresses_and_methods() -> None:
    client = web_app().test_client()
    for url, status, kind in [
        ("/api/v1/articles/none", 404, "urn:morgue:problem:no-article"),
        ("/api/v1/articles/a%2Fb", 404, "about:blank"),
        ("/api/v2/search", 404, "about:blank"),
        ("/api", 404, "about:blank"),
        ("/healthz/", 404, "about:blank"),
    ]:
        response = client.get(url)
        assert (response.status_code, response.mimetype) == (status, "application/problem+json")
        assert response.get_json(force=True)["type"] == kind
    assert client.get("/article/none").status_code == 404
    assert "no such article" in client.get("/article/none").text
    assert client.get("/nowhere").status_code == 404
    posted = client.post("/api/v1/search")
    assert (posted.status_code, posted.mimetype) == (405, "application/problem+json")
    assert "GET" in posted.headers["Allow"]
    page = client.post("/search")
    assert (page.status_code, page.mimetype) == (405, "text/html")
    assert "GET" in page.headers["Allow"]

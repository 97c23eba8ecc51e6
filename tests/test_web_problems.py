import pytest
from bs4 import BeautifulSoup

from search.errors import (
    IndexDamagedError,
    IndexMissingError,
    OverloadedError,
    QueryLimitError,
    RequestError,
    UnsupportedQueryError,
)
from tests.web_fakes import FakeEngine, web_app

PAGES = ("/search?q=harbour", "/article/a1?q=harbour")
ENDPOINTS = ("/api/v1/search?q=harbour", "/api/v1/articles/a1?q=harbour")

ERRORS = [
    (RequestError("The page is odd; expected an even one.", "page", "2"), 400, "urn:morgue:problem:parameter"),
    (QueryLimitError("Too many words; drop some.", "words", 12), 400, "urn:morgue:problem:query-limit"),
    (UnsupportedQueryError("No proximity here; use a phrase."), 400, "urn:morgue:problem:unsupported-query"),
    (IndexMissingError("Nothing was published."), 503, "urn:morgue:problem:no-index"),
    (OverloadedError("Others are under way."), 503, "urn:morgue:problem:overloaded"),
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


def test_a_query_too_large_points_at_the_place_and_offers_what_comes_before() -> None:
    client = web_app().test_client()
    query = " ".join(f"w{number}" for number in range(70))
    soup = BeautifulSoup(client.get("/search", query_string={"q": query, "source": "A"}).text, "lxml")
    heading, box, detail = soup.select_one("h1"), soup.select_one("#q"), soup.select_one("#trouble")
    assert heading
    assert box
    assert detail
    assert (heading["tabindex"], heading.has_attr("autofocus")) == ("-1", True)
    assert (box["value"], box["aria-invalid"], box["aria-describedby"]) == (query, "true", "trouble")
    at = query.index("w64")
    assert f"At character {at + 1}: “w64”." in detail.get_text()
    line, carets = soup.select("pre.place")[0].get_text().split("\n")
    assert line[carets.index("^") :].startswith("w64 w65")
    mend = soup.select_one(".mend a")
    assert mend
    assert client.get(str(mend["href"])).status_code == 200
    assert str(mend["href"]).endswith("w62+w63&source=A")


@pytest.mark.parametrize(
    ("query", "label", "leads_to"),
    [
        ("q=port&from=2022-13", "Use 2022 instead of 2022-13", "/search?q=port&from=2022"),
        ("q=port&from=2023&to=2022&source=A", "Swap the two dates", "/search?q=port&from=2022&to=2023&source=A"),
        ("q=port&size=500", "Use 10 instead of 500", "/search?q=port"),
        ("q=port&page=102&size=100", "Use 101 instead of 102", "/search?q=port&page=101&size=100"),
        ("q=port&from=soon", None, None),
        ("q=port&from=2022-13&to=soon", None, None),
        ("q=" + "(" * 30 + "port", None, None),  # up to there it holds no word
        ("q=" + "x" * 1200, None, None),  # nor can one word be cut
        ("q=" + "port+" * 300, "Search for the query up to there", None),
    ],
)
def test_an_error_offers_the_nearest_search_that_works(query: str, label: str | None, leads_to: str | None) -> None:
    client = web_app().test_client()
    response = client.get(f"/search?{query}")
    assert response.status_code == 400
    mend = BeautifulSoup(response.text, "lxml").select_one(".mend a")
    if label is None:
        assert mend is None
        return
    assert mend
    assert mend.get_text() == label
    assert leads_to in (None, mend["href"])
    assert client.get(str(mend["href"])).status_code == 200


def test_the_field_that_is_wrong_says_so() -> None:
    client = web_app().test_client()
    for query, wrong in (("from=soon", "from"), ("to=soon", "to"), ("q=" + "(" * 30, "q"), ("page=0", None)):
        soup = BeautifulSoup(client.get(f"/search?{query}").text, "lxml")
        assert [one["id"] for one in soup.select("[aria-invalid=true]")] == [wrong] * bool(wrong), query
        assert all("trouble" in str(one["aria-describedby"]).split() for one in soup.select("[aria-invalid=true]"))
    late = web_app(FakeEngine(error=QueryLimitError("Too slow.", "time"))).test_client()
    assert not BeautifulSoup(late.get("/search?q=a*").text, "lxml").select(".place, .mend")  # that is no place in it
    assert "position" not in late.get("/api/v1/search?q=a*").get_json(force=True)


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


def test_who_is_refused_for_others_sake_is_told_when_to_come_back() -> None:
    client = web_app(FakeEngine(error=OverloadedError("Others are under way."))).test_client()
    assert client.get("/search?q=a").headers["Retry-After"] == "3"

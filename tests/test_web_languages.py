import pytest
from flask.testing import FlaskClient

from tests.web_fakes import web_app


@pytest.fixture
def client() -> FlaskClient:
    return web_app().test_client()


def lang(client: FlaskClient, accept: str = "") -> str:
    text = client.get("/", headers={"Accept-Language": accept}).text
    return text.partition('<html lang="')[2].partition('"')[0]


def test_the_page_speaks_the_browsers_language(client: FlaskClient) -> None:
    assert lang(client) == "en"
    assert lang(client, "vi-VN,vi;q=0.9,en;q=0.5") == "vi"
    assert lang(client, "de,fr-CA;q=0.8") == "fr"
    assert lang(client, "tlh, de") == "en"


def test_a_chosen_language_stays(client: FlaskClient) -> None:
    answer = client.post("/language", data={"to": "fr"}, headers={"Referer": "http://localhost/search?q=%C4%91%C3%AA"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/search?q=%C4%91%C3%AA")
    assert lang(client, "vi") == "fr"
    client.post("/language", data={"to": "xx"})
    assert lang(client, "vi") == "fr"


@pytest.mark.parametrize(
    "came_from",
    ["", "http://elsewhere.example/", "http://localhost//elsewhere.example/", "javascript:alert(1)"],
)
def test_choosing_a_language_leads_nowhere_else(client: FlaskClient, came_from: str) -> None:
    assert client.post("/language", data={"to": "vi"}, headers={"Referer": came_from}).headers["Location"] == "/"


def test_a_cache_keeps_the_languages_apart(client: FlaskClient) -> None:
    assert {"Accept-Language", "Cookie"} <= set(client.get("/").vary)

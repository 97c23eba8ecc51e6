"""What the server lets its keeper see, and what it refuses to everybody."""

import json
import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from search.errors import IndexMissingError
from search.web.operation.request_log import JsonFormatter
from settings import Settings, SettingsError
from tests.web_fakes import FakeEngine


def client_of(**settings: object) -> FlaskClient:
    config = Settings(**{"rate": "", **settings})  # type: ignore[arg-type]
    return create_app(config, FakeEngine()).test_client()


def test_each_request_is_logged_without_its_query(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "morgue.requests")
    answer = client_of().get("/search?q=a+secret+source")
    (record,) = caplog.records
    line = json.loads(JsonFormatter().format(record))
    assert {line["method"], line["path"], line["status"], line["level"]} == {"GET", "/search", 200, "info"}
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert line["milliseconds"] >= 0
    assert "secret" not in JsonFormatter().format(record)


def test_a_path_cant_forge_a_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "morgue.requests")
    client_of().get("/none%0a2026-01-01 INFO forged%1b[31m")
    assert "\n" not in caplog.records[0].getMessage()
    assert "\x1b" not in caplog.records[0].getMessage()
    assert "\n" not in JsonFormatter().format(caplog.records[0])


def test_an_error_names_its_request() -> None:
    client = create_app(Settings(rate=""), FakeEngine(error=OSError("gone"))).test_client()
    page = client.get("/search?q=a")
    assert page.headers["X-Request-Id"] in page.text
    problem = client.get("/api/v1/search?q=a")
    assert problem.get_json(force=True)["request_id"] == problem.headers["X-Request-Id"]


def test_figures_count_requests_by_route_not_by_path() -> None:
    client = client_of()
    client.get("/article/a1")
    client.get("/article/none")
    client.get("/made/up")
    text = client.get("/metrics").text
    assert 'morgue_requests_total{method="GET",route="/article/<string:article_id>",status="200"} 1.0' in text
    assert 'morgue_requests_total{method="GET",route="none",status="404"} 1.0' in text
    assert 'morgue_request_seconds_count{route="/article/<string:article_id>"} 2.0' in text
    assert "morgue_index_generation 7.0" in text
    assert "made" not in text


def test_figures_without_an_index() -> None:
    client = create_app(Settings(rate=""), FakeEngine(error=IndexMissingError("none"))).test_client()
    assert "morgue_index_up 0.0" in client.get("/metrics").text


def test_figures_of_an_open_archive_are_for_its_own_machine() -> None:
    client = client_of(public=True)
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8000", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("LOCALHOST", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("evil.example:localhost", 421),
        ("localhost@evil.example", 421),
        ("", 421),
    ],
)
def test_it_answers_under_its_own_names_only(host: str, status: int) -> None:
    answer = client_of().get("/api/v1/search", headers={"Host": host})
    assert answer.status_code == status, host
    if status == 421 and host:
        assert host not in answer.text


def test_names_are_a_setting() -> None:
    client = client_of(hosts=("archive.example", ".paper.example"))
    statuses = [
        client.get("/healthz", headers={"Host": host}).status_code
        for host in ("archive.example:443", "a.paper.example", "paper.example", "localhost")
    ]
    assert statuses == [200, 200, 421, 421]


FORGED = {
    "X-Forwarded-For": "10.9.9.9",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/evil",
    "Forwarded": "for=10.9.9.9;host=evil.example;proto=https",
}


def test_what_a_stranger_says_it_forwards_is_not_believed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "morgue.requests")
    answer = client_of(proxies=("10.0.0.5",)).get("/search", headers=FORGED)
    assert answer.status_code == 200
    assert "evil.example" not in answer.text
    assert "Strict-Transport-Security" not in answer.headers
    assert "10.9.9.9" not in caplog.records[0].getMessage()


def test_a_trusted_proxy_is_believed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "morgue.requests")
    client = client_of(proxies=("10.0.0.5",), hosts=("archive.example",))
    headers = {
        "X-Forwarded-For": "10.8.8.8, 10.9.9.9",
        "X-Forwarded-Host": "archive.example",
        "X-Forwarded-Proto": "https",
    }
    answer = client.get("/search", headers=headers, environ_base={"REMOTE_ADDR": "10.0.0.5"})
    assert answer.status_code == 200
    assert "Strict-Transport-Security" in answer.headers
    assert "10.9.9.9" in caplog.records[0].getMessage()  # what the proxy added; the rest anybody can write


def test_a_client_that_asks_too_often_is_told_when_to_come_back() -> None:
    client = client_of(rate="3 per minute")
    assert [client.get("/search?q=a").status_code for _ in range(3)] == [200] * 3
    refused = client.get("/api/v1/search?q=a")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.content_type == "application/problem+json"
    assert client.get("/search?q=a").status_code == 429
    with client.get("/static/morgue.css") as static:
        assert static.status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/search?q=a", environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 200


def test_a_large_body_is_refused() -> None:
    answer = client_of().post("/language", data={"to": "x" * 20_000})
    assert answer.status_code == 413


def test_settings_that_cant_be_used(tmp_path: Path) -> None:
    for settings in (Settings(rate="many"), Settings(proxies=("10.0.0.300",))):
        with pytest.raises(SettingsError):
            create_app(settings, FakeEngine())

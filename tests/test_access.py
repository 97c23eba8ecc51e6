"""A private archive: who gets in, who does not, and what is left behind."""

import base64
import json
import re
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from argon2.exceptions import VerificationError
from flask.testing import FlaskClient

from app import create_app
from search.web.access import credentials
from search.web.access.credentials import Change, CredentialsError, Scope
from search.web.access.keyring import Keyring
from settings import Settings, SettingsError
from tests.web_fakes import FakeEngine

PASSWORD = "a lighthouse at noon"  # of this test's own person
CLOSED = ["/", "/search?q=a", "/article/a1", "/api/v1/search", "/api/v1/articles/a1", "/api/v1/openapi.json", "/help"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "access.json"


Opened = Callable[..., FlaskClient]


@pytest.fixture
def opened(file: Path) -> Opened:
    def make(**settings: object) -> FlaskClient:
        config = Settings(**{"access": "closed", "credentials": file, "rate": "", **settings})  # type: ignore[arg-type]
        return create_app(config, FakeEngine()).test_client()

    return make


def token(file: Path, scope: Scope = Scope.READ, expires: date | None = None) -> dict[str, str]:
    with credentials.changing(file) as change:
        made = change.add_token(f"{scope} {expires}", scope, date(2026, 1, 1), expires)
    return {"Authorization": f"Bearer {made}"}


def person(file: Path, password: str = PASSWORD) -> None:
    with credentials.changing(file) as change:
        change.set_person("Ngô Thị Mai", password)


def log_in(client: FlaskClient, password: str = PASSWORD, **more: str) -> int:
    form = {"name": "Ngô Thị Mai", "password": password, **more}
    return client.post("/login", data=form).status_code


@pytest.mark.parametrize("url", CLOSED)
def test_a_closed_archive_tells_strangers_nothing(opened: Opened, url: str) -> None:
    client = opened()
    for headers in ({}, {"Authorization": "Bearer morgue_guess"}, {"Authorization": "Basic !"}, {"X-User": "mai"}):
        answer = client.get(url, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Morgue"'
        assert "Harbour" not in answer.text
    as_reader = client.get(url, headers={"Accept": "text/html"})
    if url.startswith("/api"):
        assert as_reader.status_code == 401
    else:
        assert as_reader.status_code == 302
        assert as_reader.headers["Location"].startswith("/login?next=%2F")


def test_what_is_no_secret_stays_open(opened: Opened) -> None:
    client = opened()
    for url in ("/login", "/healthz", "/readyz", "/static/morgue.css"):
        with client.get(url, buffered=True) as answer:
            assert answer.status_code == 200, url


def test_a_token_lets_a_program_read(opened: Opened, file: Path) -> None:
    client = opened()
    headers = token(file)
    for url in CLOSED:
        answer = client.get(url, headers=headers)
        assert answer.status_code == 200
        assert "private" in answer.headers["Cache-Control"]
        assert "public" not in answer.headers["Cache-Control"]
        assert {"Authorization", "Cookie"} <= set(answer.vary)
    as_password = base64.b64encode(f"feed:{headers['Authorization'].split()[1]}".encode()).decode()
    assert client.get("/", headers={"Authorization": f"Basic {as_password}"}).status_code == 200


def test_a_token_ends_when_it_is_revoked_and_when_it_expires(opened: Opened, file: Path) -> None:
    client = opened()
    today = datetime.now(UTC).date()
    lasting, last_day, past = token(file), token(file, expires=today), token(file, expires=today - timedelta(days=1))
    assert [client.get("/", headers=one).status_code for one in (lasting, last_day, past)] == [200, 200, 401]
    with credentials.changing(file) as change:
        change.remove_token("read None")
    assert client.get("/", headers=lasting).status_code == 401


def test_only_the_keeper_sees_the_figures(opened: Opened, file: Path) -> None:
    client = opened()
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers=token(file)).status_code == 403
    assert "morgue_index_articles 1234.0" in client.get("/metrics", headers=token(file, Scope.ADMIN)).text


def test_people_log_in_and_out(opened: Opened, file: Path) -> None:
    client = opened()
    person(file)
    assert log_in(client, "a lighthouse at moon") == 401
    assert client.get("/").status_code == 401
    answer = client.post("/login", data={"name": "Ngô Thị Mai", "password": PASSWORD, "next": "/search?q=harbour"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/search?q=harbour")
    assert {"HttpOnly", "SameSite=Lax"} <= set(answer.headers["Set-Cookie"].split("; "))
    assert "Logged in as Ngô Thị Mai" in client.get("/").text
    left = client.post("/logout")
    assert left.headers["Clear-Site-Data"] == '"cache"'
    assert client.get("/").status_code == 401


def test_the_cookie_is_for_tls_only_where_the_login_was(opened: Opened, file: Path) -> None:
    person(file)
    client = opened()
    form = {"name": "Ngô Thị Mai", "password": PASSWORD}
    secure = client.post("/login", data=form, base_url="https://localhost")
    assert "Secure" in secure.headers["Set-Cookie"].split("; ")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "Strict-Transport-Security" not in client.get("/login").headers


def test_another_password_and_removal_end_sessions(opened: Opened, file: Path) -> None:
    person(file)
    first, second = opened(), opened()
    assert log_in(first) == log_in(second) == 303
    person(file, "another lighthouse")
    assert first.get("/").status_code == 401
    assert log_in(second, "another lighthouse") == 303
    with credentials.changing(file) as change:
        change.remove_person("Ngô Thị Mai")
    assert second.get("/").status_code == 401


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "evil", "/\r\nX: y"]
)
def test_a_login_leads_nowhere_else(opened: Opened, file: Path, elsewhere: str) -> None:
    person(file)
    client = opened()
    form = {"name": "Ngô Thị Mai", "password": PASSWORD, "next": elsewhere}
    assert client.post("/login", data=form).headers["Location"] == "/"


def test_another_sites_form_is_refused(opened: Opened, file: Path) -> None:
    person(file)
    client = opened()
    form = {"name": "Ngô Thị Mai", "password": PASSWORD}
    for origin in ("https://evil.example", "null", "http://localhost.evil.example"):
        assert client.post("/login", data=form, headers={"Origin": origin}).status_code == 403
    assert client.post("/login", data=form, headers={"Origin": "http://localhost"}).status_code == 303


def test_guessing_passwords_is_slowed(opened: Opened, file: Path) -> None:
    person(file)
    client = opened()
    statuses = [log_in(client, f"guess number {number}") for number in range(11)]
    assert statuses == [401] * 10 + [429]
    refused = client.post("/login", data={"name": "x", "password": "y"})
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_a_forged_session_is_none(opened: Opened, file: Path) -> None:
    person(file)
    client, other = (
        opened(),
        create_app(Settings(access="closed", credentials=file.with_name("other.json"), rate=""), FakeEngine()),
    )
    person(file.with_name("other.json"))
    stranger = other.test_client()
    assert log_in(stranger) == 303
    cookie = stranger.get_cookie("morgue_session")
    assert cookie is not None
    client.set_cookie("morgue_session", cookie.value)
    assert client.get("/").status_code == 401


def test_the_newsrooms_own_sign_on(opened: Opened) -> None:
    client = opened(login_header="X-Newsroom-User", proxies=("10.0.0.5", "fd00::/8"))
    claim = {"X-Newsroom-User": "mai"}
    for address, status in (
        ("10.0.0.5", 200),
        ("::ffff:10.0.0.5", 200),
        ("fd00::7", 200),
        ("10.0.0.6", 401),
        ("", 401),
    ):
        got = client.get("/", headers=claim, environ_base={"REMOTE_ADDR": address})
        assert got.status_code == status, address
    assert client.get("/", environ_base={"REMOTE_ADDR": "10.0.0.5"}).status_code == 401


def test_a_sign_on_header_without_a_proxy_is_refused_at_once(file: Path) -> None:
    with pytest.raises(SettingsError, match="anybody could say who they are"):
        create_app(Settings(access="closed", credentials=file, login_header="X-User"), FakeEngine())


def test_the_file_holds_no_secret_in_the_clear_and_is_the_owners(file: Path) -> None:
    headers = token(file)
    person(file)
    content = file.read_text(encoding="utf-8")
    assert headers["Authorization"].split()[1] not in content
    assert PASSWORD not in content
    assert "$argon2id$" in content
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_damaged_file_lets_nobody_in(opened: Opened, file: Path) -> None:
    headers = token(file)
    client = opened()
    file.write_text("{}")
    with pytest.raises(CredentialsError, match=re.escape(str(file))):
        Keyring(file)
    answer = client.get("/", headers=headers)
    assert answer.status_code == 500
    with pytest.raises(SettingsError, match="can't be read"):
        opened()


def test_changes_are_refused_with_a_reason(file: Path) -> None:
    token(file)
    refused: list[tuple[Callable[[Change], object], str]] = [
        (lambda change: change.add_token("read None", Scope.READ, date(2026, 1, 1)), "already"),
        (lambda change: change.remove_token("none"), "no token 'none'"),
        (lambda change: change.set_person(" ", PASSWORD), "needs a name"),
        (lambda change: change.set_person("mai", "short"), "5 characters; expected at least 12"),
        (lambda change: change.remove_person("mai"), "nobody called 'mai'"),
    ]
    for change_of, message in refused:
        before = file.read_bytes()
        with pytest.raises(CredentialsError, match=message), credentials.changing(file) as change:
            change_of(change)
        assert file.read_bytes() == before


def test_an_unknown_name_costs_as_much_as_a_wrong_password(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person(file)
    verified: list[str] = []

    class Hasher:
        def verify(self, stored: str, _password: str) -> bool:
            verified.append(stored)
            raise VerificationError

    monkeypatch.setattr(credentials, "_HASHER", Hasher())
    known = credentials.read(file)
    assert known.person("nobody", "x") is known.person("Ngô Thị Mai", "x") is None
    assert len(verified) == 2
    assert len({stored.rpartition("$")[0].rpartition("$")[0] for stored in verified}) == 1  # the same costs


def test_the_audit_says_who_searched_for_what(opened: Opened, file: Path, tmp_path: Path) -> None:
    client = opened(audit=tmp_path / "audit.jsonl")
    headers = token(file)
    client.get("/search?q=harbour&source=A&source=B", headers=headers)
    client.get("/help", headers=headers)
    client.get("/api/v1/search?q=masons")
    lines = [json.loads(line) for line in (tmp_path / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(one["who"], one["path"], one["asked"], one["status"]) for one in lines] == [
        ("read None", "/search", {"q": ["harbour"], "source": ["A", "B"]}, 200),
        (None, "/api/v1/search", {"q": ["masons"]}, 401),
    ]
    assert stat.S_IMODE((tmp_path / "audit.jsonl").stat().st_mode) == 0o600

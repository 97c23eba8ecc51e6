"""Tokens, people and a careful `serve`, as an archive keeper meets them."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import main

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, status: int = 0, typed: str = "") -> Result:
    result = CliRunner().invoke(main, arguments, input=typed)
    assert result.exit_code == status, result.output
    return result


def test_a_token_is_made_listed_and_revoked(folder: Path) -> None:
    made = run("token", "create", "feeds", "--expires", "2100-01-31").stdout.strip()
    assert re.fullmatch(r"morgue_[\w-]{43}", made)
    assert re.fullmatch(r"feeds\tread\tmade \d{4}-\d\d-\d\d\texpires 2100-01-31\n", run("token", "list").stdout)
    assert "already" in run("token", "create", "feeds", status=1).output
    assert "is past" in run("token", "create", "old", "--expires", "2001-01-01", status=2).output
    run("token", "revoke", "feeds")
    assert run("token", "list").stdout == ""
    assert "no token 'feeds'" in run("token", "revoke", "feeds", status=1).output


def test_a_person_is_set_listed_and_removed() -> None:
    password = "a lighthouse at noon"  # of this test's own person
    run("person", "set", "mai", typed=f"{password}\n{password}\n")
    assert run("person", "list").stdout == "mai\n"
    assert "at least 12" in run("person", "set", "mai", "--password", "short", status=1).output
    run("person", "remove", "mai")
    assert "nobody called 'mai'" in run("person", "remove", "mai", status=1).output


@pytest.mark.parametrize(
    ("settings", "arguments", "message"),
    [
        ({}, ["--host", "192.0.2.7"], "access to the archive is open"),
        ({}, ["--host", "0.0.0.0"], "access to the archive is open"),
        ({}, ["--host", "0.0.0.0", "--public"], "Say in the setting hosts"),
        ({"access": "closed"}, [], "nobody could get in"),
        ({"access": "closed", "login_header": "X-User"}, [], "anybody could say who they are"),
        ({"rate": "often"}, [], "rate"),
    ],
)
def test_serve_refuses_carelessness(folder: Path, settings: dict[str, str], arguments: list[str], message: str) -> None:
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    (folder / "morgue.toml").write_text("\n".join(lines))
    assert message in run("serve", *arguments, status=1).output


def test_a_closed_archive_is_served_to_whoever_has_a_token(folder: Path) -> None:
    (folder / "morgue.toml").write_text('access = "closed"\nlog = "json"\n')
    (folder / "raw_docs").mkdir()
    (folder / "raw_docs" / "a.txt").write_text(
        "The harbour wall\n\nThe harbour wall of Port Lune gave way on Monday.\n"
    )
    run("reindex")
    token = run("token", "create", "tool").stdout.strip()
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)},
    )
    assert server.stdout is not None
    try:
        address = server.stdout.readline().split()[3]
        url = f"{address}api/v1/search?q=harbour"
        with pytest.raises(urllib.error.HTTPError, match="401") as refused:
            urllib.request.urlopen(url)
        refused.value.close()
        request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request) as answer:
            assert json.load(answer)["total"] == 1
    finally:
        server.terminate()
        _, log = server.communicate(timeout=10)
    lines = [json.loads(line) for line in log.splitlines() if '"morgue.requests"' in line]
    assert [(line["path"], line["status"]) for line in lines] == [("/api/v1/search", 401), ("/api/v1/search", 200)]
    assert "harbour" not in log

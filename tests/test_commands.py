"""The `morgue` command as an archive keeper runs it."""

import csv
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import main
from search.engines import open_engine
from tests.test_learning import story
from tests.test_reindex import TEXT

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with two articles."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("MORGUE_"):
            monkeypatch.delenv(name)
    (tmp_path / "raw_docs").mkdir()
    put(tmp_path, "cranes", "cranes")
    put(tmp_path, "ferries", "ferries")
    return tmp_path


def put(folder: Path, name: str, subject: str) -> None:
    text = TEXT.format(title=f"Council meets on {subject}", subject=subject)
    (folder / "raw_docs" / f"{name}.txt").write_text(text, encoding="utf-8")


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == status, result.output
    return result


def test_search_prints_every_result_as_csv(folder: Path) -> None:
    run("reindex")
    lines = run("search", "council", "--csv", "--copies", "--size", "1").output.splitlines()
    rows = list(csv.DictReader(lines, strict=True))
    assert {row["document"] for row in rows} == {"cranes.txt", "ferries.txt"}
    assert all(row["url"].startswith("/article/") for row in rows)


def test_reindex_says_what_it_did(folder: Path) -> None:
    (folder / "raw_docs" / "empty.txt").write_text("")
    first = run("reindex", "--verbose").output
    assert "added: cranes.txt\nadded: ferries.txt\nrejected: empty.txt: " in first
    assert re.search(r"^2 added, 0 changed, 0 moved, 0 removed, 0 unchanged, 1 rejected; \d+\.\d seconds$", first, re.M)
    (folder / "raw_docs" / "cranes.txt").rename(folder / "raw_docs" / "tugboats.txt")
    (folder / "raw_docs" / "ferries.txt").unlink()
    second = run("reindex", "--dry-run", "-v").output
    assert "moved: cranes.txt -> tugboats.txt" in second
    assert "would be 0 added, 0 changed, 1 moved, 1 removed, 0 unchanged, 1 rejected" in second


def test_reindex_without_raw_documents_fails_with_one_line(folder: Path) -> None:
    result = run("--config", str(folder / "none.toml"), "reindex", status=1)
    assert "none.toml" in result.output
    os.environ["MORGUE_RAW_DOCS"] = "nowhere"
    try:
        result = run("reindex", status=1)
    finally:
        del os.environ["MORGUE_RAW_DOCS"]
    assert result.output == "Error: there is no such folder of raw documents: nowhere\n"


def test_reindex_while_another_runs_has_its_own_exit_status(folder: Path) -> None:
    other = open_engine("whoosh", folder / "index")
    with other.writer():
        assert "is writing" in run("reindex", status=3).output
    other.close()


def test_search_prints_hits_with_their_passages(folder: Path) -> None:
    run("reindex")
    output = run("search", "cranes council").output
    assert output.startswith("1 article\n\n1. Council meets on cranes\n")
    assert "7 January 2022 · by Ann Writer · cranes.txt" in output
    assert "came to no decision" in output
    assert "0 articles" in run("search", "zebra").output
    assert "Note: " in run("search", '"council').output
    assert "1 more: --page 2" in run("search", "council", "--size", "1", "--copies").output
    once = run("search", "council").output  # the two differ in a word
    assert once.startswith("2 articles, 1 without copies (--copies lists all)\n")
    assert "Also in: ferries.txt (7 January 2022)" in once
    assert "--page" not in once
    assert "There is no page 9: these results end on page 1." in run("search", "council", "--page", "9").output


def test_search_prints_json(folder: Path) -> None:
    run("reindex")
    answer = json.loads(run("search", "council", "--json", "--sort", "oldest", "--from", "2022", "--to", "2022").output)
    assert (answer["total"], answer["query"]["raw"]) == (2, "council")
    assert "position" not in answer
    failed = run("search", "council", "--from", "2022-13", status=1).output
    assert failed.startswith("Error: ")
    assert "2022-13" in failed


def test_search_leaves_sources_out(folder: Path) -> None:
    run("reindex")
    assert run("search", "council", "--not-source", "").output.startswith("0 articles")
    assert run("search", "council", "--not-source", "VNA").output.startswith("2 articles")
    refused = run("search", "council", "--source", "VNA", "--not-source", "VNA", status=1).output
    assert refused.startswith("Error: The search asks for the articles of VNA and leaves them out.")


def test_search_without_an_index_says_what_to_do(folder: Path) -> None:
    assert "run `morgue reindex`" in run("search", "x", status=1).output
    assert "run `morgue reindex`" in run("status", status=1).output


def test_status_counts(folder: Path) -> None:
    (folder / "raw_docs" / "empty.txt").write_text("")
    run("reindex")
    output = run("status").output
    assert re.search(r"^articles +2$", output, re.M)
    assert re.search(r"^raw docs +raw_docs, 3 documents, 1 rejected$", output, re.M)
    assert "rejected: empty.txt: " in output
    assert re.search(r"^dates +2 stated, 0 inferred, 0 without$", output, re.M)
    assert re.search(r"^ +2 No source$", output, re.M)
    assert re.search(r"^learned +0 recurring lines; 0 outlets write the month first$", output, re.M)


def test_status_shows_what_was_learned(folder: Path) -> None:
    for number in range(6):
        title, paragraphs = story(number)
        parts = [
            title,
            f"07/{13 + number}/2022" if number < 4 else "",
            *paragraphs,
            "Write to the desk.",
            "Source: VNA",
        ]
        (folder / "raw_docs" / f"{number}.txt").write_text("\n\n".join(filter(None, parts)), encoding="utf-8")
    run("reindex")
    output = run("status").output
    assert re.search(r"^dates +6 stated, 0 inferred, 2 without$", output, re.M)
    assert "learned     1 recurring lines; 1 outlets write the month first\n" in output
    assert "  recurs in 6 of 6 of VNA: Write to the desk.\n" in output
    assert "  month first in 4 of 4 articles of VNA with dates in figures\n" in output


def test_a_wrong_setting_fails_with_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MORGUE_LANGUAGE", "klingon")
    assert "no stemmer for 'klingon'" in run("reindex", status=1).output
    monkeypatch.delenv("MORGUE_LANGUAGE")
    monkeypatch.setenv("MORGUE_PORT", "high")
    assert "MORGUE_PORT is 'high'" in run("reindex", status=1).output


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    """The real command in a process of its own, on a free port of this machine."""
    morgue = [sys.executable, str(ROOT / "app.py")]
    subprocess.run([*morgue, "reindex"], cwd=folder, check=True, capture_output=True, timeout=60)
    environment = {**os.environ, "MORGUE_PORT": "0", "MORGUE_RATE": "", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen([*morgue, "serve"], cwd=folder, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    said = process.stdout.readline()
    match = re.search(r"http://127\.0\.0\.1:\d+/", said)
    assert match, said
    yield match.group()
    process.terminate()
    process.wait(20)
    process.stdout.close()


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8")


def titles(server: str, query: str) -> set[str]:
    status, body = get(f"{server}api/v1/search?q={urllib.parse.quote(query)}&size=100&duplicates=show")
    assert status == 200, body
    return {hit["title"] for hit in json.loads(body)["results"]}


def test_the_archive_changes_under_a_running_server_without_a_failed_request(folder: Path, server: str) -> None:
    failures: list[object] = []
    answered = [0]
    ended = threading.Event()

    def ask() -> None:
        while not ended.is_set():
            for path in ("search?q=council", "api/v1/search?q=council", ""):
                try:
                    status, body = get(server + path)
                except OSError as error:
                    failures.append(error)
                    continue
                answered[0] += 1
                if status != 200 or " meets on " not in body:
                    failures.append((status, body[:500]))

    def reindex() -> None:
        subprocess.run(
            [sys.executable, str(ROOT / "app.py"), "reindex"], cwd=folder, check=True, capture_output=True, timeout=60
        )

    clients = [threading.Thread(target=ask) for _ in range(2)]
    for client in clients:
        client.start()
    try:
        assert titles(server, "council") == {"Council meets on cranes", "Council meets on ferries"}
        put(folder, "buoys", "buoys")
        reindex()
        assert titles(server, "buoys") == {"Council meets on buoys"}
        put(folder, "cranes", "tugboats")
        reindex()
        assert titles(server, "cranes") == set()
        assert titles(server, "tugboats") == {"Council meets on tugboats"}
        (folder / "raw_docs" / "2022").mkdir()
        (folder / "raw_docs" / "ferries.txt").rename(folder / "raw_docs" / "2022" / "ferries.txt")
        reindex()
        assert titles(server, "ferries") == {"Council meets on ferries"}
        (folder / "raw_docs" / "buoys.txt").unlink()
        reindex()
        assert titles(server, "buoys") == set()
        assert len(titles(server, "council")) == 2
        time.sleep(0.2)
    finally:
        ended.set()
        for client in clients:
            client.join()
    assert failures == []
    assert answered[0] > 10

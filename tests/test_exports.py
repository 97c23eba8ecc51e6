"""What is taken away is complete, whatever the format."""

import csv
import io
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import feedparser
import openpyxl
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from search.engine import Engine
from search.errors import QueryLimitError
from search.results import ResultStream
from search.web.exports import spreadsheet
from search.web.exports.rows import Row
from search.web.exports.table import neutral
from settings import Settings
from tests.atom_rules import ATOM, hold_to_the_rules
from tests.tide_archive import COUNT, FORMULA, PASSAGES, tide_archive
from tests.web_fakes import EVIL_HIT, HARBOUR_HIT, FakeEngine, check, found, web_app

QUERY = "q=tide&duplicates=show"
ROWS = COUNT * PASSAGES
OFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = tide_archive(tmp_path_factory.mktemp("tides") / "index")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(engine: Engine) -> FlaskClient:
    return create_app(Settings(rate=""), engine).test_client()


@pytest.fixture(scope="module")
def whole(client: FlaskClient) -> dict[str, TestResponse]:
    """Every format of all articles."""
    return {ending: fetch(client, ending) for ending in ("csv", "json", "atom", "xlsx")}


def fetch(client: FlaskClient, ending: str, query: str = QUERY, status: int = 200) -> TestResponse:
    response = client.get(f"/search.{ending}?{query}")
    assert response.status_code == status, response.text
    assert response.data is not None  # read now
    response.close()
    return response


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_csv_has_every_passage_of_every_article(whole: dict[str, TestResponse]) -> None:
    response = whole["csv"]
    assert response.data.startswith(b"\xef\xbb\xbfrank,article_id,")
    assert response.data.count(b"\r\n") == ROWS + 1
    rows = table(response.data)
    assert len(rows) == ROWS
    assert {row["article_id"] for row in rows} == {f"tide{number:04}" for number in range(COUNT)}
    assert [int(row["rank"]) for row in rows] == [rank for rank in range(1, COUNT + 1) for _ in range(PASSAGES)]
    (first, second) = (row for row in rows if row["article_id"] == "tide0013")
    assert first | {"rank": ""} == {
        "rank": "",
        "article_id": "tide0013",
        "title": "Log of day 13",
        "source": "Port Gazette",
        "date": "2013-02-14",
        "date_kind": "stated",
        "byline": "Ngô Thị Mai",
        "place": "Port Lune",
        "kind": "lead",
        "section": "",
        "text": "Tide 13 came at dawn in Đồ Sơn.",
        "url": "http://localhost/article/tide0013?q=tide&duplicates=show&passage=udnwgyts-1#t-udnwgyts",
        "document": "tides/0013.txt",
        "copies": "Port Gazette (2007-08-08); Port Gazette (2010-11-11)",
    }
    assert (second["kind"], second["text"]) == ("body", "The table says: tide, 13.")
    assert not any(row["date_kind"] for row in rows if not row["date"])


def test_json_is_what_the_endpoint_answers_with_every_result_on_one_page(
    client: FlaskClient, whole: dict[str, TestResponse]
) -> None:
    document = json.loads(whole["json"].data)
    some = document | {"results": document["results"][:20]}
    check(some, "SearchAnswer", client.get("/api/v1/openapi.json").get_json())
    assert len({hit["id"] for hit in document["results"]}) == len(document["results"]) == COUNT
    assert sum(len(hit["passages"]) for hit in document["results"]) == ROWS
    paged = client.get(f"/api/v1/search?{QUERY}&size=100").get_json()
    assert [hit["id"] for hit in document["results"][:100]] == [hit["id"] for hit in paged["results"]]
    counts = [[(value["value"], value["count"]) for value in one["facets"]["source"]] for one in (document, paged)]
    assert counts[0] == counts[1] != []
    for name in ("query", "notes", "total", "groups", "index"):
        assert document[name] == paged[name], name
    assert [document[name] for name in ("page", "pages", "size", "next", "previous")] == [1, 1, COUNT, None, None]


def test_a_feed_has_every_article_newest_first(client: FlaskClient, whole: dict[str, TestResponse]) -> None:
    response = whole["atom"]
    feed = hold_to_the_rules(response.data)
    assert len(feed.findall(f"{ATOM}entry")) == COUNT
    read: Any = feedparser.parse(response.data)
    assert not read.bozo, read.get("bozo_exception")
    assert (read.version, len(read.entries)) == ("atom10", COUNT)
    assert read.feed.title == "tide – Morgue"
    dated = [entry.published for entry in read.entries if "published" in entry]
    assert dated == sorted(dated, reverse=True)
    assert len(dated) == COUNT - COUNT // 50  # undated ones come last
    assert "published" not in read.entries[-1]
    entries = hold_to_the_rules(fetch(client, "atom", f"{QUERY}&from=2019&sort=oldest").data).iter(f"{ATOM}published")
    oldest_asked = [one.text or "" for one in entries]
    assert oldest_asked == sorted(oldest_asked, reverse=True) != []
    entry = next(one for one in read.entries if one.id == "urn:morgue:article:tide0013")
    assert (entry.title, entry.author, entry.updated) == ("Log of day 13", "Ngô Thị Mai", "2013-02-14T00:00:00Z")
    assert "<p>Port Gazette · 14 February 2013 · Port Lune · Ngô Thị Mai</p>" in entry.summary
    assert "<p><b>Tide</b> 13 came at dawn in Đồ Sơn.</p>" in entry.summary
    assert entry.link == "http://localhost/article/tide0013?q=tide&sort=newest&duplicates=show"


def test_ids_of_a_feed_stay_when_the_archive_changes(tmp_path: Path) -> None:
    changing = FakeEngine(found(HARBOUR_HIT))
    before: Any = feedparser.parse(fetch(web_app(changing).test_client(), "atom", "q=x").data)
    changing.results = found(EVIL_HIT, HARBOUR_HIT)
    after: Any = feedparser.parse(fetch(web_app(changing).test_client(), "atom", "q=x").data)
    assert before.feed.id == after.feed.id
    assert [one.id for one in after.entries] == ["urn:morgue:article:evil", before.entries[0].id]
    assert before.entries[0].updated == after.entries[1].updated


def test_a_workbook_has_every_passage_and_says_what_was_searched(client: FlaskClient) -> None:
    query = f"{QUERY}&source=Port+Gazette&source=Le+Phare&from=2012"
    response = fetch(client, "xlsx", query)
    expected = table(fetch(client, "csv", query).data)
    book = openpyxl.load_workbook(io.BytesIO(response.data), read_only=True)
    assert book.sheetnames == ["About", "Results"]
    about = [(name, value) for name, value in book["About"].iter_rows(values_only=True)]
    assert about[0] == ("Query", "tide")
    assert [value for name, value in about if name == "Filter"] == ["Port Gazette", "Le Phare", "from 2012"]
    assert dict(about)["Articles found"] == str(len({row["article_id"] for row in expected}))
    head, *rows = book["Results"].iter_rows(values_only=True)
    assert head == Row._fields
    assert len(rows) == len(expected) > ROWS / 5
    for row, same in zip(rows, expected, strict=True):
        cells = {name: "" if cell is None else str(cell) for name, cell in zip(Row._fields, row, strict=True)}
        assert cells | {"title": ""} == same | {"title": ""}
    assert isinstance(rows[0][0], int)


def test_a_workbook_of_everything_is_whole_and_has_no_formula(whole: dict[str, TestResponse]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(whole["xlsx"].data), read_only=True)
    cells = [cell for (cell,) in book["Results"].iter_rows(min_row=2, min_col=3, max_col=3)]
    assert len(cells) == ROWS
    assert {cell.data_type for cell in cells} == {"s"}  # a text, no formula
    assert sum(cell.value == FORMULA for cell in cells) == PASSAGES * COUNT // 100


def test_more_than_a_sheet_holds_goes_on_in_the_next_and_what_no_cell_holds_in_the_row_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "ROWS", 3)
    long = "x" * 40_000
    empty = Row(0, "a", "", "", "", "", "", "", "lead", "", "", "", "", "")
    rows = [empty._replace(rank=rank, text=long if rank == 2 else "short") for rank in (1, 2, 3)]
    spreadsheet.write_workbook(tmp_path / "out.xlsx", [("Query", long)], rows)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    assert book.sheetnames == ["About", "Results", "Results 2"]
    text = Row._fields.index("text")
    written = [row for name in book.sheetnames[1:] for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert [row[0] for row in written] == [1, 2, 2, 2, 3]
    assert "".join(str(row[text]) for row in written) == f"short{long}short"
    assert "".join(str(value) for _, value in book["About"].iter_rows(values_only=True)) == long


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+84 24 cmd", "'+84 24 cmd"),
        ("- he said", "'- he said"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("＝1+1", "'＝1+1"),
        ("-5", "-5"),
        ("+3.5%", "+3.5%"),
        ("1,200", "1,200"),
        ("a;=1+1", "a;'=1+1"),  # where semicolons part the cells, a cell begins here
        ("a\n =1+1", "a\n '=1+1"),
        ("plain = text - with signs @ all", "plain = text - with signs @ all"),
        ("", ""),
    ],
)
def test_no_cell_of_a_csv_is_a_formula(text: str, cell: str) -> None:
    assert neutral(text) == cell


def test_a_formula_in_a_title_is_a_text_in_the_csv(whole: dict[str, TestResponse]) -> None:
    titles = [row["title"] for row in table(whole["csv"].data)]
    assert titles.count(f"'{FORMULA}") == PASSAGES * COUNT // 100
    assert not [title for title in titles if title.startswith("=")]


def test_hostile_text_breaks_no_format(tmp_path: Path) -> None:
    client = web_app(FakeEngine(found(EVIL_HIT, HARBOUR_HIT))).test_client()
    query = "q=%3Cscript%3E%22%27%26%00%07%C3%A9"
    assert len(table(fetch(client, "csv", query).data)) == 3
    assert len(json.loads(fetch(client, "json", query).data)["results"]) == 2
    feed = hold_to_the_rules(fetch(client, "atom", query).data)
    summary = feed.findtext(f"{ATOM}entry/{ATOM}summary") or ""
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in summary
    assert "<script>" not in summary
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "xlsx", query).data))
    assert book["Results"].max_row == 4


def test_an_empty_result_is_a_valid_one(client: FlaskClient) -> None:
    query = "q=zeppelin"
    assert table(fetch(client, "csv", query).data) == []
    assert json.loads(fetch(client, "json", query).data)["results"] == []
    assert not hold_to_the_rules(fetch(client, "atom", query).data).findall(f"{ATOM}entry")
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "xlsx", query).data))
    assert book["Results"].max_row == 1


def test_an_article_that_matches_by_its_title_alone_has_a_row(client: FlaskClient) -> None:
    rows = table(fetch(client, "csv", "q=title:log+date:2013-02-14").data)
    assert rows
    assert {row["kind"] for row in rows} == {"lead"}


def test_filters_and_order_are_the_pages_and_its_page_does_not_count(client: FlaskClient) -> None:
    query = "q=tide&source=Le+Phare&from=2003&to=2004-06&sort=oldest&page=7&size=3"
    ids = list(dict.fromkeys(row["article_id"] for row in table(fetch(client, "csv", query).data)))
    paged = client.get("/api/v1/search?q=tide&source=Le+Phare&from=2003&to=2004-06&sort=oldest&size=100").get_json()
    assert len(ids) == paged["total"] > 10
    assert ids[:100] == [hit["id"] for hit in paged["results"]]
    assert fetch(client, "csv", "q=tide&source=Le+Phare&page=999999").status_code == 200


@pytest.mark.parametrize(("ending", "kind"), [("csv", "attachment"), ("xlsx", "attachment"), ("json", "inline")])
def test_the_file_is_named_after_the_query_and_the_day(ending: str, kind: str) -> None:
    client = web_app().test_client()
    query = "q=%22%C4%90%E1%BB%93+S%C6%A1n%22+OR+..%2F%22x%0D%0A"
    disposition = fetch(client, ending, query).headers["Content-Disposition"]
    assert disposition == (
        f'{kind}; filename="morgue-do-son-or-x-2026-03-14.{ending}"; '
        f"filename*=UTF-8''morgue-%C4%90%E1%BB%93-S%C6%A1n-OR-x-2026-03-14.{ending}"
    )
    assert f"morgue-2026-03-14.{ending}" in fetch(client, ending, "").headers["Content-Disposition"]


@pytest.mark.parametrize("ending", ["csv", "json", "atom", "xlsx"])
def test_a_head_says_the_same_without_the_results(
    ending: str, client: FlaskClient, whole: dict[str, TestResponse]
) -> None:
    wanted = whole[ending].headers
    for _ in range(5):  # more than are let in at once: each has left
        with client.head(f"/search.{ending}?{QUERY}") as head:
            assert (head.status_code, head.data) == (200, b"")
            for name in ("Content-Type", "Content-Disposition", "Cache-Control"):
                assert head.headers[name] == wanted[name]
            assert head.headers.get("Content-Length") is None


@pytest.mark.parametrize("ending", ["csv", "json", "atom", "xlsx"])
def test_what_cannot_be_answered_is_a_problem_document(ending: str, client: FlaskClient) -> None:
    response = fetch(client, ending, "q=x&from=2022-13", status=400)
    assert response.mimetype == "application/problem+json"
    assert response.get_json(force=True)["parameter"] == "from"
    failing = web_app(FakeEngine(error=QueryLimitError("Too slow.", "time"))).test_client()
    for _ in range(5):
        assert fetch(failing, ending, "q=x", status=400).get_json(force=True)["limit"] == "time"
    assert fetch(client, "doc", status=404).mimetype == "application/problem+json"


def test_only_so_many_are_given_out_at_once(engine: Engine) -> None:
    app = create_app(Settings(threads=4, rate=""), engine)
    client = app.test_client()
    first, second = (client.get(f"/search.csv?{QUERY}") for _ in range(2))
    refused = client.get(f"/search.csv?{QUERY}")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert refused.mimetype == "application/problem+json"
    first.close()  # its client has gone
    with client.get(f"/search.csv?{QUERY}") as third:
        assert len(table(third.data)) == ROWS
    second.close()
    fetch(client, "csv")


def test_nothing_is_made_before_it_is_sent(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0

    def counted(request: Any) -> ResultStream:
        stream = original(request)

        def hits() -> Iterator[Any]:
            nonlocal made
            for hit in stream.hits:
                made += 1
                yield hit

        return ResultStream(stream.results, hits())

    original = engine.every
    monkeypatch.setattr(engine, "every", counted)
    client = create_app(Settings(rate=""), engine).test_client()
    for ending in ("csv", "json", "atom"):
        made = 0
        with client.get(f"/search.{ending}?{QUERY}") as response:
            chunks = response.iter_encoded()
            next(chunks)
            assert 0 < made < COUNT / 3
        assert made < COUNT / 2  # nobody wants the rest any more


def test_a_workbook_leaves_no_file_behind(client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    response = client.get("/search.xlsx?q=tide&from=2019")
    assert list(tmp_path.iterdir())
    response.close()  # its client has gone
    assert not list(tmp_path.iterdir())
    fetch(client, "xlsx", "q=tide&from=2019")
    assert not list(tmp_path.iterdir())


def test_the_page_leads_to_every_format(client: FlaskClient) -> None:
    soup = import_module("bs4").BeautifulSoup(client.get("/search?q=tide&from=2003&page=2").text, "lxml")
    for selector in ("head link[rel=alternate]", ".take-away a"):
        urls = [one["href"] for one in soup.select(selector)]
        assert urls == [f"/search.{ending}?q=tide&from=2003" for ending in ("csv", "xlsx", "json", "atom")]
        for one in soup.select(selector):
            with client.head(one["href"]) as response:
                assert response.mimetype == one["type"]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_libreoffice_opens_it_whole(ending: str, whole: dict[str, TestResponse], tmp_path: Path) -> None:
    assert OFFICE
    (tmp_path / f"in.{ending}").write_bytes(whole[ending].data)
    # 44,34,76: comma, quotation mark, UTF-8; the last -1 asks for a file for each sheet
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    reading = ["--infilter=CSV:44,34,76,1"] if ending == "csv" else []
    command = [OFFICE, "--headless", *reading, "--convert-to", options, "--outdir", "out", f"in.{ending}"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=300, env=os.environ | {"HOME": str(tmp_path)})
    written = max((tmp_path / "out").glob("*.csv"), key=lambda path: path.stat().st_size)
    rows = table(written.read_bytes())
    assert len(rows) == ROWS
    assert {row["article_id"] for row in rows} == {f"tide{number:04}" for number in range(COUNT)}

"""`python -m benchmarks page` measures what it says."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import create_app
from benchmarks.__main__ import main
from benchmarks.page import queries
from benchmarks.page.client import BROWSER, Client
from benchmarks.page.measure import FLOOR, PEER, weights
from search.engine import Engine
from settings import Settings
from tests.served import served
from tests.tide_archive import COUNT, tide_archive


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = tide_archive(tmp_path_factory.mktemp("page") / "index")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(engine: Engine) -> Iterator[Client]:
    config = Settings(rate="")
    with served(create_app(config, engine), config) as port:
        opened = Client(port)
        yield opened
        opened.close()


def test_the_client_reads_answers_of_known_and_unknown_length(client: Client) -> None:
    page = client.get("/search?q=tide")
    assert (page.status, len(page.body)) == (200, int(page.headers["content-length"]))
    assert 0 < page.first_byte <= page.whole
    assert len(page.body) < page.transferred < len(page.body) + 2_000
    small = client.get("/search?q=tide", BROWSER)
    assert len(small.body) < len(page.body) / 3
    unchanged = client.get("/search?q=tide", BROWSER, small.headers["etag"])
    assert (unchanged.status, unchanged.body) == (304, b"")
    table = client.get("/search.csv?q=tide&duplicates=show")
    assert table.headers["transfer-encoding"] == "chunked"
    assert table.body.count(b"\r\n") == 2 * COUNT + 1
    assert table.transferred > len(table.body)


def test_a_page_is_weighed_with_all_that_it_loads(client: Client) -> None:
    weighed = weights(client, "q=tide")
    names = [one.path.rpartition("/")[2] for one in weighed]
    assert names[0] == "search?q=tide"
    assert {"morgue.css", "morgue.js", "favicon.svg"} <= set(names)
    assert len(names) == len(set(names))
    assert all(0 < one.compressed <= one.plain for one in weighed)


def test_queries_are_of_the_archives_own_words(engine: Engine) -> None:
    words = queries.look(engine)
    assert "hyperlink" in words.middle  # one article in a hundred has it
    assert "came" not in words.common  # every article has it: more than six of ten
    drawn = queries.draw(queries.Words(["harbour"], ["masons"]), 4)
    assert drawn == ["q=harbour", "q=harbour+masons", "q=harbour+masons", "q=harbour"]


def test_the_command_prints_times_ratios_and_weights(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "figures.json"
    none = str(tmp_path / "none.tar")  # the sample stands in
    assert (
        main(["page", "--passages", "300", "--queries", "3", "--rounds", "1", "--articles", none, "--out", str(out)])
        == 0
    )
    said = capsys.readouterr().out
    assert re.match(r"\d+ passages in \d+ articles, 3 queries, 1 rounds", said)
    assert re.search(rf"^{PEER} .* 1\.00 ", said, re.MULTILINE)
    assert re.search(rf"^{FLOOR} .* 1\.0$", said, re.MULTILINE)
    assert re.search(r"^ +\d+\.\d +\d+\.\d  together$", said, re.MULTILINE)
    figures = json.loads(out.read_text())
    assert {len(one["first_byte"]) for one in figures["times"]} == {3}
    by_name = {one["name"]: one for one in figures["times"]}
    assert max(by_name["page, compressed"]["transferred"]) < min(by_name[PEER]["transferred"])

"""Every page is valid HTML, holds no script or inline style, and shows hostile text as text."""

import re
from dataclasses import replace
from itertools import pairwise, product

import html5lib
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from search.errors import IndexMissingError
from tests.web_fakes import (
    EVIL,
    EVIL_HIT,
    EVIL_STORED,
    HARBOUR_HIT,
    STATE,
    UNTITLED_HIT,
    FakeEngine,
    found,
    web_app,
)

HOSTILE = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%26%22%27%00%07"
URLS = {
    "home": "/",
    "results": "/search?q=harbour+port&page=3&source=Paper+1&from=2022",
    "mended": "/search?q=%22harbour+port+OR+wall+AND",
    "hostile query": f"/search?q={HOSTILE}&source={HOSTILE}",
    "article": "/article/a1?q=harbour",
    "untitled": "/article/u7",
    "hostile article": f"/article/evil?q={HOSTILE}",
    "place in an article": "/article/a1?q=harbour&passage=3nhmvhv6-4",
    "place that is gone": "/article/a1?q=harbour&passage=aaaaaaaa",
    "place that has changed": "/article/a1?passage=aaaaaaaa-5",
    "hostile place": f"/article/evil?passage={HOSTILE}",
    "citations": "/article/a1/cite?q=harbour&passage=3nhmvhv6-4",
    "hostile citations": f"/article/evil/cite?passage={HOSTILE}",
    "document": "/article/a1/raw?q=harbour",
    "document without account": "/article/u7/raw",
    "hostile document": f"/article/evil/raw?q={HOSTILE}",
    "every copy": "/search?q=harbour&duplicates=show",
    "comparison": "/article/a1/compare/u7?q=harbour",
    "hostile comparison": f"/article/evil/compare/a1?q={HOSTILE}",
    "hostile text like itself": "/article/evil/compare/evil",
    "help": "/help",
    "left out": "/search?q=harbour&not_source=Paper+1&not_source=",
    "query too deep": f"/search?q={'(' * 30}harbour",
    "bad dates": "/search?q=harbour&from=2023&to=2022",
    "bad parameter": f"/search?q={HOSTILE}&from={HOSTILE}",
    "not found": f"/nowhere/{HOSTILE.replace('%00', '')}",
    "no article": "/article/none?q=x",
}


def client_of(engine: FakeEngine | None = None) -> FlaskClient:
    engine = engine or FakeEngine(found(HARBOUR_HIT, UNTITLED_HIT, EVIL_HIT, total=1234))
    engine.articles["evil"] = EVIL_STORED
    return web_app(engine).test_client()


def strict(text: str) -> None:
    html5lib.HTMLParser(strict=True).parse(text)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    client = client_of()
    written = {name: client.get(url).text for name, url in URLS.items()}
    written["copies hidden"] = client_of(FakeEngine(found(EVIL_HIT, total=5, groups=1))).get("/search?q=x").text
    written["nothing found"] = client_of(FakeEngine(found())).get("/search?q=x&source=A&from=2022").text
    empty = replace(found(), index=replace(STATE, articles=0), sources=(), dates=())
    written["empty archive"] = client_of(FakeEngine(empty)).get("/").text
    written["no index"] = client_of(FakeEngine(error=IndexMissingError("None yet."))).get("/").text
    written["failure"] = client_of(FakeEngine(error=OSError())).get("/").text
    return written


def test_the_parser_is_strict() -> None:
    with pytest.raises(Exception, match="Invalid codepoint in stream"):
        strict("<!doctype html><title>x</title><p>a\x00b")


NAMES = [*URLS, "copies hidden", "nothing found", "empty archive", "no index", "failure"]


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_valid_html(pages: dict[str, str], name: str) -> None:
    strict(pages[name])
    soup = BeautifulSoup(pages[name], "lxml")
    ids = [one["id"] for one in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        assert {name for one in soup.select(f"[{attribute}]") for name in str(one[attribute]).split()} <= set(ids)
    assert {str(one["href"])[1:] for one in soup.select("a[href^='#']")} <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_pages_have_the_landmarks_that_screen_readers_use(pages: dict[str, str], name: str) -> None:
    soup = BeautifulSoup(pages[name], "lxml")
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert len(soup.find_all("h1")) == 1
    assert len(soup.find_all("main")) == 1
    assert soup.title is not None
    assert soup.title.get_text().strip().endswith(("Morgue", "archive"))
    assert soup.select_one("a.skip[href='#content']")
    levels = [int(one.name[1]) for one in soup.find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for one in soup.select("input:not([type=hidden])"):
        assert one.find_parent("label") or soup.select_one(f"label[for='{one.get('id')}']")


@pytest.mark.parametrize("name", NAMES)
def test_pages_hold_no_inline_script_and_no_inline_style(pages: dict[str, str], name: str) -> None:
    soup = BeautifulSoup(pages[name], "lxml")
    assert not soup.select("style, [style]")
    for script in soup.select("script"):
        assert str(script["src"]).startswith("/static/")
        assert not script.get_text()
    for one in soup.find_all(True):
        assert not [attribute for attribute in one.attrs if attribute.startswith("on")]


def test_hostile_text_is_shown_as_text(pages: dict[str, str]) -> None:
    shown = "<script>alert(1)</script> & \"quotes\" 'too' ␀␈␛␡�� end"
    results = BeautifulSoup(pages["results"], "lxml").select(".hits > li")[2].get_text()
    article = BeautifulSoup(pages["hostile article"], "lxml")
    for one in article.select(".step"):
        one.decompose()  # the way to the next place: shown at the place linked to only
    assert results.count(shown) >= 6  # title, source, place, byline, evidence, passage, its heading
    for place in ("title", "h1", ".kicker", ".meta", ".body h2", ".body p", ".captions", "dl", ".dropped", ".scroll"):
        found = article.select_one(place)
        assert found is not None
        assert shown in found.get_text(), place
    for name, place in (
        ("hostile article", ".copies"),
        ("hostile document", ".raw td:nth-of-type(1)"),
        ("hostile document", ".raw tr.gone code"),
        ("article", ".related"),
        ("hostile comparison", ".sides"),
        ("hostile comparison", ".differences"),
        ("copies hidden", ".also"),
    ):
        found = BeautifulSoup(pages[name], "lxml").select_one(place)
        assert found is not None
        assert shown in found.get_text(), (name, place)
    box = article.select_one("#q")
    assert box is not None
    assert box["value"] == "<script>alert(1)</script>&\"'␀␇"
    for name, text in product(
        ("results", "hostile article", "hostile comparison", "hostile document", "copies hidden"),
        ("<script>", "\x00", EVIL),
    ):
        assert text not in pages[name]


def test_headers_let_a_browser_load_nothing_foreign() -> None:
    client = client_of()
    for url in [*URLS.values(), "/api/v1/search", "/readyz", "/static/morgue.css"]:
        with client.get(url) as response:
            headers = response.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_times_are_written_as_html_wants_them(pages: dict[str, str]) -> None:
    written = [str(time["datetime"]) for text in pages.values() for time in BeautifulSoup(text, "lxml")("time")]
    assert written
    for moment in written:
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d{1,3})?[+-]\d\d:\d\d)?)?)?", moment)

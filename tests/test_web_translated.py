"""The pages in each language: valid, and with no English of ours left on them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app import create_app
from search.engine import Engine
from search.errors import IndexMissingError, QueryLimitError
from search.messages import say
from search.web.languages import LANGUAGES, told
from settings import Settings
from tests.web_archive import harbour_archive
from tests.web_fakes import HARBOUR_STORED, FakeEngine, web_app

ROOT = Path(__file__).parent.parent
TRANSLATED = sorted(set(LANGUAGES) - {"en"})
LEAST = 13  # characters of a text that are not found by chance in an article, or in a word of another language
ATTRIBUTES = ("aria-label", "title", "placeholder", "data-label", "data-one", "data-more", "data-told", "data-done")
PAGES = {
    "home": "/",
    "results": "/search?q=harbour+OR+stones+wall&source=Le+Phare&from=2020&to=2022-06&stated=1&duplicates=show",
    "excluded": "/search?q=masons&not_source=&sort=oldest&page=2",
    "mended": "/search?q=titel%3Awall+%28stones+w%2F0+a*+before%3Asoon+%7E4+or+wall+OR+keeper+%22%22%29%29+title%3A",
    "cut": "/search?q=date%3A2022..2020+source%3AHer*+ATLEAST+log+%22wall%22%7E+ATLEAST0%28wall%29+%22harbour+wall",
    "nothing": "/search?q=masons+zeppelin+%22harbour+stones%22&from=2022",
    "article": "/article/harbour03?q=masons+lighthouse",
    "plain article": "/article/harbour11",
    "cite": "/article/harbour03/cite?q=masons",
    "raw": "/article/harbour03/raw?q=masons",
    "compare": "/article/harbour03/compare/harbour04",
    "help": "/help",
    "error": "/search?q=harbour&from=2023&to=2022",
    "large": "/search?q=" + "+".join(f"w{number}" for number in range(80)),
    "no date": "/search?q=harbour&from=3.2022",
    "value": "/search?q=harbour&page=two",
    "bound": "/search?q=harbour&size=500",
    "gone": "/article/gone",
    "nowhere": "/nowhere",
    "page beyond": "/search?q=masons&page=900",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = harbour_archive(tmp_path_factory.mktemp("translated") / "index", [["harbour03", "harbour04"]])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(engine: Engine) -> FlaskClient:
    return create_app(Settings(rate=""), engine).test_client()


def english(language: str) -> list[re.Pattern[str]]:
    """Whatever long texts of ours a page in another language must not have, with anything in their places."""
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    found = []
    for message in catalog:
        for text in (message.id,) if isinstance(message.id, str) else message.id:
            pieces = re.split(r"%\(\w+\)s|<[^>]*>", text)
            if max(map(len, pieces)) >= LEAST and text != message.string:
                found.append(re.compile(".{0,200}?".join(map(re.escape, pieces))))
    return found


def said(page: str) -> str:
    """All that a page says, to the eye or to the ear, what it says to scripts included."""
    soup = BeautifulSoup(page.replace("<template", "<div").replace("</template", "</div"), "lxml")
    attributes = [str(tag[name]) for tag in soup.find_all(True) for name in ATTRIBUTES if tag.has_attr(name)]
    return " ".join(" ".join([soup.get_text(), *attributes]).split())


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_a_page_is_in_its_language(client: FlaskClient, language: str, url: str) -> None:
    page = client.get(url, headers={"Accept-Language": language}).text
    html5lib.HTMLParser(strict=True).parse(page)
    assert f'<html lang="{language}">' in page
    text = said(page)
    assert [pattern.pattern for pattern in english(language) if pattern.search(text)] == []


def test_the_same_check_finds_english(client: FlaskClient) -> None:
    text = said(client.get(PAGES["nothing"]).text)
    assert len([pattern for pattern in english("fr") if pattern.search(text)]) > 20


@pytest.mark.parametrize(
    ("language", "year", "months", "order"),
    [
        ("fr", "2022", {"mars", "juin", "septembre", "décembre"}, "Les plus anciens"),
        ("vi", "2022", {"tháng 3", "tháng 6", "tháng 9", "tháng 12"}, "Cũ nhất"),
    ],
)
def test_facets_and_orders_are_in_the_pages_language(
    client: FlaskClient, language: str, year: str, months: set[str], order: str
) -> None:
    page = client.get("/search?q=masons", headers={"Accept-Language": language})
    soup = BeautifulSoup(page.text, "lxml")
    labels = {one.get_text().casefold() for one in soup.select("#filters details ul .label")}
    assert year in {one.get_text() for one in soup.select("#filters .label")}
    assert months <= labels
    assert order in {one.get_text() for one in soup.select(".sorts a")}


def test_a_note_is_told_in_the_pages_language_and_to_programs_in_english(client: FlaskClient) -> None:
    french = {"Accept-Language": "fr"}
    page = client.get("/search?q=harbour%7E9", headers=french).text
    assert "~9 a été lu comme ~2\u00a0: au plus 2 lettres peuvent différer." in page
    answer = client.get("/api/v1/search?q=harbour%7E9", headers=french).get_json()
    assert answer["query"]["notes"][0]["message"] == "~9 was read as ~2: at most 2 letters can differ."


def test_an_error_is_told_in_the_pages_language_and_to_programs_in_english() -> None:
    failing = web_app(
        FakeEngine(
            error=IndexMissingError(say("there is no index in %(folder)s yet: run `morgue reindex`", folder="/x"))
        )
    )
    french = {"Accept-Language": "fr"}
    assert "il n’y a pas encore d’index dans /x" in failing.test_client().get("/", headers=french).text
    problem = failing.test_client().get("/api/v1/search", headers=french).get_json(force=True)
    assert problem["title"] == "There is no index yet"
    assert problem["detail"].startswith("there is no index in /x yet")


def test_a_message_is_said_part_by_part() -> None:
    app = web_app()
    inner = say("The query is too large")
    message = say("The parameter '%(name)s': %(why)s", name="100% q", why=inner)
    count = say("There are %(count)s more remarks of this kind.", count=1234)
    assert str(message) == "The parameter '100% q': The query is too large"
    assert str(count) == "There are 1,234 more remarks of this kind."
    assert QueryLimitError(message, "length").message is message
    with app.test_request_context(headers={"Accept-Language": "vi"}):
        assert told(message) == "Tham số “100% q”: Truy vấn quá lớn"
        assert told(count) == "Còn 1.234 ghi chú nữa thuộc loại này."
        assert told("The query is too large") == "The query is too large"  # no message: somebody's own words


def test_the_workbooks_first_sheet_is_in_the_readers_language(client: FlaskClient) -> None:
    answer = client.get("/search.xlsx?q=masons%7E9&sort=newest", headers={"Accept-Language": "vi"})
    rows = list(load_workbook(BytesIO(answer.data))["About"].iter_rows(values_only=True))
    assert ("Thứ tự", "Mới nhất") in rows
    assert ("Ghi chú", "~9 được đọc là ~2: tối đa 2 chữ cái được khác.") in rows


def test_what_a_cleaning_rule_drops_is_told_in_the_pages_language() -> None:
    stored = replace(HARBOUR_STORED, rules={"trailer": "What marks the end of the text.", "sign-off": "<b>100% ours"})
    client = web_app(FakeEngine(articles={"a1": stored})).test_client()
    page = client.get("/article/a1/raw", headers={"Accept-Language": "fr"}).text
    assert "Ce qui marque la fin du texte." in page
    assert "&lt;b&gt;100% ours" in page  # of an index that another version built: as it stands there, and escaped

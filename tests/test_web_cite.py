"""The page of citations, and the files behind it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from settings import Settings
from tests.web_fakes import EVIL_STORED, FakeEngine

LINK = "passage=3nhmvhv6-4"


@pytest.fixture
def client() -> FlaskClient:
    engine = FakeEngine()
    engine.articles["evil"] = EVIL_STORED
    return create_app(Settings(rate=""), engine, now=lambda: datetime(2026, 6, 9, 12, tzinfo=UTC)).test_client()


def soup_of(client: FlaskClient, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "lxml")


def texts(soup: BeautifulSoup) -> dict[str, str]:
    assert all(one.has_attr("readonly") for one in soup.select("textarea"))
    return {str(one["id"]): one.get_text().strip() for one in soup.select("textarea")}


def test_the_page_has_every_form_to_copy(client: FlaskClient) -> None:
    soup = soup_of(client, "/article/a1/cite?q=harbour&page=2")
    found = texts(soup)
    assert list(found) == ["cite-plain", "cite-apa", "cite-chicago", "cite-bibtex", "cite-ris", "cite-csl"]
    assert found["cite-plain"] == (
        "Coastal Herald, “Harbour wall gives way after a night of storms”, 18–19 December 2023 [inferred], "
        "by Ngô Thị Mai. http://localhost/article/a1 (accessed 9 June 2026)"
    )
    assert [label.get_text() for label in soup.select("main label")] == [
        *("Plain", "APA", "Chicago", "BibTeX", "RIS", "CSL-JSON")
    ]
    assert all(button.has_attr("hidden") for button in soup.select("[data-copies]"))  # of no use without a script
    back = soup.select_one(".back a")
    assert back
    assert back["href"] == "/article/a1?q=harbour&page=2"


@pytest.mark.parametrize(
    ("ending", "media_type", "begins"),
    [
        ("bib", "application/x-bibtex", "@article{ngo2023harbour,"),
        ("ris", "application/x-research-info-systems", "TY  - NEWS\r\nAU  - Ngô, Thị Mai"),
        ("json", "application/vnd.citationstyles.csl+json", '[\n  {\n    "id": "a1"'),
    ],
)
def test_files_for_programs(client: FlaskClient, ending: str, media_type: str, begins: str) -> None:
    soup = soup_of(client, f"/article/a1/cite?{LINK}")
    (url,) = [str(one["href"]) for one in soup.select("a[download]") if f".{ending}?" in str(one["href"])]
    response = client.get(url)
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert response.headers["Content-Disposition"] == f"attachment; filename=ngo2023harbour.{ending}"
    assert response.text.startswith(begins)
    assert f"http://localhost/article/a1?{LINK}#t-3nhmvhv6" in response.text
    shown = next(text for text in texts(soup).values() if text.startswith(begins[:9]))
    assert shown.split() == response.text.split()


def test_a_passage_is_quoted_with_its_address(client: FlaskClient) -> None:
    found = texts(soup_of(client, f"/article/a1/cite?q=harbour&{LINK}"))
    url = f"http://localhost/article/a1?{LINK}#t-3nhmvhv6"
    assert found["quotation"] == (
        "“The harbour master counted them. They stayed all week.” (Coastal Herald, 18–19 December 2023 [inferred], "
        f"“Harbour wall gives way after a night of storms”, {url})"
    )
    assert url in found["cite-plain"]
    back = soup_of(client, f"/article/a1/cite?q=harbour&{LINK}").select_one(".back a")
    assert back
    assert back["href"] == f"/article/a1?q=harbour&{LINK}#t-3nhmvhv6"
    for part in ("dvmggasj-2", "fav2gupj-2"):
        assert "“The " in texts(soup_of(client, f"/article/a1/cite?passage={part}"))["quotation"]


def test_headline_byline_and_caption_can_be_quoted(client: FlaskClient) -> None:
    from search import permalinks
    from tests.web_fakes import HARBOUR, HARBOUR_PASSAGES

    quoted = {
        spot.part.value: texts(soup_of(client, f"/article/a1/cite?passage={spot.permalink}"))["quotation"]
        for spot in permalinks.spots(HARBOUR, HARBOUR_PASSAGES)
    }
    assert quoted["title"].startswith("“Harbour wall gives way after a night of storms” (")
    assert quoted["byline"].startswith("“Ngô Thị Mai” (")
    assert quoted["caption"].startswith("“Waves over the pier. Photo: R. Adair” (")


@pytest.mark.parametrize("passage", ["aaaaaaaa", "aaaaaaaa-4", "nonsense", ""])
def test_words_that_are_gone_are_not_quoted(client: FlaskClient, passage: str) -> None:
    found = texts(soup_of(client, f"/article/a1/cite?passage={passage}"))
    assert "quotation" not in found
    assert "http://localhost/article/a1 (" in found["cite-plain"]


def test_there_is_nothing_to_cite_of_what_is_not_there(client: FlaskClient) -> None:
    for url in ("/article/none/cite", "/article/none/cite.bib", "/article/a1/cite.exe", "/article/a1/cite."):
        assert client.get(url).status_code == 404


def test_the_article_leads_to_its_citations_and_to_those_of_the_passage_linked_to(client: FlaskClient) -> None:
    def links(url: str) -> dict[str, Any]:
        return {one.get_text(): one["href"] for one in soup_of(client, url).select("main a")}

    plain = links("/article/a1?q=harbour")
    assert plain["Cite this article"] == "/article/a1/cite?q=harbour"
    assert "Quote or cite this passage" not in plain
    assert links(f"/article/a1?q=harbour&{LINK}")["Quote or cite this passage"] == f"/article/a1/cite?q=harbour&{LINK}"


def test_the_clock_is_the_one_given() -> None:
    client = create_app(
        Settings(rate=""), FakeEngine(), now=lambda: datetime(1999, 12, 31, 12, tzinfo=UTC)
    ).test_client()
    assert "accessed 31 December 1999" in client.get("/article/a1/cite").text

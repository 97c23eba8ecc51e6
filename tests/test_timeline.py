"""The timeline: right numbers, links that narrow, and the same in a table."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import html5lib
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from search.engine import Engine
from search.language.parser import parse
from search.request import DateFilter, SearchRequest
from search.results import FacetValue, SearchResults
from search.web.page_links import PageLinks
from search.web.timeline import HEIGHT, LEAST, ArchiveMonths, Timeline, Unit, timeline
from settings import Settings
from tests.web_archive import harbour_archive
from tests.web_fakes import HARBOUR_HIT, FakeEngine, found, web_app


def facet(**months: int) -> list[FacetValue]:
    """A date facet of months written as y2022_03."""
    values = [FacetValue(name[1:].replace("_", "-"), "", count) for name, count in months.items()]
    return [FacetValue("", "", 0, children=tuple(values)), FacetValue("none", "Undated", 7)]


def laid_out(
    dates: list[FacetValue], chosen: DateFilter | None = None, archive: dict[str, int] | None = None
) -> Timeline:
    request = SearchRequest(parse("harbour"), dates=chosen, page=3)
    made = timeline(PageLinks(request, 10), dates, archive or {})
    assert made
    return made


def test_up_to_five_years_are_shown_by_month_without_gaps() -> None:
    made = laid_out(facet(y2020_03=4, y2024_12=1), archive={"2020-03": 8, "2021-01": 16})
    assert (made.unit, len(made.bars), made.most_found, made.most_there) == (Unit.MONTH, 60, 4, 16)
    assert (made.bars[0].label, made.bars[2].label, made.bars[59].label) == (
        "January 2020",
        "March 2020",
        "December 2024",
    )
    march, january = made.bars[2], made.bars[12]
    assert (march.found, march.there, march.found_height, march.there_height) == (4, 8, HEIGHT, HEIGHT / 2)
    assert (january.found, january.there, january.found_height, january.url) == (0, 16, 0, "")
    assert march.url == "/search?q=harbour&from=2020-03&to=2020-03"
    assert made.bars[59].found_height == HEIGHT / 4
    assert (made.bars[5].there_height, made.whole_url) == (0, "")


@pytest.mark.parametrize(
    ("months", "unit", "count", "first", "last", "url"),
    [
        ({"y2019_12": 1, "y2024_01": 2}, Unit.YEAR, 6, "2019", "2024", "from=2019&to=2019"),
        ({"y1925_01": 1, "y2024_01": 2}, Unit.YEAR, 100, "1925", "2024", "from=1925&to=1925"),
        ({"y1924_01": 1, "y2024_01": 2}, Unit.DECADE, 11, "1920–1929", "2020–2029", "from=1920&to=1929"),
        ({"y7_01": 1, "y9999_12": 2}, Unit.DECADE, 1000, "1–9", "9990–9999", "from=0001&to=0009"),
        ({"y9999_12": 2}, Unit.MONTH, 12, "January 9999", "December 9999", ""),
        ({"y987_02": 2}, Unit.MONTH, 12, "January 987", "December 987", ""),
    ],
)
def test_longer_stretches_are_shown_by_year_or_decade(
    months: dict[str, int], unit: Unit, count: int, first: str, last: str, url: str
) -> None:
    made = laid_out(facet(**months))
    assert (made.unit, len(made.bars)) == (unit, count)
    assert (made.bars[0].label, made.bars[-1].label) == (first, last)
    assert made.bars[0].url == (f"/search?q=harbour&{url}" if url else "")
    assert sum(bar.found for bar in made.bars) == sum(months.values())


def test_one_article_is_seen_beside_a_thousand() -> None:
    made = laid_out(facet(y2020_01=1000, y2020_02=1), archive={"2020-01": 1_000_000, "2020-02": 1})
    assert (made.bars[1].found_height, made.bars[1].there_height) == (LEAST, LEAST)


def test_a_filter_narrows_the_timeline_and_the_chosen_bar_takes_it_back() -> None:
    dates = facet(y2000_05=1, y2020_03=4, y2020_04=5, y2024_12=1)
    year = laid_out(dates, DateFilter(date(2020, 1, 1), date(2020, 12, 31)))
    assert (year.unit, len(year.bars), year.whole_url) == (Unit.MONTH, 12, "/search?q=harbour")
    assert not any(bar.aside or bar.chosen for bar in year.bars)
    month = laid_out(dates, DateFilter(date(2020, 3, 1), date(2020, 3, 31)))
    assert [bar.label for bar in month.bars if not bar.aside] == ["March 2020"]
    (chosen,) = (bar for bar in month.bars if bar.chosen)
    assert (chosen.label, chosen.url) == ("March 2020", "/search?q=harbour")
    assert month.bars[3].url == "/search?q=harbour&from=2020-04&to=2020-04"
    open_ended = laid_out(dates, DateFilter(date(2020, 4, 15), None))
    assert len(open_ended.bars) == 60
    assert [bar.label for bar in open_ended.bars if bar.aside] == ["January 2020", "February 2020", "March 2020"]
    elsewhere = laid_out(dates, DateFilter(date(1950, 1, 1), date(1950, 12, 31)))
    assert (elsewhere.unit, len(elsewhere.bars)) == (Unit.YEAR, 25)
    undated = laid_out(dates, DateFilter(undated=True))
    assert all(bar.aside for bar in undated.bars)


def test_there_is_none_without_a_dated_match() -> None:
    assert timeline(PageLinks(SearchRequest(parse("x")), 10), facet(), {"2020-01": 1}) is None
    page = web_app(FakeEngine(replace(found(HARBOUR_HIT), dates=(FacetValue("none", "Undated", 1),)))).test_client()
    assert "timeline" not in page.get("/search?q=x").text


def test_the_archive_is_counted_once_for_each_state_of_it() -> None:
    engine = FakeEngine()
    months = ArchiveMonths(engine)
    assert months.now() == months.now() == {"2023-12": 5, "2023-02": 3, "2021-07": 3}
    assert len(engine.asked) == 1
    engine.state = replace(engine.state, generation=8)
    engine.results = replace(
        SearchResults(**{name: getattr(found(), name) for name in SearchResults.__slots__}), index=engine.state
    )
    months.now()
    months.now()
    assert len(engine.asked) == 2


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = harbour_archive(tmp_path_factory.mktemp("timeline") / "index")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(engine: Engine) -> FlaskClient:
    return create_app(Settings(rate=""), engine).test_client()


def test_drawing_and_table_say_the_same_and_lead_to_what_they_say(client: FlaskClient) -> None:
    text = client.get("/search?q=harbour&source=Port+Gazette").text
    html5lib.HTMLParser(strict=True).parse(text)
    soup = BeautifulSoup(text, "lxml")
    (chart,) = soup.select(".timeline")
    (drawing,) = chart.select("svg[aria-hidden=true]")
    links = drawing.select("a")
    assert {link["tabindex"] for link in links} == {"-1"}  # whoever does not point uses the table
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in chart.select("tbody tr")]
    assert len(rows) > len(links) > 2
    assert [link["href"] for link in links] == [link["href"] for link in chart.select("tbody a")]
    shown = [row for row in rows if row[1] != "0"]
    titles = [title.get_text() for title in drawing.select("a title")]
    assert titles == [f"{month}: {n} of {all_} article{'' if all_ == '1' else 's'}" for month, n, all_ in shown]
    for row, link in zip(shown, links, strict=True):
        narrowed = client.get("/api/v1" + str(link["href"])).get_json()
        assert narrowed["total"] == int(row[1])
        period = str(link["href"]).partition("from=")[2]
        assert client.get(f"/api/v1/search?from={period.partition('&source')[0]}").get_json()["total"] == int(row[2])
    assert not chart.select("[style]")


def test_the_first_page_has_no_timeline(client: FlaskClient) -> None:
    assert "timeline" not in client.get("/").text
    assert "timeline" in client.get("/search?from=2020").text

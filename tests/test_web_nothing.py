"""What a page of nothing found says, over a real archive: every number on it is what its link finds."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import create_app
from search.engine import Engine
from search.engines import open_engine
from search.errors import QueryLimitError
from search.language.parser import parse
from search.request import SearchRequest
from search.results import SearchResults
from search.web.counting import Counting
from settings import Settings
from tests.archives import article, passages_of
from tests.web_archive import harbour_archive
from tests.web_fakes import FakeEngine, found


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = harbour_archive(tmp_path_factory.mktemp("nothing") / "index")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(engine: Engine) -> FlaskClient:
    return create_app(Settings(rate=""), engine).test_client()


def page(client: FlaskClient, query: str) -> BeautifulSoup:
    response = client.get(f"/search?{query}")
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "lxml")


def offers(soup: BeautifulSoup) -> dict[str, tuple[str, int]]:
    """What is offered under "nothing found": where each link leads, and how many articles it is said to find."""
    found = {}
    for row in soup.select(".nothing li"):
        text = " ".join(row.get_text().split())
        link = row.select_one("a")
        count = re.search(r": ([\d,]+) articles?$", text)
        if link and count:
            found[" ".join(link.get_text().split())] = (str(link["href"]), int(count[1].replace(",", "")))
    return found


def follow(client: FlaskClient, offered: dict[str, tuple[str, int]]) -> None:
    for label, (url, count) in offered.items():
        soup = BeautifulSoup(client.get(url).text, "lxml")
        status = soup.select_one("[role=status]")
        assert isinstance(status, Tag)
        told = status.get_text().strip()
        assert told == (f"{count} article" + "s" * (count != 1)), label


def test_each_word_is_counted_and_the_one_to_leave_out_is_named(client: FlaskClient) -> None:
    soup = page(client, "q=Masons+zeppelin+harbour")
    offered = offers(soup)
    assert offered["Leave out zeppelin"] == ("/search?q=Masons+harbour", 26)
    assert [one.get_text() for one in soup.select(".parts a")] == ["Masons", "harbour"]
    assert offered["Masons"] == ("/search?q=Masons", 26)
    assert "zeppelin: no article" in " ".join(soup.select(".parts")[0].get_text().split())
    assert offered["Search for any of the words instead of all of them"][1] == 26
    assert not [label for label in offered if label.startswith("Leave out") and "zeppelin" not in label]
    follow(client, offered)


def test_words_that_never_meet_can_each_be_left_out_the_best_first(client: FlaskClient) -> None:
    soup = page(client, "q=lighthouse+%22numbered+7%22+harbour")
    offered = offers(soup)
    assert [label for label in offered if label.startswith("Leave out")] == [
        "Leave out lighthouse",
        'Leave out "numbered 7"',
    ]
    assert "Each is in the archive, but no article has all of them." in soup.get_text()
    follow(client, offered)


def test_filters_that_exclude_everything_are_named_with_what_removing_them_finds(client: FlaskClient) -> None:
    soup = page(client, "q=lighthouse&source=Port+Gazette")
    assert "No article in the archive matches with these filters." in soup.get_text()
    offered = offers(soup)
    assert offered["Remove source Port Gazette"] == ("/search?q=lighthouse", 1)
    follow(client, offered)
    both = offers(page(client, "q=lighthouse&source=Port+Gazette&source=Le+Phare&from=2022"))
    assert set(both) == {"Clear all filters"}  # neither helps alone
    follow(client, both)
    dates = offers(page(client, "q=harbour&source=Le+Phare&source=Port+Gazette&to=2020"))
    assert {"Remove all filters by source", "Remove date until 2020", "Clear all filters"} <= set(dates)
    follow(client, dates)
    left_out = offers(page(client, "q=lighthouse&not_source=Coastal+Herald"))
    assert left_out["Bring back source Coastal Herald"] == ("/search?q=lighthouse", 1)


def test_where_filters_hide_a_word_both_numbers_are_told(client: FlaskClient) -> None:
    soup = page(client, "q=harbour+lighthouse&source=Le+Phare")
    text = " ".join(soup.get_text().split())
    assert "harbour: 8 articles with these filters, 26 articles without" in text
    assert "lighthouse: no article with these filters, 1 article without" in text
    assert offers(soup)["Leave out lighthouse"][1] == 8
    far = offers(page(client, "q=harbour+zeppelin&from=2090"))
    assert far["Leave out zeppelin and all filters"] == ("/search?q=harbour", 26)


def test_phrases_and_proximities_can_be_taken_apart(client: FlaskClient) -> None:
    for query in ("%22masons+harbour%22", "lighthouse+W/2+masons", "title:masons", "masons+/p+wall"):
        offered = offers(page(client, f"q={query}"))
        assert offered["Look for the words anywhere in the article"][1] > 0, query
        follow(client, offered)
    assert '"masons"' in offers(page(client, "q=%22masons+harbour%22"))


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("harbour zeppelin", True),
        ("(harbour zeppelin) OR airship", True),
        ("harbour AND zeppelin", False),
        ("airship OR zeppelin", False),
        ("harbour W/5 zeppelin", False),
        ("zeppelin -harbour", False),
        ('"harbour zeppelin"', False),
    ],
)
def test_any_of_the_words_is_offered_only_where_it_is_another_search(
    client: FlaskClient, query: str, offered: bool
) -> None:
    response = client.get("/search", query_string={"q": query})
    assert "Nothing found" in response.text
    assert ("any of the words" in response.text) == offered


def test_what_only_narrows_is_no_query_left(client: FlaskClient) -> None:
    offered = offers(page(client, "q=zeppelin+source:herald+-mud"))
    assert not [label for label in offered if label.startswith("Leave out zeppelin")]
    assert offered["source:herald"][1] == 9


def test_other_spellings_are_offered_with_what_they_find(client: FlaskClient) -> None:
    soup = page(client, "q=harbor+Masosn")
    (other,) = soup.select(".meant li")
    assert " ".join(other.get_text().split()) == "Did you mean harbour masons? 26 articles"
    link = other.select_one("a")
    assert link
    assert link["href"] == "/search?q=harbour+masons"
    assert [one.get_text() for one in other.select("b")] == ["harbour", "masons"]
    phrase = page(client, "q=%22the+harbor+wall%22&source=Le+Phare").select_one(".meant a")
    assert phrase
    assert phrase["href"] == "/search?q=%22the+harbour+wall%22&source=Le+Phare"
    for query in ("zeppelin", "harbour", "-harbor", "1998", "", "source:herold"):
        assert not page(client, f"q={query}").select(".meant"), query


def test_a_word_in_the_byline_is_respelled_from_bylines(client: FlaskClient) -> None:
    link = page(client, "q=byline:Thj+Ngo").select_one(".meant a")
    assert link is None  # too short for a slip to tell
    named = page(client, "q=byline:Ngoo").select_one(".meant a")
    assert named
    assert named["href"] == "/search?q=byline%3Ango"


@pytest.fixture(scope="module")
def rare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """An archive in which one word is a hundred times as frequent as a slip of it, and another is not."""
    engine = open_engine("whoosh", tmp_path_factory.mktemp("rare") / "index")
    with engine.writer() as writer:
        for number in range(100):
            one = article(f"{number}.txt", "The ferry met the trawler." if number < 99 else "The ferry came.")
            writer.add(f"n{number}", one, passages_of(one))
        for name, text in (("slip", "A ferrz in the trawlerz harbour."),):
            one = article(f"{name}.txt", text)
            writer.add(name, one, passages_of(one))
    yield create_app(Settings(rate=""), engine).test_client()
    engine.close()


def test_a_rare_word_is_respelled_where_another_is_a_hundred_times_as_frequent(rare: FlaskClient) -> None:
    soup = page(rare, "q=ferrz")
    assert [" ".join(one.get_text().split()) for one in soup.select(".meant li")] == [
        "Did you mean ferry? 100 articles"
    ]
    assert len(soup.select(".hits > li")) == 1
    assert not page(rare, "q=trawlerz").select(".meant")  # 99 times
    assert not page(rare, "q=ferrz+OR+met").select(".meant")  # many results: a reader has something to go on with
    assert not page(rare, "q=ferrz&page=2").select(".meant")


class Slow(FakeEngine):
    """An engine that answers the page's own search and is too slow for the rest."""

    def search(self, request: SearchRequest) -> SearchResults:
        if request.passages == 0:
            raise QueryLimitError("Too slow.", "time")
        return super().search(request)


def test_what_cannot_be_counted_in_time_is_left_out() -> None:
    soup = page(create_app(Settings(rate=""), Slow(found())).test_client(), "q=harbour+zeppelin&source=A")
    assert not offers(soup)
    assert "Use fewer words" in soup.get_text()
    assert not soup.select(".meant")


def test_all_counts_share_one_short_time() -> None:
    now = [0.0]
    engine = FakeEngine()
    counting = Counting(engine, SearchRequest(parse("harbour")), seconds=1.0, clock=lambda: now[0])
    tree = parse("wall").tree
    assert counting.of(tree) == 2
    now[0] = 0.75
    assert counting.of(parse("port").tree) == 2
    assert [request.seconds for request in engine.asked] == [1.0, 0.25]
    now[0] = 1.0
    assert counting.of(parse("ship").tree) is None
    assert counting.of(tree) == 2  # known already
    assert counting.similar("harbor", 3) == []
    assert len(engine.asked) == 2

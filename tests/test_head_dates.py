"""Which dates and names in a page's head are the article's, and which are the page's own."""

import pytest

from indexer.cleaning.names import Likeness, person
from indexer.cleaning.told_lines import is_sure_byline, is_told_with_date
from indexer.dating.date_lines import Stamp, read_date_line
from tests.cleaning import BODY, PARAGRAPHS, cleaned, outlets

TITLE = "Growers in the province expect their best harvest"
FRAME = "Sign in\n\nSubscribe"


@pytest.mark.parametrize(
    "glued", ["Home", "Skip to main content", "icon-search", "LIVE UPDATES: A ferry is late", "Marlow 14°C Cloudy"]
)
def test_a_date_glued_to_the_pages_head_is_the_articles(glued: str) -> None:
    article = cleaned(f"date 2022-01-07 {glued}\n\n{FRAME}\n\n{TITLE}\n\n{BODY}")
    assert (article.dating.stated, article.title, article.paragraphs) == ("2022-01-07", TITLE, PARAGRAPHS)
    updated = cleaned(f"date 2022-01-07 {glued}\n\n{FRAME}\n\n{TITLE}\n\nUpdated: 9 January 2022\n\n{BODY}")
    assert updated.dating.stated == "2022-01-07"


@pytest.mark.parametrize(
    ("above", "below", "stated"),
    [
        # The day of a visit never comes before a change that the page tells of.
        ("Friday, 7 January 2022", "Updated: 9 January 2022", "2022-01-07"),
        ("7 January 2022", "Last modified on 7 January 2022", "2022-01-07"),
        ("Thứ Sáu, ngày 07/01/2022", "Cập nhật: 09/01/2022 06:42", "2022-01-07"),
        ("Sunday, 3 March 2024", "Updated: 9 January 2022", "2022-01-09"),
        ("Sunday, 3 March 2024", "", ""),
        ("Date: 7 January 2022", "", "2022-01-07"),
        ("Date: 7 January 2022", "Published: 6 January 2022", "2022-01-06"),
        ("Today's date: 7 January 2022", "", ""),
    ],
)
def test_a_date_in_a_frame_above_the_headline(above: str, below: str, stated: str) -> None:
    article = cleaned(f"Skip to main content\n\n{above}\n\n{FRAME}\n\n{TITLE}\n\n{below}\n\n{BODY}")
    assert (article.title, article.dating.stated) == (TITLE, stated)


def test_a_labelled_date_says_that_it_is_one() -> None:
    languages = outlets().languages
    lines = {"Date: 7 January 2022": Stamp.LABELLED, "On 7 January 2022": Stamp.PLAIN, "Date 7 January 2022": None}
    for text, stamp in lines.items():
        line = read_date_line(text, languages)
        assert line is not None
        assert line.stamp is (stamp or Stamp.PLAIN)


def test_the_day_of_what_an_article_announces_is_not_its_own() -> None:
    assert cleaned(f"{TITLE}\n\n{BODY}\nDate: 7 January 2032\nVenue: the old pier\n").dating.stated == ""


def test_a_headline_that_begins_as_a_byline_is_none_where_it_is_repeated() -> None:
    article = cleaned(f"By Boat and Bus to Marlow\n\n7 January 2022\n\nBY BOAT AND BUS TO MARLOW\n\n{BODY}")
    assert (article.title, article.byline, article.paragraphs) == ("By Boat and Bus to Marlow", "", PARAGRAPHS)


def test_a_family_name_before_a_particle_is_no_persons() -> None:
    assert person("Vu de Nantes", outlets()) is not Likeness.KNOWN
    assert person("Vu Thi Lan", outlets()) is Likeness.KNOWN
    assert person("Maria de Sousa", outlets()) is Likeness.KNOWN


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("AP | Fri 7 Jan 2022 12.18 GMT", ""),
        ("VNA | Thứ Sáu, 07/01/2022 13:41", ""),
        ("Ana Duarte, Fri 7 Jan 2022 14.14 GMT", "Ana Duarte"),
        ("Ana Duarte and Jan Meer | 7 January 2022", "Ana Duarte and Jan Meer"),
        ("7 January 2022 - Ana Duarte", "Ana Duarte"),
    ],
)
def test_who_stands_beside_a_date_is_the_articles_above_a_repeated_headline(line: str, name: str) -> None:
    article = cleaned(f"Sign in\n\n{TITLE}\n\n{line}\n\n{TITLE}\n\n{BODY}")
    assert (article.title, article.dating.stated, article.byline) == (TITLE, "2022-01-07", name)
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize("line", ["Ana Duarte and Jan Meer", "Ana Duarte, Political Editor", "Ana Duarte, AFP"])
def test_sure_names_are_no_headline(line: str) -> None:
    article = cleaned(f"Trending: Sport\n\nWhy are the growers worried?\n\n{line}\n\n7 January 2022\n\n{BODY}")
    assert article.byline.startswith("Ana Duarte")
    assert article.dating.stated == "2022-01-07"


@pytest.mark.parametrize(
    "text",
    [
        "Marlow, 7 January 2022 and after",
        "World Cup 2026 - the road to Marlow",
        "Weather | 7 January 2022",
        "7 January 2022 | 14:06",
        "Harvest, 2022",
    ],
)
def test_what_tells_nobody_beside_a_date(text: str) -> None:
    assert not is_told_with_date(text, outlets())


@pytest.mark.parametrize("text", ["Ana Duarte", "Spring and Autumn", "Ana Duarte wins the vote", "Port Moresby, Papua"])
def test_what_is_no_sure_byline(text: str) -> None:
    assert not is_sure_byline(text, outlets())


def test_a_name_between_two_copies_of_the_headline_is_the_author() -> None:
    article = cleaned(f"Sign in\n\n{TITLE}\n\nAna Duarte\n\n{TITLE.upper()}\n\n{BODY}")
    assert (article.byline, article.paragraphs) == ("Ana Duarte", PARAGRAPHS)
    teased = cleaned(f"Sign in\n\nTrending\n\nAna Duarte\n\n{TITLE}\n\n{BODY}")
    assert (teased.byline, teased.title) == ("", TITLE)


def test_a_name_with_a_date_below_is_no_headline() -> None:
    article = cleaned(f"Trending: Sport\n\nWhy are the growers worried?\n\nAna Duarte\n\n7 January 2022\n\n{BODY}")
    assert (article.title, article.byline) == ("Why are the growers worried?", "Ana Duarte")


def test_a_marked_name_below_a_short_sentence_is_the_author() -> None:
    assert cleaned(f"{TITLE}\n\n{BODY}\nIt was not enough.\n- Ana Duarte\n").byline == "Ana Duarte"
    assert cleaned(f"{TITLE}\n\n{BODY}\nIt was not enough.\n\nAna Duarte\n").byline == ""


@pytest.mark.parametrize(
    ("above", "stated"),
    [
        ("7 January 2022, 14:06", "2022-01-07"),
        ("14:06, 7 January 2022", "2022-01-07"),
        ("7 January 2022\n\nBy Ana Duarte", "2022-01-07"),
        ("Friday, 7 January 2022, 14:06", ""),
        ("Friday, 7 January 2022", ""),
        ("7 January 2022", ""),
    ],
)
def test_what_tells_a_date_above_the_headline_from_the_visits(above: str, stated: str) -> None:
    article = cleaned(f"Skip to main content\n\n{above}\n\n{FRAME}\n\n{TITLE}\n\n{BODY}")
    assert (article.title, article.dating.stated, article.paragraphs) == (TITLE, stated, PARAGRAPHS)

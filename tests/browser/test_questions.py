"""Ten questions that a stranger answers from the pages alone, and where five real articles come from.

docs/questions.md has the ten, on the sample archive, with their answers. Each is asked here as a reader asks it: by
typing, following links and reading what the page shows; what is asserted is the text on the page, nothing behind it.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from indexer.knowledge import outlets
from indexer.reindex import Archive, reindex
from search.engines import open_engine
from search.periods import MONTHS
from tests.browser.conftest import served

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared"
Answering = Callable[["Reader"], None]
QUESTIONS: dict[str, Answering] = {}


def question(asked: str) -> Callable[[Answering], Answering]:
    """Enter a function that finds the answer among the ten."""

    def enter(answering: Answering) -> Answering:
        QUESTIONS[asked] = answering
        return answering

    return enter


class Reader:
    """Somebody at the page, who types, follows links and reads.

    Args:
        page: in a browser.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def search(self, query: str) -> None:
        """Start at the home page, type a query and press the button."""
        self.page.goto("/")
        box = self.page.get_by_label("Search the archive")
        box.fill(query)
        self.page.get_by_role("button", name="Search").click()
        self.page.wait_for_url("**/search?*")

    def narrow(self, filter: str) -> None:
        """Choose a value among the filters."""
        self.page.locator("#filters").get_by_role("link", name=re.compile(f"^{re.escape(filter)}")).first.click()

    def result(self, title: str) -> Locator:
        """Look at the result of that headline."""
        return self.page.get_by_role("article").filter(has=self.page.get_by_role("heading", name=title))

    def open(self, title: str) -> Locator:
        """Open the result of that headline, and look at the article."""
        self.result(title).get_by_role("heading").get_by_role("link").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)
        return self.page.get_by_role("main")


def says(place: Locator, *answers: str) -> None:
    """Read an answer where it stands."""
    for answer in answers:
        expect(place).to_contain_text(answer)


@question(
    "Who spoke for the Calder Islands when they signed the rice-for-reef pact, and who travelled with the delegation?"
)
def who_led_the_delegation(reader: Reader) -> None:
    reader.search("rice-for-reef pact briefing delegation")
    title = "Calder Islands and Vietnam sign rice-for-reef pact as leaders meet in Hanoi"
    story = reader.open(title)
    says(story, "Prime Minister Josephine Tallis said at a joint press briefing")
    says(story, "Dr Amara Sefu, travelled with the delegation")


@question("Which outlet had the accord on fishing grounds first, and who had it the day after?")
def which_outlet_had_it_first(reader: Reader) -> None:
    reader.search('accord "shared fishing grounds"')
    story = reader.page.get_by_role("article")
    expect(story).to_have_count(1)  # the copies of one story are one result
    says(story, "Harbour Courier", "20 November 2020", "Also in:", "Reuters", "21 November 2020")


@question("What exactly did the Prime Minister say of fish and passports?")
def what_exactly_was_said(reader: Reader) -> None:
    reader.search('"fish have never')  # a quotation mark that is not closed is read to the end
    says(
        reader.page.get_by_role("article"), "“Fish have never asked to see a passport,” Prime Minister Josephine Tallis"
    )


@question("When did the first train of Line 5 leave?")
def when_it_happened(reader: Reader) -> None:
    reader.search("line 5 opens train passengers")
    says(
        reader.result("Line 5 opens"),
        "2 September 2023",
        "At 5.30 on Saturday morning a yellow train of four cars left Hồ Sen station",
    )


@question("When was the flood that put families on a school's roof, and how does the archive know?")
def when_it_must_have_been(reader: Reader) -> None:
    reader.search('flood "cam lam" roof school')
    title = "Thanh Giang counts the cost of its highest flood in forty years"
    says(reader.result(title), "on or after 17 October 2020", "(inferred)", "Cam Lam on October 17, 2020")


@question("Who reported on the dockers' strike, and as what?")
def who_wrote_it(reader: Reader) -> None:
    reader.search("dockers strike night shifts date:2019")
    says(
        reader.open("Dockers bring Port Selwyn to a standstill over night shifts"),
        "By Martin Osei",
        "Industrial Correspondent",
        "12 March 2019",
    )


@question("When was “The Return of the Herring Fleet” stolen, and where was it found?")
def how_it_began_and_ended(reader: Reader) -> None:
    reader.search('"herring fleet"')
    reader.page.get_by_role("link", name="Oldest").click()
    says(reader.page.get_by_role("article").first, "24 October 2019", "Thieves take a Flemish harbour scene")
    reader.page.get_by_role("link", name="Newest").click()
    says(
        reader.page.get_by_role("article").first,
        "11 February 2025",
        "stolen painting found behind a piano",
    )


@question("What did Martin Osei write in 2021?")
def what_somebody_wrote_in_a_year(reader: Reader) -> None:
    reader.search("byline:osei")
    reader.narrow("2021")
    expect(reader.page.get_by_role("status").first).to_contain_text("1 article")
    says(
        reader.page.get_by_role("article"),
        "Selwyn Rovers win the Strait Cup with the last kick of the night",
        "Northwind Weekly",
        "11 July 2021",
    )


@question("How do two versions of the accord differ on the quarrels that it ended?")
def how_two_versions_differ(reader: Reader) -> None:
    reader.search("accord quarrels tuna quota")
    reader.open("Island states close a tenth of the Calder Strait to trawlers")
    reader.page.get_by_role("link", name=re.compile("^Compare")).first.click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Two copies compared")
    says(
        reader.page.get_by_role("main"),
        "The agreement ends eleven years of quarrels, two of which came to shots.",
        "The agreement ends more than a decade of quarrels.",
    )


@question("How long is the tunnel that the machine Thần Tốc dug?")
def what_an_article_in_another_language_says(reader: Reader) -> None:
    reader.search("robot than toc")  # typed without the accents
    says(reader.page.get_by_role("article").first, "Sông Hồng Online", "15 March 2021", "hoàn thành 7,4 km hầm")


def archive_of(documents: Path, folder: Path) -> Iterator[str]:
    """Index documents as a keeper does, and serve them."""
    engine = open_engine("whoosh", folder / "index")
    summary = reindex(Archive(documents, outlets.load(), "rules"), engine)
    assert summary.added
    assert not summary.rejected
    with served(engine) as address:
        yield address


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from archive_of(ROOT / "raw_docs", tmp_path_factory.mktemp("questions"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: QUESTIONS[asked].__name__)
def test_a_question_is_answered_by_the_page(browser: Browser, sample: str, asked: str, scripts: bool) -> None:
    context = browser.new_context(base_url=sample, java_script_enabled=scripts)
    page = context.new_page()
    page.set_default_timeout(5000)  # milliseconds: a local page answers at once, so a wait is a failure
    QUESTIONS[asked](Reader(page))
    context.close()


def test_the_ten_are_written_down() -> None:
    text = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert re.findall(r"^\d+\. \*\*(.+?)\*\*", text, re.MULTILINE) == list(QUESTIONS)
    assert len(QUESTIONS) == 10


real = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="needs the articles in ../shared/seeds")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("seeds")
    shutil.copytree(SHARED / "seeds", folder / "raw_docs")
    yield from archive_of(folder / "raw_docs", folder)


def shown_day(day: str) -> str:
    """Write 2022-01-07 as the page does."""
    year, month, of_month = map(int, day.split("-"))
    return f"{of_month} {MONTHS[month - 1]} {year}"


@real
@pytest.mark.parametrize("number", range(5))
def test_a_stranger_learns_where_a_real_article_comes_from(browser: Browser, seeds: str, number: int) -> None:
    gold: dict[str, Any] = json.loads((SHARED / "seeds_gold.json").read_text(encoding="utf-8"))
    (expected,) = (one for name, one in gold.items() if name.startswith(f"{number:03}"))
    context = browser.new_context(base_url=seeds)
    page = context.new_page()
    page.set_default_timeout(5000)  # milliseconds, as above
    reader = Reader(page)
    reader.search(f'"{expected["first_body_words"]}"')
    result = page.get_by_role("article")
    expect(result).to_have_count(1)
    if expected["source"]:
        expect(result).to_contain_text(expected["source"], ignore_case=True)  # it is shown by its canonical name
    if expected["date"]:
        says(result, shown_day(expected["date"]))
    result.get_by_role("heading").get_by_role("link").click()
    main = page.get_by_role("main")
    says(main, expected["title"] or "[no headline]", expected["last_body_words"])
    if expected["byline"]:
        says(main, expected["byline"])
    context.close()

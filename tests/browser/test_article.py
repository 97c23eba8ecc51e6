"""The article's page in a real Chromium: places, links to passages, neighbours, citations, the raw document."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from search.engines import open_engine
from search.schema import AccountedLine, Role
from settings import Settings
from tests.archives import article, passages_of
from tests.browser.test_browser import CHROMIUM, NARROW, QUIET, READABLE

WIDE = ViewportSize(width=1280, height=800)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
FILLER = "The masons of Port Lune worked on while the rain went on over the bay and nobody counted the hours. " * 4
CAUSE = " Captain Adair blamed the gearbox, which a workshop in Marseille had mended in spring."
FERRY = "The ferry Calliope sails for the island of Vell with two hundred passengers on board."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    engine = open_engine("whoosh", tmp_path_factory.mktemp("article") / "index")
    with engine.writer() as writer:
        for number in range(12):
            one = article(
                f"ferry/{number:02}.txt",
                f"Report {number}: {FERRY}",
                *[FILLER] * 4,
                "“We waited nine years for this ferry,” the mayor said, “and the ferry is late.”",
                *[FILLER] * 3,
                "The ferry turned back at dusk." + (CAUSE if number in (3, 8) else ""),
                title=f"Calliope, report {number}",
                source="Coastal Herald",
                day=f"2022-03-{number + 1:02}",
                byline="Ada Hollis and Bùi Thanh Sơn",
                captions=("The ferry leaves. Photo: R. Adair",),
            )
            account = (
                AccountedLine(1, Role.TITLE, one.title),
                AccountedLine(2, Role.BODY, index=0, end=len(one.paragraphs[0])),
                AccountedLine(3, Role.DROPPED, "Share this article", "share"),
            )
            writer.add(f"ferry{number:02}", replace(one, account=account), passages_of(one))
        writer.rules({"share": "Words that ask to share."})
    app = create_app(Settings(rate=""), engine, now=lambda: datetime(2026, 6, 9, 12, tzinfo=UTC))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    engine.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "CI needs a Chromium or Chrome on the PATH"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield chromium
        chromium.close()


def opened(context: BrowserContext, complaints: list[str]) -> Page:
    page = context.new_page()
    page.set_default_timeout(5000)  # milliseconds: a local page answers at once, so a wait is a failure
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in both kinds of browser: what is tested with it works without a script."""
    context = browser.new_context(base_url=address, viewport=WIDE, java_script_enabled=request.param)
    complaints: list[str] = []
    yield opened(context, complaints)
    context.close()
    assert not complaints


@pytest.fixture
def scripted(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce"
    )
    complaints: list[str] = []
    yield opened(context, complaints)
    context.close()
    assert not complaints


ARTICLE = "/article/ferry03?q=ferry"  # five places: first paragraph, three in the fifth and ninth, the caption


def step_shown(page: Page) -> str:
    """What the bar at the current place says; there is one such bar."""
    shown = page.locator(".step:visible")
    expect(shown).to_have_count(1)
    return shown.locator("span").inner_text()


def test_from_place_to_place_by_links(page: Page) -> None:
    page.goto(ARTICLE)
    bar = page.get_by_role("navigation", name="Places where words of the query stand")
    expect(bar.get_by_text("5 places")).to_be_visible()
    expect(page.locator(".step:visible")).to_have_count(0)
    bar.get_by_role("link", name="First place").click()
    assert step_shown(page) == "1 of 5"
    for number in (2, 3, 4, 5, 1):
        page.locator(".step:visible").get_by_role("link", name="Next place").click()
        assert step_shown(page) == f"{number} of 5"
        expect(page.locator(f"#hit-{number}")).to_be_in_viewport()
    page.locator(".step:visible").get_by_role("link", name="Previous place").click()
    assert step_shown(page) == "5 of 5"
    assert page.locator("#hit-5").inner_text() == "ferry"
    box = page.locator("#hit-5").bounding_box()
    bar_box = page.locator(".step:visible").bounding_box()
    assert box
    assert bar_box
    assert box["y"] + box["height"] <= bar_box["y"] or box["x"] + box["width"] <= bar_box["x"]  # it hides no place


def test_the_way_by_tab_goes_on_from_the_place(page: Page) -> None:
    page.goto(ARTICLE + "#hit-2")
    expect(page.locator("#hit-2")).to_be_in_viewport()  # the browser has gone there: Tab begins from it
    page.keyboard.press("Tab")
    expect(page.locator("#hit-2 + .step a").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert step_shown(page) == "3 of 5"


def test_the_map_says_in_words_what_it_shows(page: Page) -> None:
    page.goto(ARTICLE)
    name = "Map of the 5 places: paragraph 1, paragraph 6, paragraph 10, caption 1"
    expect(page.get_by_role("img", name=name)).to_have_count(1)
    expect(page.locator("svg.map")).to_be_visible()
    page.set_viewport_size(NARROW)
    expect(page.locator("svg.map")).to_be_hidden()
    expect(page.locator("svg.strip")).to_be_visible()
    assert page.locator("svg.strip").get_attribute("aria-label") == name


def test_keys_step_and_back_still_leads_to_the_results(scripted: Page) -> None:
    page = scripted
    page.goto("/search?q=ferry")
    results = page.url
    page.get_by_role("article").first.get_by_role("link").first.click()
    page.wait_for_url("**/article/*")  # loaded: the keys are the script's
    for key, number in (("n", 1), ("n", 2), ("n", 3), ("p", 2), ("p", 1), ("p", 5), ("n", 1)):
        page.keyboard.press(key)
        assert step_shown(page) == f"{number} of 5"
        expect(page.locator("mark[aria-current]")).to_have_id(f"hit-{number}")
    page.locator("#q").focus()
    page.keyboard.type("np")
    assert step_shown(page) == "1 of 5"
    expect(page.locator("#q")).to_have_value("npferry")
    page.go_back()
    assert page.url == results


def test_keys_can_be_switched_off(scripted: Page) -> None:
    scripted.goto(ARTICLE)
    scripted.evaluate("localStorage.setItem('shortcuts', 'off')")
    scripted.keyboard.press("n")
    expect(scripted.locator(".step:visible")).to_have_count(0)
    scripted.evaluate("localStorage.removeItem('shortcuts')")
    scripted.keyboard.press("n")
    assert step_shown(scripted) == "1 of 5"


def test_the_first_step_begins_where_the_reader_is(scripted: Page) -> None:
    scripted.goto(ARTICLE)
    scripted.locator(".body p").nth(7).evaluate("one => one.scrollIntoView({block: 'start'})")
    scripted.keyboard.press("n")
    assert step_shown(scripted) == "4 of 5"


def test_focus_stays_on_the_way_from_place_to_place(scripted: Page) -> None:
    scripted.goto(ARTICLE)
    scripted.get_by_role("link", name="First place").focus()
    for number in (1, 2, 3):
        scripted.keyboard.press("Enter")
        assert step_shown(scripted) == f"{number} of 5"
        expect(scripted.locator(f"#hit-{number} + .step a").last).to_be_focused()


def test_the_map_leads_to_the_place_nearest_to_the_pointer(scripted: Page) -> None:
    scripted.goto(ARTICLE)
    box = scripted.locator("svg.map").bounding_box()
    assert box
    scripted.mouse.click(box["x"] + 3, box["y"] + 1)
    assert step_shown(scripted) == "1 of 5"
    scripted.mouse.click(box["x"] + 3, box["y"] + box["height"] - 1)
    assert step_shown(scripted) == "5 of 5"


def test_from_result_to_result(page: Page) -> None:
    page.goto("/search?q=ferry&sort=oldest&size=5&page=1")
    page.get_by_role("article").last.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Calliope, report 4")
    beside = page.get_by_role("navigation", name="Results of the search")
    expect(beside).to_contain_text("Result 5 of 12")
    beside.get_by_role("link", name="Next result").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Calliope, report 5")
    expect(beside).to_contain_text("Result 6 of 12")
    page.get_by_role("link", name="Back to the results").click()
    assert urlsplit(page.url).query == "q=ferry&sort=oldest&page=2&size=5"
    page.go_back()
    beside.get_by_role("link", name=re.compile("Previous result")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Calliope, report 4")


def test_each_paragraph_has_a_link_to_itself_that_leads_to_its_quotation(page: Page) -> None:
    page.goto(ARTICLE)
    link = page.get_by_role("link", name="Link to paragraph 6")
    assert link.evaluate("one => getComputedStyle(one).opacity") == "0"
    link.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert link.evaluate("one => getComputedStyle(one).opacity") == "1"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?passage=[a-z2-7]{8}-\d+#t-"))
    expect(page.locator("p:target")).to_contain_text("We waited nine years")
    expect(page.locator("p:target")).to_be_in_viewport()
    linked = page.url
    page.get_by_role("link", name="Quote or cite this passage").click()
    expect(page.get_by_label("Quotation of the passage")).to_have_value(
        "““We waited nine years for this ferry,” the mayor said, “and the ferry is late.”” "
        f"(Coastal Herald, 4 March 2022, “Calliope, report 3”, {linked})"
    )
    page.get_by_role("link", name="Back to the article").click()
    assert page.url == linked


def test_a_pointer_over_a_paragraph_shows_its_link(page: Page) -> None:
    page.goto(ARTICLE)
    paragraph = page.locator(".body p").nth(1)
    paragraph.hover()
    assert paragraph.locator(".permalink").evaluate("one => getComputedStyle(one).opacity") == "1"


def test_old_links_lead_to_the_same_passage(page: Page) -> None:
    page.goto("/article/ferry03#p-6")
    expect(page.locator("p:has(> #p-6)")).to_contain_text("We waited nine years")
    expect(page.locator("p:has(> #p-6)")).to_be_in_viewport()


def test_a_link_whose_words_are_gone_says_so(page: Page) -> None:
    page.goto("/article/ferry03?passage=aaaaaaaa-6#t-aaaaaaaa")
    expect(page.get_by_role("status").filter(has_text="no longer in the article")).to_be_in_viewport()
    expect(page.locator("p:target")).to_contain_text("We waited nine years")
    page.goto("/article/ferry03?passage=aaaaaaaa#t-aaaaaaaa")
    expect(page.locator(":target")).to_contain_text("no longer in the article")


def test_a_selection_is_copied_with_its_source(scripted: Page) -> None:
    page = scripted
    page.goto(ARTICLE)
    button = page.get_by_role("button", name="Copy quotation")
    expect(button).to_be_hidden()
    page.locator(".body p").nth(5).evaluate(
        """one => {
          const range = document.createRange();
          range.setStart(one.querySelector("mark").previousSibling, 1);
          range.setEnd(one.querySelector(".step").nextSibling, 1);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    button.click()
    expect(page.get_by_text("Quotation copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    link = page.locator(".body p").nth(5).locator(".permalink").evaluate("one => one.href")
    assert copied == (
        f"“We waited nine years for this ferry,” (Coastal Herald, 4 March 2022, “Calliope, report 3”, {link})"
    )
    page.evaluate("getSelection().removeAllRanges()")
    page.locator("h1").click()
    expect(button).to_be_hidden()


def test_citations_are_copied_by_a_button_and_downloaded(scripted: Page) -> None:
    page = scripted
    page.goto(ARTICLE)
    page.get_by_role("link", name="Cite this article").click()
    expect(page.get_by_role("textbox", name="APA")).to_have_value(re.compile("^Hollis, A., & Bùi, T. S. "))
    page.get_by_role("button", name="Copy APA").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_role("textbox", name="APA").input_value()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download .bib").click()
    assert download.value.suggested_filename == "hollis2022calliope.bib"
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("@article{hollis2022calliope,")


def test_citations_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/article/ferry03/cite")
    expect(page.get_by_role("textbox", name="CSL-JSON")).to_have_value(re.compile('"type": "article-newspaper"'))
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_document_is_a_table_however_it_is_laid_out(page: Page, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(ARTICLE)
    page.get_by_role("link", name="The document beside the article").click()
    expect(page.get_by_role("table")).to_have_count(1)
    row = page.get_by_role("row", name="Share this article")
    expect(row.get_by_role("rowheader")).to_have_text("3")
    expect(row.get_by_role("cell").last).to_have_text(re.compile("Left out share Words that ask to share."))
    raw, became = (row.get_by_role("cell").nth(at).bounding_box() for at in (0, 1))
    assert raw
    assert became
    assert (became["y"] >= raw["y"] + raw["height"]) is (size is NARROW)


def test_articles_like_it_are_links(page: Page) -> None:
    page.goto(ARTICLE)
    page.get_by_role("region", name="More like this").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Calliope, report 8")
    expect(page.get_by_role("link", name="Back to the results")).to_be_visible()


def test_nothing_of_the_way_is_printed(scripted: Page) -> None:
    scripted.goto(ARTICLE + "#hit-2")
    scripted.emulate_media(media="print")
    for selector in (".places", ".step", ".map", ".strip", ".permalink", ".beside", ".tools"):
        assert not any(one.is_visible() for one in scripted.locator(selector).all()), selector
    expect(scripted.locator(".body mark").first).to_be_visible()


PAGES = (
    ARTICLE,
    ARTICLE + "#hit-2",
    "/article/ferry03?passage=aaaaaaaa-6#t-aaaaaaaa",
    "/article/ferry03/cite?q=ferry",
    "/article/ferry03/raw?q=ferry",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_everybody_can_use_it(browser: Browser, address: str, scheme: str, size: ViewportSize) -> None:
    context = browser.new_context(
        base_url=address,
        viewport=size,
        color_scheme="dark" if scheme == "dark" else "light",
        has_touch=size is NARROW,
        bypass_csp=True,  # the checker is put into the page
    )
    page = context.new_page()
    probe = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
    axe = import_module("axe_playwright_python.sync_playwright").Axe()  # it ships no types
    for url in PAGES:
        page.goto(url)
        found = axe.run(page, options={"runOnly": list(RULES)})
        assert found.violations_count == 0, f"{url}: {found.generate_report()}"
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] <= widths[1], f"{url} is {widths[0]} pixels wide"
        faint = [one for one in page.evaluate(probe) if one["contrast"] < READABLE]
        assert not faint, f"{url}: {faint}"
        for selector in (".places a", ".step a", ".beside a", ".tools a", ".permalink", ".copied button", ".copied a"):
            for box in (one.bounding_box() for one in page.locator(selector).all() if one.is_visible()):
                assert box
                assert min(box["width"], box["height"]) >= 24, f"{url} {selector}: {box}"  # pixels: WCAG 2.5.8
    context.close()

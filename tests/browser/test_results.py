"""The results page in a real browser: filters, caret, nothing found, errors; with JavaScript and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from search.engines import open_engine
from tests.archives import article, passages_of
from tests.browser.conftest import served

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)  # pixels
OUTLETS = [f"{name} Gazette" for name in ("Anselm", "Bray", "Colne", "Dunes", "Esk", "Fyne", "Garn", "Holm", "Isle")]
OUTLETS += ["Đồng Nai Tin", "Jura Post", "Kyle Post", "Lorne Post", "Morven Post"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    engine = open_engine("whoosh", tmp_path_factory.mktemp("results") / "index")
    with engine.writer() as writer:
        for number, outlet in enumerate(OUTLETS):
            for year in range(2010, 2024):
                one = article(
                    f"{number}-{year}.txt",
                    f"The ferry of {year} left the harbour on time, and nobody waved.",
                    "The lighthouse was dark." if (number, year) == (0, 2010) else "Gulls followed it.",
                    title="The ferry",
                    source=outlet,
                    day=f"{year}-05-01" if (number, year) != (1, 2011) else "",
                )
                writer.add(f"{number}-{year}", one, passages_of(one))
    with served(engine) as at:
        yield at


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def opened(browser: Browser, address: str, viewport: ViewportSize, *, scripted: bool) -> Page:
    page = browser.new_context(base_url=address, viewport=viewport, java_script_enabled=scripted).new_page()
    page.set_default_timeout(5000)  # milliseconds: a local page answers at once, so a wait is a failure
    return page


@pytest.fixture
def wide(browser: Browser, address: str, scripted: bool) -> Iterator[Page]:
    page = opened(browser, address, WIDE, scripted=scripted)
    yield page
    page.context.close()


@pytest.fixture
def narrow(browser: Browser, address: str, scripted: bool) -> Iterator[Page]:
    page = opened(browser, address, NARROW, scripted=scripted)
    yield page
    page.context.close()


def test_on_a_wide_screen_the_filters_are_open_beside_the_results(wide: Page) -> None:
    wide.goto("/search?q=ferry")
    expect(wide.locator(".drawer > summary")).to_be_hidden()
    link = wide.get_by_role("link", name="Only Anselm Gazette")
    expect(link).to_be_visible()
    filters, first = wide.locator("#filters").bounding_box(), wide.get_by_role("article").first.bounding_box()
    assert filters
    assert first
    assert filters["x"] > first["x"] + first["width"]
    assert filters["y"] < first["y"] + 5
    wide.get_by_role("link", name="Skip the filters").focus()
    wide.keyboard.press("Tab")
    expect(wide.get_by_label("From")).to_be_focused()  # what is shown can be reached


def test_on_a_phone_the_filters_are_a_fold_that_says_how_many_are_active(narrow: Page) -> None:
    narrow.goto("/search?q=ferry&source=Bray+Gazette&from=2012")
    fold = narrow.locator(".drawer > summary")
    expect(fold).to_have_text("Filters 2 active")
    link = narrow.get_by_role("link", name="Also Colne Gazette")
    expect(link).to_be_hidden()
    box, first = fold.bounding_box(), narrow.get_by_role("article").first.bounding_box()
    assert box
    assert first
    assert box["y"] + box["height"] <= first["y"]
    assert box["height"] >= 24  # pixels: WCAG 2.5.8
    fold.focus()
    narrow.keyboard.press("Enter")
    expect(link).to_be_visible()
    link.click()
    expect(narrow.locator(".drawer > summary")).to_have_text("Filters 3 active")
    assert len(narrow.locator("form.dates").all()) == 1


def test_a_source_is_left_out_and_brought_back(wide: Page) -> None:
    wide.goto("/search?q=ferry")
    expect(wide.get_by_role("status").first).to_have_text("196 articles")
    wide.get_by_role("link", name="Without Bray Gazette").click()
    expect(wide.get_by_role("status").first).to_have_text("182 articles")
    expect(wide.locator(".excluded .label")).to_have_text("Bray Gazette")
    wide.locator("#filters").get_by_role("link", name="Without Colne Gazette").click()
    expect(wide.get_by_role("status").first).to_have_text("168 articles")
    wide.locator(".chips").get_by_role("link", name="Bring back source Bray Gazette").click()
    expect(wide.get_by_role("status").first).to_have_text("182 articles")
    wide.locator("#filters").get_by_role("link", name="Only Colne Gazette").click()
    expect(wide.get_by_role("status").first).to_have_text("14 articles")
    wide.get_by_role("link", name="Remove source Colne Gazette").first.click()
    expect(wide.get_by_role("status").first).to_have_text("196 articles")
    wide.get_by_role("link", name="Undated").click()
    expect(wide.get_by_role("status").first).to_have_text("1 article")


def test_a_long_list_folds_and_can_be_looked_through(wide: Page, scripted: bool) -> None:
    wide.goto("/search?q=ferry")
    far = wide.get_by_role("link", name="Only Morven Post")
    expect(far).to_be_hidden()
    box = wide.get_by_label("Find a source")
    if not scripted:
        expect(box).to_be_hidden()
        wide.locator("summary").filter(has_text="4 more").nth(1).click()
        expect(far).to_be_visible()
        return
    box.fill("post")
    expect(far).to_be_visible()
    expect(wide.get_by_role("link", name="Only Anselm Gazette")).to_be_hidden()
    expect(wide.locator("section", has=box).get_by_role("status")).to_have_text("4 shown")
    box.fill("dong")
    expect(wide.get_by_role("link", name="Only Đồng Nai Tin")).to_be_visible()
    expect(wide.locator("section", has=box).get_by_role("status")).to_have_text("1 shown")
    box.fill("")
    expect(wide.get_by_role("link", name="Only Anselm Gazette")).to_be_visible()
    expect(far).to_be_hidden()


def test_carets_stand_under_the_place_whatever_the_width(narrow: Page) -> None:
    narrow.goto("/search?q=the+ferry+AND+lighthouse+of+the+harbour+OR")
    place = narrow.locator(".place")
    line, carets = place.inner_text().split("\n")
    assert line[carets.index("^") :].startswith("OR")
    sizes = place.evaluate("one => [one.scrollWidth, one.clientWidth]")
    assert sizes[0] <= sizes[1]
    narrow.locator(".reading").get_by_role("link").first.click()
    expect(narrow.locator(".reading")).to_have_count(0)
    expect(narrow.get_by_label("Search the archive")).to_have_value("the ferry AND lighthouse of the harbour")


def test_nothing_found_leads_to_something(wide: Page) -> None:
    wide.goto("/search?q=ferry+lighthouse&source=Bray+Gazette")
    expect(wide).to_have_title("ferry lighthouse – nothing found – Morgue")
    wide.get_by_role("main").get_by_role("link", name="Remove source Bray Gazette").last.click()
    expect(wide.get_by_role("status").first).to_have_text("1 article")
    wide.goto("/search?q=fery+lihgthouse")
    wide.get_by_role("link", name="ferry lighthouse").click()
    expect(wide.get_by_role("status").first).to_have_text("1 article")
    wide.goto("/search?q=ferry+zeppelin")
    wide.get_by_role("link", name="Leave out zeppelin").click()
    expect(wide.get_by_role("status").first).to_have_text("196 articles")


def test_an_error_takes_the_focus_and_keeps_what_was_typed(narrow: Page) -> None:
    narrow.goto("/search?q=" + "(" * 25 + "ferry")
    expect(narrow.get_by_role("heading", level=1)).to_be_focused()
    box = narrow.get_by_label("Search the archive")
    expect(box).to_have_value("(" * 25 + "ferry")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(narrow.locator(f"#{box.get_attribute('aria-describedby')}")).to_contain_text("At character 21")
    narrow.goto("/search?q=ferry&from=2015&to=2012")
    expect(narrow.get_by_role("heading", level=1)).to_be_focused()
    expect(narrow.get_by_label("From")).to_have_attribute("aria-invalid", "true")
    narrow.get_by_role("link", name="Swap the two dates").click()
    expect(narrow.locator(".chips").get_by_role("link")).to_have_text(["Remove date 2012 to 2015" + "2012 to 2015 ×"])


PAGES = (
    "/search?q=ferry&source=Bray+Gazette&not_source=Colne+Gazette&from=2012",
    "/search?q=the+ferry+AND+lighthouse+of+the+harbour+OR",
    "/search?q=fery+lihgthouse&source=Bray+Gazette",
    "/search?q=ferry+lighthouse&source=Bray+Gazette",
    "/search?q=" + "(" * 25 + "ferry",
    "/search?q=ferry&from=2015&to=2012",
)


def test_nothing_scrolls_sideways_and_fingers_can_hit_everything(narrow: Page) -> None:
    for url in PAGES:
        narrow.goto(url)
        fold = narrow.locator(".drawer > summary")
        if fold.count():
            fold.click()
        widths = narrow.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] <= widths[1], f"{url} is {widths[0]} pixels wide"
        for selector in (".choice", ".without", ".chips a", ".drawer summary", ".sift input"):
            for box in (one.bounding_box() for one in narrow.locator(selector).all() if one.is_visible()):
                assert box
                assert min(box["width"], box["height"]) >= 24, f"{url} {selector}: {box}"  # pixels: WCAG 2.5.8

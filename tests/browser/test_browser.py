"""A reader's way through the archive in a real Chromium, with and without JavaScript, narrow, and in the dark."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from settings import Settings
from tests.web_archive import harbour_archive

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
)
NARROW = ViewportSize(width=320, height=640)  # pixels: the narrowest that WCAG 1.4.10 asks for
READABLE = 4.5  # contrast of text with what is behind it, at least: WCAG 1.4.3

if CHROMIUM is None and os.environ.get("CI") != "true":
    pytest.skip("no Chromium or Chrome on the PATH", allow_module_level=True)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    engine = harbour_archive(tmp_path_factory.mktemp("browser") / "index", copies=[("harbour03", "harbour04")])
    server = make_server("127.0.0.1", 0, create_app(Settings(rate=""), engine), threaded=True)
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


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(base_url=address, java_script_enabled=request.param)
    opened = context.new_page()
    opened.set_default_timeout(5000)  # milliseconds: a local page answers at once, so a wait is a failure
    opened.on("console", lambda message: None if "status of 400" in message.text else complaints.append(message.text))
    # Suggestions for what is no longer typed are given up.
    opened.on("requestfailed", lambda failed: None if "/suggest" in failed.url else complaints.append(failed.url))
    yield opened
    context.close()
    assert not complaints


def test_from_a_query_to_a_passage_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search the archive").fill("harbour masons")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_have_text("26 articles")
    expect(page.locator(".hits mark").first).to_be_visible()

    page.locator("#filters").get_by_role("link", name="Only Port Gazette").click()
    expect(page.get_by_role("status")).to_have_text("9 articles")
    page.locator(".chips").get_by_role("link", name="Remove source Port Gazette").click()
    page.locator("#filters").get_by_role("link", name=re.compile("^2021")).click()
    expect(page.locator(".chips").get_by_role("link", name="Remove date 2021")).to_be_visible()
    page.locator(".chips").get_by_role("link", name="Remove date 2021").click()

    page.get_by_role("link", name="Next").click()
    expect(page).to_have_title("harbour masons – 26 articles – page 2 of 3 – Morgue")
    results = page.url
    hit = page.get_by_role("article").first
    title = hit.get_by_role("heading").inner_text()
    hit.locator(".where a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(".body mark").first).to_be_visible()
    page.get_by_role("link", name="Back to the results").click()
    assert page.url == results


def test_months_open_and_filter(page: Page) -> None:
    page.goto("/search?q=harbour")
    page.locator("summary").filter(has_text="Months of 2021").click()
    page.locator("#filters").get_by_role("link", name=re.compile("February")).click()
    expect(page.get_by_role("link", name="Remove date February 2021")).to_be_visible()
    expect(page.locator("#from")).to_have_value("2021-02")


def test_typed_dates_filter(page: Page) -> None:
    page.goto("/search?q=harbour&undated=1")
    expect(page.get_by_role("status")).to_have_text("1 article")
    page.get_by_label("From").fill("2022")
    page.get_by_role("button", name="Apply dates").click()
    expect(page.get_by_role("link", name="Remove date from 2022")).to_be_visible()
    page.get_by_label("To").fill("yesterday")
    page.get_by_role("button", name="Apply dates").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This search can’t be answered")
    expect(page.get_by_label("Search the archive")).to_have_value("harbour")
    page.get_by_label("To").fill("2022-06")
    page.get_by_role("button", name="Apply dates").click()
    expect(page.get_by_role("link", name="Remove date January 2022 to June 2022")).to_be_visible()


def test_the_way_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the results")).to_be_in_viewport()
    page.get_by_label("Search the archive").focus()
    page.keyboard.type("lighthouse")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 article")
    first = page.get_by_role("article").get_by_role("link").first
    first.focus()
    assert first.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    fold = page.locator("summary").filter(has_text="left out by cleaning")
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="trailer")).to_be_visible()


PAGES = ("/", "/search?q=harbour+masons&source=Le+Phare&from=2021", "/search?q=zeppelin", "/article/harbour03?q=log")
COMPARISON = "/article/harbour03/compare/harbour04?q=harbour"
MORE = (
    COMPARISON,
    "/search?q=lighthouse&duplicates=show",
    "/search?q=lighthouse",
    "/help",
    "/search?from=soon",
    "/nowhere",
    f"/search?q={'x' * 300}",
    f"/search?source={'y' * 200}",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_scrolls_sideways_and_all_text_is_readable(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(
        base_url=address,
        viewport=NARROW,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    probe = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
    for url in PAGES + MORE:
        page.goto(url)
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] <= widths[1], f"{url} is {widths[0]} pixels wide"
        faint = [one for one in page.evaluate(probe) if one["contrast"] < READABLE]
        assert not faint, f"{url}: {faint}"
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        lightness = sum(map(int, re.findall(r"\d+", background)[:3]))
        assert (lightness < 150) is (scheme == "dark"), background
    context.close()


def test_what_a_finger_must_hit_is_large_enough(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport=NARROW)
    page = context.new_page()
    page.goto("/search?q=harbour")
    for selector in (
        ".pages a",
        ".facet a",
        ".facet summary",
        "button",
        "input[type=search]",
        ".search fieldset label",
    ):
        for box in (one.bounding_box() for one in page.locator(selector).all() if one.is_visible()):
            assert box is not None
            assert min(box["width"], box["height"]) >= 24, f"{selector}: {box}"  # pixels: WCAG 2.5.8
    context.close()

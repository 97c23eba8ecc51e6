"""The search box suggests, by keyboard, pointer and finger, and is a plain search box where there is no JavaScript."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

ASKED = "**/api/v1/suggest?*"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    opened.set_default_timeout(5000)  # milliseconds: a local page answers at once, so a wait is a failure
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto("/")
    yield opened
    context.close()
    assert not complaints


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search the archive")


def lines(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def type_in(page: Page, text: str) -> None:
    box(page).press_sequentially(text)
    expect(lines(page).first).to_be_visible()


def test_suggestions_are_offered_reached_and_taken_by_keyboard(page: Page) -> None:
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_attribute("aria-autocomplete", "list")
    type_in(page, "maso")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    assert box(page).get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    expect(lines(page)).to_have_text(["Masons 26 articles"])
    expect(page.locator("[aria-live=polite]")).to_have_text("1 suggestion")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", re.compile(""))

    page.keyboard.press("ArrowDown")
    reached = box(page).get_attribute("aria-activedescendant")
    expect(page.locator(f"#{reached}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("Masons")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(lines(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=Masons"))


def test_arrows_go_round_and_come_back_to_the_box(page: Page) -> None:
    type_in(page, "harbour report")
    count = lines(page).count()
    assert count > 1
    expect(page.locator("[aria-live=polite]")).to_have_text(f"{count} suggestions")
    page.keyboard.press("ArrowUp")
    expect(lines(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(lines(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowLeft")  # the caret's key, not the list's
    expect(box(page)).to_have_value("harbour report")


def test_escape_closes_and_keeps_the_query(page: Page) -> None:
    type_in(page, "harb")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("harb")
    page.keyboard.press("ArrowDown")  # asks again
    expect(lines(page).first).to_be_visible()


def test_enter_without_a_choice_searches_for_what_is_typed(page: Page) -> None:
    type_in(page, "harb")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=harb&"))


def test_tab_leaves_without_choosing(page: Page) -> None:
    type_in(page, "harb")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("harb")
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_a_headline_leads_to_its_article(page: Page) -> None:
    type_in(page, '"harbour report 12')
    line = lines(page).filter(has_text="Harbour report 12")
    expect(line).to_contain_text("Article · Coastal Herald · 14 January 2020")
    line.click()
    expect(page).to_have_url(re.compile("/article/harbour12$"))


def test_a_source_takes_the_place_of_what_is_typed(page: Page) -> None:
    type_in(page, "masons source:")
    expect(lines(page)).to_have_count(3)
    box(page).press_sequentially("po")
    expect(lines(page)).to_have_text(["Port Gazette Source · 9 articles"])
    lines(page).click()
    expect(box(page)).to_have_value('masons source:"Port Gazette"')
    expect(box(page)).to_be_focused()


def test_what_stands_behind_the_caret_stays(page: Page) -> None:
    box(page).fill("maso harbour")
    box(page).evaluate("box => box.setSelectionRange(4, 4)")
    page.keyboard.press("ArrowDown")
    expect(lines(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("Masons harbour")
    assert box(page).evaluate("box => box.selectionStart") == 6


def test_a_finger_can_choose_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 568}, has_touch=True)
    page = context.new_page()
    page.goto("/")
    box(page).tap()
    type_in(page, "fisher")
    for line in lines(page).all():
        size = line.bounding_box()
        assert size is not None
        assert size["height"] >= 24  # pixels: WCAG 2.5.8
        assert size["x"] >= 0
        assert size["x"] + size["width"] <= 320
    lines(page).first.tap()
    expect(box(page)).to_have_value("fishermen")
    context.close()


def test_nothing_moves_when_suggestions_come(page: Page) -> None:
    before = page.locator("main").bounding_box()
    type_in(page, "harb")
    assert page.locator("main").bounding_box() == before


def test_quick_typing_asks_once(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
    box(page).press_sequentially("fishermen watc", delay=10)
    expect(lines(page).first).to_be_visible()
    assert len(asked) <= 3
    assert "q=fishermen+watc&" in asked[-1]


def test_an_answer_that_comes_too_late_is_not_shown(page: Page) -> None:
    held: list[Route] = []
    dropped: list[str] = []

    def hold(route: Route) -> None:
        held.append(route)  # never answered while the next question is asked

    def failed(request: Request) -> None:
        dropped.append(request.url)

    page.on("requestfailed", failed)
    page.route(re.compile(r"/suggest\?q=fish&"), hold)
    box(page).press_sequentially("fish")
    page.wait_for_timeout(300)
    assert len(held) == 1
    box(page).fill("maso")
    expect(lines(page)).to_have_text(["Masons 26 articles"])
    assert [url for url in dropped if "q=fish&" in url]


def test_hostile_text_is_text(page: Page) -> None:
    evil = "<img src=x onerror=alert(1)>"
    answer = {
        "query": "ha",
        "suggestions": [{"kind": "word", "text": evil, "description": evil, "query": evil, "url": "/search?q=x"}],
    }
    page.route(ASKED, lambda route: route.fulfill(body=json.dumps(answer), content_type="application/json"))
    type_in(page, "ha")
    expect(lines(page)).to_have_text([f"{evil} {evil}"])
    expect(page.locator("img")).to_have_count(0)


@pytest.mark.parametrize("status", [500, 503])
def test_without_an_answer_the_box_is_a_box(page: Page, status: int) -> None:
    page.route(ASKED, lambda route: route.fulfill(status=status, body="no"))
    with page.expect_response(ASKED):
        box(page).press_sequentially("harbour")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("26 articles")


def test_without_javascript_there_is_a_plain_search_box(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    plain = page.get_by_role("searchbox", name="Search the archive")
    assert not plain.get_attribute("aria-expanded")
    for of_scripts in ("[role=listbox]", ".recent", "dialog[open]", "[aria-live]"):
        expect(page.locator(of_scripts)).to_have_count(0)
    plain.fill("harbour")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("26 articles")
    page.get_by_role("link", name="Keyboard shortcuts").click()
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_in_viewport()
    context.close()

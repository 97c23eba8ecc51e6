"""Keys for readers without a mouse: they work where they should, nowhere else, and can be switched off."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

ANYWHERE = ("/", "?", "j", "k", "o")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    opened.set_default_timeout(5000)  # milliseconds: a local page answers at once, so a wait is a failure
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto("/search?q=harbour")
    yield opened
    context.close()
    assert not complaints


def test_the_slash_goes_to_the_box_and_selects_the_query(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("masons/")
    expect(page.locator("#q")).to_have_value("masons/")


def test_results_are_walked_through_and_opened(page: Page) -> None:
    links = page.locator(".hits > li h2 a")
    page.keyboard.press("o")  # nothing is reached yet
    page.keyboard.press("j")
    expect(links.first).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(links.first).to_be_focused()
    for _ in range(links.count() + 2):
        page.keyboard.press("j")
    expect(links.last).to_be_focused()
    expect(links.last).to_be_in_viewport()
    page.locator(".hits > li").nth(2).locator(".where a").first.focus()  # somewhere within the third result
    page.keyboard.press("j")
    expect(links.nth(3)).to_be_focused()
    title = links.nth(3).inner_text()
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_letters_in_a_field_and_keys_with_modifiers_are_left_alone(page: Page) -> None:
    page.locator("#from").focus()
    for key in ANYWHERE:
        page.keyboard.press(key)
    expect(page.locator("#from")).to_have_value("/?jko")
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.locator("#from").blur()
    for key in ("Control+j", "Alt+j", "Meta+j", "Control+/"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.body")


def test_the_list_of_keys_holds_the_focus_and_gives_it_back(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    for key in ("/", "j / k", "o", "n", "?"):
        for part in key.split(" / "):
            expect(dialog.locator("kbd").filter(has_text=re.compile(f"^{re.escape(part)}$"))).to_have_count(1)
    for _ in range(6):
        page.keyboard.press("Tab")
        where = "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        assert page.evaluate(where)  # the browser's own controls come between, the page's do not
    page.keyboard.press("j")  # does nothing while the list is open
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".hits > li h2 a").first).to_be_focused()


def test_the_link_opens_the_list_and_the_button_closes_it(page: Page) -> None:
    link = page.get_by_role("link", name="Keyboard shortcuts")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    expect(page).to_have_url(re.compile(r"/search\?q=harbour$"))


def test_switched_off_they_stay_off_until_switched_on(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_label("Use these shortcuts").uncheck()
    page.keyboard.press("Escape")
    assert page.evaluate("localStorage.getItem('shortcuts')") == "off"
    page.goto("/search?q=masons")
    for key in ANYWHERE:
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.body")
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.get_by_role("link", name="Keyboard shortcuts").click()
    page.get_by_label("Use these shortcuts").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_where_storage_is_forbidden_everything_works_and_forgets(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/search?q=harbour")
    page.keyboard.press("?")
    page.get_by_label("Use these shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.goto("/")
    page.locator(".recent summary").click()
    expect(page.get_by_text("There are none yet.")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    context.close()
    assert not complaints

"""Recent searches stay in the browser, can be forgotten one by one or all, and can be switched off."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    opened.set_default_timeout(5000)  # milliseconds: a local page answers at once, so a wait is a failure
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert not complaints


def kept(page: Page) -> list[str]:
    return [one["query"] for one in json.loads(page.evaluate("localStorage.getItem('recent-searches')") or "[]")]


def opened_list(page: Page) -> Locator:
    page.goto("/")
    page.locator("summary").filter(has_text="Recent searches").click()
    return page.locator(".recent")


def search_for(page: Page, *queries: str) -> None:
    for query in queries:
        page.goto(f"/search?q={query}")


def test_searches_are_listed_last_first_and_lead_back(page: Page) -> None:
    search_for(page, "harbour", "masons", "harbour&page=2", "masons&source=Port+Gazette&from=2021", "", "x&from=soon")
    recent = opened_list(page)
    links = recent.get_by_role("link")
    expect(links).to_have_text(["masons · Port Gazette · 2021", "harbour", "masons"])
    links.first.click()
    expect(page.get_by_role("link", name=re.compile("Remove .*Port Gazette")).first).to_be_visible()


def test_one_is_forgotten_and_the_focus_goes_on(page: Page) -> None:
    search_for(page, "one", "two", "three")
    recent = opened_list(page)
    recent.get_by_role("button", name="Forget two").click()
    expect(recent.get_by_role("link")).to_have_text(["three", "one"])
    expect(recent.get_by_role("button", name="Forget one")).to_be_focused()
    recent.get_by_role("button", name="Forget one").click()
    expect(recent.get_by_role("button", name="Forget three")).to_be_focused()
    recent.get_by_role("button", name="Forget three").click()
    expect(recent.locator("summary")).to_be_focused()
    expect(recent.get_by_text("There are none yet.")).to_be_visible()
    assert kept(page) == []


def test_all_are_forgotten(page: Page) -> None:
    search_for(page, "one", "two")
    recent = opened_list(page)
    recent.get_by_role("button", name="Forget all").click()
    expect(recent.get_by_role("link")).to_have_count(0)
    expect(recent.get_by_role("button", name="Forget all")).to_be_hidden()
    assert kept(page) == []


def test_none_are_kept_where_the_reader_does_not_want_it(page: Page) -> None:
    search_for(page, "one")
    recent = opened_list(page)
    recent.get_by_label("Keep recent searches in this browser").uncheck()
    expect(recent.get_by_role("link")).to_have_count(0)
    search_for(page, "two")
    assert kept(page) == []
    recent = opened_list(page)
    expect(recent.get_by_label("Keep recent searches in this browser")).not_to_be_checked()
    recent.get_by_label("Keep recent searches in this browser").check()
    search_for(page, "three")
    assert kept(page) == ["three"]


def test_twenty_are_kept(page: Page) -> None:
    page.goto("/")
    many = [{"query": f"q{n}", "address": f"/search?q=q{n}"} for n in range(30)]
    page.evaluate("many => localStorage.setItem('recent-searches', JSON.stringify(many))", many)
    search_for(page, "new")
    assert kept(page) == ["new", *(f"q{n}" for n in range(19))]
    expect(opened_list(page).get_by_role("link")).to_have_count(20)


@pytest.mark.parametrize(
    "stored",
    [
        "no JSON",
        "17",
        '[null, 3, {"query": "x"}]',
        '[{"query": "x", "address": "javascript:alert(1)"}, {"query": "y", "address": "https://elsewhere.example/"}]',
    ],
)
def test_what_is_not_ours_is_not_shown(page: Page, stored: str) -> None:
    page.goto("/")
    page.evaluate("stored => localStorage.setItem('recent-searches', stored)", stored)
    expect(opened_list(page).get_by_role("link")).to_have_count(0)
    search_for(page, "ours")
    assert kept(page) == ["ours"]


def test_hostile_queries_are_text(page: Page) -> None:
    search_for(page, "%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    recent = opened_list(page)
    expect(recent.get_by_role("link")).to_have_text(["<img src=x onerror=alert(1)>"])
    expect(page.locator("main img")).to_have_count(0)


def test_they_are_sent_nowhere(page: Page) -> None:
    search_for(page, "secretword")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    opened_list(page)
    page.wait_for_load_state("networkidle")
    assert sent
    assert not [one for one in sent if "secretword" in one]
    assert page.context.cookies() == []

"""The query builder on the help page, with and without JavaScript; and pages on paper."""

import re

import pytest
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_query_is_built_of_fields(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/help")
    page.get_by_role("link", name="Build a query").click()
    form = page.get_by_role("form", name="Build a query")
    built = form.locator(".built")
    expect(built).to_be_hidden()
    form.get_by_label("All of these words").fill('harbour OR "masons')
    form.get_by_label("This word", exact=True).fill("masons")
    form.get_by_label("and this word").fill("stones")
    form.get_by_label("at most so many words apart").fill("3")
    form.get_by_label("Outlet").fill("Port Gazette")
    form.get_by_label("Published from").fill("2021")
    query = 'harbour "OR" "masons" (masons W/3 stones) source:"Port Gazette" date:2021..'
    if scripts:
        expect(built).to_have_text(f"The query: {query}")
    form.get_by_label("All of these words").fill("harbour")
    page.keyboard.press("Enter")
    query = query.replace(' "OR" "masons"', "")
    expect(page.locator("#q")).to_have_value(query)
    expect(page.get_by_role("status").first).to_have_text("8 articles")
    context.close()


def test_an_empty_form_leads_back_to_itself(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/help")
    page.get_by_role("button", name="Search with these fields").click()
    expect(page).to_have_url(re.compile("/help#builder$"))
    context.close()


@pytest.mark.parametrize("path", ["/search?q=harbour+masons&source=Le+Phare", "/article/harbour03?q=log"])
def test_paper_says_where_and_when_and_keeps_the_links(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark")
    page = context.new_page()
    page.goto(path)
    expect(page.locator(".printed")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_contain_text(
        re.compile(re.escape(f"Printed from {address}{path.split('?')[0]}"))
    )
    expect(page.locator(".printed time")).to_have_text(re.compile(r"^\d{1,2} \w+ 20\d\d$"))
    for screen_only in (".filters", "footer", ".masthead nav", ".pages", ".back"):
        for one in page.locator(screen_only).all():
            expect(one).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    if path.startswith("/search"):
        expect(page.locator("#q")).to_be_visible()
        expect(page.locator(".chips").get_by_text("Le Phare ×")).to_be_visible()
        first = page.locator(".hits h2 a").first
        after = first.evaluate("link => getComputedStyle(link, '::after').content")
        assert str(first.get_attribute("href")).split("?")[0] in after
    else:
        expect(page.locator(".body mark").first).to_be_visible()
        for kept in (".body", ".captions", ".copies", ".provenance"):
            expect(page.locator(kept)).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".printed time")).to_have_text(re.compile(r"20\d\d at \d"))
    context.close()

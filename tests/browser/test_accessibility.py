"""Every page for every reader: axe-core's rules, and what no rule of it sees.

axe-core runs on each page in light and dark, at 320 and at 1280 pixels. Then by script: the order of the focus, its
visibility, where it goes after an error, how the count is announced, zoom, text spacing (WCAG 1.4.12) and what moves
while a page loads.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")

PAGES = {
    "home": "/",
    "results": "/search?q=harbour+masons&source=Le+Phare&from=2021",
    "a query that was mended": "/search?q=%22harbour+masons+OR+wall&match=any",
    "nothing found": "/search?q=zeppelin&source=Le+Phare",
    "error 400": "/search?q=harbour&from=soon",
    "error 400 of the query": f"/search?q={'harbour+' * 150}",
    "error 404": "/nowhere",
    "article": "/article/harbour03?q=log",
    "comparison": "/article/harbour03/compare/harbour04?q=harbour",
    "help": "/help",
}
WIDTHS = (320, 1280)  # pixels: the narrowest that WCAG 1.4.10 asks for, and a desk's
ZOOMED = ViewportSize(width=320, height=256)  # what 400% leaves of 1280 x 1024
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""  # WCAG 1.4.12
STEADY = 0.1  # cumulative layout shift from which readers notice, https://web.dev/articles/cls
ENHANCED = 7  # contrast of text with what is behind it: WCAG 1.4.6
LINE = 40  # pixels: what is higher may have something beside each of its lines
MANY = 400  # presses of Tab: more than any page has stops

pages = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """One page for the whole module: most of a test's time would go into opening one."""
    context = browser.new_context(base_url=address, bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(PROBES)
    opened = context.new_page()
    opened.set_default_timeout(5000)  # milliseconds: a local page answers at once, so a wait is a failure
    yield opened
    context.close()


def view(page: Page, path: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)


def violations(page: Page) -> list[str]:
    """What axe-core finds on a page as it stands: the rule, where, and why."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run({ runOnly: rules, resultTypes: ['violations'] })", {"type": "tag", "values": RULES}
    )
    return [
        f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def everywhere(page: Page) -> dict[str, list[str]]:
    """What axe-core finds in both schemes and at both widths."""
    found = {}
    for scheme, width in product(("light", "dark"), WIDTHS):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 800})
        found[f"{scheme}, {width} pixels"] = violations(page)
    page.emulate_media(color_scheme="light")
    return {where: what for where, what in found.items() if what}


def test_axe_finds_what_is_wrong(page: Page) -> None:
    view(page, "/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(one.startswith("image-alt") for one in violations(page))


@pages
def test_axe_finds_nothing(page: Page, path: str) -> None:
    view(page, path)
    assert everywhere(page) == {}


def test_axe_finds_nothing_in_what_javascript_opens(page: Page) -> None:
    view(page, "/search?q=masons")
    view(page, "/")
    page.locator("#recent summary").click()
    page.locator("#q").press_sequentially("harb")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert everywhere(page) == {}
    page.keyboard.press("Escape")
    page.locator("#shortcuts-link").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert everywhere(page) == {}


def stops(page: Page) -> list[dict[str, Any]]:
    """Every stop of the Tab key, in its order, as the probe describes it; the link at the top is the first."""
    page.evaluate("document.querySelector('body a[href]').focus()")
    seen: list[dict[str, Any]] = [page.evaluate("probes.stop()")]
    for _ in range(MANY):
        page.keyboard.press("Tab")
        stop = page.evaluate("probes.stop()")
        if stop is None or stop["number"] == seen[0]["number"]:
            return seen
        seen.append(stop)
    raise AssertionError("the focus never leaves the page")


@pages
def test_the_focus_goes_in_reading_order_and_is_seen(page: Page, path: str) -> None:
    view(page, path, 320)  # in one column the order of reading is from top to bottom
    found = stops(page)
    assert found[0]["name"].startswith("Skip to")
    assert len(found) > 5
    for stop in found:
        assert stop["marked"], f"nothing shows the focus on {stop['name']}"
        assert stop["shown"], f"{stop['name']} is out of sight when it has the focus"
    for before, after in pairwise(found):
        order = f"{after['name']} comes after {before['name']}"
        assert before["number"] < after["number"], order
        if any(one["name"].startswith("Skip") or one["name"].endswith(" place") for one in (before, after)):
            continue  # a link to skip is in sight only while it has the focus; the bar of places lies over the page
        assert after["bottom"] > before["top"], order
        if after["top"] < before["bottom"] and before["bottom"] - before["top"] < LINE:
            assert after["left"] >= before["left"] or after["top"] > before["top"], order


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_after_an_error_the_focus_is_on_it(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/search?q=harbour&from=soon")
    expect(page.locator("main *:focus")).to_contain_text("This search can’t be answered")
    context.close()


@pytest.mark.parametrize(
    ("path", "announced", "title"),
    [
        ("/search?q=lighthouse", "1 article", "1 article"),
        ("/search?q=harbour&page=2", "26 articles, page 2", "26 articles – page 2"),
        ("/search?q=zzz", "Nothing found", "0 articles|[Nn]othing found"),
    ],
)
def test_the_count_is_announced(page: Page, path: str, announced: str, title: str) -> None:
    view(page, path)
    expect(page.get_by_role("status").first).to_contain_text(announced)
    expect(page).to_have_title(re.compile(title))


@pages
def test_nothing_scrolls_sideways_when_zoomed(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(base_url=address, viewport=ZOOMED, device_scale_factor=4)
    page = context.new_page()
    page.goto(path)
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], f"{path} is {widths[0]} pixels wide"
    context.close()


@pages
def test_wider_spacing_of_text_loses_nothing(page: Page, path: str) -> None:
    for width in WIDTHS:
        view(page, path, width)
        page.add_style_tag(content=SPACING)
        assert page.evaluate("probes.cut()") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
@pages
def test_nothing_moves_while_a_page_loads(page: Page, path: str, width: int) -> None:
    view(page, path, width)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("probes.shift()") < STEADY


@pytest.mark.parametrize("path", [PAGES["results"], PAGES["article"], PAGES["help"]])
def test_who_asks_for_more_contrast_gets_it(page: Page, path: str) -> None:
    contrasts = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
    view(page, path)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", contrast="more")
        faint = [one for one in page.evaluate(contrasts) if one["contrast"] < ENHANCED]
        page.emulate_media(color_scheme="light", contrast="null")
        assert not faint, scheme


def test_with_the_systems_own_colours_focus_and_marks_are_seen(page: Page) -> None:
    view(page, PAGES["results"])
    page.emulate_media(forced_colors="active")
    assert all(stop["marked"] for stop in stops(page))
    mark = page.locator(".hits mark").first
    own, around = (
        mark.evaluate(f"mark => getComputedStyle({one}).backgroundColor") for one in ("mark", "document.body")
    )
    page.emulate_media(forced_colors="none")
    assert own != around


def test_the_probe_sees_what_moves_and_what_is_cut(page: Page) -> None:
    view(page, "/search?q=harbour")
    page.evaluate("document.querySelector('main').style.marginTop = '200px'")
    page.wait_for_timeout(100)  # milliseconds: a few frames
    assert page.evaluate("probes.shift()") > 0
    page.evaluate("Object.assign(document.querySelector('.total').style, { overflow: 'hidden', height: '5px' })")
    assert page.evaluate("probes.cut()") != []

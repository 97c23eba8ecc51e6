"""Hostile text through every page, feed and export in a real Chromium: none of it is ever run, and no policy broken."""

import http.client
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Dialog, Page

from search.engines import open_engine
from tests.archives import article, passages_of
from tests.browser.conftest import served

SHOUT = "window.ran=1"
CALLS = (SHOUT, "alert(1)", "document.title='ran'", "fetch('/ran')")
SHAPES = (
    "<script>CALL</script>",
    "</title><script>CALL</script>",
    "</textarea><script>CALL</script>",
    '"><script>CALL</script>',
    "'><img src=x onerror=CALL>",
    '"><svg onload=CALL>',
    "<svg/onload=CALL>",
    "<iframe srcdoc='<script>parent.CALL</script>'></iframe>",
    "<a href=javascript:CALL>x</a>",
    '" autofocus onfocus=CALL x="',
    "' autofocus onfocus=CALL x='",
    "<details open ontoggle=CALL>",
    "<style>@import'/ran'</style><b onclick=CALL>",
    "<math><mtext><script>CALL</script>",
    "--><script>CALL</script><!--",
    "]]><script>CALL</script>",
    "{{ CALL }}{% raw %}",
    "${CALL}`CALL`",
    "<template><script>CALL</script></template><object data=javascript:CALL>",
    "\u2028<script>CALL</script>\u202e",
    "<base href=//evil.example><script>CALL</script>",
    "<meta http-equiv=refresh content='0;url=javascript:CALL'>",
    "<form action=javascript:CALL><button autofocus>",
    "<body onpageshow=CALL>",
    "&lt;script&gt;CALL&lt;/script&gt;<x onpointerover=CALL>",
)
PAYLOADS = [shape.replace("CALL", call) for shape, call in product(SHAPES, CALLS)]


def test_there_are_a_hundred_and_all_differ() -> None:
    assert len(set(PAYLOADS)) >= 100


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    index: Path = tmp_path_factory.mktemp("injection") / "index"
    engine = open_engine("whoosh", index)
    with engine.writer() as writer:
        for number, payload in enumerate(PAYLOADS):
            one = article(
                f"{payload.replace('/', '∕')}.txt",
                f"lighthouse {payload}",
                payload,
                title=f"{payload} lighthouse",
                source=payload,
                byline=payload,
                place=payload,
                day="2021-03-04",
                captions=(f"lighthouse {payload}",),
            )
            writer.add(f"hostile{number:03}", one, passages_of(one))
        writer.copies([("hostile000", "hostile001")])
    with served(engine) as at:
        yield at


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.set_default_timeout(20_000)  # milliseconds
    broken: list[str] = []

    def refuse(dialog: Dialog) -> None:
        broken.append(f"dialog on {page.url}")
        dialog.dismiss()

    page.on("dialog", refuse)
    page.on("pageerror", lambda error: broken.append(f"{error} on {page.url}"))
    page.on(
        "console",
        lambda message: broken.append(f"{message.text} on {page.url}") if "Content Security" in message.text else None,
    )
    page.on("request", lambda request: broken.append(request.url) if not request.url.startswith(address) else None)
    page.on("request", lambda request: broken.append(request.url) if request.url.endswith("/ran") else None)
    yield page
    context.close()
    assert not broken


def look(page: Page, path: str) -> None:
    page.goto(path)
    assert page.evaluate("window.ran") is None, path
    assert page.title() != "ran", path


def test_nothing_of_an_archive_is_run(page: Page) -> None:
    for number in (1, 2):
        look(page, f"/search?q=lighthouse&size=50&page={number}")
    for number in range(0, len(PAYLOADS), 4):
        look(page, f"/article/hostile{number:03}?q=lighthouse")
    for number in range(0, len(PAYLOADS), 10):
        for path in ("raw", "cite", "compare/hostile001"):
            look(page, f"/article/hostile{number:03}/{path}?q=lighthouse")


def test_nothing_of_a_query_is_run(page: Page) -> None:
    for payload in PAYLOADS:
        look(page, f"/search?{urlencode({'q': payload})}")
    for payload in PAYLOADS[::5]:
        for name in ("from", "source", "not_source", "sort", "page", "match"):
            look(page, f"/search?{urlencode({'q': 'lighthouse', name: payload})}")
        look(page, f"/article/{quote(payload, safe='')}")
        look(page, f"/{quote(payload, safe='')}")
        look(page, f"/build?{urlencode({'all': payload, 'near': payload})}")


@pytest.mark.parametrize("ending", ["json", "atom"])
def test_nothing_of_an_export_is_run(page: Page, ending: str) -> None:
    for path in (f"/search.{ending}?q=lighthouse", f"/search.{ending}?{urlencode({'q': PAYLOADS[0]})}"):
        response = page.request.get(path)
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "html" not in response.headers["content-type"]
        assert "script-src 'self'" in response.headers["content-security-policy"]


TRAVERSALS = [
    f"/{start}/{step * depth}{target}"
    for start in ("static", "static/aaaaaaaaaaaa", "article", "api/v1/articles", "search")
    for step in ("../", "..%2f", "%2e%2e/", "..%5c", "..\\", "....//", "%252e%252e/", "..%c0%af")
    for depth, target in (
        (1, "app.py"),
        (2, "settings.py"),
        (3, "etc/passwd"),
        (6, "etc/passwd"),
        (9, "proc/self/environ"),
    )
]


def test_no_path_leads_out(address: str) -> None:
    assert len(TRAVERSALS) >= 200
    host, port = address.removeprefix("http://").split(":")
    for path in TRAVERSALS:
        connection = http.client.HTTPConnection(host, int(port), timeout=20)
        # Browsers mend such paths before they send them; this sends them as they are.
        connection.putrequest("GET", path, skip_accept_encoding=True)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        connection.close()
        assert response.status in (301, 308, 400, 404), path
        for secret in ("root:", "create_app", "PATH=", "class Settings"):
            assert secret not in body, path

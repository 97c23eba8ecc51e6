"""What a browser may keep, what it is spared, and what it is sent in fewer bytes."""

import gzip
import re
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from search.errors import IndexMissingError
from search.request import SearchRequest
from search.results import ResultStream, SearchResults
from search.web.compression import ALGORITHMS
from search.web.etags import set_etags
from search.web.static_files import serve_static
from settings import Settings
from tests.web_archive import harbour_archive
from tests.web_fakes import STATE, FakeEngine, web_app

STATIC = Path(__file__).parent.parent / "static"
KEPT = (
    "/",
    "/search?q=harbour",
    "/article/a1?q=harbour",
    "/article/a1/compare/u7",
    "/help",
    "/opensearch.xml",
    "/api/v1/search?q=harbour",
    "/api/v1/articles/a1",
    "/api/v1/openapi.json",
    "/search.csv?q=harbour",
    "/search.xlsx?q=harbour",
    "/search.json?q=harbour",
    "/search.atom?q=harbour",
)


class IdleEngine(FakeEngine):
    """Fails the test when it has to search."""

    def search(self, request: SearchRequest) -> SearchResults:
        raise AssertionError("there was a search")

    def every(self, request: SearchRequest) -> ResultStream:
        raise AssertionError("there was a search")


def etag(client: FlaskClient, url: str, **headers: str) -> str:
    response = client.get(url, headers=headers)
    response.close()
    assert response.status_code == 200, url
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))
    return response.headers["ETag"]


@pytest.mark.parametrize("url", KEPT)
def test_what_has_not_changed_is_not_searched_again(url: str) -> None:
    known = etag(web_app().test_client(), url)
    idle = web_app(IdleEngine(articles={})).test_client()
    for method in (idle.get, idle.head):
        again = method(url, headers={"If-None-Match": known})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == known
        assert again.headers["Cache-Control"] == "private, no-cache"
        assert "Accept-Language" in again.headers["Vary"]
    assert idle.get(url, headers={"If-None-Match": f'"other", {known}'}).status_code == 304


@pytest.mark.parametrize(
    "change",
    [
        lambda engine: engine.__setattr__("state", STATE.__class__(8, STATE.updated, 1, 1)),
        lambda engine: engine.__setattr__("state", STATE.__class__(7, STATE.updated.replace(year=2027), 1, 1)),
        lambda engine: engine.__setattr__("state", STATE.__class__(7, STATE.updated, 1, 1, "generation 8: damaged")),
    ],
    ids=["another generation", "an index built anew", "an earlier one after damage"],
)
def test_another_state_of_the_archive_is_another_answer(change: Callable[[FakeEngine], None]) -> None:
    engine = FakeEngine()
    client = web_app(engine).test_client()
    known = etag(client, "/search?q=harbour")
    assert etag(client, "/search?q=harbour") == known
    change(engine)
    assert client.get("/search?q=harbour", headers={"If-None-Match": known}).status_code == 200
    assert etag(client, "/search?q=harbour") != known


def test_address_language_and_settings_each_make_another_answer() -> None:
    client = web_app().test_client()
    tags = [
        etag(client, "/search?q=harbour"),
        etag(client, "/search?q=port"),
        etag(client, "/?q=harbour"),
        etag(client, "/search?q=harbour", **{"Accept-Language": "fr"}),
        etag(client, "/search?q=harbour", Host="archive.example"),
        etag(create_app(Settings(page_size=20), FakeEngine()).test_client(), "/search?q=harbour"),
    ]
    assert len(set(tags)) == len(tags)
    client.set_cookie("language", "fr")
    assert etag(client, "/search?q=harbour") == tags[3]


def test_a_change_of_a_file_that_answers_are_made_of_makes_another_answer(tmp_path: Path) -> None:
    def tag() -> str:
        app = Flask("x", root_path=str(tmp_path), template_folder="templates", static_folder="static")
        app.config.update(MORGUE_SETTINGS="", BABEL_TRANSLATION_DIRECTORIES="translations")
        set_etags(app, FakeEngine(), lambda: datetime(2026, 3, 14, tzinfo=UTC))
        app.add_url_rule("/", "home", lambda: "text")
        return etag(app.test_client(), "/")

    for folder in ("templates", "static", "translations"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.x").write_text("1")
    tags = [tag(), tag()]
    for folder in ("templates", "static", "translations"):
        (tmp_path / folder / "a.x").write_text("2")
        tags.append(tag())
    assert (len(set(tags)), tags[0]) == (4, tags[1])


def test_errors_and_the_state_of_the_server_are_not_kept() -> None:
    client = web_app().test_client()
    for url in ("/search?from=soon", "/nowhere", "/article/none", "/search.csv?from=soon", "/api/v1/search?sorce=x"):
        response = client.get(url)
        assert (response.headers["Cache-Control"], response.headers.get("ETag")) == ("no-store", None)
        assert client.get(url, headers={"If-None-Match": "*"}).status_code >= 400
    assert client.get("/healthz").headers.get("ETag") is None
    missing = web_app(FakeEngine(error=IndexMissingError("None yet."))).test_client()
    assert missing.get("/help").headers.get("ETag") is None
    assert missing.get("/").status_code == 503


def test_any_change_of_a_real_archive_is_seen_at_once(tmp_path: Path) -> None:
    engine = harbour_archive(tmp_path / "index")
    client = create_app(Settings(rate=""), engine).test_client()
    known = etag(client, "/search?q=harbour")
    assert client.get("/search?q=harbour", headers={"If-None-Match": known}).status_code == 304
    with engine.writer() as writer:
        writer.remove("harbour07")
    changed = client.get("/search?q=harbour", headers={"If-None-Match": known})
    assert (changed.status_code, "25 articles" in changed.text) == (200, True)
    engine.close()


def test_static_files_are_kept_for_good_under_an_address_that_changes_with_any_of_them() -> None:
    client = web_app().test_client()
    soup = import_module("bs4").BeautifulSoup(client.get("/").text, "lxml")
    linked = [one["href"] for one in soup.select("link[href^='/static/']")]
    linked += [one["src"] for one in soup.select("script[src]")]
    assert len(linked) >= 3
    for url in linked:
        kept = client.get(url)
        assert kept.status_code == 200
        assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert client.get(url, headers={"If-None-Match": kept.headers["ETag"]}).status_code == 304
        for other in (re.sub("/[0-9a-f]{12}/", "/000000000000/", url), re.sub("/[0-9a-f]{12}/", "/", url)):
            unversioned = client.get(other)
            assert (unversioned.data, unversioned.headers["Cache-Control"]) == (kept.data, "no-cache")
    for url in (
        "/static/000000000000/none.css",
        "/static/none.css",
        "/static/../app.py",
        "/static/000000000000/../app.py",
    ):
        assert client.get(url).status_code == 404


def test_whatever_a_script_imports_is_beside_it() -> None:
    client = web_app().test_client()
    asset = re.search(r'src="(/static/[0-9a-f]{12})/morgue\.js"', client.get("/").text)
    assert asset
    for script in STATIC.rglob("*.js"):
        imported = re.findall(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""", script.read_text(encoding="utf-8"))
        for name in imported:
            assert name.startswith("./"), f"{script.name} imports {name}, which has no version in its address"
            response = client.get(f"{asset[1]}/{name[2:]}")
            assert response.status_code == 200
            assert response.mimetype == "text/javascript"


def test_a_new_static_file_gives_all_a_new_address(tmp_path: Path) -> None:
    def served() -> Flask:
        app = Flask("x", static_folder=str(tmp_path), static_url_path="/static")
        serve_static(app)
        return app

    def address() -> str:
        app, context = served(), dict[str, Any]()
        with app.test_request_context():
            app.update_template_context(context)
            return str(context["asset"]("a.js"))

    (tmp_path / "a.js").write_text("1")
    first = address()
    assert re.fullmatch(r"/static/[0-9a-f]{12}/a\.js", first)
    assert address() == first
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "b.js").write_text("2")
    assert address() != first
    assert served().test_client().get("/static/folder/b.js").data == b"2"


def test_a_static_file_that_is_not_there_is_a_fault_of_the_template() -> None:
    app = web_app()
    with app.test_request_context(), pytest.raises(LookupError, match=r"morgue\.css"):
        asset: dict[str, Any] = {}
        app.update_template_context(asset)
        asset["asset"]("morgue.ccs")


def unpacked(encoding: str, content: bytes) -> bytes:
    if encoding == "gzip":
        return gzip.decompress(content)
    if encoding == "br":
        return bytes(import_module("brotli").decompress(content))
    return bytes(import_module("flask_compress.compat").compression.zstd.decompress(content))


@pytest.mark.parametrize("encoding", ALGORITHMS)
@pytest.mark.parametrize(
    "url",
    ["/search?q=harbour", "/api/v1/search?q=harbour", "/static/morgue.css", "/search.csv?q=x", "/search.atom?q=x"],
)
def test_answers_are_compressed_as_the_client_can_take_them(url: str, encoding: str) -> None:
    client = web_app().test_client()
    with client.get(url, headers={"Accept-Encoding": "identity"}) as plain:
        assert "Content-Encoding" not in plain.headers
        whole = plain.data
    for _ in range(2):  # a static file comes from memory the second time
        with client.get(url, headers={"Accept-Encoding": encoding}) as small:
            assert small.headers["Content-Encoding"] == encoding
            assert "Accept-Encoding" in small.headers["Vary"]
            assert unpacked(encoding, small.data) == whole
            known = small.headers["ETag"]
    again = client.get(url, headers={"Accept-Encoding": encoding, "If-None-Match": known})
    assert again.status_code == 304


def test_a_workbook_is_not_compressed_twice() -> None:
    with web_app().test_client().get("/search.xlsx", headers={"Accept-Encoding": "br"}) as response:
        assert "Content-Encoding" not in response.headers
        assert response.data.startswith(b"PK")


def test_only_static_files_are_kept_compressed(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    brotli = import_module("brotli")
    compressed = brotli.compress

    def counted(content: bytes, **options: int) -> bytes:
        sizes.append(len(content))
        return bytes(compressed(content, **options))

    monkeypatch.setattr(brotli, "compress", counted)
    client = web_app().test_client()
    for url, times in (("/static/morgue.css", 1), ("/static/aaaaaaaaaaaa/morgue.css", 0), ("/search?q=a", 2)):
        before = len(sizes)
        answers = [client.get(url, headers={"Accept-Encoding": "br"}).data for _ in range(2)]
        assert (len(sizes) - before, answers[0]) == (times, answers[1])

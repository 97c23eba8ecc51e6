"""A real Chromium, and an archive on a loopback address for it; one of each for a module of tests."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from search.engine import Engine
from settings import Settings
from tests.web_archive import harbour_archive

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
)


@contextmanager
def served(engine: Engine) -> Iterator[str]:
    """Serve an archive, and close it in the end.

    Yields:
        The address, without a slash at the end.
    """
    server = make_server("127.0.0.1", 0, create_app(Settings(rate=""), engine), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        engine.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    index = tmp_path_factory.mktemp("browser") / "index"
    with served(harbour_archive(index, copies=[("harbour03", "harbour04")])) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium or Chrome on the PATH")
    assert CHROMIUM, "CI needs a Chromium or Chrome on the PATH"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield chromium
        chromium.close()

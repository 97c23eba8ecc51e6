"""Clients that stall hold no thread: beside 300 of them an ordinary request is answered."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STALLED = 300
PATIENCE = 20  # seconds: far more than an answer takes; a server whose threads are all held answers never

BEGINNINGS = (
    b"",
    b"GE",
    b"GET /search?q=harbour HTTP/1.1\r\nHost: localhost\r\n",
    b"GET /search?q=harbour HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"a" * 1000,
    b"POST /language HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nto=",
    b"POST /language HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nto=",
)


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    (tmp_path / "raw_docs").mkdir()
    (tmp_path / "raw_docs" / "a.txt").write_text("The harbour wall\n\nThe harbour wall of Port Lune gave way.\n")
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, str(ROOT / "app.py")]
    subprocess.run([*command, "reindex"], cwd=tmp_path, check=True, capture_output=True, env=environment)
    server = subprocess.Popen(
        [*command, "serve", "--port", "0"], cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert server.stdout is not None
    found = re.search(r":(\d+)/", server.stdout.readline())
    assert found
    yield int(found.group(1))
    server.terminate()
    server.communicate(timeout=PATIENCE)


def test_an_ordinary_request_is_answered_beside_them(port: int) -> None:
    with ExitStack() as held:
        for number in range(STALLED):
            client = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
            client.sendall(BEGINNINGS[number % len(BEGINNINGS)])
        url = f"http://127.0.0.1:{port}/api/v1/search?q=harbour"
        for _ in range(5):
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                assert answer.status == 200

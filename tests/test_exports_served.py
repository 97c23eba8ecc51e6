"""Exports through the real server: what breaks off looks broken off, and who goes away is noticed."""

import http.client
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from app import create_app
from search.request import SearchRequest
from search.results import Hit, ResultStream
from settings import Settings
from tests.served import served
from tests.web_fakes import HARBOUR_HIT, FakeEngine

MANY = 200_000  # hits: more than the server and the sockets hold between them


@dataclass
class LongEngine(FakeEngine):
    """Gives many hits, fails after some if asked to, and knows how many were taken."""

    fails_after: int = MANY
    taken: int = 0
    ended: list[bool] = field(default_factory=list)

    def every(self, request: SearchRequest) -> ResultStream:
        def hits() -> Iterator[Hit]:
            try:
                for self.taken in range(MANY):
                    if self.taken == self.fails_after:
                        raise OSError("the disk is gone")
                    yield HARBOUR_HIT
            finally:
                self.ended.append(True)

        return ResultStream(super().every(request).results, hits())


@pytest.fixture
def engine() -> LongEngine:
    return LongEngine()


@pytest.fixture
def port(engine: LongEngine) -> Iterator[int]:
    config = Settings(threads=2, rate="")
    with served(create_app(config, engine), config) as port:
        yield port


@pytest.mark.parametrize("ending", ["csv", "json", "atom"])
@pytest.mark.parametrize("encoding", ["identity", "br", "gzip"])
def test_an_export_that_fails_on_its_way_is_no_whole_answer(
    port: int, engine: LongEngine, ending: str, encoding: str
) -> None:
    engine.fails_after = 600  # more than one chunk
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", f"/search.{ending}?q=x", headers={"Accept-Encoding": encoding})
    response = connection.getresponse()
    if response.status == 200:
        with pytest.raises(http.client.IncompleteRead):
            response.read()
    else:  # so little was left by compression that nothing had been sent yet
        assert (response.status, encoding == "identity") == (500, False)
        response.read()
    connection.close()
    assert engine.ended == [True]


def test_a_client_that_goes_away_ends_the_export_and_frees_its_place(port: int, engine: LongEngine) -> None:
    for time_round in range(1, 4):  # more often than exports are let in at once
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET /search.csv?q=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert client.recv(100).startswith(b"HTTP/1.1 200 OK")
        deadline = time.monotonic() + 20  # seconds: enough on a busy machine
        while len(engine.ended) < time_round and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(engine.ended) == time_round
        assert engine.taken < MANY - 1


def test_a_head_is_answered_without_the_results(port: int, engine: LongEngine) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for _ in range(4):
        connection.request("HEAD", "/search.csv?q=x")
        response = connection.getresponse()
        assert (response.status, response.read()) == (200, b"")
    connection.close()
    assert engine.taken == 0

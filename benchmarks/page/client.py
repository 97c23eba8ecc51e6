"""A client that takes the time: one connection, kept open as long as the server does, and made anew untimed."""

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass

_AT_ONCE = 1 << 16  # bytes
BROWSER = "gzip, deflate, br, zstd"  # encodings that today's browsers take


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.

    Args:
        status: of HTTP.
        headers: by lower-case name.
        body: as transferred, chunks put together.
        transferred: bytes, headers and the marks of chunks among them.
        first_byte: seconds from the request to the first byte of the answer.
        whole: seconds to the last.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    transferred: int
    first_byte: float
    whole: float


class Client:
    """Asks one server.

    Args:
        port: on the loopback.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._connect()

    def _connect(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def get(self, path: str, encodings: str = "identity", if_none_match: str = "") -> Fetched:
        """Ask for a path and read the whole answer.

        Args:
            path: with its query, quoted.
            encodings: that are taken.
            if_none_match: an ETag, or nothing.

        Raises:
            ConnectionError: the server breaks off.
        """
        lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", f"Accept-Encoding: {encodings}", "Accept-Language: en"]
        lines += [f"If-None-Match: {if_none_match}"] if if_none_match else []
        request = "\r\n".join((*lines, "", "")).encode("ascii")
        started = time.perf_counter()
        self._socket.sendall(request)
        received = bytearray(self._receive())
        first_byte = time.perf_counter() - started
        while b"\r\n\r\n" not in received:
            received += self._receive()
        head, _, rest = bytes(received).partition(b"\r\n\r\n")
        status_line, *fields = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
        status = int(status_line.split()[1])
        if headers.get("transfer-encoding") == "chunked":
            body, raw = self._chunks(bytearray(rest))
        else:
            body = bytearray(rest)
            while len(body) < (0 if status == 304 else int(headers["content-length"])):
                body += self._receive()
            raw = len(body)
        whole = time.perf_counter() - started
        if headers.get("connection") == "close":  # after a 304, or an answer in chunks
            self.close()
            self._connect()
        return Fetched(status, headers, bytes(body), len(head) + 4 + raw, first_byte, whole)

    def _receive(self) -> bytes:
        part = self._socket.recv(_AT_ONCE)
        if not part:
            raise ConnectionError("the server closed the connection before its answer was whole")
        return part

    def _chunks(self, raw: bytearray) -> tuple[bytearray, int]:
        """Put the chunks of a body together; gives them, and the bytes that they took."""
        body, at = bytearray(), 0
        while True:
            while (end := raw.find(b"\r\n", at)) < 0:
                raw += self._receive()
            size, start = int(raw[at:end], 16), end + 2
            while len(raw) < start + size + 2:
                raw += self._receive()
            if not size:
                return body, len(raw)
            body += raw[start : start + size]
            at = start + size + 2

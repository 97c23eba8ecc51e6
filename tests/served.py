"""The real server on the loopback, for what only shows on the wire."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from waitress import create_server, wasyncore

from settings import Settings

_PATIENCE = 0.05  # seconds between two looks at whether to end


@contextmanager
def served(app: Any, config: Settings) -> Iterator[int]:
    """Serve an app as `morgue serve` does.

    Args:
        app: the web application.
        config: for the number of threads.

    Yields:
        The port.
    """
    sockets: dict[int, Any] = {}
    server = create_server(app, map=sockets, host="127.0.0.1", port=0, threads=config.threads)
    end = Event()

    def run() -> None:
        while not end.is_set():
            wasyncore.loop(timeout=_PATIENCE, map=sockets, count=1)

    thread = Thread(target=run)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.task_dispatcher.shutdown()  # while the loop still runs: a thread may wait for it
        end.set()
        thread.join()
        wasyncore.close_all(sockets)

"""The real server in a process of its own: what it does takes nothing from who measures it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def serving(index: Path) -> Iterator[int]:
    """Run `morgue serve` over an index.

    Args:
        index: its folder.

    Yields:
        The port on the loopback.

    Raises:
        RuntimeError: it does not start; what it said is in the message.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MORGUE_")}
    environment = kept | {"MORGUE_INDEX": str(index.resolve())}
    command = [sys.executable, str(ROOT / "app.py"), "serve", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        try:
            address = next((word for word in said.split() if word.startswith("http://")), "")
            if not address:
                raise RuntimeError(f"the server said {said!r}, expected its address")
            yield urlsplit(address).port or 0
        finally:
            server.terminate()

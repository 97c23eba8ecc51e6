"""Under which names the archive answers: a page elsewhere must not reach it by a name of its own."""

import re
from collections.abc import Sequence

from flask import Flask, request
from werkzeug.exceptions import MisdirectedRequest

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_PORT = re.compile(r":\d+$")


def names(hosts: Sequence[str], listening: str) -> tuple[str, ...]:
    """Give the names to answer under.

    Args:
        hosts: as the settings give them; a leading dot stands for every name under a domain.
        listening: the address that the server listens on.
    """
    own = f"[{listening}]" if ":" in listening else listening
    return tuple(name.lower() for name in hosts) or (*LOOPBACK, own.lower())


def is_everywhere(listening: str) -> bool:
    """True if a server that listens so answers on every address of the machine."""
    return listening in ("0.0.0.0", "::", "")  # nosec B104


def is_loopback(listening: str) -> bool:
    """True if a server that listens so can be reached from this machine only."""
    return listening in ("localhost", "::1") or listening.startswith("127.")


def answer_only(app: Flask, names: Sequence[str]) -> None:
    """Refuse with 421 whoever asks for another host: DNS rebinding, and forged links in feeds and exports.

    Args:
        app: all of it.
        names: in lower case, without ports.
    """

    @app.before_request
    def check() -> None:
        host = _PORT.sub("", request.host).lower()
        if not any(host == name or (name.startswith(".") and host.endswith(name)) for name in names):
            raise MisdirectedRequest(
                "This archive does not answer under that name. Its keeper can add it to the setting “hosts”."
            )

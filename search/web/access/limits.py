"""How much one client may ask, and how much it may send."""

from typing import cast

from flask import Flask, g, request
from flask.typing import RouteCallable
from flask_limiter import Limiter
from limits import parse_many

from search.web.static_files import ENDPOINTS as STATIC

_BODY = 16_384  # bytes: the only bodies are short forms
_LOGINS = "10 per minute"  # of one address: a person mistypes a few times, a program guesses thousands
_UNCOUNTED = frozenset({*STATIC, "api.live", "api.ready"})


def limit(app: Flask, rate: str) -> None:
    """Refuse with 429 and Retry-After who asks more often than the rate, and with 413 who sends more than a form.

    Args:
        app: its static files and its health are not counted.
        rate: such as "600 per minute"; empty for any number. Logins have a rate of their own in any case.

    Raises:
        ValueError: the rate is none.
    """
    if rate:
        parse_many(rate)  # the limiter would do so at the first request only
    app.config.update(MAX_CONTENT_LENGTH=_BODY, MAX_FORM_MEMORY_SIZE=_BODY)
    limiter = Limiter(
        _client,
        app=app,
        application_limits=[rate] if rate else [],
        storage_uri="memory://",
        strategy="moving-window",
        headers_enabled=True,
        swallow_errors=False,
    )
    limiter.request_filter(lambda: request.endpoint in _UNCOUNTED)
    if "login.enter" in app.view_functions:
        limited = limiter.limit(_LOGINS, key_func=_address)(app.view_functions["login.enter"])
        app.view_functions["login.enter"] = cast(RouteCallable, limited)


def _client() -> str:
    """Tell clients apart: by who they are where that is known, else by their address."""
    identity = g.get("identity")
    return f"name {identity.name}" if identity else _address()


def _address() -> str:
    return f"address {request.remote_addr}"

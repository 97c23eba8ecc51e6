"""ETags that are known before the answer: as long as the archive stays as it is, a client is told so without a search.

Whatever is answered with 200 depends on the state of the index, the address, the language, who asks, the day (which is
printed) and the code, and on nothing else. A page that needs more must be left out below.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, g, request

import search
from search.engine import Engine
from search.errors import SearchError
from search.web.languages import preferred
from search.web.static_files import ENDPOINTS

_OTHERS = {
    *ENDPOINTS,
    "api.live",
    "api.ready",
    "metrics.metrics",
    "login.form",
    None,
}  # endpoints with ETags of their own or none
_DIGITS = 24  # hexadecimal: 96 bits, more than enough against chance


def set_etags(app: Flask, engine: Engine, now: Callable[[], datetime]) -> None:
    """Add ETags to an app's answers, and answer 304 before any work where the client has what would be answered.

    Args:
        app: `MORGUE_SETTINGS` in its configuration is whatever else its answers depend on, as a text.
        engine: says in which state the archive is.
        now: the clock.
    """
    code = _digest([app.config["MORGUE_SETTINGS"].encode(), *_code(app)])

    @app.before_request
    def unchanged() -> Response | None:
        g.etag = _etag(engine, code, now().date())
        asked = request.if_none_match
        if g.etag and not asked.star_tag and asked.contains_weak(g.etag):
            return Response(status=304)
        return None

    @app.after_request
    def add(response: Response) -> Response:
        etag = g.pop("etag", "")
        if etag and response.status_code in (200, 304):
            response.set_etag(etag, weak=True)  # two answers may differ in the milliseconds that they name
            response.vary.update(("Accept-Language", "Cookie"))  # the language
            response.headers["Cache-Control"] = "private, no-cache"  # keep it, but ask whether it still holds
        return response


def _etag(engine: Engine, code: str, today: date) -> str:
    """Give the ETag of the request's answer, or an empty string where it has none."""
    if request.method not in ("GET", "HEAD") or request.endpoint in _OTHERS:
        return ""
    try:
        state = engine.stats()
    except SearchError:
        return ""  # the answer will say what is wrong
    identity = g.get("identity")
    who = identity.name if identity else ""
    archive = (str(state.generation), state.updated.isoformat(), state.degraded)
    parts = (code, *archive, preferred(), who, today.isoformat(), request.url)
    return _digest(part.encode("utf-8", "surrogatepass") for part in parts)


def _code(app: Flask) -> Iterable[bytes]:
    """Yield the content of every file that answers are made of."""
    folders = [Path(search.__file__).parent, app.config["BABEL_TRANSLATION_DIRECTORIES"]]
    folders += [app.template_folder or "templates", app.static_folder or "static"]
    for folder in folders:
        for path in sorted(Path(app.root_path, folder).rglob("*.*")):
            if path.is_file() and path.suffix != ".pyc":
                yield path.read_bytes()


def _digest(parts: Iterable[bytes]) -> str:
    hashed = sha256()
    for part in parts:
        hashed.update(part + b"\0")
    return hashed.hexdigest()[:_DIGITS]

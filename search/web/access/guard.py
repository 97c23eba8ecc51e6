"""The door of a private archive: who asks, and whether they may."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface
from werkzeug.exceptions import Forbidden, Unauthorized

from search.web.access.credentials import Person, Scope
from search.web.access.keyring import Keyring
from search.web.static_files import ENDPOINTS as STATIC

OPEN = frozenset({*STATIC, "login.form", "login.enter", "login.leave", "languages.choose", "api.live", "api.ready"})
ADMIN = frozenset({"metrics.metrics"})
_SESSION = timedelta(hours=12)  # a working day: whoever logs in in the morning is not asked again before the evening
_LOOPBACK = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who makes the request.

    Args:
        name: of the token or the person.
        scope: what they may.
        has_session: True if they have logged in here, and so can log out.
    """

    name: str
    scope: Scope
    has_session: bool = False


class _Sessions(SecureCookieSessionInterface):
    """Flask's signed cookies, sent back over TLS only where the login came over TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def close(app: Flask, keyring: Keyring, *, login_header: str, today: Callable[[], date]) -> None:
    """Let nobody read but who shows a token, has logged in, or was let in by a trusted proxy.

    Args:
        app: its pages, endpoints and exports are closed; the login, static files and liveness are not.
        keyring: who is known.
        login_header: where a trusted proxy names the person it has let in; empty if there is none. Whoever else sends
            it has lost it before (see `proxies`).
        today: the day, for the expiry of tokens.
    """
    app.secret_key = keyring.now().secret
    app.session_interface = _Sessions()
    app.config.update(
        SESSION_COOKIE_NAME="morgue_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=_SESSION,
    )

    @app.before_request
    def guard() -> None:
        g.identity = _identity(keyring, login_header, today())
        if request.endpoint in OPEN:
            return
        if g.identity is None:
            raise Unauthorized("This archive is private. Log in, or send a token: “Authorization: Bearer …”.")
        if request.endpoint in ADMIN and g.identity.scope is not Scope.ADMIN:
            raise Forbidden("This needs a token with the scope admin: “morgue token create NAME --scope admin”.")

    @app.after_request
    def keep_private(response: Response) -> Response:
        if request.endpoint not in STATIC:
            response.cache_control.public = False
            response.cache_control.private = True
            response.vary.update(("Authorization", "Cookie"))
        return response


def leave_open(app: Flask) -> None:
    """Let everybody read; what only the keeper should see answers this machine alone.

    Args:
        app: its pages.
    """

    @app.before_request
    def guard() -> None:
        g.identity = None
        if request.endpoint in ADMIN and request.remote_addr not in _LOOPBACK:
            raise Forbidden("This answers requests from the archive's own machine only.")


def remember(person: Person) -> None:
    """Begin the session of a person who has logged in, in place of any before it."""
    session.clear()
    session.permanent = True
    session["person"], session["mark"] = person.name, _mark(person)


def forget() -> None:
    """End the session."""
    session.clear()


def _identity(keyring: Keyring, login_header: str, today: date) -> Identity | None:
    authorization = request.authorization
    if authorization is not None:
        presented = authorization.token if authorization.type == "bearer" else authorization.password
        token = keyring.token(presented, today) if presented else None
        return Identity(token.name, token.scope) if token else None
    if login_header and (name := request.headers.get(login_header, "").strip()):
        return Identity(name, Scope.READ)
    if "person" in session:
        person = keyring.now().named(session["person"])
        if person and session.get("mark") == _mark(person):
            return Identity(person.name, Scope.READ, has_session=True)
    return None


def _mark(person: Person) -> str:
    """Give what ties a session to a password: another one ends it."""
    return sha256(person.password.encode()).hexdigest()[:16]

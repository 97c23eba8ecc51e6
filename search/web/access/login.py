"""The page where people log in to a private archive."""

from urllib.parse import urlsplit

from flask import Blueprint, g, make_response, redirect, render_template, request
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from search.web.access import guard
from search.web.access.keyring import Keyring
from search.web.forms import Form


def blueprint(keyring: Keyring) -> Blueprint:
    """Make the routes of the login.

    Args:
        keyring: who is known.
    """
    login = Blueprint("login", __name__)

    @login.get("/login")
    def form() -> Response | str:
        return redirect(_destination()) if g.identity else _page()

    @login.post("/login")
    def enter() -> Response:
        _refuse_strangers()
        person = keyring.person(request.form.get("name", ""), request.form.get("password", ""))
        if person is None:
            return make_response(_page(failed=True), 401)
        guard.remember(person)
        return redirect(_destination(), code=303)

    @login.post("/logout")
    def leave() -> Response:
        _refuse_strangers()
        guard.forget()
        answer = redirect("/login", code=303)
        answer.headers["Clear-Site-Data"] = '"cache"'  # the next person at this screen reads nothing of this one's
        return answer

    return login


def _page(*, failed: bool = False) -> str:
    return render_template(
        "login.html", failed=failed, name=request.form.get("name", ""), next=_destination(), form=Form()
    )


def _destination() -> str:
    """Give the page that the reader wanted, if it is one of ours; else the home page."""
    wanted = request.values.get("next", "/")
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return wanted if is_ours and wanted.isprintable() else "/"


def _refuse_strangers() -> None:
    """Refuse a form that another site's page has sent.

    Raises:
        Forbidden: the browser names another origin.
    """
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Forbidden("This form was sent from another site. Open the login page of the archive and try again.")

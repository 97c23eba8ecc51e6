"""The languages of the page: which one a reader gets, by choice or by the browser's preference, and its numbers."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from babel.numbers import format_decimal
from flask import Blueprint, Flask, g, redirect, request
from flask_babel import Babel, get_locale, get_translations
from werkzeug.wrappers import Response

from search.messages import Message

LANGUAGES = {"en": "English", "vi": "Tiếng Việt", "fr": "Français"}  # by code, each named in itself
_COOKIE = "language"
_YEAR = 31_536_000  # seconds: a choice of language is not asked for twice


def wire(app: Flask) -> None:
    """Let an app's templates speak the reader's language, and add the address that chooses it.

    Args:
        app: gets `_`, `ngettext`, the filters `number` and `told`, and in each page's context `language` and
            `languages`. Where its translations lie says `BABEL_TRANSLATION_DIRECTORIES` in its configuration.
    """
    Babel(app, default_locale="en", locale_selector=preferred)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension that Babel has added
        gettext=lambda text: _translations().ugettext(text),
        ngettext=lambda one, many, count: _translations().ungettext(one, many, count),
        newstyle=True,
    )
    app.jinja_env.filters.update(number=show_number, told=told)
    app.register_blueprint(_blueprint())

    @app.context_processor
    def languages() -> dict[str, object]:
        return {"language": str(get_locale()), "languages": LANGUAGES}


def preferred() -> str:
    """Give the code of the language to answer the request in: the chosen one, else the browser's, else English."""
    chosen = request.cookies.get(_COOKIE, "")
    return chosen if chosen in LANGUAGES else request.accept_languages.best_match(list(LANGUAGES), "en")


def show_number(number: float) -> str:
    """Write a number as the reader's language does: "1,234", "1.234", "1 234"."""
    return _written(number, str(get_locale()))


def told(text: str) -> str:
    """Say a message in the reader's language, its numbers as they are written there; any other text stays as it is."""
    if not isinstance(text, Message):
        return text
    template = str(_translations().ugettext(text.template))
    parts = {name: show_number(part) if isinstance(part, int) else told(part) for name, part in text.parts.items()}
    return template % parts if parts else template


@lru_cache(maxsize=8192)  # a page of results writes some hundred, most of them small and often the same
def _written(number: float, language: str) -> str:
    return str(format_decimal(number, locale=language))


def _translations() -> Any:
    """Give the translations of the request's language, looked up once: a page has hundreds of texts."""
    if "translations" not in g:
        g.translations = get_translations()
    return g.translations


def _blueprint() -> Blueprint:
    choosing = Blueprint("languages", __name__)

    @choosing.post("/language")
    def choose() -> Response:
        answer = redirect(_page_before(), code=303)
        language = request.form.get("to", "")
        if language in LANGUAGES:
            answer.set_cookie(_COOKIE, language, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
        return answer

    return choosing


def _page_before() -> str:
    """Give the address on this server that the reader comes from; the home page where it is not known, or elsewhere."""
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host or not came_from.path.startswith("/") or came_from.path.startswith("//"):
        return "/"
    return urlunsplit(("", "", came_from.path, came_from.query, ""))

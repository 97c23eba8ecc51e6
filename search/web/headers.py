"""Response headers: what a browser may load and keep, and addresses of static files that change with their content."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request, url_for

# The pages hold no inline script and no inline style: nothing is allowed but our own files, requests and forms.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SECURITY = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # a query in the address is nobody else's business
    "Cross-Origin-Opener-Policy": "same-origin",
}
_YEAR = 31_536_000  # seconds: the longest that HTTP suggests; the address changes when the content does
_HASH_DIGITS = 12  # hexadecimal: 48 bits tell the versions of one file apart


def set_headers(app: Flask) -> None:
    """Add the headers to every response, and give templates `asset(name)`, the versioned address of a static file.

    Args:
        app: its static folder must be there.
    """
    version = _versions(Path(app.static_folder or "static"))

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=version(name))

    @app.context_processor
    def assets() -> dict[str, Callable[[str], str]]:
        return {"asset": asset}

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}")
        if request.endpoint == "static":
            name = (request.view_args or {}).get("filename", "")
            if response.status_code in (200, 304) and request.args.get("v") == version(name):
                response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        elif response.mimetype == "text/html" and response.status_code == 200:
            response.vary.update(("Accept-Language", "Cookie"))  # the language of the page
            response.headers["Cache-Control"] = "private, no-cache"  # keep it, but ask whether it still holds
            response.add_etag()
            response.make_conditional(request)
        else:
            response.headers.setdefault("Cache-Control", "no-store" if response.status_code >= 400 else "no-cache")
        return response


def _versions(folder: Path) -> Callable[[str], str]:
    @cache
    def version(name: str) -> str:
        path = folder / name
        return sha256(path.read_bytes()).hexdigest()[:_HASH_DIGITS] if path.is_file() else ""

    return version

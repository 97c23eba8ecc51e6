"""Response headers: what a browser may load, and that it keeps nothing unasked."""

from flask import Flask, Response, request

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
_YEAR = 31_536_000  # seconds that a browser remembers to come by TLS only


def set_headers(app: Flask) -> None:
    """Add the headers to every response, and say how long one may be kept that does not say so itself.

    Args:
        app: gets them.
    """

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}")
        response.headers.setdefault("Cache-Control", "no-store" if response.status_code >= 400 else "no-cache")
        return response

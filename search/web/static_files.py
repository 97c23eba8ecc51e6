"""Static files under an address that changes when any of them does, so that a browser may keep them for good."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Flask, Request, Response, abort, request, url_for

ENDPOINTS = ("static", "versioned")
_YEAR = 31_536_000  # seconds: the longest that HTTP suggests
_HASH_DIGITS = 12  # hexadecimal: 48 bits tell the states of the folder apart
# What a machine's own table of media types may lack or get wrong, and a browser is strict about.
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    media_type: str
    etag: str


def serve_static(app: Flask) -> None:
    """Serve an app's static files from memory, and give templates `asset(name)`, a file's versioned address.

    The version stands in the path, before the name: what a script imports from beside itself has it too.

    Args:
        app: its static folder is read once, now.
    """
    files = _read(Path(app.static_folder or "static"))
    version = _digest(*(part for name in sorted(files) for part in (name.encode(), files[name].content)))

    def answer(filename: str, version_asked: str = "") -> Response:
        is_current = version_asked == version
        file = files.get(filename) if len(version_asked) in (0, _HASH_DIGITS) else None
        file = file or files.get(f"{version_asked}/{filename}") or abort(404)
        response = Response(file.content, content_type=file.media_type)
        response.set_etag(file.etag, weak=True)  # the same for every way to compress it
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if is_current else "no-cache"
        response.make_conditional(request)
        return response

    def asset(name: str) -> str:
        if name not in files:
            raise LookupError(f"there is no static file {name!r}; expected one of: {', '.join(sorted(files))}")
        return url_for("versioned", version_asked=version, filename=name)

    @app.context_processor
    def assets() -> dict[str, Callable[[str], str]]:
        return {"asset": asset}

    app.view_functions["static"] = answer
    app.add_url_rule(f"{app.static_url_path}/<version_asked>/<path:filename>", "versioned", answer)


def static_name(asked: Request) -> str:
    """Give the name of the static file that a request asks for, whatever its version; empty for any other request."""
    return str((asked.view_args or {}).get("filename", "")) if asked.endpoint in ENDPOINTS else ""


def _read(folder: Path) -> dict[str, _File]:
    """Read all files of a folder, by their names relative to it with forward slashes."""
    return {
        path.relative_to(folder).as_posix(): _File(content, _media_type(path), _digest(content))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for content in (path.read_bytes(),)
    }


def _media_type(path: Path) -> str:
    known = _MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith("text/") else known


def _digest(*parts: bytes) -> str:
    hashed = sha256()
    for part in parts:
        hashed.update(part + b"\0")
    return hashed.hexdigest()[:_HASH_DIGITS]

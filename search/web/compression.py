"""Compression of whatever is worth it, as the client can take it."""

from flask import Flask, Request
from flask_compress import Compress

from search.web.static_files import static_name

# In the order of preference, where the client has none. A page of results is made anew for each request: zstd takes a
# quarter of the time that brotli needs for the same size. No page holds a secret that its size could tell.
ALGORITHMS = ("zstd", "br", "gzip")
_MEDIA_TYPES = (
    "application/atom+xml",
    "application/json",
    "application/opensearchdescription+xml",
    "application/problem+json",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
)  # a workbook is compressed by itself


class StaticCache(dict[str, bytes]):
    """Keeps what static files were compressed to; answers of other kinds are seldom asked for twice."""

    def set(self, key: str, value: bytes) -> None:
        """Keep an answer if it is a static file: the key then ends in its name."""
        if not key.endswith(";"):
            self[key] = value


def compress(app: Flask) -> None:
    """Have an app compress its answers, those of unknown length while they are sent.

    Args:
        app: handlers that are added to it later see answers before they are compressed.
    """
    app.config.update(
        COMPRESS_ALGORITHM=ALGORITHMS,
        COMPRESS_ALGORITHM_STREAMING=ALGORITHMS,
        COMPRESS_MIMETYPES=_MEDIA_TYPES,
        COMPRESS_CACHE_BACKEND=StaticCache,
        COMPRESS_CACHE_KEY=_key,
    )
    Compress(app)


def _key(request: Request) -> str:
    return static_name(request)

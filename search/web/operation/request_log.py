"""An id for each request, and a line in the log: the path, never the query, which is nobody's business."""

import json
import logging
from datetime import UTC, datetime
from secrets import token_hex
from time import perf_counter

from flask import Flask, Response, g, request

LOG = logging.getLogger("morgue.requests")
_FIELDS = ("request_id", "method", "path", "status", "milliseconds", "client")


def log_requests(app: Flask) -> None:
    """Log each request when its answer begins, and send its id along as X-Request-Id.

    Args:
        app: its requests have `g.request_id` and `g.began` from the start.
    """

    @app.before_request
    def begin() -> None:
        g.began, g.request_id = perf_counter(), token_hex(8)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.request_id
        values = (
            g.request_id,
            request.method,
            request.path,
            response.status_code,
            round((perf_counter() - g.began) * 1000, 1),
            request.remote_addr,
        )
        LOG.info(
            "%s %s %s %s in %s ms for %s",
            *(ascii(value)[1:-1] if isinstance(value, str) else value for value in values),
            extra=dict(zip(_FIELDS, values, strict=True)),
        )
        return response


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON: time, level, logger, message, and what a request's record has beside."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str)


def log_to_standard_error(form: str) -> None:
    """Let the server's log go to standard error.

    Args:
        form: "text" or "json", a line a record either way.
    """
    text = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else text)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)

"""The audit: who searched for what, when. Off unless the keeper names a file for it."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask, Response, g, request

_SEARCHES = ("/", "/search", "/api/v1/search")  # the addresses that search, each also with an ending such as .csv


def audit_searches(app: Flask, path: Path, now: Callable[[], datetime]) -> None:
    """Write each search into a file, a line of JSON each, before its answer is sent.

    Args:
        app: its requests have `g.request_id`.
        path: of the file; made if it is not there, readable by its owner only. Others may move it away at any time.
        now: the clock, with zone.
    """

    @app.after_request
    def write(response: Response) -> Response:
        address, _, ending = request.path.partition(".")
        if address not in _SEARCHES or (address == "/" and ending):
            return response
        identity = g.get("identity")
        line = {
            "time": now().isoformat(timespec="milliseconds"),
            "who": identity.name if identity else None,
            "client": request.remote_addr,
            "path": request.path,
            "asked": request.args.to_dict(flat=False),
            "status": response.status_code,
            "request_id": g.request_id,
        }
        content = json.dumps(line, ensure_ascii=True) + "\n"
        # One write of one line to a file opened for appending: lines of several processes do not mix.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, content.encode())
        finally:
            os.close(descriptor)
        return response

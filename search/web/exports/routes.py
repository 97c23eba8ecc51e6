"""The addresses under which a search is taken away."""

import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path

from flask import Blueprint, Flask, Response, request
from flask_babel import get_locale
from flask_babel import gettext as _

from search.engine import Engine
from search.request import SearchRequest, Sort
from search.results import ResultStream
from search.web import links, parameters
from search.web.exports.about import about
from search.web.exports.document import json_parts
from search.web.exports.feed import Feed, atom_parts
from search.web.exports.formats import ATOM, CSV, FORMATS, JSON, Format, path_of
from search.web.exports.gate import Gate
from search.web.exports.names import content_disposition, file_name
from search.web.exports.rows import Addresses, rows
from search.web.exports.spreadsheet import write_workbook
from search.web.exports.table import BYTE_ORDER_MARK, csv_lines
from search.web.page_links import PATH

_AT_ONCE = 1 << 16  # bytes, about, that are sent at once: few calls, and the first of them soon
_PAGING = ("page", "size")  # parameters that an export has no use for


def blueprint(app: Flask, engine: Engine) -> Blueprint:
    """Make the routes.

    Args:
        app: `MORGUE_EXPORTS` in its configuration is how many may be under way at once.
        engine: answers.
    """
    exports = Blueprint("exports", __name__)
    gate = Gate(app.config["MORGUE_EXPORTS"])
    for form in FORMATS:
        exports.add_url_rule(path_of(form), form.ending, _view(engine, gate, form))
    return exports


def _view(engine: Engine, gate: Gate, form: Format) -> Callable[[], Response]:
    def export() -> Response:
        return _export(engine, gate, form)

    return export


def _export(engine: Engine, gate: Gate, form: Format) -> Response:
    """Give all results of the search in the request's URL in a format.

    Raises:
        RequestError, QueryLimitError: the URL asks for what can't be answered.
        ServiceUnavailable: too many do already.
    """
    given = [pair for pair in request.args.items(multi=True) if pair[0] not in _PAGING]
    search = links.to_request(parameters.read(given))
    if form is ATOM:
        search = replace(search, sort=Sort.NEWEST)
    leaving = gate.enter()
    try:
        found = engine.every(search)
        chunks = _chunks(form, search, found)
        leaving.callback(chunks.close)
        body = iter(()) if request.method == "HEAD" else _sent(next(chunks), chunks, leaving)
    except BaseException:
        leaving.close()
        raise
    response = Response(body, content_type=form.media_type + ("; charset=utf-8" if form in (CSV, ATOM) else ""))
    response.call_on_close(leaving.close)
    name = file_name(search.query.raw, found.results.index.updated.date(), form.ending)
    response.headers["Content-Disposition"] = content_disposition(name, is_file=form.is_file)
    return response


def _chunks(form: Format, search: SearchRequest, found: ResultStream) -> Generator[bytes]:
    """Give the chunks of an export; at least one.

    Args:
        form: the format.
        search: what was asked.
        found: what the engine answered.
    """
    base = request.url_root.rstrip("/")
    addresses = Addresses.of(base, search)
    page = base + links.to_url(PATH, addresses.pairs)
    if form is JSON:
        return _encoded(json_parts(search, found))
    if form is ATOM:
        title = f"{search.query.raw} – Morgue" if search.query.raw.strip() else _("Morgue, the clippings archive")
        own = base + links.to_url(path_of(ATOM), addresses.pairs)
        feed = Feed(title, _("Morgue, the clippings archive"), _("(inferred)"), own, page, str(get_locale()))
        return _encoded(atom_parts(feed, found, addresses))
    if form is CSV:
        return _encoded(csv_lines(rows(found.hits, addresses)), BYTE_ORDER_MARK)
    return _of_workbook(about(search, found.results, page), found, addresses)


def _sent(first: bytes, chunks: Iterator[bytes], leaving: ExitStack) -> Iterator[bytes]:
    """Give the chunks; when the last was taken, or the client has gone, others may come in.

    Args:
        first: made before the answer begins, so that what fails at once is answered as an error.
        chunks: those behind it.
        leaving: closed at the end.
    """
    request_context = copy_context()  # it has ended when the chunks are made, and they speak the reader's language

    def sent() -> Iterator[bytes]:
        with leaving:
            yield first
            while chunk := request_context.run(next, chunks, b""):
                yield chunk

    return sent()


def _encoded(parts: Iterable[str], before: str = "") -> Generator[bytes]:
    """Yield text as chunks that are worth sending."""
    gathered, size = [before], 0
    for part in parts:
        gathered.append(part)
        size += len(part)
        if size >= _AT_ONCE:
            yield "".join(gathered).encode("utf-8")
            gathered, size = [], 0
    yield "".join(gathered).encode("utf-8")


def _of_workbook(told: list[tuple[str, str]], found: ResultStream, addresses: Addresses) -> Generator[bytes]:
    """Yield a workbook, which lies in a folder of its own until then: its parts have an order that is not the rows'."""
    with tempfile.TemporaryDirectory(prefix="morgue-") as folder:
        path = Path(folder) / "results.xlsx"
        write_workbook(path, told, rows(found.hits, addresses))
        with path.open("rb") as file:
            while chunk := file.read(_AT_ONCE):
                yield chunk

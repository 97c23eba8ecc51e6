"""The worker that asks Xapian: orders and answers are lines of JSON. Runs under the system's Python."""

import importlib
import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.corpus.folded import Document, read_batches
from benchmarks.edits import near
from benchmarks.speed.query import TOP, Query
from benchmarks.stopwatch import Stopwatch

xapian: Any = importlib.import_module("xapian")  # it has no types

SNIPPET = 600  # characters: about a passage
GAP = 100  # positions left free between passages, so that no phrase reaches over
ID, SOURCE, MONTH, DAY = range(4)  # its value slots
FLUSH = 50_000  # articles that it gathers before it writes: its default of 10,000 is slower


def build(path: Path, folder: str) -> dict[str, float]:
    """Index a file of documents and say what that took."""
    os.environ["XAPIAN_FLUSH_THRESHOLD"] = str(FLUSH)
    watch = Stopwatch()
    with watch:
        database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OVERWRITE)
        writer = xapian.TermGenerator()
        for batch in watch.unmeasured(read_batches(path)):
            for document in batch:
                database.add_document(_indexed(writer, document))
        database.commit()
        database.close()
    return asdict(watch.built)


def _indexed(writer: Any, document: Document) -> Any:
    made = xapian.Document()
    writer.set_document(made)
    writer.set_termpos(0)
    for passage in document.passages:
        writer.index_text(passage)
        writer.increase_termpos(GAP)
    made.set_data("\n".join(document.passages))
    made.add_value(ID, document.id)
    made.add_value(SOURCE, document.source)
    made.add_value(MONTH, document.month)
    made.add_value(DAY, xapian.sortable_serialise(document.number))
    made.add_boolean_term("XS" + document.source)
    return made


def search(database: Any, query: Query) -> tuple[Any, Any, Any, list[str]]:
    """Give the hits, the facets' counts, and a snippet of each hit."""
    enquire = xapian.Enquire(database)
    enquire.set_query(_asked(database, query))
    sources, months = xapian.ValueCountMatchSpy(SOURCE), xapian.ValueCountMatchSpy(MONTH)
    enquire.add_matchspy(sources)
    enquire.add_matchspy(months)
    hits = enquire.get_mset(0, TOP, database.get_doccount())  # checks all documents, so that counts are exact
    stem = xapian.Stem("none")
    flags = xapian.MSet.SNIPPET_BACKGROUND_MODEL | xapian.MSet.SNIPPET_EXHAUSTIVE
    snippets = [hits.snippet(hit.document.get_data().decode(), SNIPPET, stem, flags, "<b>", "</b>") for hit in hits]
    return hits, sources, months, [_text(snippet) for snippet in snippets]


def answer(found: tuple[Any, Any, Any, list[str]]) -> dict[str, Any]:
    """Put what was found in the form that can be compared."""
    hits, *spies, snippets = found
    sources, months = ({_text(value.term): value.termfreq for value in spy.values()} for spy in spies)
    return {
        "total": hits.get_matches_estimated(),
        "sources": sources,
        "months": months,
        "hits": [_text(hit.document.get_value(ID)) for hit in hits],
        "marked": sum("<b>" in snippet for snippet in snippets),
    }


def _text(said: str | bytes) -> str:
    return said.decode() if isinstance(said, bytes) else said


def _asked(database: Any, query: Query) -> Any:
    words = list(query.words)
    match query.form:
        case "phrase":
            asked = xapian.Query(xapian.Query.OP_PHRASE, words)
        case "prefix":
            asked = xapian.Query(xapian.Query.OP_WILDCARD, words[0], 0, xapian.Query.WILDCARD_LIMIT_ERROR)
        case "fuzzy":
            known = (_text(term.term) for term in database.allterms())
            near_by = near(words[0], known)
            asked = xapian.Query(xapian.Query.OP_SYNONYM, near_by)
        case "any":
            asked = xapian.Query(xapian.Query.OP_OR, words)
        case _:
            asked = xapian.Query(xapian.Query.OP_AND, words)
    if not query.filtered:
        return asked
    days = (xapian.sortable_serialise(int(day.replace("-", ""))) for day in (query.first, query.last))
    period = xapian.Query(xapian.Query.OP_VALUE_RANGE, DAY, *days)
    wanted = xapian.Query(xapian.Query.OP_AND, xapian.Query("XS" + query.source), period)
    return xapian.Query(xapian.Query.OP_FILTER, asked, wanted)


def main() -> None:
    """Follow orders until there are none."""
    database: Any = None
    for line in sys.stdin:
        order = json.loads(line)
        said: dict[str, Any] = {}
        if "build" in order:
            said = build(Path(order["build"]), order["index"])
        elif "open" in order:
            database = xapian.Database(order["open"])
        else:
            query = Query(**order["query"] | {"words": tuple(order["query"]["words"])})
            cpu, wall = time.process_time(), time.perf_counter()
            found = search(database, query)
            said = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
            said["answer"] = answer(found)
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()

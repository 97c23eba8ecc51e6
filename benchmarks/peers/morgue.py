"""Morgue itself, through the contract that every engine of it keeps."""

import threading
from pathlib import Path

from benchmarks.corpus import files
from benchmarks.peers.peer import TOP, Answer, Built, InProcess, Stopwatch
from benchmarks.speed.query import Query
from search.engine import Engine
from search.engines import open_engine
from search.engines.whoosh.engine import VERIFYING
from search.language.parser import parse
from search.request import SearchRequest
from search.results import SearchResults


class Morgue(InProcess):
    """Morgue's engine; a query goes in as the query string that a reader would type."""

    name = "morgue"

    def build(self, archive: Path, index: Path) -> Built:
        """Index the archive's articles and passages."""
        watch = Stopwatch()
        engine = open_engine("whoosh", index)
        with watch, engine.rebuild() as writer:
            for batch in watch.unmeasured(files.read_articles(archive)):
                for article_id, article, passages in batch:
                    writer.add(article_id, article, passages)
        engine.close()
        return watch.built

    def open(self, index: Path) -> None:
        """Open the engine and the generation that serves, and wait until that is verified."""
        self._engine: Engine = open_engine("whoosh", index)
        self._engine.stats()
        for thread in threading.enumerate():
            if thread.name == VERIFYING:
                thread.join()  # it would count as the queries' work

    def search(self, query: Query) -> SearchResults:
        """Parse the query string and answer it: total, facets, top hits with passages and marks."""
        parsed = parse(typed(query), match_all=query.form != "any")
        return self._engine.search(SearchRequest(parsed, size=TOP, passages=query.passages))

    def answer(self, found: SearchResults) -> Answer:
        """Put the results in the form that can be compared."""
        return Answer(
            found.total,
            {value.value: value.count for value in found.sources if value.count},
            {month.value: month.count for year in found.dates for month in year.children if month.count},
            tuple(hit.id for hit in found.hits),
            sum(bool(hit.title_highlights) or any(p.highlights for p in hit.passages) for hit in found.hits),
        )

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()


def typed(query: Query) -> str:
    """Write a query as a reader would type it; quotes keep inflections away."""
    match query.form:
        case "phrase":
            words = [f'"{" ".join(query.words)}"']
        case "prefix":
            words = [f"{word}*" for word in query.words]
        case "fuzzy":
            words = [f"{word}~1" for word in query.words]
        case _:
            words = [f'"{word}"' if query.exact else word for word in query.words]
    if query.filtered:
        words.append(f'source:"{query.source}" date:{query.first}..{query.last}')
    return " ".join(words)

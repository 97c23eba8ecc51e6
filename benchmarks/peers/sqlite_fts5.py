"""SQLite's full-text search, FTS5, from Python's standard library: one row an article, passages joined in it."""

import sqlite3
from pathlib import Path

from benchmarks.corpus import files
from benchmarks.corpus.folded import read_batches
from benchmarks.edits import near
from benchmarks.peers.peer import TOP, Answer, Built, InProcess, Stopwatch
from benchmarks.speed.query import Query

BREAK = " ¶¶ "  # between passages: a word that no query has, so that no phrase reaches over
SNIPPET = 40  # words
CACHE = 1 << 30  # bytes of the file to map, and to keep: the whole index, in the sizes measured

_SCHEMA = """
CREATE TABLE article (number INTEGER PRIMARY KEY, id TEXT, source TEXT, month TEXT, day INTEGER);
CREATE VIRTUAL TABLE body USING fts5(words, tokenize = "unicode61 remove_diacritics 0 tokenchars '''¶'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(body, row);
"""

_HITS = f"""
WITH hits AS MATERIALIZED (
    SELECT article.number, id, source, month, rank AS score
    FROM body JOIN article ON article.number = body.rowid
    WHERE body MATCH :match AND (:source = '' OR source = :source) AND day BETWEEN :first AND :last
)
SELECT 'source', source, count(*) FROM hits GROUP BY source
UNION ALL SELECT 'month', month, count(*) FROM hits GROUP BY month
UNION ALL SELECT * FROM (SELECT id, number, score FROM hits ORDER BY score LIMIT {TOP})
"""

_SNIPPET = f"""
SELECT snippet(body, 0, '[', ']', '…', {SNIPPET}) FROM body WHERE body MATCH ? AND rowid = ?
"""


class SqliteFts5(InProcess):
    """An FTS5 table beside a table of articles."""

    name = "sqlite"

    def build(self, archive: Path, index: Path) -> Built:
        """Index the archive in one transaction, merged into one segment at its end."""
        watch = Stopwatch()
        number = 0
        with watch:
            database = sqlite3.connect(index / "archive.db", isolation_level=None)
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA + "BEGIN")
            for batch in watch.unmeasured(read_batches(files.folded_file(archive))):
                numbers = range(number, number + len(batch))
                number += len(batch)
                rows = ((n, d.id, d.source, d.month, d.number) for n, d in zip(numbers, batch, strict=True))
                database.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?)", rows)
                texts = ((n, BREAK.join(d.passages)) for n, d in zip(numbers, batch, strict=True))
                database.executemany("INSERT INTO body (rowid, words) VALUES (?, ?)", texts)
            database.execute("INSERT INTO body (body) VALUES ('optimize')")
            database.execute("COMMIT")
            database.close()
        return watch.built

    def open(self, index: Path) -> None:
        """Open the database, with the whole of it mapped."""
        self._database = sqlite3.connect(index / "archive.db")
        self._database.executescript(f"PRAGMA mmap_size = {CACHE}; PRAGMA cache_size = -{CACHE // 1024}")

    def search(self, query: Query) -> tuple[list[tuple[str, str, float]], list[str]]:
        """Give the facets and the hits as rows, and a snippet of each hit."""
        match = self._match(query)
        first, last = (day.replace("-", "") for day in (query.first, query.last))
        given = {"match": match, "source": query.source, "first": int(first or 0), "last": int(last or 99999999)}
        rows = self._database.execute(_HITS, given).fetchall()
        hits = [row for row in rows if row[0] not in ("source", "month")]
        snippets = [self._database.execute(_SNIPPET, (match, number)).fetchone()[0] for _, number, _ in hits]
        return rows, snippets

    def answer(self, found: tuple[list[tuple[str, str, float]], list[str]]) -> Answer:
        """Sort the rows into what they are."""
        rows, snippets = found
        sources = {value: int(count) for what, value, count in rows if what == "source"}
        months = {value: int(count) for what, value, count in rows if what == "month"}
        hits = tuple(what for what, _, _ in rows if what not in ("source", "month"))
        return Answer(sum(sources.values()), sources, months, hits, sum("[" in snippet for snippet in snippets))

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _match(self, query: Query) -> str:
        words = [f'"{word}"' for word in query.words]
        match query.form:
            case "phrase":
                return f'"{" ".join(query.words)}"'
            case "prefix":
                return f"{words[0]} *"
            case "any":
                return " OR ".join(words)
            case "fuzzy":
                vocabulary = self._database.execute("SELECT term FROM vocabulary")
                return " OR ".join(f'"{word}"' for word in near(query.words[0], (term for (term,) in vocabulary)))
        return " AND ".join(words)

"""A collection with human judgements, searched by Morgue: any of the query's words, one fixed setting."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.relevance.measures import Judgements, Quality, mean, quality
from indexer.pipeline import split
from search.analysis import words
from search.engine import Engine
from search.engines import open_engine
from search.language.parser import MAX_CLAUSES, MAX_LENGTH, parse
from search.request import MAX_SIZE, SearchRequest
from search.schema import Article, Section

CRANFIELD = Path("../shared/corpora/cranfield")  # optional; see README.md
DEPTH = 100  # hits of a query that are judged, unless more are asked for


@dataclass(frozen=True, slots=True)
class Evaluated:
    """How well a collection was searched.

    Args:
        documents: how many it has.
        queries: how many of its queries have a relevant document; the others are not judged.
        quality: mean over them.
        run: by query the documents found with their scores, best first.
    """

    documents: int
    queries: int
    quality: Quality
    run: dict[str, list[tuple[str, float]]]


def evaluate(collection: Path, depth: int = DEPTH) -> Evaluated:
    """Index a collection, ask its queries, and judge the rankings.

    Args:
        collection: a folder with `corpus.jsonl` (`id`, `title`, `text`), `queries.jsonl` (`id`, `text`) and
            `qrels.tsv` (query, document, degree of relevance).
        depth: hits of a query that are judged, a multiple of 100.

    Raises:
        OSError: one of the files can't be read.
    """
    judgements = {query: judged for query, judged in _judgements(collection).items() if any(judged.values())}
    with tempfile.TemporaryDirectory(prefix="morgue-relevance-") as folder:
        engine = open_engine("whoosh", Path(folder))
        documents = 0
        with engine.rebuild() as writer:
            for row in _rows(collection / "corpus.jsonl"):
                article = Article(path=row["id"], title=row["title"], sections=(Section("", (row["text"],)),))
                writer.add(row["id"], article, split(article))
                documents += 1
        asked = {row["id"]: row["text"] for row in _rows(collection / "queries.jsonl")}
        run = {query: _ranked(engine, asked[query], depth) for query in judgements}
        engine.close()
    found = [quality([document for document, _ in run[query]], judged) for query, judged in judgements.items()]
    return Evaluated(documents, len(judgements), mean(found), run)


def _ranked(engine: Engine, question: str, depth: int) -> list[tuple[str, float]]:
    """Give the best articles for any of a question's words, with their scores."""
    query = parse(_plain(question), match_all=False)
    ranked: list[tuple[str, float]] = []
    for page in range(1, depth // MAX_SIZE + 1):
        results = engine.search(SearchRequest(query, page=page, size=MAX_SIZE, passages=1))
        ranked += [(hit.id, hit.score) for hit in results.hits]
        if len(ranked) >= results.total:
            break
    return ranked


def _plain(question: str) -> str:
    """Keep a question's words only: in it a hyphen or a colon is no query language. As many as a query may have."""
    said = words(question)[:MAX_CLAUSES]
    while len(" ".join(said)) > MAX_LENGTH:
        said.pop()
    return " ".join(said)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _judgements(collection: Path) -> dict[str, Judgements]:
    judgements: dict[str, dict[str, int]] = {}
    with (collection / "qrels.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            query, document, degree = line.rstrip("\n").split("\t")
            judgements.setdefault(query, {})[document] = int(degree)
    return dict(judgements)


def as_run(evaluated: Evaluated) -> str:
    """Write the rankings as lines "query document rank score", which other evaluators read."""
    lines = (
        f"{query} {document} {rank} {score!r}\n"
        for query, ranked in evaluated.run.items()
        for rank, (document, score) in enumerate(ranked, 1)
    )
    return "".join(lines)

"""Stock Whoosh, with its own posting lists and its own searcher: one document a passage, as Morgue has it."""

from collections import Counter
from pathlib import Path
from typing import Any

from whoosh import fields, index, query
from whoosh.analysis import RegexTokenizer
from whoosh.highlight import HtmlFormatter, WholeFragmenter, highlight
from whoosh.searching import Searcher

from benchmarks.corpus import files
from benchmarks.corpus.folded import read_batches
from benchmarks.peers.peer import TOP, Answer, Built, InProcess, Stopwatch
from benchmarks.speed.query import Query

MEMORY = 256  # megabytes that its writer may fill before it writes: its default of 128 makes more segments
_ANALYZER = RegexTokenizer(r"\S+")
Found = tuple[dict[str, tuple[float, int]], Counter[str], Counter[str], list[tuple[str, str]]]


class StockWhoosh(InProcess):
    """Whoosh as its documentation shows it: a searcher is opened for each query."""

    name = "whoosh"

    def build(self, archive: Path, index_folder: Path) -> Built:
        """Index the archive, and merge it into one segment."""
        schema = fields.Schema(
            words=fields.TEXT(analyzer=_ANALYZER, stored=True),
            article=fields.ID(sortable=True),
            source=fields.ID(sortable=True),
            month=fields.ID(sortable=True),
            day=fields.NUMERIC(),
        )
        watch = Stopwatch()
        with watch:
            writer = index.create_in(index_folder, schema).writer(limitmb=MEMORY)
            for batch in watch.unmeasured(read_batches(files.folded_file(archive))):
                for document in batch:
                    for passage in document.passages:
                        writer.add_document(
                            words=passage,
                            article=document.id,
                            source=document.source,
                            month=document.month,
                            day=document.number,
                        )
            writer.commit(optimize=True)
        return watch.built

    def open(self, index_folder: Path) -> None:
        """Open the index."""
        self._index = index.open_dir(index_folder)

    def search(self, asked: Query) -> Found:
        """Search with a searcher opened for it."""
        with self._index.searcher() as searcher:
            return _search(searcher, asked)

    def answer(self, found: Found) -> Answer:
        """Put what was found in the form that can be compared."""
        articles, sources, months, hits = found
        marked = sum("<strong" in html for _, html in hits)
        return Answer(len(articles), sources, months, tuple(article for article, _ in hits), marked)

    def close(self) -> None:
        """Close the index."""
        self._index.close()


class WarmWhoosh(StockWhoosh):
    """Whoosh with one searcher kept open, which its documentation advises for speed; it can't serve two threads."""

    name = "whoosh-warm"

    def open(self, index_folder: Path) -> None:
        """Open the index and a searcher."""
        super().open(index_folder)
        self._searcher = self._index.searcher()

    def search(self, asked: Query) -> Found:
        """Search with the searcher kept."""
        return _search(self._searcher, asked)

    def close(self) -> None:
        """Close the searcher and the index."""
        self._searcher.close()
        super().close()


def _search(searcher: Searcher, asked: Query) -> Found:
    """Find passages, then the articles they belong to: Whoosh's boolean operators work within a document only."""
    wanted = None
    if asked.filtered:
        first, last = (int(day.replace("-", "")) for day in (asked.first, asked.last))
        wanted = query.And([query.Term("source", asked.source), query.NumericRange("day", first, last)])
    reader = searcher.reader()
    article_of = reader.column_reader("article")
    articles: dict[str, tuple[float, int]] = {}
    for number, part in enumerate(_parts(asked)):
        best: dict[str, tuple[float, int]] = {}
        for score, document in searcher.search(part, limit=None, filter=wanted).top_n:
            best.setdefault(article_of[document], (score, document))  # best first
        if number:
            best = {
                article: (articles[article][0] + score, document)
                for article, (score, document) in best.items()
                if article in articles
            }
        articles = best
    source_of, month_of = reader.column_reader("source"), reader.column_reader("month")
    sources = Counter(source_of[document] for _, document in articles.values())
    months = Counter(month_of[document] for _, document in articles.values())
    top = sorted(articles.items(), key=lambda article: -article[1][0])[:TOP]
    return articles, sources, months, _marked(searcher, asked, top)


def _marked(searcher: Searcher, asked: Query, top: list[tuple[str, tuple[float, int]]]) -> list[tuple[str, str]]:
    """Give the best articles with the text of their best passage, marked by Whoosh's highlighter."""
    reader = searcher.reader()
    found = query.Or(_parts(asked)).existing_terms(reader, expand=True)
    terms = frozenset(word.decode() for _, word in found)
    marked = []
    for article, (_, document) in top:
        text = searcher.stored_fields(document)["words"]
        marked.append((article, highlight(text, terms, _ANALYZER, WholeFragmenter(), HtmlFormatter())))
    return marked


def _parts(asked: Query) -> list[Any]:
    """Give the queries whose articles must all match."""
    terms = [query.Term("words", word) for word in asked.words]
    match asked.form:
        case "phrase":
            return [query.Phrase("words", list(asked.words))]
        case "prefix":
            return [query.Prefix("words", asked.words[0])]
        case "fuzzy":
            return [query.FuzzyTerm("words", asked.words[0], maxdist=1, prefixlength=0)]
        case "any":
            return [query.Or(terms)]
    return terms

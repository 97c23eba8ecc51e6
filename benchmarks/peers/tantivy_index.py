"""Tantivy, through its Python package: one document an article, a value of its text field for each passage."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.corpus import files
from benchmarks.corpus.folded import Document, read_batches
from benchmarks.peers.peer import TOP, Answer, Built, InProcess, Stopwatch
from benchmarks.speed.query import Query

MEMORY = 256_000_000  # bytes that its writer may fill before it writes
SNIPPET = 600  # characters: about a passage
MANY = 1_000  # values of a facet that are counted: more than there are
Found = tuple[int, dict[str, Any], list[tuple[str, str]]]


class Tantivy(InProcess):
    """A tantivy index written by one thread; facets are its aggregations, over fast fields."""

    name = "tantivy"

    def __init__(self) -> None:
        self._tantivy = importlib.import_module("tantivy")  # not imported above: it is an optional package

    def build(self, archive: Path, index: Path) -> Built:
        """Index the archive in one commit, and wait for its merges."""
        tantivy = self._tantivy
        watch = Stopwatch()
        with watch:
            writer = self._index(index).writer(heap_size=MEMORY, num_threads=1)
            for batch in watch.unmeasured(self._batches(archive)):
                for document in batch:
                    added = tantivy.Document()
                    added.add_text("id", document.id)
                    added.add_text("source", document.source)
                    added.add_text("month", document.month)
                    added.add_integer("day", document.number)
                    for passage in document.passages:
                        added.add_text("words", passage)
                    writer.add_document(added)
            writer.commit()
            writer.wait_merging_threads()
        return watch.built

    def open(self, index: Path) -> None:
        """Open the index and a searcher."""
        opened = self._index(index)
        self._schema, self._searcher = opened.schema, opened.searcher()

    def search(self, query: Query) -> Found:
        """Search, aggregate, and make a snippet of each hit; its interface takes three calls for that."""
        asked = self._query(query)
        found = self._searcher.search(asked, TOP, count=True)
        facets = {name: {"terms": {"field": name, "size": MANY}} for name in ("source", "month")}
        counts = self._searcher.aggregate(asked, facets)
        snippets = self._tantivy.SnippetGenerator.create(self._searcher, asked, self._schema, "words")
        snippets.set_max_num_chars(SNIPPET)
        hits = []
        for _, address in found.hits:
            document = self._searcher.doc(address)
            hits.append((document.get_first("id"), snippets.snippet_from_doc(document).to_html()))
        return found.count, counts, hits

    def answer(self, found: Found) -> Answer:
        """Put what was found in the form that can be compared."""
        total, counts, hits = found
        sources, months = (
            {bucket["key"]: int(bucket["doc_count"]) for bucket in counts[name]["buckets"]}
            for name in ("source", "month")
        )
        return Answer(total, sources, months, tuple(i for i, _ in hits), sum("<b>" in html for _, html in hits))

    def close(self) -> None:
        """Let go of the searcher."""
        del self._searcher

    def _batches(self, archive: Path) -> Iterator[list[Document]]:
        return read_batches(files.folded_file(archive))

    def _analyser(self) -> Any:
        return self._tantivy.TextAnalyzerBuilder(self._tantivy.Tokenizer.whitespace()).build()

    def _index(self, folder: Path) -> Any:
        tantivy = self._tantivy
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("words", stored=True, tokenizer_name="words", index_option="position")
        schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for facet in ("source", "month"):
            schema.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
        schema.add_integer_field("day", indexed=True, fast=True)
        index = tantivy.Index(schema.build(), str(folder))
        index.register_tokenizer("words", self._analyser())
        return index

    def _query(self, query: Query) -> Any:
        kinds, occur = self._tantivy.Query, self._tantivy.Occur
        schema, words = self._schema, query.words
        terms = [kinds.term_query(schema, "words", word) for word in words]
        match query.form:
            case "phrase":
                asked = kinds.phrase_query(schema, "words", list(words))
            case "prefix":
                found = self._searcher.terms_with_prefix("words", words[0])
                asked = kinds.boolean_query(
                    [(occur.Should, kinds.term_query(schema, "words", word)) for word, _ in found]
                )
            case "fuzzy":
                asked = kinds.fuzzy_term_query(schema, "words", words[0], distance=1)
            case "any":
                asked = kinds.boolean_query([(occur.Should, term) for term in terms])
            case _:
                asked = kinds.boolean_query([(occur.Must, term) for term in terms]) if len(terms) > 1 else terms[0]
        if not query.filtered:
            return asked
        first, last = (int(day.replace("-", "")) for day in (query.first, query.last))
        integer = self._tantivy.FieldType.Integer
        filters = [
            kinds.term_query(schema, "source", query.source, index_option="basic"),
            kinds.range_query(schema, "day", integer, first, last),
        ]
        return kinds.boolean_query(
            [(occur.Must, asked), *((occur.Must, kinds.const_score_query(each, 0.0)) for each in filters)]
        )


class TantivyAnalysing(Tantivy):
    """Tantivy given the text itself, which it parts into the same words by a regular expression, and folds."""

    name = "tantivy-text"

    def _batches(self, archive: Path) -> Iterator[list[Document]]:
        for batch in files.read_articles(archive):
            yield [
                Document(article_id, article.source, article.dating.stated, tuple(passage.text for passage in passages))
                for article_id, article, passages in batch
            ]

    def _analyser(self) -> Any:
        tokenizer, filters = self._tantivy.Tokenizer, self._tantivy.Filter
        words = tokenizer.regex(r"(?i)[\p{L}\p{N}]+(['’](s|t|re|ve|ll|d|m)\b)?")
        return self._tantivy.TextAnalyzerBuilder(words).filter(filters.lowercase()).filter(filters.ascii_fold()).build()

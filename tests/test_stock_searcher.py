"""A stock Whoosh searcher reads our index, and finds what our own matcher finds."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh import query as stock
from whoosh.index import open_dir

from search.analysis import Inflections
from search.engines import open_engine
from search.engines.whoosh.matching import Matcher
from search.engines.whoosh.ranking import Ranking
from search.engines.whoosh.snapshot import Snapshot
from search.query import And, Node, Or, Phrase, SamePassage, Wildcard
from search.schema import Kind
from tests.test_engine_contract import WORDS, _many

EVERY_KIND = frozenset(Kind)
QUERIES = 170  # of each of three archives


@pytest.fixture(scope="module", params=[11, 12, 13])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """An archive of several segments, with deletions in them."""
    root = tmp_path_factory.mktemp("stock")
    engine = open_engine("whoosh", root)
    documents = _many(seed=request.param, count=80)
    for part in (documents[:50], documents[50:72], documents[72:]):
        with engine.writer() as writer:
            for document in part:
                writer.add(document.article.path, document.article, document.passages)
    with engine.writer() as writer:
        for document in documents[::9]:
            writer.remove(document.article.path)
    folder = root / "generations" / str(engine.stats().generation)
    assert len(list(folder.glob("*.pst"))) > 1
    yield request.param, folder
    engine.close()


def passage_query(rng: random.Random, depth: int = 2) -> tuple[Node, stock.Query]:
    """One query twice: ours, of what stands in one passage, and Whoosh's."""
    choice = rng.randrange(6 if depth else 4)
    if choice == 0:
        words = tuple(rng.choices(WORDS, k=rng.randint(2, 3)))
        return Phrase(words), stock.Phrase("words", list(words))
    if choice == 1:
        pattern = rng.choice(["po*", "s?n", "*s", "r*e"])
        return Wildcard(pattern), stock.Wildcard("words", pattern)
    if choice < 4:
        word = rng.choice(WORDS)
        return Phrase((word,)), stock.Term("words", word)
    (left, stock_left), (right, stock_right) = passage_query(rng, depth - 1), passage_query(rng, depth - 1)
    if choice == 4:
        return Or((left, right)), stock.Or([stock_left, stock_right])
    return SamePassage(left, right), stock.And([stock_left, stock_right])


def article_query(rng: random.Random, depth: int = 2) -> tuple[Node, stock.Query]:
    """One query twice: ours, of articles, and Whoosh's on the articles' own lists.

    Without NOT: Whoosh's `AndNotMatcher` lets its first posting through if the excluded list begins before it.
    """
    choice = rng.randrange(4 if depth else 1)
    if choice < 2:
        word = rng.choice(WORDS)
        return Phrase((word,)), stock.Term("article_words", word)
    (left, stock_left), (right, stock_right) = article_query(rng, depth - 1), article_query(rng, depth - 1)
    if choice == 2:
        return Or((left, right)), stock.Or([stock_left, stock_right])
    return And((left, right)), stock.And([stock_left, stock_right])


def test_a_stock_searcher_finds_the_same(folder: tuple[int, Path]) -> None:
    seed, path = folder
    rng = random.Random(seed)
    snapshot = Snapshot(path, Inflections("english"))
    ranking = Ranking(snapshot)
    index = open_dir(str(path))
    with index.searcher() as searcher:
        for _ in range(QUERIES):
            ours, theirs = passage_query(rng)
            spans = Matcher(snapshot, ranking).spans(ours, EVERY_KIND)
            found = {int(document) for document in snapshot.lists.documents_of(spans.first)}
            assert found == {int(document) for document in searcher.docs_for_query(theirs)}, theirs
            ours, theirs = article_query(rng)
            ordinals = Matcher(snapshot, ranking).articles(ours).ordinals
            found = {int(document) for document in snapshot.article_documents[ordinals]}
            assert found == {int(document) for document in searcher.docs_for_query(theirs)}, theirs
    index.close()


def test_a_stock_searcher_scores_and_walks(folder: tuple[int, Path]) -> None:
    _, path = folder
    index = open_dir(str(path))
    with index.searcher() as searcher:
        results = searcher.search(stock.Or([stock.Term("words", "rice"), stock.Term("words", "sea")]), limit=5)
        assert len(results.top_n) == 5
        assert [score for score, _ in results.top_n] == sorted((score for score, _ in results.top_n), reverse=True)
        assert set(searcher.reader().lexicon("words")) == {word.encode() for word in searcher_words(path)}
        matcher = searcher.reader().postings("words", "rice")
        ids = list(matcher.all_ids())
        matcher = searcher.reader().postings("words", "rice")
        matcher.skip_to(ids[3])
        assert matcher.id() == ids[3]
        assert len(matcher.value_as("positions")) == matcher.value_as("frequency")
        assert searcher.reader().term_info("words", "rice").doc_frequency() >= len(ids)
    index.close()


def searcher_words(path: Path) -> set[str]:
    snapshot = Snapshot(path, Inflections("english"))
    return set(snapshot.vocabulary.beginning(""))

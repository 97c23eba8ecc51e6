"""What every engine promises (search/engine.py). Each engine there is runs the whole file."""

import random
import threading
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import Engine
from search.engines import open_engine
from search.errors import IndexBusyError, IndexMissingError, QueryLimitError, RequestError
from search.language.parser import parse
from search.query import (
    And,
    AtLeast,
    Dated,
    Everything,
    Fuzzy,
    In,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    ParsedQuery,
    Phrase,
    Place,
    SamePassage,
    Source,
    Stated,
    Undated,
    Wildcard,
    Word,
    walk,
)
from search.request import MAX_OFFSET, MAX_SIZE, DateFilter, Duplicates, SearchRequest, Sort
from search.results import COPIES_SHOWN, Copy
from search.schema import Article, Kind, Passage
from search.snippets import choose, mark
from search.suggestion import Suggested, Suggestion
from tests.archives import article, passages_of
from tests.oracle import Document, matches, shown_once, stands_for, stretches

ENGINES = ("whoosh",)

ARTICLES = {
    "bridge": article(
        "a/bridge.txt",
        "The minister opened the bridge in Hanoi on Monday.",
        "Fishermen said that they were not asked.",
        "UNESCO had warned Vietnam of the nation’s rising water.",
        title="A bridge for Đổi mới",
        source="VNA",
        day="2022-01-07",
        byline="Nguyễn Văn Anh",
        place="Hanoi",
        captions=("Bridge builders at work (Photo: VNA)",),
    ),
    "flood": article(
        "a/flood.txt",
        "Water rose, and the ministers met. To be or not to be, said one.",
        "The bridge held. The bridge is old. The bridge will be rebuilt.",
        title="Flood",
        source="AFP",
        day="2022-03-14",
    ),
    "strike": article("b/strike.txt", "Dockers went on strike in March.", source="AFP", not_before="2023-12-18"),
    "museum": article("b/museum.txt", "A théâtre mask was stolen from the museum.", title="Theft", source=""),
}


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(request.param, tmp_path / "index")
    yield engine
    engine.close()


@pytest.fixture
def engine(empty: Engine) -> Engine:
    with empty.writer() as writer:
        for article_id, each in ARTICLES.items():
            writer.add(article_id, each, passages_of(each))
        writer.keep("note", b"first")
    return empty


def request(tree: Node, **options: object) -> SearchRequest:
    return SearchRequest(ParsedQuery("", tree, ""), **options)  # type: ignore[arg-type]  # names checked by dataclass


def ids(engine: Engine, tree: Node, **options: object) -> set[str]:
    return {hit.id for hit in engine.search(request(tree, **options)).hits}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (Word("bridge"), {"bridge", "flood"}),
        (Word("ministers"), {"bridge", "flood"}),  # inflections, both ways
        (Phrase(("minister",)), {"bridge"}),  # quoted: exact
        (And((Word("vietnam"), Word("unesco"), Word("fishermen"))), {"bridge"}),
        (And((Word("fishermen"), Word("hanoi"))), {"bridge"}),  # in different passages
        (Phrase(("the", "nation's", "rising")), {"bridge"}),  # curly apostrophe in the text
        (Phrase(("to", "be", "or", "not", "to", "be")), {"flood"}),
        (Phrase(("monday", "fishermen")), set()),  # not across passages
        (Word("doi"), {"bridge"}),
        (Word("theatre"), {"museum"}),
        (And((Word("bridge"), Not(Word("flood")))), {"bridge"}),
        (Not(Word("bridge")), {"strike", "museum"}),
        (In(Kind.TITLE, Word("bridge")), {"bridge"}),
        (In(Kind.CAPTION, Word("bridge")), {"bridge"}),
        (In(Kind.LEAD, Word("bridge")), {"bridge"}),
        (Word("nguyen"), set()),  # a byline matches only when asked
        (In(Kind.BYLINE, Word("nguyen")), {"bridge"}),
        (Source("vna"), {"bridge"}),
        (Place("hanoi"), {"bridge"}),
        (Wildcard("min*"), {"bridge", "flood"}),
        (Wildcard("th?ft"), {"museum"}),
        (Fuzzy("birdge", 1), {"bridge", "flood"}),
        (Near((Word("minister"), Word("hanoi")), 5, ordered=False), {"bridge"}),
        (Near((Word("hanoi"), Word("minister")), 5, ordered=True), set()),
        (Near((Word("minister"), Word("hanoi")), 4, ordered=False), set()),
        (SamePassage(Word("unesco"), Word("vietnam")), {"bridge"}),
        (SamePassage(Word("unesco"), Word("hanoi")), set()),
        (AtLeast(3, Word("bridge")), {"bridge", "flood"}),
        (AtLeast(4, Word("bridge")), set()),
        (Dated(date(2022, 3, 1), None), {"flood", "strike"}),
        (Dated(None, date(2022, 2, 28)), {"bridge"}),
        (Undated(), {"museum"}),
        (Stated(), {"bridge", "flood"}),
        (And((Stated(), Not(Source("vna")))), {"flood"}),
        (And((Not(Stated()), Not(Undated()))), {"strike"}),
        (Everything(), set(ARTICLES)),
        (Word("zzz"), set()),
    ],
)
def test_finds(engine: Engine, tree: Node, expected: set[str]) -> None:
    results = engine.search(request(tree))
    assert {hit.id for hit in results.hits} == expected
    assert results.total == len(expected)
    assert results.total_is_exact


def test_a_hit_is_an_article_with_its_best_passages(engine: Engine) -> None:
    tree = And((Word("vietnam"), Word("fishermen"), Word("hanoi")))
    (hit,) = engine.search(request(tree)).hits
    assert hit.article == ARTICLES["bridge"].head
    assert hit.title_highlights == ()
    assert len(hit.passages) == 3  # each word is in another passage, and all three are shown
    marked = {passage.text[start:end] for passage in hit.passages for start, end in passage.highlights}
    assert marked == {"Vietnam", "Fishermen", "Hanoi"}
    numbers = {passage.id for passage in hit.passages}
    assert numbers == {"bridge-1", "bridge-2", "bridge-3"}
    assert hit.more_passages == 0
    (narrow,) = engine.search(request(tree, passages=1)).hits
    assert (len(narrow.passages), narrow.more_passages) == (1, 2)


def test_a_match_in_the_title_alone_shows_the_lead(engine: Engine) -> None:
    (hit,) = engine.search(request(Word("theft"))).hits
    assert hit.title_highlights == ((0, 5),)
    assert [(passage.kind, passage.highlights) for passage in hit.passages] == [(Kind.LEAD, ())]


def test_the_title_weighs_more(empty: Engine) -> None:
    with empty.writer() as writer:
        for name, title, text in (("body", "Other", "A word about rice."), ("title", "Rice", "A word about that.")):
            each = article(f"{name}.txt", text, title=title)
            writer.add(name, each, passages_of(each))
    assert [hit.id for hit in empty.search(request(Word("rice"))).hits] == ["title", "body"]


def test_facets_count_articles_and_ignore_their_own_filter(engine: Engine) -> None:
    results = engine.search(request(Everything(), sources=("AFP",)))
    assert results.total == 2
    assert {(value.value, value.count, value.selected) for value in results.sources} == {
        ("AFP", 2, True),
        ("VNA", 1, False),
        ("", 1, False),
    }
    assert [(value.value, value.count) for value in results.dates] == [("2023", 1), ("2022", 1)]
    in_2022 = engine.search(request(Everything(), dates=DateFilter(date(2022, 1, 1), date(2022, 12, 31))))
    assert in_2022.total == 2
    assert {value.value: value.count for value in in_2022.sources} == {"AFP": 1, "VNA": 1}
    assert [(value.value, value.count, value.selected) for value in in_2022.dates] == [
        ("2023", 1, False),
        ("2022", 2, True),
        ("none", 1, False),
    ]
    assert [(month.value, month.count) for month in in_2022.dates[1].children] == [("2022-03", 1), ("2022-01", 1)]
    undated = engine.search(request(Everything(), dates=DateFilter(undated=True)))
    assert ([hit.id for hit in undated.hits], undated.dates[-1].selected) == (["museum"], True)


def test_sources_are_left_out_and_still_counted(engine: Engine) -> None:
    results = engine.search(request(Everything(), excluded_sources=("AFP", "")))
    assert {hit.id for hit in results.hits} == {"bridge"}
    assert [(value.value, value.count, value.selected, value.excluded) for value in results.sources] == [
        ("AFP", 2, False, True),
        ("", 1, False, True),
        ("VNA", 1, False, False),
    ]
    assert [(value.value, value.count) for value in results.dates] == [("2022", 1)]
    assert ids(engine, Word("bridge"), excluded_sources=("VNA", "Nobody")) == {"flood"}
    assert ids(engine, Everything(), sources=("VNA", "AFP"), excluded_sources=("AFP",)) == {"bridge"}
    named = engine.search(request(Word("theft"), excluded_sources=("Nobody",))).sources
    assert [(value.value, value.count, value.excluded) for value in named] == [("", 1, False), ("Nobody", 0, True)]


def test_stated_dates_only(engine: Engine) -> None:
    stated = engine.search(request(Everything(), stated_only=True))
    assert {hit.id for hit in stated.hits} == {"bridge", "flood"}
    assert [(value.value, value.count) for value in stated.dates] == [("2022", 2)]
    assert {value.value: value.count for value in stated.sources} == {"AFP": 1, "VNA": 1}
    later = engine.search(request(Everything(), stated_only=True, dates=DateFilter(date(2022, 3, 1), None)))
    assert [hit.id for hit in later.hits] == ["flood"]
    assert [(value.value, value.count) for value in later.dates] == [("2022", 2)]  # true also of what a click finds


def test_of_one_day_a_stated_date_goes_before_an_inferred_one(engine: Engine) -> None:
    with engine.writer() as writer:
        writer.add("a", article("a.txt", "Implied.", not_before="2022-01-07"), [])
        writer.add("z", article("z.txt", "Said.", day="2022-01-07"), [])
    for sort, expected in ((Sort.NEWEST, ["bridge", "z", "a", "museum"]), (Sort.OLDEST, ["bridge", "z", "a"])):
        found = [hit.id for hit in engine.search(request(Everything(), sort=sort)).hits]
        assert [one for one in found if one in expected] == expected


def test_sorts_by_date_with_undated_last(engine: Engine) -> None:
    newest = engine.search(request(Everything(), sort=Sort.NEWEST))
    assert [hit.id for hit in newest.hits] == ["strike", "flood", "bridge", "museum"]
    assert all(hit.score == 0 for hit in newest.hits)
    oldest = engine.search(request(Everything(), sort=Sort.OLDEST))
    assert [hit.id for hit in oldest.hits] == ["bridge", "flood", "strike", "museum"]


def test_pages_hold_every_hit_once(engine: Engine) -> None:
    pages = [engine.search(request(Everything(), size=3, page=page)) for page in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [3, 1, 0]
    assert {hit.id for page in pages for hit in page.hits} == set(ARTICLES)
    assert {page.total for page in pages} == {4}


@pytest.mark.parametrize("words", ["harbour master", "harbours master"])
def test_words_side_by_side_as_in_the_query_go_first(tmp_path: Path, words: str) -> None:
    engine = open_engine("whoosh", tmp_path)
    texts = {f"other{number}": "Rice came with the ship" for number in range(20)} | {
        "apart": "The master of the ferry saw the harbour from afar and went home",
        "turned": "The ferry had a master harbour and pier were far from home then",
        "beside": "The ferry met the harbour master from afar and then it went home",
    }
    with engine.writer() as writer:
        for name, text in texts.items():
            one = article(f"{name}.txt", text)
            writer.add(name, one, passages_of(one))
    found = engine.search(request(parse(words).tree)).hits
    assert found[0].id == "beside"
    assert found[0].score > found[1].score == found[2].score
    engine.close()


def test_every_hit_of_every_page_shows_why_it_is_one(tmp_path: Path) -> None:
    engine = open_engine("whoosh", tmp_path)
    with engine.writer() as writer:
        for number in range(120):
            one = article(f"{number}.txt", f"Rice number {number} came with the ship")
            writer.add(f"rice{number}", one, passages_of(one))
    found = [engine.search(request(Word("rice"), size=20, page=page)).hits for page in range(1, 7)]
    assert len({hit.id for hits in found for hit in hits}) == 120
    assert all(hit.passages[0].highlights == ((0, 4),) for hits in found for hit in hits)
    engine.close()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("harbor", ["harbour"]),  # and not harbours as well
        ("Hárbuor", ["harbour"]),  # folded; a swap is one edit
        ("pert", ["port", "part"]),  # of equal distance the more frequent first
        ("lihgthose", ["lighthouse"]),  # two edits in a long word
        ("fery", ["ferry"]),
        ("harbours", []),  # an inflection of what the archive has finds it anyway
        ("harbour", []),
        ("harbr", ["harbour"]),
        ("wa", []),
        ("1998", []),
        ("zeppelin", []),
        ("", []),
    ],
)
def test_gives_words_that_are_spelled_almost_so(empty: Engine, word: str, expected: list[str]) -> None:
    texts = [
        "The ferry left the harbour, a port, by the lighthouse.",
        "The ferry came back to the harbour on the coast.",
        "Two ferries, a ferry and parts of harbours, or part of a port, were seen in 1999.",
    ]
    with empty.writer() as writer:
        for number, text in enumerate(texts):
            each = article(f"{number}.txt", text)
            writer.add(str(number), each, passages_of(each))
    assert empty.similar(word) == expected
    assert empty.similar(word, 1) == expected[:1]


def test_a_nearer_word_goes_before_a_frequent_one_and_gone_words_are_not_named(empty: Engine) -> None:
    texts = {"near": "A trial about tunnels."} | {f"far{n}": "The train came." for n in range(20)}
    with empty.writer() as writer:
        for name, text in texts.items():
            each = article(f"{name}.txt", text)
            writer.add(name, each, passages_of(each))
    assert empty.similar("traial") == ["trial", "train"]
    with empty.writer() as writer:
        writer.remove("near")
    assert empty.similar("traial") == ["train"]


@pytest.mark.parametrize("options", [{"size": 0}, {"size": 101}, {"page": 0}, {"page": 1002}])
def test_refuses_what_it_cannot_page(engine: Engine, options: dict[str, int]) -> None:
    with pytest.raises(RequestError, match="expected"):
        engine.check(request(Everything(), **options))
    with pytest.raises(RequestError, match="expected"):
        engine.search(request(Everything(), **options))


def test_a_query_that_takes_too_long_is_given_up(engine: Engine) -> None:
    tree = Or(tuple(Wildcard(f"*{letter}*") for letter in "abcdefgh"))
    with pytest.raises(QueryLimitError, match="more than 1e-09 seconds") as raised:
        engine.search(request(tree, seconds=1e-9))
    assert raised.value.limit == "time"
    assert engine.search(request(tree)).total == len(ARTICLES)


def test_of_a_long_article_a_bounded_number_of_passages_is_weighed_and_every_word_is_shown(
    empty: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    common, rare = (
        "The ferry met the ferry.",
        "A harbour and little else, in words enough to score less than others do.",
    )
    long = article("long.txt", *[common] * 900, rare, *[common] * 9)
    with empty.writer() as writer:
        writer.add("long", long, passages_of(long))
    weighed: list[int] = []

    def counted(scores: Sequence[Sequence[float]], limit: int) -> list[int]:
        weighed.append(len(scores[0]))
        return choose(scores, limit)

    monkeypatch.setattr("search.engines.whoosh.evidence.choose", counted)
    (hit,) = empty.search(request(And((Word("ferry"), Word("met"), Word("harbour"))), passages=2)).hits
    assert weighed[0] < 300
    assert {passage.text for passage in hit.passages} == {common, rare}
    assert hit.more_passages == 908


def test_the_clock_runs_while_hits_are_made(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> list[int]:
        time.sleep(0.3)
        return [0]

    monkeypatch.setattr("search.engines.whoosh.evidence.choose", late)
    with pytest.raises(QueryLimitError):
        engine.search(request(Or((Word("bridge"), Word("water"))), seconds=0.25))


def test_every_gives_what_the_pages_give_and_every_passage(engine: Engine) -> None:
    for tree in (Word("bridge"), Or((Word("bridge"), Word("water"), Word("dockers"))), Everything()):
        for sort in Sort:
            paged = [engine.search(request(tree, sort=sort, page=page, size=1)) for page in range(1, 5)]
            stream = engine.every(request(tree, sort=sort, size=1, page=3))
            hits = list(stream.hits)
            assert [hit.id for hit in hits] == [hit.id for page in paged for hit in page.hits]
            assert [hit.score for hit in hits] == [hit.score for page in paged for hit in page.hits]
            assert (stream.results.total, stream.results.hits) == (len(hits), ())
            assert (stream.results.sources, stream.results.dates) == (paged[0].sources, paged[0].dates)
            assert {hit.more_passages for hit in hits} <= {0}
    flood = next(hit for hit in engine.every(request(Or((Word("bridge"), Word("water"))))).hits if hit.id == "flood")
    assert [passage.id for passage in flood.passages] == ["flood-1", "flood-2"]  # in the order of the article
    (museum,) = engine.every(request(In(Kind.TITLE, Word("theft")))).hits
    assert [(passage.kind, passage.highlights) for passage in museum.passages] == [(Kind.LEAD, ())]  # it stands in


def test_every_gives_all_passages_of_a_long_article(empty: Engine) -> None:
    long = article("long.txt", *(f"The ferry of pier {n} left, and the tide came." for n in range(300)))
    with empty.writer() as writer:
        writer.add("long", long, passages_of(long))
    for tree in (Word("ferry"), And((Word("ferry"), Word("tide")))):
        (hit,) = empty.every(request(tree)).hits
        assert [passage.id for passage in hit.passages] == [f"long-{n}" for n in range(300)]
        assert all(passage.highlights for passage in hit.passages)


def test_every_goes_beyond_the_last_page_in_memory_that_does_not_grow(empty: Engine) -> None:
    count = MAX_OFFSET + MAX_SIZE + 50
    with empty.writer() as writer:
        for number in range(count):
            one = article(f"{number}.txt", f"Tide {number} came at dawn.", title=f"Tide {number}")
            writer.add(f"t{number}", one, passages_of(one))
    hits = empty.every(request(Word("tide"))).hits
    found = {next(hits).id for _ in range(1_000)}
    tracemalloc.start()
    found.update(hit.id for hit in hits)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == {f"t{number}" for number in range(count)}
    assert peak < 3_000_000  # bytes: one after the other they take 1.1 million, all together 14.8


def test_every_reads_the_generation_that_answered(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.whoosh.streaming._AT_ONCE", 1)
    stream = engine.every(request(Everything(), sort=Sort.OLDEST))
    first = next(stream.hits)
    with engine.rebuild() as writer:
        for article_id in ("bridge", "flood", "strike"):
            new = article("new.txt", "Nothing is as it was.")
            writer.add(article_id, new, passages_of(new))
    assert ids(engine, Everything()) == {"bridge", "flood", "strike"}
    assert {hit.article for hit in (first, *stream.hits)} == {each.head for each in ARTICLES.values()}


def test_the_clock_stops_when_every_hit_is_only_to_be_given_out(engine: Engine) -> None:
    hits = engine.every(request(Word("bridge"), seconds=0.2)).hits
    time.sleep(0.3)
    assert {hit.id for hit in hits} == {"bridge", "flood"}
    with pytest.raises(QueryLimitError):
        engine.every(request(Wildcard("*e*"), seconds=1e-9))


def test_gives_an_article_with_marks(engine: Engine) -> None:
    stored = engine.article("flood", ParsedQuery("", Word("bridge"), ""))
    assert stored is not None
    assert stored.article == ARTICLES["flood"]
    assert list(stored.passages) == passages_of(ARTICLES["flood"])
    assert [len(spans) for spans in stored.highlights] == [0, 0, 3]
    assert engine.article("flood-") is None


def test_an_article_is_marked_without_a_search_of_the_archive(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def searched(*_: object) -> None:
        raise AssertionError("the postings of the archive were read")

    monkeypatch.setattr("search.engines.whoosh.matching.Matcher.spans", searched)
    monkeypatch.setattr("search.engines.whoosh.matching.Matcher.occurrences", searched)
    for query, marked in (
        ("bridge W/3 held", 3),
        ("br*", 3),
        ("ATLEAST2(bridge)", 3),
        ("bridge /p old", 4),
        ("old~1", 1),
    ):
        stored = engine.article("flood", parse(query))
        assert stored is not None
        assert (query, len(stored.highlights[2])) == (query, marked)


def test_an_article_that_takes_too_long_to_mark_comes_without_marks(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.whoosh.engine.MARKING_SECONDS", 1e-9)
    stored = engine.article("flood", parse("bridge"))
    assert stored is not None
    assert (stored.article, stored.highlights) == (ARTICLES["flood"], ((), (), ()))
    assert engine.article("flood") == stored


def suggested(engine: Engine, begun: str, kind: Suggested = Suggested.WORD, limit: int = 10) -> list[str]:
    return [suggestion.text for suggestion in engine.suggest(begun, kind, limit)]


def test_suggests_words_of_the_archive(engine: Engine) -> None:
    assert engine.suggest("BRI") == [Suggestion(Suggested.WORD, "bridge", 2)]
    assert suggested(engine, "th")[0] == "the"
    assert suggested(engine, "the", limit=1) == ["the"]
    assert suggested(engine, "") == suggested(engine, "zzz") == []


def test_suggests_words_as_they_are_written(engine: Engine) -> None:
    assert suggested(engine, "thea") == ["théâtre"]
    assert suggested(engine, "dôi") == ["Đổi"]
    assert suggested(engine, "han") == ["Hanoi"]
    assert suggested(engine, "une") == ["UNESCO"]
    assert suggested(engine, "nation") == ["nation’s"]
    assert suggested(engine, "fish") == ["Fishermen"]  # no passage has it in small letters


def test_of_words_that_find_the_same_suggests_the_commonest_with_what_it_finds(engine: Engine) -> None:
    assert engine.suggest("min") == [Suggestion(Suggested.WORD, "minister", 2)]
    (one,) = engine.suggest("minister")
    found = engine.search(request(Word(one.text)))
    assert (found.total, one.articles) == (2, 2)


def test_words_of_bylines_are_not_suggested(engine: Engine) -> None:
    assert suggested(engine, "nguy") == []


def test_suggests_the_words_that_find_most_first(engine: Engine) -> None:
    texts = {
        f"{n}": " ".join(f"xo{'abcdefghijklmnop'[word]}" for word in range(16) if n % (word + 1) == 0)
        for n in range(40)
    }
    for start in range(0, 40, 8):  # several segments, none of which has the whole picture
        with engine.writer() as writer:
            for name in list(texts)[start : start + 8]:
                each = article(f"{name}.txt", texts[name])
                writer.add(name, each, passages_of(each))
    given = engine.suggest("xo", limit=4)
    assert [one.text for one in given] == ["xoa", "xob", "xoc", "xod"]
    assert [one.articles for one in given] == [sum(n % word == 0 for n in range(40)) for word in (1, 2, 3, 4)]


def test_suggests_titles_by_any_of_their_words(engine: Engine) -> None:
    (one,) = engine.suggest("doi", Suggested.TITLE)
    assert (one.text, one.articles, one.id) == ("A bridge for Đổi mới", 1, "bridge")
    assert one.article == ARTICLES["bridge"].head
    for begun in ("moi bri", "a bridge for d", "BRIDGE"):
        assert suggested(engine, begun, Suggested.TITLE) == ["A bridge for Đổi mới"]
    for begun in ("", "minister", "brid moi", "bridge flood"):
        assert suggested(engine, begun, Suggested.TITLE) == []


def test_suggests_titles_that_begin_so_first_and_then_the_newest(engine: Engine) -> None:
    for number, (title, day) in enumerate(
        [
            ("Old bridge report", "2020-01-01"),
            ("The report on the bridge", "2024-01-01"),
            ("Bridge report", "2019-01-01"),
            ("Bridge report", "2018-01-01"),
            ("Bridge reporters meet", "2021-01-01"),
        ]
    ):
        each = article(f"r{number}.txt", "Text.", title=title, day=day)
        with engine.writer() as writer:
            writer.add(f"r{number}", each, passages_of(each))
    with engine.writer() as writer:
        writer.remove("flood")
    titles = engine.suggest("bridge rep", Suggested.TITLE)
    assert [(one.text, one.articles, one.id) for one in titles] == [
        ("Bridge reporters meet", 1, "r4"),
        ("Bridge report", 2, ""),  # two articles have it
        ("Old bridge report", 1, "r0"),
        ("The report on the bridge", 1, "r1"),
    ]
    assert suggested(engine, "bridge rep", Suggested.TITLE, limit=1) == ["Bridge reporters meet"]
    assert suggested(engine, "floo", Suggested.TITLE) == []


def test_suggests_sources_and_places(engine: Engine) -> None:
    assert engine.suggest("", Suggested.SOURCE) == [
        Suggestion(Suggested.SOURCE, "AFP", 2),
        Suggestion(Suggested.SOURCE, "VNA", 1),
    ]
    assert suggested(engine, "v", Suggested.SOURCE) == ["VNA"]
    assert suggested(engine, "x", Suggested.SOURCE) == []
    assert suggested(engine, "HÀ", Suggested.PLACE) == ["Hanoi"]
    each = article("p.txt", "Text.", source="The Port Gazette")
    with engine.writer() as writer:
        writer.add("p", each, passages_of(each))
    assert suggested(engine, "port ga", Suggested.SOURCE) == ["The Port Gazette"]
    assert suggested(engine, "the gaz", Suggested.SOURCE) == []


def test_words_of_removed_articles_are_neither_suggested_nor_tried(engine: Engine) -> None:
    for number in range(2):
        each = article(f"{number}.txt", "Zanzibar and zebras." if number else "Zebras and more of them. " * 20)
        with engine.writer() as writer:
            writer.add(f"new{number}", each, passages_of(each))
    assert suggested(engine, "z") == ["zebras", "Zanzibar"]
    with engine.writer() as writer:
        writer.remove("new1")
        writer.remove("museum")
    assert suggested(engine, "z") == ["Zebras"]
    assert suggested(engine, "museu") == []
    assert ids(engine, Wildcard("z*")) == {"new0"}
    assert ids(engine, Fuzzy("zanzibat", 1)) == set()


def test_without_an_index_says_so(empty: Engine) -> None:
    with pytest.raises(IndexMissingError, match="morgue reindex"):
        empty.search(request(Everything()))
    with pytest.raises(IndexMissingError):
        empty.stats()


def test_a_change_is_seen_whole_and_at_once(engine: Engine) -> None:
    before = engine.stats()
    with engine.writer() as writer:
        writer.remove("bridge")
        writer.remove("never there")
        new = article("a/flood.txt", "The dam broke.", title="Flood", source="AFP")
        writer.add("flood", new, passages_of(new))
        added = article("c/new.txt", "A bridge elsewhere.")
        writer.add("new", added, passages_of(added))
        assert ids(engine, Word("bridge")) == {"bridge", "flood"}  # not before the block ends
    assert ids(engine, Word("bridge")) == {"new"}
    assert ids(engine, Word("dam")) == {"flood"}
    after = engine.stats()
    assert (after.articles, after.generation > before.generation) == (4, True)
    assert engine.kept("note") == b"first"
    assert engine.article("bridge") is None


def test_a_failed_change_leaves_everything_as_it_was(engine: Engine) -> None:
    before = engine.stats()
    with pytest.raises(RuntimeError, match="power"), engine.writer() as writer:
        writer.remove("bridge")
        writer.keep("note", b"second")
        raise RuntimeError("power")
    assert engine.stats() == before
    assert engine.kept("note") == b"first"
    assert ids(engine, Word("hanoi")) == {"bridge"}
    with engine.writer() as writer:  # and nothing is left locked
        writer.keep("note", b"third")
    assert engine.kept("note") == b"third"


def test_a_change_of_nothing_publishes_nothing(engine: Engine) -> None:
    before = engine.stats()
    with engine.writer():
        pass
    assert engine.stats() == before


def test_a_rebuild_starts_from_nothing(engine: Engine) -> None:
    with engine.rebuild() as writer:
        writer.add("museum", ARTICLES["museum"], passages_of(ARTICLES["museum"]))
    assert ids(engine, Everything()) == {"museum"}
    assert engine.kept("note") is None


def test_one_writer_at_a_time(engine: Engine, tmp_path: Path) -> None:
    other = open_engine("whoosh", tmp_path / "index")
    with engine.writer(), pytest.raises(IndexBusyError, match="wait"), other.writer():
        pass
    other.close()


def test_of_the_same_article_twice_in_one_change_the_last_counts(engine: Engine) -> None:
    first, other, last = (article(f"{name}.txt", f"The {name} one.") for name in ("first", "other", "last"))
    with engine.writer() as writer:
        for article_id, each in (("new", first), ("other", other), ("new", last), ("museum", first), ("museum", last)):
            writer.add(article_id, each, passages_of(each))
        writer.add("gone", first, passages_of(first))
        writer.remove("gone")
    assert ids(engine, Word("first")) == set()
    assert ids(engine, Word("last")) == {"new", "museum"}
    assert ids(engine, Word("other")) == {"other"}
    assert engine.article("gone") is None
    assert engine.stats().articles == len(ARTICLES) + 2
    with engine.rebuild() as writer:
        for each in (first, last):
            writer.add("new", each, passages_of(each))
    assert ids(engine, Everything()) == {"new"} == ids(engine, Word("last"))


def test_threads_share_an_engine_while_it_changes(engine: Engine) -> None:
    wrong: list[object] = []
    ended = threading.Event()

    def ask() -> None:
        while not ended.is_set():
            try:
                results = engine.search(request(Word("bridge")))
                if {hit.id for hit in results.hits} != {"bridge", "flood"}:
                    wrong.append(results)
                if any(not hit.article.path for hit in results.hits):
                    wrong.append(results)
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        each = article(f"n{number}.txt", "Nothing to do with it.")
        with engine.writer() as writer:
            writer.add(f"n{number}", each, passages_of(each))
    ended.set()
    for thread in threads:
        thread.join()
    assert wrong == []


WIRE = {  # one story in three outlets, and a longer one that is nobody's copy
    "first": article("1.txt", "The ferry lost its rudder.", "Nobody was hurt.", source="Wire", day="2022-03-12"),
    "second": article("2.txt", "Ferry, ferry: a ferry lost its rudder.", source="Courier", day="2022-03-13"),
    "third": article("3.txt", "The ferry lost its rudder.", "Tugs came.", source="Post", day="2022-03-14"),
    "other": article("4.txt", "A ferry ferried fruit to a far port.", source="Post", day="2022-03-13"),
}


@pytest.fixture
def wire(empty: Engine) -> Engine:
    with empty.writer() as writer:
        for article_id, each in WIRE.items():
            writer.add(article_id, each, passages_of(each))
        writer.copies([["first", "second", "third"]])
    return empty


def hits(engine: Engine, **options: object) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Give each hit's id, and its copies with whether they match."""
    tree = options.pop("tree", Word("ferry"))
    found = engine.search(request(tree, **options)).hits  # type: ignore[arg-type]  # options of any request
    return [(hit.id, [(copy.id, copy.matches) for copy in hit.copies.named]) for hit in found]


def test_copies_are_shown_once_as_the_earliest_in_the_place_of_the_best(wire: Engine) -> None:
    group = ("first", [("second", True), ("third", True)])
    assert hits(wire) == [group, ("other", [])]  # the second has the word most often
    shown = [each for each, _ in hits(wire, duplicates=Duplicates.SHOW)]
    assert shown[0] == "second"
    assert sorted(shown) == sorted(WIRE)
    assert hits(wire, sort=Sort.OLDEST) == [group, ("other", [])]
    assert hits(wire, sort=Sort.NEWEST) == [("other", []), group]  # each by the date of what is shown
    [best] = wire.search(request(Word("ferry"), duplicates=Duplicates.SHOW, size=1)).hits
    assert wire.search(request(Word("ferry"), size=1)).hits[0].score == best.score


def test_of_copies_the_earliest_that_matches_is_shown_and_the_others_are_named(wire: Engine) -> None:
    assert hits(wire, tree=Word("tugs")) == [("third", [("first", False), ("second", False)])]
    filtered = hits(wire, sources=("Courier", "Post"))
    assert dict(filtered)["second"] == [("first", False), ("third", True)]
    assert len(filtered) == 2
    assert dict(hits(wire, dates=DateFilter(date(2022, 3, 14), None)))["third"] == [("first", False), ("second", False)]
    [hit] = wire.search(request(Word("tugs"))).hits
    assert hit.copies.named[0] == Copy("first", WIRE["first"].head, matches=False)


def test_totals_and_facets_count_articles_and_pages_count_hits(wire: Engine) -> None:
    results = wire.search(request(Word("ferry")))
    assert (results.total, results.groups) == (4, 2)
    assert {value.value: value.count for value in results.sources} == {"Wire": 1, "Courier": 1, "Post": 2}
    assert results.dates[0].count == 4
    every = wire.search(request(Word("ferry"), duplicates=Duplicates.SHOW))
    assert (every.total, every.groups) == (4, 4)
    assert (every.sources, every.dates) == (results.sources, results.dates)
    pages = [hits(wire, size=1, page=page) for page in (1, 2, 3)]
    assert [[each for each, _ in page] for page in pages] == [["first"], ["other"], []]


def test_an_article_names_its_copies(wire: Engine) -> None:
    stored = wire.article("second")
    assert stored
    assert [copy.id for copy in stored.copies.named] == ["first", "third"]
    other = wire.article("other")
    assert other
    assert len(other.copies) == 0


def test_copies_last_until_they_are_said_anew(wire: Engine) -> None:
    with wire.writer() as writer:
        writer.remove("first")
        writer.add("third", WIRE["third"], passages_of(WIRE["third"]))
    assert hits(wire)[0][0] == "second"
    with wire.writer() as writer:
        writer.remove("second")
    assert dict(hits(wire))["third"] == []  # what is left alone is no copy
    with wire.writer() as writer:
        writer.copies([["third", "never there", "other"], ["gone", "too"]])
    assert hits(wire) == [("third", [("other", True)])]
    with wire.writer() as writer:
        writer.copies([])
    assert len(hits(wire)) == 2
    with pytest.raises(ValueError, match="twice"), wire.writer() as writer:
        writer.copies([["third", "other"], ["other", "new"]])
    with wire.rebuild() as writer:
        for article_id, each in WIRE.items():
            writer.add(article_id, each, passages_of(each))
    assert len(hits(wire)) == 4


def test_of_many_copies_only_some_are_named(empty: Engine) -> None:
    names = [f"{number:02}" for number in range(COPIES_SHOWN + 5)]
    with empty.writer() as writer:
        for name in names:
            each = article(f"{name}.txt", "The ferry lost its rudder.")
            writer.add(name, each, passages_of(each))
        writer.copies([names])
    [hit] = empty.search(request(Word("ferry"))).hits
    assert [copy.id for copy in hit.copies.named] == names[1 : COPIES_SHOWN + 1]
    assert (hit.copies.more, len(hit.copies)) == (4, len(names) - 1)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"sea sea port"~5', {"two seas"}),
        ("sea W/5 port W/5 sea", {"two seas"}),
        ('"to be or not to be"~8', {"whole"}),
        ("(sea OR zzz) W/5 port", {"one sea", "two seas"}),
    ],
)
def test_a_word_written_twice_needs_two_places(empty: Engine, query: str, expected: set[str]) -> None:
    texts = {
        "one sea": "A port by the sea here.",
        "two seas": "A port between sea and sea.",
        "half": "Whether not to be is asked or so.",
        "whole": "Be it so or not: to be, to.",
    }
    with empty.writer() as writer:
        for name, text in texts.items():
            each = article(f"{name}.txt", text)
            writer.add(name, each, passages_of(each))
    assert ids(empty, parse(query).tree) == expected


CHAINS = {
    "far": "alpha beta x x x beta x gamma",
    "turned": "gamma x beta x x x beta alpha",
    "between": "alpha x gamma x beta",
    "apart": "alpha x x x beta x x x x x gamma",
    "short": "alpha beta gamma",
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("alpha W/5 beta W/5 gamma", {"far", "turned", "between", "short"}),
        ("gamma W/5 (beta W/5 alpha)", {"far", "turned", "between", "short"}),
        ("alpha W/4 gamma W/4 beta", {"between", "short"}),
        ("alpha PRE/5 beta PRE/5 gamma", {"far", "short"}),
        ("alpha PRE/9 beta W/2 gamma", {"far", "between", "short"}),
        ("alpha PRE/1 beta PRE/5 gamma", {"short"}),
        ("alpha W/5 beta PRE/6 gamma", {"far", "apart", "short"}),
        ("alpha PRE/5 (beta PRE/2 gamma)", {"far", "short"}),
        ('"alpha beta"~4 W/2 gamma', {"between", "short"}),
        ('"alpha beta"~5 W/2 gamma', {"far", "turned", "between", "short"}),
        ("((alpha W/1 beta) OR alpha) PRE/2 gamma", {"between", "short"}),
        ("ATLEAST2(beta W/5 beta)", set()),
        ("ATLEAST2(alpha W/5 beta)", set()),  # from alpha to the second beta the first one is met as well
        ("ATLEAST2(x W/1 beta)", {"far", "turned", "apart"}),
    ],
)
def test_a_chain_of_proximity_is_read_from_the_left(empty: Engine, query: str, expected: set[str]) -> None:
    with empty.writer() as writer:
        for name, text in CHAINS.items():
            each = article(f"{name}.txt", text)
            writer.add(name, each, passages_of(each))
    parsed = parse(query)
    hits = empty.search(SearchRequest(parsed)).hits
    assert {hit.id for hit in hits} == expected
    assert all(hit.passages[0].highlights for hit in hits)
    plain = {name for name, text in CHAINS.items() if matches(parsed.tree, _document(name, text))}
    assert plain == expected


def _document(name: str, text: str) -> Document:
    each = article(f"{name}.txt", text)
    return Document(each, passages_of(each))


def test_proximity_in_too_many_places_is_refused(empty: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.whoosh.nesting.MAX_STRETCHES", 500)
    with empty.writer() as writer:
        each = article("a.txt", "to and fro " * 40)
        writer.add("a", each, passages_of(each))
    assert ids(empty, parse("to W/2 and W/2 fro").tree) == {"a"}
    with pytest.raises(QueryLimitError, match="smaller distances") as raised:
        ids(empty, parse("to W/90 and W/90 to").tree)
    assert raised.value.limit == "places"


# Against the plain matcher: many small articles of few words, so that every operator has something to find.

WORDS = ["rice", "rices", "port", "ports", "ported", "sea", "seas", "son", "sun", "hanoi", "minister"]


def _many(seed: int, count: int) -> list[Document]:
    rng = random.Random(seed)
    documents = []
    for number in range(count):
        paragraphs = [" ".join(rng.choices(WORDS, k=rng.randint(1, 7))) for _ in range(rng.randint(1, 4))]
        each = article(
            f"{number:03}.txt",
            *paragraphs,
            title=" ".join(rng.choices(WORDS, k=2)) if rng.random() < 0.6 else "",
            source=rng.choice(["", "VNA", "Port News", "AFP"]),
            day=rng.choice(["", "2021", "2022-03", "2022-03-14"]),
            byline=rng.choice(["", "Son Port"]),
            place=rng.choice(["", "Hanoi"]),
            captions=(rng.choice(WORDS),) if rng.random() < 0.3 else (),
        )
        documents.append(Document(each, passages_of(each)))
    return documents


word_leaves = st.one_of(
    st.sampled_from(WORDS).map(Word),
    st.sampled_from(["po*", "s?n", "*s", "r*e", "*o*"]).map(Wildcard),
    st.builds(Fuzzy, st.sampled_from(["son", "prot", "seas", "minster"]), st.sampled_from([1, 2])),
)
leaves = st.one_of(
    word_leaves, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: Phrase(tuple(words)))
)
placed = st.one_of(leaves, st.lists(word_leaves, min_size=2, max_size=2).map(lambda nodes: Or(tuple(nodes))))
distances = st.integers(1, 4)
nears: st.SearchStrategy[Near] = st.builds(
    Near, st.lists(placed, min_size=2, max_size=3).map(tuple), distances, ordered=st.booleans()
)
either = st.lists(st.one_of(placed, nears), min_size=2, max_size=2).map(lambda nodes: Or(tuple(nodes)))
nested: st.SearchStrategy[Node] = st.recursive(
    nears,
    lambda inner: st.builds(
        lambda nodes, distance, ordered: Near(tuple(nodes), distance, ordered),
        st.permutations([inner, st.one_of(placed, inner, either)]).flatmap(lambda pair: st.tuples(*pair)),
        distances,
        st.booleans(),
    ),
    max_leaves=3,
)
filters = st.one_of(
    st.sampled_from(["vna", "port", "news"]).map(Source),
    st.just(Place("hanoi")),
    st.just(Undated()),
    st.just(Stated()),
    st.just(Dated(date(2022, 1, 1), None)),
    st.just(Dated(None, date(2021, 12, 31))),
)
simple: st.SearchStrategy[Node] = st.one_of(
    leaves,
    nears,
    filters,
    nested,
    st.builds(SamePassage, placed, st.one_of(placed, nested)),
    st.builds(AtLeast, st.integers(1, 4), st.one_of(placed, nested, either)),
)
trees: st.SearchStrategy[Node] = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: And(tuple(nodes))),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: Or(tuple(nodes))),
        inner.map(Not),
        st.builds(In, st.sampled_from(Kind), inner),
    ),
    max_leaves=6,
)


class Archive:
    def __init__(self, engine: Engine, documents: dict[str, Document], groups: list[list[str]]) -> None:
        self.engine = engine
        self.documents = documents
        self.groups = groups

    def __repr__(self) -> str:
        return "Archive()"  # a failing example is shown with it


@pytest.fixture(scope="module", params=ENGINES)
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Several segments with deletions among them."""
    engine = open_engine(request.param, tmp_path_factory.mktemp("large") / "index")
    documents = {each.article.path: each for each in _many(seed=1, count=90)}
    paths = list(documents)
    groups = [paths[start::11] for start in range(4)]
    for part in (paths[:60], paths[60:]):
        with engine.writer() as writer:
            for path in part:
                writer.add(path, documents[path].article, documents[path].passages)
            writer.copies(groups)
    with engine.writer() as writer:
        for path in paths[::7]:
            writer.remove(path)
            del documents[path]
    yield Archive(engine, documents, groups)
    engine.close()


@settings(max_examples=400, deadline=None)
@given(tree=trees)
def test_finds_what_a_plain_reading_finds(large: Archive, tree: Node) -> None:
    engine, documents = large.engine, large.documents
    expected = {path for path, document in documents.items() if matches(tree, document)}
    results = engine.search(request(tree, size=100, seconds=60.0, duplicates=Duplicates.SHOW))
    assert {hit.id for hit in results.hits} == expected
    once = engine.search(request(tree, size=100, seconds=60.0))
    assert {hit.id for hit in once.hits} == shown_once(expected, large.groups)
    assert (once.groups, once.total) == (len(once.hits), results.total)
    assert all(copy.matches == (copy.id in expected) for hit in once.hits for copy in hit.copies.named)
    assert results.total == results.groups == len(expected)
    counts: dict[str, int] = {}
    for path in expected:
        counts[documents[path].article.source] = counts.get(documents[path].article.source, 0) + 1
    assert {value.value: value.count for value in results.sources} == counts
    assert sum(value.count for value in results.dates) == len(expected)
    for hit in results.hits:
        for passage in hit.passages:
            assert passage.text == documents[hit.id].passages[int(passage.id.rsplit("-", 1)[1])].text
            assert all(0 <= start < end <= len(passage.text) for start, end in passage.highlights)


@settings(max_examples=400, deadline=None)
@given(tree=nested, text=st.lists(st.sampled_from(WORDS), max_size=9))
def test_marks_are_there_where_a_plain_reading_finds(tree: Near, text: list[str]) -> None:
    passage = Passage(Kind.BODY, "", " ".join(text))
    expansions: dict[Leaf, frozenset[str]] = {
        leaf: frozenset(word for word in WORDS if stands_for(leaf, word))
        for leaf in walk(tree)
        if isinstance(leaf, Word | Wildcard | Fuzzy)
    }
    marked = {passage.text[start:end] for start, end in mark(passage.text, Kind.BODY, tree, expansions)}
    found = stretches(tree, passage, frozenset({Kind.BODY}))
    assert marked == {" ".join(text[a : b + 1]) for *_, parts in found for a, b in parts}


def test_passages_too_long_for_the_index_are_refused(empty: Engine) -> None:
    long = Passage(Kind.LEAD, "", "word " * 70_000)
    with pytest.raises(ValueError, match="split"), empty.writer() as writer:
        writer.add("long", Article("long.txt"), [long])

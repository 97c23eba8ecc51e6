import time
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.language.parser import parse
from search.query import Fuzzy, Leaf, Near, Node, Phrase, Wildcard, Word, walk
from search.schema import Kind
from search.snippets import choose, mark

TEXT = "A big storm and a flood came. The storm warnings failed, so the flood warning was late."
EXPANSIONS = {"warn": {"warning", "warnings"}, "warn*": {"warning", "warnings"}, "stork": {"storm"}, "flood": {"flood"}}


def expanded(tree: Node) -> dict[Leaf, frozenset[str]]:
    found: dict[Leaf, frozenset[str]] = {}
    for node in walk(tree):
        match node:
            case Word(word) | Wildcard(word) | Fuzzy(word):
                found[node] = frozenset(EXPANSIONS.get(word, ()))
    return found


def marked(query: str, text: str = TEXT, kind: Kind = Kind.BODY) -> list[str]:
    tree = parse(query).tree
    return [text[start:end] for start, end in mark(text, kind, tree, expanded(tree))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", []),
        ("snow", []),
        ("storm", ["storm", "storm"]),
        ("warn", ["warnings", "warning"]),
        ("warn*", ["warnings", "warning"]),
        ("stork~1", ["storm", "storm"]),
        ("storm flood", ["storm", "flood", "storm", "flood"]),
        ("storm snow", ["storm", "storm"]),
        ("flood OR late", ["flood", "flood", "late"]),
        ("flood -storm", ["flood", "flood"]),
        ("NOT (storm OR flood)", []),
        ('"flood warning"', ["flood warning"]),
        ('"warning flood"', []),
        ('"storm warnings failed"', ["storm warnings failed"]),
        ('"warn"', []),
        ('"storm" "storm warnings"', ["storm", "storm warnings"]),
        ("flood PRE/1 warning", ["flood", "warning"]),
        ("warning PRE/1 flood", []),
        ("warning W/1 flood", ["flood", "warning"]),
        ("storm W/2 flood", []),
        ("storm W/3 flood", ["storm", "flood", "storm"]),
        ('"storm flood"~3', ["storm", "flood", "storm"]),
        ('"big flood came"~4', ["big", "flood", "came"]),
        ('"big flood came"~3', []),
        ('"a big storm" W/3 flood', ["A big storm", "flood"]),
        ('"a big storm" W/2 flood', []),
        ("(big W/1 storm) W/3 flood", ["big", "storm", "flood"]),
        ("big W/1 storm W/2 flood", []),
        ("(storm OR snow) W/1 warn", ["storm", "warnings"]),
        ("storm W/20 storm", ["storm", "storm"]),
        ("late W/5 late", []),
        ("storm /p late", ["storm", "storm", "late"]),
        ("storm /p snow", []),
        ("storm /p late /p snow", []),
        ("ATLEAST2(storm)", ["storm", "storm"]),
        ("ATLEAST2(flood W/1 warning)", ["flood", "warning"]),
        ("source:storm place:flood date:2022 late", ["late"]),
        ("date:none", []),
        ("body:late", ["late"]),
        ("title:late", []),
        ("title:late OR storm", ["storm", "storm"]),
    ],
)
def test_what_is_marked(query: str, expected: list[str]) -> None:
    assert marked(query) == expected


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_marked_where_it_was_searched(kind: Kind) -> None:
    assert marked("late", kind=kind) == ([] if kind is Kind.BYLINE else ["late"])
    assert marked(f"{kind}:late", kind=kind) == ["late"]
    assert marked("caption:late", kind=kind) == (["late"] if kind is Kind.CAPTION else [])


def test_spans_are_offsets_into_the_text_as_it_stands() -> None:
    text = "🌊 Bu\u0300i Thanh Sơn’s “NATION’S RISE”"
    assert marked("bui son's", text) == ["Bu\u0300i", "Sơn’s"]
    assert marked('"nation\'s rise"', text) == ["NATION’S RISE"]


def test_neighbours_are_marked_apart_and_overlaps_as_one() -> None:
    assert marked("flood warning", "flood warning") == ["flood", "warning"]
    assert marked('"a b" "b c"', "a b c d") == ["a b c"]
    assert marked('"a a"', "a a a") == ["a a a"]


def test_a_word_matches_itself_without_an_expansion() -> None:
    assert mark("storm", Kind.BODY, Word("storm"), {}) == ((0, 5),)
    assert mark("storm", Kind.BODY, Wildcard("st*"), {}) == ()


def test_proximity_of_three_in_order() -> None:
    tree = Near((Phrase(("a",)), Phrase(("b",)), Phrase(("c",))), 2, True)
    assert mark("a b x c", Kind.BODY, tree, {}) == ((0, 1), (2, 3), (6, 7))
    assert mark("a x b x c", Kind.BODY, tree, {}) == ()
    assert mark("b a c", Kind.BODY, tree, {}) == ()


WORDS = st.sampled_from(["a", "b", "c", "x"])


def near_by_trying(text: list[str], left: str, right: str, distance: int, ordered: bool) -> set[int]:
    places = range(len(text))
    pairs = [(p, q) for p in places for q in places if p != q and (text[p], text[q]) == (left, right)]
    return {
        p for pair in pairs if abs(pair[0] - pair[1]) <= distance and (pair[0] < pair[1] or not ordered) for p in pair
    }


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=14), st.integers(1, 5), st.booleans())
def test_proximity_of_two_words_is_what_trying_all_pairs_gives(text: list[str], distance: int, ordered: bool) -> None:
    tree = parse(f"a {'PRE' if ordered else 'W'}/{distance} b").tree
    found = {start // 2 for start, _ in mark(" ".join(text), Kind.BODY, tree, {})}
    assert found == near_by_trying(text, "a", "b", distance, ordered)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=12), st.integers(1, 4))
def test_three_words_are_near_in_a_window_that_has_all_of_them(text: list[str], distance: int) -> None:
    windows = [range(at, min(at + distance + 2, len(text))) for at in range(len(text))]
    good = [window for window in windows if {"a", "b", "c"} <= {text[place] for place in window}]
    expected = {place for window in good for place in window if text[place] != "x"}
    found = {start // 2 for start, _ in mark(" ".join(text), Kind.BODY, parse(f'"a b c"~{distance}').tree, {})}
    assert found == expected


QUERIES = st.lists(
    st.sampled_from(
        ["a ", "b ", "xy* ", "(", ") ", "-", "OR ", "W/2 ", "PRE/3 ", "/p ", '"a b" ', '"a b"~2 ', "title:"]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(QUERIES, st.text("ab xyé’-\n", max_size=60) | st.text(max_size=40), st.sampled_from(Kind))
def test_marks_are_in_order_within_the_text_and_not_overlapping(query: str, text: str, kind: Kind) -> None:
    tree = parse(query).tree
    expansions: Mapping[Leaf, frozenset[str]] = {
        node: frozenset({"xy", "xya"}) for node in walk(tree) if isinstance(node, Wildcard)
    }
    end = 0
    for start, stop in mark(text, kind, tree, expansions):
        assert end <= start < stop <= len(text)
        end = stop


@pytest.mark.parametrize("query", ["the " + "W/150 the " * 40, '"' + "the " * 40 + '"~150', "the " * 60])
def test_a_hostile_query_is_marked_in_time(query: str) -> None:
    tree = parse(query.strip()).tree
    text = "the cat and " * 50
    started = time.thread_time()
    assert mark(text, Kind.BODY, tree, {})
    assert time.thread_time() - started < 2  # seconds of the processor: a small part of one, or else minutes


def test_choose_prefers_what_is_not_shown_yet() -> None:
    scores = [[3.0, 2.5, 0.0, 0.0], [0.0, 0.0, 1.0, 0.5]]
    assert choose(scores, 3) == [0, 2, 1]
    assert choose(scores, 1) == [0]
    assert choose(scores, 9) == [0, 2, 1, 3]


def test_choose_takes_the_passage_with_most_first_and_of_equals_the_earlier() -> None:
    assert choose([[1.0, 1.0, 1.0], [0.0, 1.0, 1.0]], 2) == [1, 2]
    assert choose([[1.0, 1.0]], 2) == [0, 1]


def test_choose_from_nothing() -> None:
    assert choose([], 3) == []
    assert choose([[], []], 3) == []
    assert choose([[1.0]], 0) == []

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from search.web.marks import EXCERPT, excerpt, joined, mark, visible


def unmarked(html: Markup) -> str:
    return Markup(re.sub("</?mark>", "", html)).unescape()


def test_spans_are_marked_and_all_else_is_escaped() -> None:
    assert mark("a <b> & c", [(2, 5)]) == "a <mark>&lt;b&gt;</mark> &amp; c"


def test_spans_are_code_points() -> None:
    assert mark("🗞 Đổi mới", [(2, 5)]) == "🗞 <mark>Đổi</mark> mới"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(3, 5), (0, 2)], [(0, 2), (3, 5)]),
        ([(0, 4), (2, 6)], [(0, 6)]),
        ([(0, 9), (2, 3)], [(0, 9)]),
        ([(-3, 2), (8, 99)], [(0, 2), (8, 10)]),
        ([(4, 4), (12, 14)], []),
    ],
)
def test_spans_are_put_in_order(spans: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert joined(spans, 10) == expected


@given(st.text(), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60))))
def test_marking_keeps_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    html = mark(text, spans)
    assert html.replace("<mark>", "").replace("</mark>", "") == escape(text)


def test_a_short_passage_is_shown_whole() -> None:
    assert excerpt("word " * 20, [(0, 4)]) == mark("word " * 20, [(0, 4)])


def test_an_excerpt_holds_the_most_marks_and_is_cut_between_words() -> None:
    text = "harbour " + "filler " * 100 + "harbour wall harbour " + "filler " * 100
    spans = [found.span() for found in re.finditer("harbour", text)]
    html = excerpt(text, spans)
    assert html.count("<mark>") == 2
    assert html.startswith("… ")
    assert html.endswith(" …")
    assert set(unmarked(html).split()) == {"…", "filler", "harbour", "wall"}


@given(
    st.text(alphabet="ab <\n", max_size=1500), st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 30)), max_size=8)
)
def test_an_excerpt_is_a_stretch_of_the_passage(text: str, starts: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in starts]
    shown = unmarked(excerpt(text, spans))
    if shown != text:
        assert shown.removeprefix("… ").removesuffix(" …") in text
        assert len(shown) <= EXCERPT + len("…  …")
        if joined(spans, len(text)):
            assert "<mark>" in excerpt(text, spans)


def test_a_long_word_is_cut_inside() -> None:
    text = "x" * 2000
    assert len(unmarked(excerpt(text, [(1000, 1010)]))) == EXCERPT + len("…  …")


def test_control_characters_become_visible_one_for_one() -> None:
    text = "a\x00\x1b\x7f\x85\ufffe\ud800\n\tb"
    shown = visible(text)
    assert shown == "a␀␛␡���\n\tb"
    assert visible(7) == 7
    assert visible("Đổi mới “ ” 🗞") == "Đổi mới “ ” 🗞"


def test_visible_markup_stays_markup() -> None:
    assert isinstance(visible(mark("\x00<")), Markup)

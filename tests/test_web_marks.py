import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from search.web.excerpts import SLACK
from search.web.marks import EXCERPT, excerpt, joined, mark, visible
from search.web.sentences import sentences


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


STORY = (
    "The council met on Monday. Nobody from the harbour office had come to the town hall that evening, though all had "
    "been asked. Mr. Osei of the U.S. office called that “a pity.” The harbour master, who had been at sea since "
    "Friday with both of his pilots, sent a note instead. It was read out twice. The wall is sound, it said, and the "
    "stones will hold another winter. Masons who know the wall better than anybody doubt it, and they said so at the "
    "meeting. A vote was put off until March. Then they all went home."
)


def test_an_excerpt_is_whole_sentences_around_the_marks() -> None:
    def shown(word: str, limit: int) -> str:
        return unmarked(excerpt(STORY, [found.span() for found in re.finditer(word, STORY)], limit))

    assert shown("Osei", 100) == "… Mr. Osei of the U.S. office called that “a pity.” …"
    assert shown("vote", 120) == "… A vote was put off until March. Then they all went home."
    assert shown("council", 60) == "The council met on Monday. …"
    assert shown("wall", 230).startswith("… It was read out twice. The wall is sound, it said,")
    assert shown("wall", 230).endswith("they said so at the meeting. A vote was put off until March. …")
    assert shown("winter", 160).startswith("… It was read out twice. The wall is sound")
    assert shown("nowhere", 100) == "The council met on Monday. …"


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    text = "Short one. " + "filler " * 60 + "harbour " + "filler " * 60 + "end. Short two."
    html = excerpt(text, [(text.index("harbour"), text.index("harbour") + 7)])
    assert html.startswith("… filler ")
    assert html.endswith(" filler …")
    assert "<mark>harbour</mark>" in html


def test_clearly_more_marks_are_worth_a_cut_sentence() -> None:
    text = "A harbour. " + "filler " * 60 + "harbour wall harbour wall harbour " + "filler " * 20 + "end."
    html = excerpt(text, [found.span() for found in re.finditer("harbour", text)])
    assert html.count("<mark>") == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("He said “Go.” “No!” she said.", ["He said “Go.”", "“No!” she said."]),
        (
            "Dr. A. Osei left the U.S. Senate. She paid 3.50 for it.",
            ["Dr. A. Osei left the U.S. Senate.", "She paid 3.50 for it."],
        ),
        ("TP. Hồ Chí Minh mưa. Ông Ngô nói. đúng", ["TP. Hồ Chí Minh mưa.", "Ông Ngô nói. đúng"]),
        ("She said no. See No. 5 at once.", ["She said no.", "See No. 5 at once."]),
        ("No stop\nA new one. ", ["No stop", "A new one."]),
        ("雨が降る。「はい。」風。", ["雨が降る。", "「はい。」", "風。"]),
        (" \n", []),
    ],
)
def test_sentences_end_where_a_reader_would_say_so(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet='aA. \n"!b'))
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
    assert found == sorted(found)


@given(
    st.text(alphabet="ab <\n.A", max_size=1500),
    st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 30)), max_size=8),
)
def test_an_excerpt_is_a_stretch_of_the_passage(text: str, starts: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in starts]
    shown = unmarked(excerpt(text, spans))
    if shown.strip() != text.strip():
        assert shown.removeprefix("… ").removesuffix(" …") in text
        assert len(shown) <= EXCERPT + SLACK + len("…  …")
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

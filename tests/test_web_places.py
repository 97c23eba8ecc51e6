import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.web.places import COLUMNS, is_all, place_of


@pytest.mark.parametrize(
    ("raw", "span", "line", "carets"),
    [
        ("harbour OR wall", (8, 10), "harbour OR wall", "        ^^"),
        ("harbour AND", (11, 12), "harbour AND", "           ^"),  # behind the end
        ("harbour\nAND\t(", (12, 13), "harbour AND (", "            ^"),
        ("漁港 OR wall", (3, 5), "漁港 OR wall", "     ^^"),  # a Chinese letter is two columns wide
        ("cafe\u0301 OR wall", (6, 8), "cafe\u0301 OR wall", "     ^^"),  # an accent of its own none
    ],
)
def test_carets_stand_under_the_place(raw: str, span: tuple[int, int], line: str, carets: str) -> None:
    place = place_of(raw, span)
    assert (place.line, place.carets) == (line, carets)


def test_of_a_long_query_the_stretch_around_the_place_is_shown() -> None:
    raw = " ".join(f"word{number:02}" for number in range(30))
    for number in (0, 3, 29):
        start = raw.index(f"word{number:02}")
        place = place_of(raw, (start, start + 6))
        at = place.carets.index("^")
        assert place.line[at : at + 6] == f"word{number:02}"
        assert len(place.line) <= COLUMNS
        assert (place.character, place.text) == (start + 1, f"word{number:02}")
    assert place_of(raw, (0, len(raw))).text.endswith("…")


def test_the_whole_query_is_no_place_in_it() -> None:
    assert is_all("  harbour wall ", (2, 14))
    assert not is_all("harbour wall", (0, 7))


@given(st.text(max_size=60), st.integers(0, 70), st.integers(0, 20))
def test_any_place_of_any_text_can_be_shown(raw: str, start: int, length: int) -> None:
    place = place_of(raw, (start, start + length))
    assert "\n" not in place.line
    assert place.carets.strip() == "^" * place.carets.count("^") != ""

"""What the page that compares two copies is made of."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.differences import Part, Row, compare


def shown(rows: list[Row]) -> list[tuple[str, str, str]]:
    """Give each row as its mark (=, <, >, ~) and both sentences, what differs in brackets."""
    marked = []
    for row in rows:
        left, right = (
            "".join(f"[{part.text.strip()}] " if part.differs else part.text for part in side).strip()
            for side in (row.left, row.right)
        )
        marked.append(("=" if row.same else "~" if left and right else "<" if left else ">", left, right))
    return marked


def test_a_copy_with_another_lead_a_changed_word_and_no_tail() -> None:
    one = ["The ferry came home. It had lost its rudder.", "Tugs brought it in. Nobody was hurt."]
    other = ["Passengers sang on deck.", "It had lost its rudder.", "Two tugs brought it in before dark."]
    assert shown(compare(one, other)) == [
        ("<", "[The ferry came home.]", ""),
        (">", "", "[Passengers sang on deck.]"),
        ("=", "It had lost its rudder.", "It had lost its rudder."),
        ("~", "Tugs brought it in.", "[Two] tugs brought it in [before dark.]"),
        ("<", "[Nobody was hurt.]", ""),
    ]


def test_quotation_marks_and_capitals_are_no_difference() -> None:
    one = ['"We sail," he said. "At noon." They did.']
    other = ["“We sail”, he said. “At noon.”", "THEY DID."]
    assert [row.same for row in compare(one, other)] == [True, True, True]


def test_what_moved_is_shown_in_both_places() -> None:
    rows = shown(compare(["Ay one. Bee two. Cee three. Dee four."], ["Dee four. Ay one. Bee two. Cee three."]))
    assert [mark for mark, _, _ in rows] == [">", "=", "=", "=", "<"]


@pytest.mark.parametrize("side", [0, 1])
def test_one_without_text(side: int) -> None:
    texts: list[list[str]] = [[], []]
    texts[side] = ["One sentence. Another."]
    rows = compare(*texts)
    assert len(rows) == 2
    assert not any((row.left, row.right)[1 - side] or row.same for row in rows)
    assert compare([], []) == []


texts = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(["Ay.", "Bee two.", "Cee three four!", "Dee? ", "e"]), max_size=12).map(" ".join),
    ),
    max_size=5,
)


def letters(texts: list[str]) -> str:
    return "".join("".join(texts).split())


@given(one=texts, other=texts)
def test_nothing_is_lost_and_nothing_added(one: list[str], other: list[str]) -> None:
    rows = compare(one, other)
    assert letters([part.text for row in rows for part in row.left]) == letters(one)
    assert letters([part.text for row in rows for part in row.right]) == letters(other)
    assert all(row.left or row.right for row in rows)


@given(one=texts)
def test_a_text_is_like_itself(one: list[str]) -> None:
    assert all(row.same for row in compare(one, one))


def test_long_texts_are_compared_in_time() -> None:
    started = time.process_time()
    many = " ".join(f"Sentence {number} of many." for number in range(10_000))
    compare([many], [many[: len(many) // 2]])
    compare(["Again. " * 10_000], ["Again. Never. " * 5_000])
    compare(["word " * 50_000], ["word and " * 25_000])
    compare(["A b c d e f g. " * 3_000], ["A b c d e f h. " * 3_000])
    assert time.process_time() - started < 15  # seconds, on any machine; each sentence with each would take minutes
    assert compare(["a " * 400], ["a " * 401])[0] == Row(
        (Part(("a " * 400).strip(), True),), (Part(("a " * 401).strip(), True),)
    )

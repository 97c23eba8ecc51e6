"""Labels, words of lines and words of texts: the quick looks tell what the whole ones would."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cleaning.text_words import Words
from indexer.knowledge.labels import Labels, first_word, first_words, label_words, plain_words

LABELS = Labels.of(["Share", "Sign up", "# comments", "l'appli", "e-mail", "Most read in Business"])
PIECES = [
    "Share",
    "share.",
    "Sign",
    "up",
    "12",
    "3.5",
    "comments",
    "L’appli",
    "e-mail,",
    "“Most",
    "read",
    "—",
    "x_y",
    "ß",
]
lines = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=120)


@given(lines)
def test_the_first_word_tells_as_all_of_them_do(line: str) -> None:
    words = first_words(line)
    assert first_word(line) == (words[0] if words else "")
    assert LABELS.opens(line) == LABELS.start(words)


@given(lines)
def test_a_line_that_holds_a_phrase_may_be_in_it(line: str) -> None:
    assert LABELS.may_be_in(line) or not Labels.of(["Sign up", "l'appli", "e-mail"]).within(label_words(line))


def test_plain_words() -> None:
    assert plain_words("“Sign up—now!” L’appli, 3 e-mails…") == {"sign", "up", "now", "l", "appli", "e", "mails"}


@pytest.mark.parametrize(
    ("word", "stands"),
    [("ferry", True), ("ferr", False), ("erry", False), ("x_2", True), ("x", False), ("đò", True), ("", False)],
)
def test_a_word_stands_in_a_text_with_its_ends(word: str, stands: bool) -> None:
    assert (word in Words("Ferryman, ferrying: FERRY x_2 (đò)")) is stands


@given(st.text("ab_1é .", max_size=40), st.text("ab_1é", min_size=1, max_size=3))
def test_words_of_a_text_are_those_that_parting_it_gives(text: str, word: str) -> None:
    assert (word in Words(text)) == (word in re.findall(r"\w+", text.casefold()))

"""Which words of an archive a pattern stands for."""

import random
import time

import pytest

from search.analysis import Inflections
from search.engines.whoosh.vocabulary import Vocabulary
from tests.oracle import fits


class Words(Vocabulary):
    """A vocabulary of words that no segment holds."""

    def __init__(self, words: list[str]) -> None:
        super().__init__([], [], Inflections("english"))
        self._all = sorted(set(words))

    def beginning(self, prefix: str) -> list[str]:
        return [word for word in self._all if word.startswith(prefix)]


def test_a_pattern_stands_for_the_words_that_a_plain_reading_gives() -> None:
    rng = random.Random(2)
    vocabulary = Words(["".join(rng.choices("ab", k=rng.randint(1, 9))) for _ in range(200)])
    for _ in range(200):
        pattern = "".join(rng.choices("ab*?*", k=rng.randint(1, 8))) + rng.choice("*?")
        pattern = "".join(rng.sample(pattern, len(pattern)))
        assert vocabulary.matching(pattern) == [word for word in vocabulary.beginning("") if fits(pattern, word)]


def test_letters_that_mean_something_in_a_regular_expression_mean_themselves() -> None:
    assert Words(["a.b", "axb", "a\nb"]).matching("*.b") == ["a.b"]
    assert Words(["a.b", "axb", "a\nb"]).matching("a?b") == ["a\nb", "a.b", "axb"]


@pytest.mark.parametrize("pattern", ["*a" * 7 + "*b", "*a?" * 30 + "*b", "*" + "?*" * 30 + "b"])
def test_many_stars_take_no_longer_than_few(pattern: str) -> None:
    started = time.perf_counter()
    assert Words(["a" * 64, "aab"]).matching(pattern) == []
    assert time.perf_counter() - started < 1

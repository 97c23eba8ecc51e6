"""The rare words of recombined text: without new ones its vocabulary would stand still while real text's grows.

In real text the number of different words grows as a power of the number of words (H. S. Heaps, Information Retrieval,
1978), and words that were seen once tell how often unseen ones come (I. J. Good, The population frequencies of species,
Biometrika 40, 1953). So wherever a recombined sentence has a word that the real text has only once, a rare word is put
in its place: a new one with the chance that makes the vocabulary grow as Heaps' law says, otherwise one of the rare
words put before, each place of them with the same chance (H. A. Simon, On a class of skew distribution functions,
Biometrika 42, 1955), so that some become less rare, as in real text.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence

from search.analysis import words

_SHORTEST_PART = 4  # letters: of shorter words the halves would make words that exist


class Tail:
    """Gives rare words.

    Args:
        texts: all real text, article by article.
        chance: where chance comes from.
    """

    def __init__(self, texts: Iterable[Sequence[str]], chance: random.Random) -> None:
        counts: Counter[str] = Counter()
        growth = [(0, 0)]  # after each article: words so far, different words so far
        for article in texts:
            for text in article:
                counts.update(words(text))
            growth.append((counts.total(), len(counts)))
        self._chance = chance
        self._known = set(counts)
        self.once = frozenset(word for word, count in counts.items() if count == 1)
        self.exponent = _heaps(growth)
        self._real = self._total = counts.total()
        self._rate = self.exponent * len(counts) / max(1, len(self.once))  # the law's slope, by places for rare words
        self._put: list[str] = sorted(self.once)
        self._parts = [word for word in self._put if len(word) >= _SHORTEST_PART and word.isalpha()] or ["word"]

    @property
    def vocabulary(self) -> int:
        """How many different words there are by now, real and new."""
        return len(self._known)

    def count(self, words_added: int) -> None:
        """Be told how much text was added."""
        self._total += words_added

    def word(self) -> str:
        """Give a rare word, folded."""
        if self._chance.random() < self._rate * (self._real / self._total) ** (1 - self.exponent):
            word = self._new()
            self._known.add(word)
        else:
            word = self._chance.choice(self._put)
        self._put.append(word)
        return word

    def _new(self) -> str:
        """Make a word of the first half of one rare word and the second of another; of more where it exists."""
        first = self._chance.choice(self._parts)
        word = first[: len(first) // 2]
        while True:
            last = self._chance.choice(self._parts)
            word += last[len(last) // 2 :]
            if word not in self._known:
                return word


def _heaps(growth: Sequence[tuple[int, int]]) -> float:
    """Fit the exponent of Heaps' law to the second half of the real text, where it has settled."""
    total, different = growth[-1]
    half, different_at_half = min(growth[1:], key=lambda at: abs(at[0] - total / 2))
    if half == total or different == different_at_half:
        return 0.5  # a single article: the usual exponent of English
    return math.log(different / different_at_half) / math.log(total / half)

"""Which articles have a word or one of its forms, and what that is worth: BM25's part that no query changes.

The lists lie in the index as they are, but a search wants them as numpy likes them best, and weighed; what was made for
one search is kept for the next, within a bound, as long as the generation is open.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.posting_lists import PostingLists

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
K1 = 1.5  # how soon another occurrence of a word adds little
B = 0.75  # how much a long text counts against itself
KEPT = 64 << 20  # bytes of lists that are kept: some hundred of the commonest words of 100,000 articles
_SHORT = 1_000  # articles: making a shorter list costs no more than finding it again


@dataclass(frozen=True, slots=True)
class Weighed:
    """In which articles something is, and what that is worth in each before it is known how much it tells.

    Args:
        articles: (n,) ordinals, ascending.
        weights: (n,) `f * (K1 + 1) / (f + norm)` for the frequency `f`, in which a title's words count three times.
    """

    articles: Ints
    weights: Floats


class ArticleLists:
    """The lists of one snapshot. Safe for threads.

    Args:
        lists: as they lie in the index.
        norm: (articles,) what an article's length makes of a frequency, see `length_norm`.
    """

    def __init__(self, lists: PostingLists, norm: Floats) -> None:
        self._lists = lists
        self._norm = norm
        self._kept: OrderedDict[tuple[str, ...], Weighed] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def of_words(self, words: tuple[str, ...], check_time: Callable[[], None]) -> Weighed:
        """Give the articles that have any of some words in a passage searched by default; all count as one word.

        Args:
            words: of the archive, folded, sorted.
            check_time: called between two lists; raises when the time is up.
        """
        with self._lock:
            known = self._kept.get(words)
            if known is not None:
                self._kept.move_to_end(words)
                return known
        if len(words) == 1:
            made = self.weighed(*self._lists.articles(words[0]))
        else:
            frequency = np.zeros(len(self._norm), np.float32)
            for word in words:
                check_time()
                articles, frequencies = self._lists.articles(word)
                frequency[articles] += frequencies
            articles = np.flatnonzero(frequency)
            made = self.weighed(articles, frequency.take(articles))
        if len(made.articles) > _SHORT:
            self._keep(words, made)
        return made

    def weighed(self, articles: Ints, frequencies: NDArray[np.uint16] | Floats) -> Weighed:
        """Weigh how often something is in some articles."""
        counts = frequencies.astype(np.float32)
        return Weighed(articles, counts * np.float32(K1 + 1) / (counts + self._norm.take(articles)))

    def _keep(self, words: tuple[str, ...], made: Weighed) -> None:
        size = made.articles.nbytes + made.weights.nbytes
        with self._lock:
            if words in self._kept or size > KEPT:
                return
            self._kept[words] = made
            self._size += size
            while self._size > KEPT:
                _, gone = self._kept.popitem(last=False)
                self._size -= gone.articles.nbytes + gone.weights.nbytes


def length_norm(lengths: NDArray[np.float64] | Ints, typical: NDArray[np.float64] | Ints) -> Floats:
    """Give what lengths make of frequencies: `K1 (1 - B + B length / mean)`.

    Args:
        lengths: (n,) in words.
        typical: those whose mean counts.
    """
    mean = float(typical.mean()) if len(typical) else 1.0
    return np.asarray(K1 * (1 - B + B * lengths / max(mean, 1.0)), np.float32)

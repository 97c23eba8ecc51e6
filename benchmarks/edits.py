"""Words one edit away, for engines that have no search for them: their vocabulary is gone through.

Imports nothing of the project: the Xapian worker, which runs under another Python, uses it too.
"""

from collections.abc import Iterable


def near(word: str, vocabulary: Iterable[str]) -> list[str]:
    """Give the words of a vocabulary that are at most one insertion, deletion, change or swap of neighbours away."""
    return [other for other in vocabulary if abs(len(other) - len(word)) <= 1 and is_near(word, other)]


def is_near(word: str, other: str) -> bool:
    """Tell if two words are at most one edit apart: without what they begin and end with in common, little is left."""
    shorter = min(len(word), len(other))
    start = 0
    while start < shorter and word[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and word[-1 - end] == other[-1 - end]:
        end += 1
    left, right = word[start : len(word) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == len(right) == 2 and left == right[::-1])

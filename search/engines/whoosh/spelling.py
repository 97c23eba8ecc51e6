"""Words of the archive that another one may be a slip of the pen for."""

import re

from search.analysis import term
from search.engines.whoosh.vocabulary import Vocabulary

# How many letters may differ, by the length of the word: two slips in a short word make another word, and one in a very
# short word any other.
_ONE_EDIT, _TWO_EDITS = 3, 5  # letters, at least
_RARER = 30  # times: one letter more is a slip so much seldomer
_OTHER_START = 5  # times: few slips are in the first letter
_DIGIT = re.compile(r"\d")


def similar(vocabulary: Vocabulary, word: str, limit: int) -> list[str]:
    """Give words that are spelled almost as this one, the likeliest first.

    How often a word stands in the archive is weighed against how far it is away. The word itself and its inflections
    are not among them, of words that are inflections of each other only the likeliest is, and nothing is given for a
    number. It takes one look at each word of the vocabulary, and the
    posting lists' lengths of those that are near.

    Args:
        vocabulary: of the archive.
        word: folded here.
        limit: how many words at most.
    """
    word = term(word)
    if len(word) < _ONE_EDIT or _DIGIT.search(word):
        return []
    forms = vocabulary.inflections(word)
    likely: list[tuple[float, str]] = []
    for distance, other in vocabulary.neighbours(word, 1 + (len(word) >= _TWO_EDITS)):
        if distance and other not in forms and not _DIGIT.search(other):
            odds = _RARER ** (distance - 1) * (1 if other[0] == word[0] else _OTHER_START)
            likely.append((-vocabulary.frequency(other) / odds, other))
    found: list[str] = []
    named: set[str] = set()
    for _, other in sorted(likely):
        if len(found) == limit:
            break
        if other not in named:
            found.append(other)
            named |= vocabulary.inflections(other)
    return found

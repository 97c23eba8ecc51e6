"""The words of titles: what concerns titles in the lists of all passages, picked out once for an open generation."""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.dictionary import PASSAGE_WORDS, Field
from search.engines.whoosh.fields import KIND_NUMBERS
from search.engines.whoosh.inversion import Ints
from search.engines.whoosh.posting_lists import ListedSegment
from search.schema import Kind

_AT_ONCE = 1 << 20  # postings looked at together: numpy takes a few bytes for each
_TITLE = KIND_NUMBERS[Kind.TITLE]


class TitleWords:
    """Which articles have a word in their title.

    Picking the titles' postings out takes a tenth of a second for 300,000 passages and keeps some five megabytes; it is
    done when they are first asked for.

    Args:
        segments: in the order of their documents.
        kind: (documents,) of all segments; that of a deleted title is no title's.
        article_of: (documents,) ordinals.
    """

    def __init__(self, segments: Sequence[ListedSegment], kind: Ints, article_of: Ints) -> None:
        self._segments = segments
        self._kind = kind
        self._article_of = article_of
        self._picked: list[tuple[Field, Ints, Ints]] = []
        self._lock = threading.Lock()  # so that it is done once

    def articles(self, word: str, *, begun: bool = False) -> Ints:
        """Give the ordinals of the articles that have a folded word in their title, in no order and perhaps repeated.

        Args:
            word: the word.
            begun: True if a word that begins so will do.
        """
        parts = [np.zeros(0, np.int64)]
        for field, starts, articles in self._lists():
            number = field.find(word)
            first, last = field.beginning(word) if begun else (number, number + 1)
            if first >= 0:
                parts.append(articles[int(starts[first]) : int(starts[last])])
        return np.concatenate(parts)

    def _lists(self) -> list[tuple[Field, Ints, Ints]]:
        """Give of each segment (words + 1,) where each word's titles begin, and (n,) the ordinals of their articles."""
        with self._lock:
            if not self._picked:
                self._picked = [self._pick(segment) for segment in self._segments]
            return self._picked

    def _pick(self, segment: ListedSegment) -> tuple[Field, Ints, Ints]:
        field = segment.dictionary.fields[PASSAGE_WORDS]
        is_title: NDArray[np.bool_] = self._kind[segment.base :] == _TITLE
        places = [np.zeros(0, np.int64)]
        for start in range(0, len(field.documents), _AT_ONCE):
            places.append(np.flatnonzero(is_title.take(field.documents[start : start + _AT_ONCE])) + start)
        place = np.concatenate(places)
        starts = place.searchsorted(field.starts)
        return field, starts, self._article_of.take(field.documents[place].astype(np.int64) + segment.base)

"""How well an extracted text agrees with the true one: shingles of four words."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one text agrees with the true one.

    Args:
        precision: share of its shingles that are true; None for a text without a word.
        recall: share of the true shingles that it has; None where the true text has no word.
    """

    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over pages, each page weighing the same; F1 is the harmonic mean of the two means."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def agreement(true: str, extracted: str) -> Agreement:
    """Compare the shingles of two texts, with how often each occurs.

    The measure is that of the article extraction benchmark by K. Lopukhin (Scrapinghub, 2019).
    """
    wanted, got = shingles(true), shingles(extracted)
    common = (wanted & got).total()
    return Agreement(
        common / got.total() if got else None,
        common / wanted.total() if wanted else None,
    )


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words in a text; a shorter text is one run."""
    words = _WORD.findall(text)
    return Counter(
        run for start in range(max(1, len(words) - _SHINGLE + 1)) if (run := tuple(words[start : start + _SHINGLE]))
    )


def quality(agreements: Sequence[Agreement]) -> Quality:
    """Average over pages. Pages with nothing extracted count for recall only, as in the source of the measure."""
    return Quality(
        fmean([each.precision for each in agreements if each.precision is not None] or [0.0]),
        fmean([each.recall for each in agreements if each.recall is not None] or [0.0]),
    )

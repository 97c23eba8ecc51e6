"""What is asked of every engine: a query in a form that each can put in its own words.

Imports nothing of the project: the Xapian worker, which runs under another Python, reads it too.
"""

from dataclasses import dataclass
from typing import Literal

TOP = 10  # hits on a page of results
Form = Literal["all", "any", "phrase", "prefix", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Query:
    """A query.

    Args:
        group: the class of queries it belongs to ("rare word").
        form: how `words` are meant: all of them in the article, any of them, side by side in a passage, as the
            beginning of a word, or with at most one letter other (swapped neighbours count as one).
        words: folded.
        source: only articles of this source; empty for all.
        first: only articles of this day ("2022-03-14") or later; empty for all.
        last: only articles of this day or earlier; empty for all.
        exact: False if the inflections of the words are meant too, which only Morgue offers.
        passages: shown of each hit; more than one only Morgue offers.
    """

    group: str
    form: Form
    words: tuple[str, ...]
    source: str = ""
    first: str = ""
    last: str = ""
    exact: bool = True
    passages: int = 1

    @property
    def for_all(self) -> bool:
        """True where every engine can be asked."""
        return self.exact and self.passages == 1

    @property
    def filtered(self) -> bool:
        """True where it asks for a source and a period."""
        return bool(self.source)

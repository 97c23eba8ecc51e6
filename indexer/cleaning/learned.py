"""What the archive taught about one document, and what cleaning makes of that."""

import re
from dataclasses import dataclass, replace

from indexer.blocks import Block, comparable
from indexer.cleaning.draft import Draft
from search.schema import Dating

_EITHER = re.compile(r"(?<![\d/.-])(?P<one>\d{1,2})([-/.])(?P<other>\d{1,2})\2\d{4}(?![\d/-])")
_MONTHS = 12  # numbers up to there may be a month or a day


@dataclass(frozen=True, slots=True)
class Learned:
    """What other articles of its outlet tell about a document.

    Args:
        recurring: lines of it that recur at the head or tail of the outlet's articles: line number in the raw document
            and words, as `comparable` gives them.
        day_first: True or False where the outlet is known to write the day or the month first in 07/01/2022.
        outlet: whose habits these are.
    """

    recurring: frozenset[tuple[int, str]] = frozenset()
    day_first: bool | None = None
    outlet: str = ""


def recurring_lines(draft: Draft, learned: Learned) -> None:
    """Drop lines that stand at the head or tail of many articles of the outlet, counted across the archive."""
    lines = {line for line, _ in learned.recurring}

    def recurs(block: Block) -> bool:
        return block.line in lines and (block.line, comparable(block.text)) in learned.recurring

    if lines:
        draft.drop_where("recurring_line", recurs)


def explained(dating: Dating, day_first: bool | None, because: str) -> Dating:
    """Add to a date's evidence how 07/01/2022 was read, or that nothing told how.

    Args:
        dating: as it was read.
        day_first: how; None where nothing told.
        because: what told.
    """
    # Evidence quotes the words first; of several dates the first was taken.
    found = _EITHER.search(dating.evidence)
    if found is None or found["one"] == found["other"] or max(int(found["one"]), int(found["other"])) > _MONTHS:
        return dating
    if dating.stated.count("-") == 0 and not dating.inferred:
        return replace(dating, evidence=f"{dating.evidence}; which of the two is the month, nothing tells")
    if day_first is None:
        return dating
    return replace(dating, evidence=f"{dating.evidence}; {'day' if day_first else 'month'} first, {because}")

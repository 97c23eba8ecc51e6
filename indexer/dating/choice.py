"""Which of the dates that a text states is the day of publication."""

from collections.abc import Sequence

from indexer.cleaning.draft import Draft, StatedDate
from indexer.dating.date_lines import DateLine, Stamp
from search.schema import Role

_NEAR = 3  # lines, empty ones counted, within which a byline below a date belongs to it
_FULL = 10  # characters of a day written as `Dating.stated` has it


def published(draft: Draft) -> StatedDate | None:
    """Choose the date of publication among all that the text states; None where none of them is one.

    A date says so itself ("Published ..."), or stands under the headline, or opens the first paragraph with the town.
    What a line calls a change counts only where nothing else tells. A date above the headline is the day on which the
    page was shown, unless nothing but the article's own head stands above and below it.

    Args:
        draft: after all rules.
    """
    title = min((one.block.line for one in draft.taken if one.role is Role.TITLE), default=0)
    sound = [one for one in draft.stated if not _is_page_date(one, title, draft)]
    if not sound:
        return None
    # Of several the last is nearest to the text: dates of the page's frame stand above it.
    best = min(reversed(sound), key=_doubt)
    # An ambiguous "07/01/2022" says less than a fuller date beside it.
    return max(_like(best, sound), key=lambda one: (len(one.date.stated), bool(one.date.time)))


def is_changed_later(date: DateLine, other: DateLine) -> bool:
    """Say whether a line tells of a change on a day that another, fully written one comes before, or is.

    The day on which a page is shown never comes before a change that it tells of, so the other is the article's own.
    """
    days = len(date.stated) == len(other.stated) == _FULL
    return days and other.stamp is Stamp.UPDATED and date.stated <= other.stated


def _doubt(one: StatedDate) -> tuple[bool, bool, int, int]:
    date = one.date
    return date.stamp is Stamp.UPDATED, one.in_dateline, date.stamp.rank, -len(date.stated)


def _like(best: StatedDate, stated: Sequence[StatedDate]) -> list[StatedDate]:
    """Give the first date, and those of the same day that may say more of it."""
    return [best, *(one for one in stated if one is not best and one.date.stated.startswith(best.date.stated))]


def _is_page_date(one: StatedDate, title: int, draft: Draft) -> bool:
    """Say whether a date is the page's own: above the headline, among other lines of its frame or with a weekday."""
    if one.in_dateline or one.date.stamp is not Stamp.PLAIN or not title or not 0 < one.line < title:
        return False
    if any(is_changed_later(one.date, other.date) for other in draft.stated):
        return False
    if one.date.time and not one.date.has_weekday:
        return False  # a page that tells its visitors the time tells them the weekday too
    if any(taken.role is Role.BYLINE and taken.block.line <= one.line + _NEAR for taken in draft.taken):
        return False
    if any(taken.role is Role.SOURCE and taken.block.line == one.line for taken in draft.taken):
        return False  # "VNA | 7 January 2022"
    others = any(taken.block.line < title and taken.block.line != one.line for taken in draft.taken)
    return others or one.date.has_weekday

"""Removing generations that nothing needs any more: never the last two sound ones, never one that a reader holds.

How old they are makes no difference: the lease says who reads, and a reader that was about to open one that has gone
looks at the pointer again. So a clock that is wrong keeps nothing and removes nothing.
"""

import logging
from pathlib import Path

from search.engines.whoosh.generations import Generation, numbers, verify
from search.engines.whoosh.publishing import remove
from search.errors import IndexDamagedError

_KEPT = 2  # generations: the one that serves and the one to fall back to
_LOG = logging.getLogger(__name__)


def collect(root: Path, number: int, base: Generation | None) -> None:
    """Remove all generations but the last two sound ones, and those that are held.

    One that can't be removed is logged: what was published is published, and the next writer tries again.

    Args:
        root: the index, whose writer's lock is held.
        number: of the one that serves.
        base: what it started from; None if it started from nothing.
    """
    try:
        kept = {number, _last_sound(root, number, base)}
    except OSError as error:
        _LOG.warning("old generations could not be looked at (%s): the next reindex tries again", error)
        return
    for each in numbers(root):
        if each in kept:
            continue
        try:
            remove(root, each)
        except OSError as error:
            _LOG.warning("generation %d could not be removed (%s): the next reindex tries again", each, error)


def collect_left_over(root: Path, number: int) -> None:
    """Remove what readers held, or a killed writer had yet to remove, when the last change was published.

    Args:
        root: the index, whose writer's lock is held.
        number: of the one that serves.
    """
    if len(numbers(root)) > _KEPT:  # otherwise there is nothing to verify for
        collect(root, number, None)


def _last_sound(root: Path, number: int, base: Generation | None) -> int:
    """Give the number of the newest sound generation before one, 0 if there is none."""
    if base:
        return base.number  # it was verified, and what lies between was not sound
    for before in sorted((each for each in numbers(root) if each < number), reverse=True):
        try:
            return verify(root, before).number
        except IndexDamagedError:
            continue  # it is only no reason to keep it; whoever it was to serve was told
    return 0

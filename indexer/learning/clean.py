"""Cleaning one document with what the archive taught of its outlet."""

from dataclasses import replace

from indexer.cleaning.learned import Learned
from indexer.errors import Rejection
from indexer.knowledge.outlets import Outlets
from indexer.learning.habits import Habits
from indexer.learning.traces import Trace, trace, units
from indexer.pipeline import clean
from indexer.source import RawDocument
from search.schema import Article


def clean_learned(document: RawDocument, outlets: Outlets, habits: Habits) -> tuple[Article, Trace]:
    """Make an article of a raw document, and the trace to learn from.

    The document is first cleaned with nothing learned: that gives the trace. What was learned then goes over it, with
    two exceptions: a headline stays where there is no other, be it a column's that recurs, and so does a whole article
    that would have no text left.

    Args:
        document: as read from the archive.
        outlets: what is known of outlets, boilerplate and events.
        habits: what was learned.

    Raises:
        Rejection: as `pipeline.clean`.
    """
    article = clean(document, outlets)
    own = trace(article, outlets)
    learned = habits.about(article, own, outlets)
    if not learned.recurring and learned.day_first is None:
        return article, own
    titles = {unit.line for unit in units(article, outlets) if unit.is_title}
    but_titles = frozenset(each for each in learned.recurring if each[0] not in titles)
    for attempt in (learned, replace(learned, recurring=but_titles), Learned(day_first=learned.day_first)):
        try:
            again = clean(document, outlets, attempt)
        except Rejection:
            continue
        if again.title or not article.title:
            return again, own
    return article, own

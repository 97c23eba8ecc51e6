"""The words of lines that recur: only their digests are counted, so they are read again where the first one stands."""

from collections.abc import Collection, Iterable
from pathlib import Path

from indexer import source
from indexer.errors import Rejection
from indexer.knowledge.outlets import Outlets
from indexer.learning.habits import Habits
from indexer.learning.traces import digest, units
from indexer.pipeline import clean
from search.schema import Article

Texts = dict[tuple[str, int], str]  # by path of the article and digest of the line


def line_texts(raw_docs: Path, outlets: Outlets, learned: Habits, before: Habits, unchanged: Collection[str]) -> Texts:
    """Give the words of the lines that were learned; a document that went away meanwhile gives none.

    Args:
        raw_docs: the archive.
        outlets: what is known of outlets, boilerplate and events.
        learned: whose lines are asked for.
        before: what is known of them already.
        unchanged: paths of documents of which that still holds.
    """
    known = {
        (line.path, line.digest): line.text
        for habit in before.groups.values()
        for line in habit.lines
        if line.path in unchanged
    }
    wanted: dict[str, set[int]] = {}
    for habit in learned.groups.values():
        for line in habit.lines:
            if (line.path, line.digest) not in known:
                wanted.setdefault(line.path, set()).add(line.digest)
    for path, digests in wanted.items():
        try:
            article = clean(source.read(raw_docs, raw_docs / path), outlets)
        except Rejection:
            continue
        known |= {(path, key): text for key, text in _texts(article, outlets, digests)}
    return known


def _texts(article: Article, outlets: Outlets, digests: Collection[int]) -> Iterable[tuple[int, str]]:
    for unit in reversed(list(units(article, outlets))):  # the first of equal ones counts
        key = digest(unit.text)
        if key in digests:
            yield key, unit.text

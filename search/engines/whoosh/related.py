"""Articles about the same matter as one: those that share the words that set it apart from the archive.

A word counts by how often the article has it and how few others do (tf-idf); the best of them are searched for, each
weighed by that, any of them being enough. It is what Lucene's MoreLikeThis does (D. Johnson, B. Goetz, 2001).
"""

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

from search.analysis import words
from search.engines.whoosh.articles import Articles
from search.engines.whoosh.copies import CopyGroups, Shown
from search.engines.whoosh.fields import TITLE_WEIGHT
from search.engines.whoosh.ranking import Ranking
from search.engines.whoosh.snapshot import Snapshot
from search.results import Hit
from search.schema import SEARCHED_BY_DEFAULT, Kind

TERMS = 25  # words that stand for an article: more of them find what is less and less like it, and cost time
SHARED = 3  # of those words, at least: two articles that share a name and a place need not be about the same matter
ALIKE = 0.15  # of the article's own score, at least: on BBC news what scores less shares words, not a matter
_PASSAGES = 20  # of an article that are read, some 2,000 words: what it is about shows by then
_TOO_COMMON = 4  # a word that more than one article of so many has says nothing of what one is about


@dataclass(frozen=True, slots=True)
class Term:
    """A word that sets an article apart.

    Args:
        word: folded.
        weight: how much it does, for the best of them 1.
    """

    word: str
    weight: float


def related(snapshot: Snapshot, ranking: Ranking, copies: CopyGroups, ordinal: int, limit: int) -> tuple[Hit, ...]:
    """Give articles about the same matter, most alike first; of equals the one indexed first.

    Args:
        snapshot: what holds them.
        ranking: its lists of articles, weighed.
        copies: which articles are the same story.
        ordinal: of the article; neither it nor a copy of it is given.
        limit: how many at most.
    """
    terms = significant(snapshot, ordinal)
    scores = np.zeros(snapshot.articles, np.float32)
    shared = np.zeros(snapshot.articles, np.uint8)
    for term in terms:
        found = ranking.lists.of_words((term.word,), lambda: None)
        scores[found.articles] += np.float32(term.weight * ranking.idf(found)) * found.weights
        shared[found.articles] += 1
    is_alike = (shared >= SHARED) & (scores >= ALIKE * scores[ordinal])
    is_alike[copies.group(ordinal)] = False
    alike = Articles(snapshot.articles, np.flatnonzero(is_alike))
    shown = copies.collapse(Shown(alike.ordinals, alike.ordinals, scores.take(alike.ordinals)), alike)
    if shown.scores is None:  # it is not: they were given
        return ()
    best: list[int] = np.argsort(-shown.scores, kind="stable")[:limit].tolist()
    return tuple(_hit(snapshot, copies, int(shown.articles[at]), float(shown.scores[at])) for at in best)


def significant(snapshot: Snapshot, ordinal: int) -> list[Term]:
    """Give the words that set an article apart, the best first, at most TERMS.

    Args:
        snapshot: what holds it.
        ordinal: of the article.
    """
    counts: Counter[str] = Counter()
    for document in snapshot.passages_of(ordinal)[:_PASSAGES]:
        kind, _, text = snapshot.passage_row(document)
        if kind in SEARCHED_BY_DEFAULT:
            for word in words(text):
                counts[word] += TITLE_WEIGHT if kind is Kind.TITLE else 1
    most = max(2, snapshot.articles // _TOO_COMMON)
    weighed: list[tuple[float, str]] = []
    for word, count in counts.items():
        having = snapshot.lists.article_count(word)
        if 2 <= having <= most and not word.isdigit():
            weighed.append((-(1 + math.log(count)) * math.log(1 + snapshot.articles / having), word))
    best = sorted(weighed)[:TERMS]
    return [Term(word, weight / best[0][0]) for weight, word in best]


def _hit(snapshot: Snapshot, copies: CopyGroups, ordinal: int, score: float) -> Hit:
    article_id, head = snapshot.head(ordinal)
    return Hit(article_id, head, (), score, (), 0, copies.of(ordinal))

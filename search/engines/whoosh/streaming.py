"""All hits of a search, made a few at a time while they are given out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search.engines.whoosh.articles import Articles
from search.engines.whoosh.copies import CopyGroups
from search.engines.whoosh.evidence import Evidence
from search.results import Hit

# Articles whose passages are looked up at once. Looking up costs some microseconds for each word of the query, whatever
# the number of articles; the hits of so many take a few megabytes at most.
_AT_ONCE = 100


def stream(
    evidence: Evidence, ordinals: Sequence[int], scores: Sequence[float], copies: CopyGroups, matching: Articles
) -> Iterator[Hit]:
    """Yield the hits of articles, each with all its passages that match.

    Args:
        evidence: makes hits; its generation is the one that is read, whatever is published meanwhile.
        ordinals: of the articles, in the order of the hits.
        scores: of the articles.
        copies: the groups of that generation.
        matching: the articles that match.
    """
    for start in range(0, len(ordinals), _AT_ONCE):
        few = ordinals[start : start + _AT_ONCE]
        hits = evidence.hits(few, scores[start : start + _AT_ONCE], None)
        for hit, ordinal in zip(hits, few, strict=True):
            yield with_copies(hit, ordinal, copies, matching)


def with_copies(hit: Hit, ordinal: int, copies: CopyGroups, matching: Articles) -> Hit:
    """Give a hit that names the copies of its article, if it has any.

    Args:
        hit: without them.
        ordinal: of its article.
        copies: the groups of the generation.
        matching: the articles that match.
    """
    others = copies.of(ordinal, matching)
    return replace(hit, copies=others) if others else hit

"""Why an article is a hit: its best passages, with what to mark."""

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.matching import Matcher
from search.engines.whoosh.ranking import Ranking
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.spans import Spans
from search.query import Node, Span
from search.results import Hit, HitPassage, IndexState, StoredArticle
from search.schema import Kind, Passage
from search.snippets import choose, mark


class Evidence:
    """Makes hits for one request.

    Args:
        snapshot: what was searched.
        ranking: its lengths and weights.
        matcher: what the query's words stand for here.
        tree: the query tree; None marks nothing.
    """

    def __init__(self, snapshot: Snapshot, ranking: Ranking, matcher: Matcher, tree: Node | None) -> None:
        self._snapshot = snapshot
        self._ranking = ranking
        self._matcher = matcher
        self._tree = tree

    def hit(self, ordinal: int, score: float, sought: Sequence[Spans], limit: int) -> Hit:
        """Make the hit of one article.

        Args:
            ordinal: the article's.
            score: of the whole article.
            sought: where each of the query's units was found, in all articles.
            limit: passages wanted at most.
        """
        article = self._snapshot.article(ordinal)
        article_id = self._snapshot.ids[ordinal]
        documents = self._snapshot.passages_of(ordinal)
        scores = np.zeros((len(sought), len(documents)))
        for row, found in enumerate(sought):
            from_, to = np.searchsorted(found.documents, (documents.start, documents.stop))
            here = Spans(found.documents[from_:to], found.first[from_:to], found.last[from_:to])
            if len(here):
                passages, values = self._ranking.passages(here, of_all=found)
                scores[row, passages - documents.start] = values
        kinds = [self._snapshot.kind_of(document) for document in documents]
        shown = [place for place in np.flatnonzero(scores.any(axis=0)) if kinds[place] is not Kind.TITLE]
        best = [int(shown[at]) for at in choose(scores[:, shown].tolist(), limit)] if shown else []
        totals = scores.sum(axis=0)
        chosen = [
            self._passage(f"{article_id}-{place}", self._snapshot.passage(documents[place]), float(totals[place]))
            for place in best or self._opening(kinds)[: max(0, limit)]
        ]
        return Hit(
            id=article_id,
            article=article,
            title_highlights=self.marks(article.display_title, Kind.TITLE),
            score=score,
            passages=tuple(chosen),
            more_passages=max(0, len(shown) - len(best)),
        )

    @staticmethod
    def _opening(kinds: list[Kind]) -> list[int]:
        """Give the place of the passage that stands in where none matches: the lead, else whatever there is."""
        return [place for wanted in (Kind.LEAD, Kind.BODY, Kind.CAPTION) for place in _places(kinds, wanted)][:1]

    def _passage(self, passage_id: str, passage: Passage, score: float) -> HitPassage:
        return HitPassage(
            id=passage_id,
            kind=passage.kind,
            section=passage.section,
            text=passage.text,
            highlights=self.marks(passage.text, passage.kind),
            score=score,
            section_highlights=self.marks(passage.section, passage.kind),
        )

    def marks(self, text: str, kind: Kind) -> tuple[Span, ...]:
        """Give what to mark in a text of one kind."""
        return mark(text, kind, self._tree, self._matcher.expansions) if self._tree else ()

    def whole(self, ordinal: int, state: IndexState) -> StoredArticle:
        """Give a whole article, marked."""
        article = self._snapshot.article(ordinal)
        passages = tuple(self._snapshot.passage(document) for document in self._snapshot.passages_of(ordinal))
        return StoredArticle(
            id=self._snapshot.ids[ordinal],
            article=article,
            passages=passages,
            highlights=tuple(self.marks(passage.text, passage.kind) for passage in passages),
            section_highlights=tuple(self.marks(passage.section, passage.kind) for passage in passages),
            title_highlights=self.marks(article.display_title, Kind.TITLE),
            index=state,
        )


def _places(kinds: list[Kind], wanted: Kind) -> list[int]:
    return [place for place, kind in enumerate(kinds) if kind is wanted]

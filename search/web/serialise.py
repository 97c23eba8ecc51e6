"""From an engine's records to the JSON answers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from search.permalinks import of_passage
from search.query import ParsedQuery, Span
from search.request import SearchRequest
from search.results import Copy, FacetValue, Hit, HitPassage, IndexState, SearchResults, StoredArticle
from search.schema import Article, ArticleHead
from search.web import answers, links
from search.web.paging import last_page, page_count
from search.web.suggestions import Offer, described

SEARCH_PATH = "/api/v1/search"


def search_answer(request: SearchRequest, results: SearchResults) -> answers.SearchAnswer:
    """Write out the answer to a search.

    Args:
        request: what was asked, for the URLs.
        results: what the engine answered.
    """
    last = last_page(results.groups, request.size)
    pairs = links.to_pairs(request)
    return answers.SearchAnswer(
        query=_query(request.query),
        notes=list(results.notes),
        total=results.total,
        total_is_exact=results.total_is_exact,
        groups=results.groups,
        page=request.page,
        size=request.size,
        pages=page_count(results.groups, request.size),
        took_ms=results.took_ms,
        next=_search_url(links.to_page(request, request.page + 1)) if request.page < last else None,
        previous=_search_url(links.to_page(request, min(request.page - 1, last))) if request.page > 1 else None,
        results=[hit_answer(pairs, hit) for hit in results.hits],
        facets=answers.FacetsAnswer(
            source=[_source_facet(request, value) for value in results.sources],
            date=[_date_facet(request, value) for value in results.dates],
        ),
        index=_index(results.index),
    )


def suggest_answer(query: str, offered: Sequence[Offer]) -> answers.SuggestAnswer:
    """Write out how a query may go on.

    Args:
        query: as far as it is typed.
        offered: for it.
    """
    return answers.SuggestAnswer(
        query=query,
        suggestions=[
            answers.SuggestionAnswer(
                kind=offer.suggestion.kind.value,
                text=offer.suggestion.text,
                description=described(offer),
                query=offer.query,
                articles=offer.articles,
                url=offer.url,
            )
            for offer in offered
        ],
    )


def build_answer(query: ParsedQuery, url: str) -> answers.BuildAnswer:
    """Write out a query that was built.

    Args:
        query: parsed.
        url: of its results.
    """
    return answers.BuildAnswer(**_query(query).model_dump(), url=url)


def article_answer(stored: StoredArticle, pairs: links.Pairs) -> answers.ArticleAnswer:
    """Write out a whole article.

    Args:
        stored: the article as the index holds it.
        pairs: the query's parameters, for the URLs.
    """
    article = stored.article
    highlights = stored.highlights or ((),) * len(stored.passages)
    return answers.ArticleAnswer(
        **_fields(stored.id, article, stored.title_highlights, pairs),
        title_evidence=article.title_evidence,
        source_evidence=article.source_evidence,
        byline_role=article.byline_role,
        time=article.dating.time,
        captions=[answers.CaptionAnswer(text=one.text, credit=one.credit) for one in article.captions],
        sections=[
            answers.SectionAnswer(heading=one.heading, paragraphs=list(one.paragraphs)) for one in article.sections
        ],
        dropped=[answers.DroppedAnswer(line=one.line, text=one.text, rule=one.rule) for one in article.dropped],
        passages=[
            answers.ArticlePassageAnswer(
                id=f"{stored.id}-{number}",
                kind=passage.kind.value,
                section=passage.section,
                text=passage.text,
                highlights=list(spans),
                paragraph=passage.paragraph,
                offset=passage.offset,
                url=links.passage_url(stored.id, pairs, of_passage(f"{stored.id}-{number}", passage.text)),
            )
            for number, (passage, spans) in enumerate(zip(stored.passages, highlights, strict=True))
        ],
        duplicates=[answers.CopyAnswer(**_copy(copy, pairs)) for copy in stored.copies.named],
        more_duplicates=stored.copies.more,
    )


def related_answer(hits: Sequence[Hit]) -> answers.RelatedAnswer:
    """Write out articles about the same matter.

    Args:
        hits: most alike first.
    """
    return answers.RelatedAnswer(
        results=[
            answers.RelatedArticle(
                id=hit.id,
                url=links.article_path(hit.id),
                title=hit.article.display_title,
                source=hit.article.source,
                date=hit.article.dating.shown or None,
                score=hit.score,
            )
            for hit in hits
        ]
    )


def ready_answer(state: IndexState, now: datetime) -> answers.ReadyAnswer:
    """Write out the state of the index.

    Args:
        state: what the engine says of itself.
        now: the moment, with zone.
    """
    return answers.ReadyAnswer(
        status="degraded" if state.degraded else "ok",
        generation=state.generation,
        updated=state.updated,
        age_seconds=(now - state.updated).total_seconds(),
        articles=state.articles,
        passages=state.passages,
        detail=state.degraded,
    )


def _search_url(request: SearchRequest) -> str:
    return links.to_url(SEARCH_PATH, links.to_pairs(request))


def _query(query: ParsedQuery) -> answers.QueryAnswer:
    return answers.QueryAnswer(
        raw=query.raw,
        interpreted=query.interpreted,
        notes=[
            answers.NoteAnswer(code=one.code, message=one.message, position=one.span, suggestion=one.suggestion)
            for one in query.notes
        ],
    )


def _fields(
    article_id: str, article: Article | ArticleHead, spans: Sequence[Span], pairs: links.Pairs
) -> dict[str, Any]:
    dating = article.dating
    return {
        "id": article_id,
        "url": links.to_url(links.article_path(article_id), pairs),
        "path": article.path,
        "title": article.display_title,
        "title_is_missing": not article.title,
        "title_highlights": list(spans),
        "source": article.source,
        "byline": article.byline,
        "place": article.place,
        "date": dating.shown or None,
        "date_inferred": answers.InferredDate(not_before=dating.not_before, not_after=dating.not_after)
        if dating.inferred
        else None,
        "date_evidence": dating.evidence,
    }


def hit_answer(pairs: links.Pairs, hit: Hit) -> answers.HitAnswer:
    """Write out one of the results.

    Args:
        pairs: the search's parameters, for the URLs.
        hit: the result.
    """
    return answers.HitAnswer(
        **_fields(hit.id, hit.article, hit.title_highlights, pairs),
        score=hit.score,
        passages=[_passage(hit.id, passage, pairs) for passage in hit.passages],
        more_passages=hit.more_passages,
        duplicates=[answers.DuplicateAnswer(**_copy(copy, pairs), matches=copy.matches) for copy in hit.copies.named],
        more_duplicates=hit.copies.more,
    )


def _copy(copy: Copy, pairs: links.Pairs) -> dict[str, Any]:
    return {
        "id": copy.id,
        "url": links.to_url(links.article_path(copy.id), pairs),
        "title": copy.article.display_title,
        "source": copy.article.source,
        "date": copy.article.dating.shown or None,
    }


def _passage(article_id: str, passage: HitPassage, pairs: links.Pairs) -> answers.PassageAnswer:
    return answers.PassageAnswer(
        id=passage.id,
        kind=passage.kind.value,
        section=passage.section,
        section_highlights=list(passage.section_highlights),
        text=passage.text,
        highlights=list(passage.highlights),
        score=passage.score,
        url=links.passage_url(article_id, pairs, of_passage(passage.id, passage.text)),
    )


def _facet(value: FacetValue, url: str) -> answers.FacetAnswer:
    return answers.FacetAnswer(
        value=value.value, label=value.label, count=value.count, selected=value.selected, url=url
    )


def _source_facet(request: SearchRequest, value: FacetValue) -> answers.SourceFacetAnswer:
    return answers.SourceFacetAnswer(
        **_facet(value, _search_url(links.toggle_source(request, value.value))).model_dump(),
        excluded=value.excluded,
        exclude_url=_search_url(links.toggle_excluded(request, value.value)),
    )


def _date_facet(request: SearchRequest, value: FacetValue) -> answers.DateFacetAnswer:
    def url(one: FacetValue) -> str:
        return _search_url(links.choose_period(request, one.value, selected=one.selected))

    return answers.DateFacetAnswer(
        **_facet(value, url(value)).model_dump(), children=[_facet(child, url(child)) for child in value.children]
    )


def _index(state: IndexState) -> answers.IndexAnswer:
    return answers.IndexAnswer(generation=state.generation, updated=state.updated, articles=state.articles)

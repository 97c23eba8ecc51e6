"""An engine of prepared answers, for what a real archive seldom shows: hostile text, odd totals, no index."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

from flask_openapi3.openapi import OpenAPI

from app import create_app
from search.engine import ArchiveWriter
from search.query import ParsedQuery
from search.request import SearchRequest
from search.results import (
    Copies,
    Copy,
    FacetValue,
    Hit,
    HitPassage,
    IndexState,
    ResultStream,
    SearchResults,
    StoredArticle,
)
from search.schema import AccountedLine, Article, Caption, Dating, Kind, Passage, Role, Section
from search.suggestion import Suggested, Suggestion
from settings import Settings

STATE = IndexState(
    generation=7, updated=datetime(2026, 3, 14, 14, 6, 5, 123456, tzinfo=UTC), articles=1234, passages=9876
)

HARBOUR = Article(
    path="herald/harbour.txt",
    title="Harbour wall gives way after a night of storms",
    title_evidence="first line",
    dating=Dating(
        not_before=date(2023, 12, 18), not_after=date(2023, 12, 19), evidence="“closed on December 18”, line 4"
    ),
    source="Coastal Herald",
    source_evidence="sign-off, line 12",
    byline="Ngô Thị Mai",
    byline_role="Harbour correspondent",
    place="Port Lune",
    captions=(Caption("Waves over the pier. Photo: R. Adair", "R. Adair"),),
    sections=(
        Section("", ("The harbour wall of Port Lune gave way.", "The port closed on December 18.")),
        Section("Repairs", ("Masons came at dawn. The harbour master counted them. They stayed all week.",)),
    ),
    account=(
        AccountedLine(1, Role.TITLE, "Harbour wall gives way after a night of storms"),
        AccountedLine(2, Role.BYLINE, "By Ngô Thị Mai, Harbour correspondent"),
        AccountedLine(3, Role.BODY, index=0, end=39),
        AccountedLine(4, Role.BODY, index=1, end=31),
        AccountedLine(6, Role.HEADING, index=0, end=7),
        AccountedLine(7, Role.BODY, index=2, end=21),
        AccountedLine(8, Role.BODY, index=2, start=21, end=75),
        AccountedLine(9, Role.DROPPED, "Others", "trailer"),
        AccountedLine(10, Role.CAPTION, index=0, end=36),
        AccountedLine(12, Role.DROPPED, "COASTAL HERALD", "sign-off"),
    ),
)
HARBOUR_PASSAGES = (
    Passage(Kind.TITLE, "", "Harbour wall gives way after a night of storms"),
    Passage(Kind.BYLINE, "", "Ngô Thị Mai"),
    Passage(Kind.LEAD, "", "The harbour wall of Port Lune gave way.\nThe port closed on December 18."),
    Passage(Kind.BODY, "Repairs", "Masons came at dawn.", 2, 0),
    Passage(Kind.BODY, "Repairs", "The harbour master counted them. They stayed all week.", 2, 21),
    Passage(Kind.CAPTION, "", "Waves over the pier. Photo: R. Adair", 0),
)
HARBOUR_STORED = StoredArticle(
    id="a1",
    article=HARBOUR,
    passages=HARBOUR_PASSAGES,
    highlights=(((0, 7),), (), ((4, 11), (44, 48)), (), ((4, 11),), ((0, 5),)),
    title_highlights=((0, 7),),
    index=STATE,
    rules={"trailer": "A line that leads to other articles."},
)
HARBOUR_HIT = Hit(
    id="a1",
    article=HARBOUR.head,
    title_highlights=((0, 7),),
    score=3.5,
    passages=(
        HitPassage("a1-2", Kind.LEAD, "", HARBOUR_PASSAGES[2].text, ((4, 11), (44, 48)), 2.0),
        HitPassage("a1-4", Kind.BODY, "Repairs", HARBOUR_PASSAGES[4].text, ((4, 11),), 1.0),
    ),
    more_passages=1,
)

EVIL = "<script>alert(1)</script> & \"quotes\" 'too' \x00\x08\x1b\x7f\x85\ufffe end"
EVIL_ARTICLE = Article(
    path=EVIL,
    title=EVIL,
    title_evidence=EVIL,
    dating=Dating(not_before=date(2020, 1, 1), evidence=EVIL),
    source=EVIL,
    source_evidence=EVIL,
    byline=EVIL,
    byline_role=EVIL,
    place=EVIL,
    captions=(Caption(EVIL, EVIL),),
    sections=(Section(EVIL, (EVIL,)),),
    account=(AccountedLine(1, Role.DROPPED, EVIL, EVIL), AccountedLine(2, Role.BYLINE, EVIL)),
)
EVIL_COPIES = Copies((Copy("a1", HARBOUR.head, matches=True), Copy("evil2", EVIL_ARTICLE.head)), more=3)
EVIL_STORED = StoredArticle(
    id="evil",
    article=EVIL_ARTICLE,
    passages=(Passage(Kind.TITLE, "", EVIL), Passage(Kind.LEAD, EVIL, EVIL), Passage(Kind.CAPTION, "", EVIL)),
    highlights=(((0, 8),), ((0, 8), (20, 40)), ((0, len(EVIL)),)),
    section_highlights=((), ((0, 8),), ()),
    title_highlights=((0, 8),),
    index=STATE,
    copies=EVIL_COPIES,
)
EVIL_HIT = Hit(
    id="evil",
    article=EVIL_ARTICLE.head,
    title_highlights=((0, 8),),
    score=1.0,
    passages=(HitPassage("evil-1", Kind.LEAD, EVIL, EVIL, ((0, 8), (20, 40)), 1.0, ((0, 8),)),),
    more_passages=0,
    copies=EVIL_COPIES,
)

UNTITLED = Article(path="wire/0007.txt", sections=(Section("", ("Nobody wrote a headline over these words.",)),))
UNTITLED_HIT = Hit(id="u7", article=UNTITLED.head, title_highlights=(), score=0.0, passages=(), more_passages=0)

DATES = (
    FacetValue(
        "2023", "2023", 8, children=(FacetValue("2023-12", "December", 5), FacetValue("2023-02", "February", 3))
    ),
    FacetValue("2021", "2021", 3, children=(FacetValue("2021-07", "July", 3),)),
    FacetValue("none", "Undated", 1),
)
SOURCES = (*(FacetValue(f"Paper {n}", f"Paper {n}", 20 - n) for n in range(10)), FacetValue("", "No source", 2))


def found(*hits: Hit, total: int | None = None, exact: bool = True, groups: int | None = None) -> SearchResults:
    return SearchResults(
        hits=hits,
        total=len(hits) if total is None else total,
        total_is_exact=exact,
        groups=groups or (len(hits) if total is None else total),
        sources=SOURCES,
        dates=DATES,
        took_ms=1.5,
        index=STATE,
    )


@dataclass
class FakeEngine:
    """Gives what it was made with, marks the facets that a request filters by, and remembers what was asked."""

    results: SearchResults = field(default_factory=lambda: found(HARBOUR_HIT, UNTITLED_HIT))
    articles: dict[str, StoredArticle] = field(
        default_factory=lambda: {"a1": HARBOUR_STORED, "u7": StoredArticle("u7", UNTITLED, ())}
    )
    error: Exception | None = None
    state: IndexState = STATE
    asked: list[SearchRequest] = field(default_factory=list)
    suggestions: Sequence[Suggestion] = ()
    alike: tuple[Hit, ...] = (EVIL_HIT, UNTITLED_HIT)

    def check(self, request: SearchRequest) -> None:
        if self.error:
            raise self.error

    def search(self, request: SearchRequest) -> SearchResults:
        self.check(request)
        self.asked.append(request)
        return replace(
            self.results,
            sources=tuple(
                replace(one, selected=one.value in request.sources, excluded=one.value in request.excluded_sources)
                for one in self.results.sources
            ),
        )

    def every(self, request: SearchRequest) -> ResultStream:
        results = self.search(request)
        return ResultStream(replace(results, hits=()), iter(results.hits))

    def article(self, article_id: str, query: ParsedQuery | None = None) -> StoredArticle | None:
        if self.error:
            raise self.error
        stored = self.articles.get(article_id)
        return (
            stored
            if query or not stored
            else replace(stored, highlights=(), section_highlights=(), title_highlights=())
        )

    def related(self, article_id: str, limit: int = 5) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.alike if hit.id != article_id)[:limit]

    def suggest(self, begun: str, kind: Suggested = Suggested.WORD, limit: int = 10) -> list[Suggestion]:
        if self.error:
            raise self.error
        folded = begun.casefold()
        return [one for one in self.suggestions if one.kind is kind and folded in one.text.casefold()][:limit]

    def similar(self, word: str, limit: int = 5) -> list[str]:
        return []

    def writer(self) -> AbstractContextManager[ArchiveWriter]:
        raise AssertionError("the web never writes")

    def rebuild(self) -> AbstractContextManager[ArchiveWriter]:
        raise AssertionError("the web never writes")

    def kept(self, name: str) -> bytes | None:
        raise AssertionError("what a writer keeps is no business of the web's")

    def stats(self) -> IndexState:
        if self.error:
            raise self.error
        return self.state

    def close(self) -> None:
        """Hold nothing."""


def web_app(engine: FakeEngine | None = None) -> OpenAPI:
    """Make the real app around a fake engine."""
    return create_app(Settings(rate="", hosts=("localhost", "archive.example")), engine or FakeEngine())


def check(document: object, schema: str, specification: dict[str, Any]) -> None:
    """Hold a document to a schema of the specification."""
    jsonschema = import_module("jsonschema")  # it ships no types; this is the only place that calls it
    root = {"$ref": f"#/components/schemas/{schema}", "components": specification["components"]}
    jsonschema.Draft202012Validator(root, format_checker=jsonschema.FormatChecker()).validate(document)

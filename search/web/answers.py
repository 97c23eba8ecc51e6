"""What the JSON endpoints answer: models that are at once the serialiser's form and the documented schema."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Offsets = tuple[int, int]
_HIGHLIGHTS = "What to mark: pairs of character offsets (Unicode code points) into the text, in order, not overlapping."
_KIND = "What part of the article it is."
KindName = Literal["title", "lead", "body", "caption", "byline"]


class Answer(BaseModel):
    """Common to all answers: every field is always there."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class NoteAnswer(Answer):
    """Something to know of how the query was read."""

    code: str = Field(description="A stable word for programs, such as unclosed_quote.")
    message: str
    position: Offsets = Field(description="Where in the query string: character offsets.")
    suggestion: str = Field(description="The mended or clearer query string; empty if there is none.")


class QueryAnswer(Answer):
    """How the query was read."""

    raw: str = Field(description="The query string as given.")
    interpreted: str = Field(description="The query with every implied operator and bracket shown.")
    notes: list[NoteAnswer]


class InferredDate(Answer):
    """The days between which an article must have been published, where it states no date."""

    not_before: date | None
    not_after: date | None


class PassageAnswer(Answer):
    """A passage that shows why the article was found."""

    id: str
    kind: KindName = Field(description=_KIND)
    section: str = Field(description="The heading it stands under; empty before the first.")
    section_highlights: list[Offsets] = Field(description=_HIGHLIGHTS)
    text: str
    highlights: list[Offsets] = Field(description=_HIGHLIGHTS)
    score: float = Field(description="Comparable within one answer.")
    url: str = Field(description="Its place on the article's page: an absolute path.")


class CopyAnswer(Answer):
    """Another article that is a copy: the same story as another outlet ran it."""

    id: str
    url: str = Field(description="The copy's page: an absolute path.")
    title: str = Field(description="The headline, or the article's first words where it has none.")
    source: str = Field(description="The outlet.")
    date: str | None = Field(description="As in an article.")


class DuplicateAnswer(CopyAnswer):
    """A copy of one of the results."""

    matches: bool = Field(description="Whether it matches the search too, filters included.")


_DUPLICATES = "The copies of it in the archive, whether they match or not, earliest first."
_MORE_DUPLICATES = "How many copies there are beside those named."


class ArticleFields(Answer):
    """What is known of an article. A text that the raw document does not tell is empty."""

    id: str = Field(description="Stable across reindexes and moves of the raw document.")
    url: str = Field(description="The article's page: an absolute path.")
    path: str = Field(description="The raw document's, relative to the archive.")
    title: str = Field(description="The headline, or the article's first words where it has none.")
    title_is_missing: bool = Field(description="True where the title is only the article's first words.")
    title_highlights: list[Offsets] = Field(description=_HIGHLIGHTS)
    source: str = Field(description="The outlet.")
    byline: str
    place: str
    date: str | None = Field(
        description="As precise as it is known: 2022, 2022-03 or 2022-03-14; an inferred one is the day used for "
        "sorting and filters; null where there is neither."
    )
    date_inferred: InferredDate | None = Field(description="Null where the date is stated, or where there is none.")
    date_evidence: str = Field(description="The words that the date was read from, and where.")


class HitAnswer(ArticleFields):
    """One article in the results."""

    score: float = Field(description="Comparable within one answer; 0 where the order is not by relevance.")
    passages: list[PassageAnswer] = Field(description="The best ones, best first, at most three.")
    more_passages: int = Field(description="How many other passages match.")
    duplicates: list[DuplicateAnswer] = Field(description=_DUPLICATES)
    more_duplicates: int = Field(description=_MORE_DUPLICATES)


class FacetAnswer(Answer):
    """One value of a facet."""

    value: str = Field(description="What to filter by.")
    label: str = Field(description="What to show.")
    count: int = Field(description="Articles that match the query and all filters but this facet's own.")
    selected: bool = Field(description="True if the search filters by it.")
    url: str = Field(description="The search with this filter added, or removed where it is selected: a path.")


class SourceFacetAnswer(FacetAnswer):
    """A source."""

    excluded: bool = Field(description="True if the search leaves it out.")
    exclude_url: str = Field(description="The search without this source, or with it again where it is left out.")


class DateFacetAnswer(FacetAnswer):
    """A year, or `none` for articles without a date."""

    children: list[FacetAnswer] = Field(description="The year's months that have articles.")


class FacetsAnswer(Answer):
    """The values of the source and of the date, each with the number of its articles."""

    source: list[SourceFacetAnswer] = Field(
        description="Most articles first; an empty value is for those without a source."
    )
    date: list[DateFacetAnswer] = Field(description="Newest year first.")


class IndexAnswer(Answer):
    """Which state of the index answered."""

    generation: int
    updated: datetime
    articles: int


class SearchAnswer(Answer):
    """The answer to a search."""

    query: QueryAnswer
    notes: list[str] = Field(description="What to know of the answer, such as a pattern that matches too many words.")
    total: int = Field(description="How many articles match.")
    total_is_exact: bool = Field(description="False where the total is a lower bound.")
    groups: int = Field(
        description="How many results there are on all pages: fewer than articles where copies are hidden."
    )
    page: int
    size: int
    pages: int
    took_ms: float = Field(description="Milliseconds that the engine took.")
    next: str | None = Field(description="The next page of this search: an absolute path.")
    previous: str | None = Field(description="The previous page of this search: an absolute path.")
    results: list[HitAnswer]
    facets: FacetsAnswer
    index: IndexAnswer


class SuggestionAnswer(Answer):
    """One way to go on with a query."""

    kind: Literal["word", "title", "source", "place"]
    text: str = Field(description="The word, headline or name, as it is written in the archive.")
    description: str = Field(description="What it is and finds, in the language of the request; it may be empty.")
    query: str = Field(description="The whole query string with it.")
    articles: int | None = Field(
        description="Articles that have it: of a word those that a search for it finds, inflections included. Null "
        "where it stands in one part of the article, whose articles are not counted."
    )
    url: str = Field(description="Where it leads: an article's page, or the results of `query`; an absolute path.")


class SuggestAnswer(Answer):
    """How a query may go on."""

    query: str = Field(description="The query string as given.")
    suggestions: list[SuggestionAnswer] = Field(description="Words first, then sources and places, then headlines.")


class BuildAnswer(QueryAnswer):
    """The query that the fields of the builder make, and how it is read."""

    url: str = Field(description="Its results: an absolute path.")


class CaptionAnswer(Answer):
    """A picture's caption."""

    text: str = Field(description="As it stood, credit included.")
    credit: str


class SectionAnswer(Answer):
    """A stretch of the body under one heading."""

    heading: str = Field(description="Empty for what stands before the first heading.")
    paragraphs: list[str]


class DroppedAnswer(Answer):
    """Text of the raw document that is in no other part of the article."""

    line: int = Field(description="In the raw document, from 1.")
    text: str
    rule: str = Field(description="The name of the cleaning rule that dropped it.")


class ArticlePassageAnswer(Answer):
    """One of all passages of an article."""

    id: str
    kind: KindName = Field(description=_KIND)
    section: str
    text: str
    highlights: list[Offsets] = Field(description=_HIGHLIGHTS)
    paragraph: int = Field(description="The number of its first paragraph in the body, or of its caption, from 0.")
    offset: int = Field(description="The character of that paragraph where it begins.")
    url: str = Field(description="Its place on the article's page: an absolute path.")


class ArticleAnswer(ArticleFields):
    """A whole article as the index holds it."""

    title_evidence: str
    source_evidence: str
    byline_role: str
    time: str = Field(description="The time of day, where stated: 14:06 or 14:06+07:00.")
    captions: list[CaptionAnswer]
    sections: list[SectionAnswer]
    dropped: list[DroppedAnswer]
    passages: list[ArticlePassageAnswer]
    duplicates: list[CopyAnswer] = Field(description=_DUPLICATES)
    more_duplicates: int = Field(description=_MORE_DUPLICATES)


class RelatedArticle(Answer):
    """An article about the same matter as another."""

    id: str
    url: str = Field(description="The article's page: an absolute path.")
    title: str = Field(description="The headline, or the article's first words where it has none.")
    source: str = Field(description="The outlet.")
    date: str | None = Field(description="As in an article.")
    score: float = Field(description="Comparable within one answer.")


class RelatedAnswer(Answer):
    """Articles about the same matter as one, copies of it left out."""

    results: list[RelatedArticle] = Field(description="Most alike first; copies of another story are one result.")


class LiveAnswer(Answer):
    """The server runs."""

    status: Literal["ok"]


class ReadyAnswer(Answer):
    """The archive can be searched."""

    status: Literal["ok", "degraded"] = Field(
        description="degraded: the generation last published is damaged, and an earlier one serves."
    )
    generation: int
    updated: datetime
    age_seconds: float = Field(description="Time since the generation was published.")
    articles: int
    passages: int
    detail: str = Field(description="What is wrong; empty when all is well.")


class Problem(BaseModel):
    """What went wrong, as a problem document (RFC 9457)."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(description="A URI that names the kind of problem; about:blank where the status says it all.")
    title: str
    status: int
    detail: str = Field(description="What was got, what is expected, and the cure.")
    parameter: str | None = Field(default=None, description="The parameter that can't be used.")
    limit: str | None = Field(default=None, description="The limit that the query passes.")
    position: int | None = Field(default=None, description="Where in the query string: a character offset.")
    suggestion: str | None = Field(default=None, description="A value that would do.")
    request_id: str | None = Field(default=None, description="Names the request in the server's log.")

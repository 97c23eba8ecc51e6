"""What the URL of a search may say: the same parameters for the page and the JSON, validated and documented here."""

from collections.abc import Hashable, Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.json_schema import SkipJsonSchema

from search.errors import RequestError
from search.messages import Message, Part, say
from search.request import MAX_OFFSET, MAX_SIZE, MAX_SOURCES

DEFAULT_SIZE = 10  # hits a page: what fits two screens, each with its passages
MAX_SUGGESTIONS = 20  # lines: more nobody reads while typing
RELATED = 5  # articles about the same matter: a short list beside the one that is read
MAX_RELATED = 20  # what comes later is hardly alike
_DAY = "A year, a month or a day (2022, 2022-03, 2022-03-14)"
_PERIOD = r"^([0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?)?)?$"


def _without_default(schema: dict[str, Any]) -> None:
    """Leave the default out of the document where it depends on the query."""
    schema.pop("default", None)


_SCHEMAS: dict[tuple[Hashable, ...], dict[str, Any]] = {}  # by model and how it was asked for


class QueryParameters(BaseModel):
    """The query string and how its words combine: what an article's page needs to mark them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: str = Field(
        default="",
        description="The query string. Empty: every article.",
        json_schema_extra={"example": "vietnam unesco"},
    )
    match: Literal["all", "any"] = Field(
        default="all", description="Whether an article must have all the words of the query, or any of them."
    )

    @classmethod
    def model_json_schema(cls, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Give the JSON schema, made once: flask-openapi3 asks for it at every request, a millisecond each."""
        key = (cls, arguments, tuple(named.items()))
        if key not in _SCHEMAS:
            _SCHEMAS[key] = super().model_json_schema(*arguments, **named)
        return _SCHEMAS[key]


class SearchParameters(QueryParameters):
    """The parameters of a search, as they stand in a URL."""

    first: str = Field(
        default="",
        alias="from",
        description=f"Only articles from then on. {_DAY}; the period's first day counts.",
        json_schema_extra={"pattern": _PERIOD, "example": "2022-03"},
    )
    last: str = Field(
        default="",
        alias="to",
        description=f"Only articles up to then. {_DAY}; the period's last day counts.",
        json_schema_extra={"pattern": _PERIOD, "example": "2022"},
    )
    undated: bool = Field(default=False, description="1: only articles without any date, stated or inferred.")
    stated: bool = Field(
        default=False, description="1: only articles whose date the document states; none that is only inferred."
    )
    source: list[str] = Field(
        default=[],
        max_length=MAX_SOURCES,
        description="Only articles of this source, by its full name; repeat it for several, "
        f"{MAX_SOURCES} at most. Empty: without a source.",
    )
    not_source: list[str] = Field(
        default=[],
        max_length=MAX_SOURCES,
        description=f"No article of this source, by its full name; repeat it for several, {MAX_SOURCES} at most. "
        "Empty: none without a source. "
        "A source can't be in both.",
    )
    sort: Annotated[
        Literal["relevance", "newest", "oldest"] | SkipJsonSchema[None],
        Field(
            description="The order. Left out: relevance, or newest where the query has no words to rank by.",
            json_schema_extra=_without_default,
        ),
    ] = None
    duplicates: Literal["hide", "show"] = Field(
        default="hide",
        description="hide: copies of one story are one hit, the earliest that matches, which names the others; "
        "show: each is a hit of its own. Totals and facets count articles either way.",
    )
    page: int = Field(
        default=1,
        ge=1,
        le=MAX_OFFSET + 1,
        description=f"Which page, from 1. The hits before it, (page - 1) * size, are at most {MAX_OFFSET}.",
    )
    size: int = Field(default=DEFAULT_SIZE, ge=1, le=MAX_SIZE, description="Hits a page.")


class RelatedParameters(BaseModel):
    """How many articles about the same matter are wanted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(default=RELATED, ge=1, le=MAX_RELATED, description="How many articles at most.")


class SuggestParameters(BaseModel):
    """A query that is still being typed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: str = Field(
        default="", description="The query string as far as it is typed.", json_schema_extra={"example": "vietn"}
    )
    limit: int = Field(default=8, ge=1, le=MAX_SUGGESTIONS, description="How many suggestions at most.")


class BuildParameters(BaseModel):
    """The fields of the query builder; each may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    every: str = Field(default="", alias="all", description="Words that an article must have, all of them.")
    phrase: str = Field(default="", description="Words that it must have exactly so, side by side.")
    some: str = Field(default="", alias="any", description="Words of which it must have at least one.")
    none: str = Field(default="", description="Words that it must not have, none of them.")
    near: str = Field(
        default="", description="A word that stands near another.", json_schema_extra={"example": "coral"}
    )
    other: str = Field(default="", description="That other word.", json_schema_extra={"example": "dredging"})
    within: str = Field(default="", description="How many words apart the two are at most; 5 where it is empty.")
    title: str = Field(default="", description="Words of the headline.")
    byline: str = Field(default="", alias="by", description="Who wrote it.")
    source: str = Field(default="", description="The outlet's name, or whole words of it.")
    place: str = Field(default="", description="Where it was filed from, likewise.")
    first: str = Field(default="", alias="from", description=f"From then on. {_DAY}.")
    last: str = Field(default="", alias="to", description=f"Up to the end of then. {_DAY}.")


def names_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Give the names of a model's parameters, as they stand in a URL."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


NAMES = names_of(SearchParameters)
_MODELS = (QueryParameters, SearchParameters, RelatedParameters, SuggestParameters, BuildParameters)
_NAMES_OF = {model.__name__: names_of(model) for model in _MODELS}


def read(arguments: Iterable[tuple[str, str]], *, default_size: int = DEFAULT_SIZE) -> SearchParameters:
    """Read the parameters of a page's URL, where unknown names and empty fields mean nothing.

    Args:
        arguments: names and values, in order, as decoded from the URL. Of a repeated name the first counts.
        default_size: hits a page where the URL does not say.

    Raises:
        RequestError: a value can't be used.
    """
    given: dict[str, Any] = {"size": default_size}
    repeated: dict[str, list[str]] = {"source": [], "not_source": []}
    seen: set[str] = set()
    for name, value in arguments:
        if name in repeated:
            repeated[name].append(value)
        elif name in NAMES and value.strip() and name not in seen:
            seen.add(name)
            given[name] = value if name == "q" else value.strip()
    try:
        return SearchParameters.model_validate({**given, **repeated})
    except ValidationError as error:
        raise refused(error) from error


_EXPECTED = {  # what a parameter should have been, by pydantic's word for what is wrong with it
    "int_parsing": say("Expected a whole number."),
    "greater_than_equal": say("Expected %(limit)s or more."),
    "less_than_equal": say("Expected %(limit)s or less."),
    "literal_error": say("Expected one of: %(limit)s."),
    "bool_parsing": say("Expected 1 or 0."),
}


def refused(error: ValidationError) -> RequestError:
    """Say in our own words which parameter pydantic refused first, what it got and what it expected.

    Args:
        error: what validating parameters raised.
    """
    first = error.errors()[0]
    name = str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        names = _NAMES_OF[error.title]
        close = get_close_matches(name, names, n=1)
        expected = ", ".join(names)
        message = say("There is no parameter '%(name)s'; expected some of: %(expected)s.", name=name, expected=expected)
        return RequestError(message, name, "".join(close))
    why = _EXPECTED.get(first["type"])
    message = say(
        "The parameter '%(name)s' is %(value)s. %(why)s",
        name=name,
        value=_shown(first["input"]),
        why=Message(why.template, {"limit": _limit(first.get("ctx", {}))}) if why else f"{first['msg']}.",
    )
    return RequestError(message, name, _default(name))


def _limit(expected: Mapping[str, Any]) -> Part:
    """Give what a value was held to: the number that bounds it, or the words of which it must be one."""
    for name in ("ge", "le"):
        if name in expected:
            return int(expected[name])
    return str(expected.get("expected", "")).replace(" or ", ", ")


def _default(name: str) -> str:
    defaults: Mapping[str, str] = {
        "match": "all",
        "sort": "relevance",
        "duplicates": "hide",
        "page": "1",
        "size": str(DEFAULT_SIZE),
        "limit": str(RELATED),
    }
    return defaults.get(name, "")


def _shown(value: object) -> str:
    limit = 60  # characters: enough to recognise a value in a message
    text = repr(value)
    return text if len(text) <= limit else f"{text[:limit]}…"

"""Sources, places and dates: the parts of a query that narrow it without naming a word of the text."""

from datetime import timedelta

from search.analysis import words
from search.errors import RequestError
from search.language.notes import Notes
from search.messages import say
from search.periods import parse_period
from search.query import Dated, Place, Source, Span, Stated, Undated


def read_name(field: str, text: str, span: Span, notes: Notes) -> Source | Place | None:
    """Read the value of `source:` or `place:`: a name, or a part of it.

    Args:
        field: "source" or "place".
        text: the value as written, without quotation marks.
        span: of the value in the query string.
        notes: what is mended is noted here.

    Returns:
        The filter, its name being the folded words with a space between them; None if there is no word in it.
    """
    name = " ".join(words(text))
    if not name:
        notes.add(
            "no_word", say("%(field)s: was ignored: there is no letter or digit in its value.", field=field), span, ""
        )
        return None
    if "*" in text:
        notes.add(
            "name_wildcard", say("%(field)s: matches parts of names by itself; the * was ignored.", field=field), span
        )
    return Source(name, span) if field == "source" else Place(name, span)


def read_dates(field: str, text: str, span: Span, notes: Notes) -> Dated | Undated | Stated | None:
    """Read the value of `before:`, `after:` or `date:`.

    Args:
        field: "before", "after" or "date".
        text: the value as written, without quotation marks.
        span: of the value in the query string.
        notes: what is mended is noted here.

    Returns:
        The filter, or None if the value is no date.
    """
    text = text.strip().rstrip(",;")
    try:
        if field == "date" and text.lower() == "none":
            return Undated(span)
        if field == "date" and text.lower() == "stated":
            return Stated(span)
        if field == "date" and ".." in text:
            return _range(text, span, notes)
        first, last = parse_period(text)
    except RequestError as error:
        notes.add(
            "bad_date",
            say("%(field)s: was ignored. %(why)s", field=field, why=error.message),
            span,
            error.suggestion or None,
        )
        return None
    if field == "before":
        return Dated(None, first - timedelta(days=1), span)
    return Dated(first, None if field == "after" else last, span)


def _range(text: str, span: Span, notes: Notes) -> Dated:
    begin, _, end = (part.strip() for part in text.partition(".."))
    try:
        starts = parse_period(begin) if begin else None
        ends = parse_period(end) if end else None
    except RequestError as error:
        raise RequestError(error.message, error.field) from error  # what it suggests is only half of the range
    if starts and ends and starts[0] > ends[1]:
        notes.add("reversed_range", say("The earlier date was taken as the beginning."), span, f"{end}..{begin}")
        starts, ends = ends, starts
    return Dated(starts[0] if starts else None, ends[1] if ends else None, span)

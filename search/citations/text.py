"""Citations to paste into a text: a plain one for notes, APA (7th edition) and Chicago (17th, bibliography)."""

from collections.abc import Sequence

from search.citations import dates
from search.citations.authors import Name
from search.citations.citation import Citation, Issued

_APA_NAMED = 20  # authors; of more the first 19 and the last
_CHICAGO_NAMED = 10  # authors; of more the first 7
_CHICAGO_FIRST = 7


def plain(citation: Citation) -> str:
    """Give outlet, headline, date, authors and address, in the order in which a newsroom asks for them."""
    named = [
        citation.outlet,
        f"“{nested(citation.title)}”",
        dates.plain(citation.issued),
        f"by {_listed([name.whole for name in citation.authors], 'and')}" if citation.authors else "",
    ]
    accessed = dates.british(dates.of_day(citation.accessed))
    return f"{', '.join(filter(None, named))}. {citation.url} (accessed {accessed})"


def apa(citation: Citation) -> str:
    """Give the entry of a reference list in APA style; without an author the title stands in its place."""
    when = f"({_apa_date(citation.issued)})."
    title = _stopped(citation.title)
    head = f"{_stopped(_apa_authors(citation.authors))} {when} {title}" if citation.authors else f"{title} {when}"
    accessed = dates.american(dates.of_day(citation.accessed))
    outlet = f" {_stopped(citation.outlet)}" if citation.outlet else ""
    return f"{head}{outlet} Retrieved {accessed}, from {citation.url}"


def chicago(citation: Citation) -> str:
    """Give the entry of a bibliography in Chicago style; without an author the outlet stands in its place."""
    title = f"“{_stopped(nested(citation.title))}”"
    when = _chicago_date(citation.issued)
    accessed = dates.american(dates.of_day(citation.accessed))
    if citation.authors:
        where = ", ".join(filter(None, (citation.outlet, when)))
        head = f"{_stopped(_chicago_authors(citation.authors))} {title} {_stopped(where)}"
    else:
        outlet = f"{_stopped(citation.outlet)} " if citation.outlet else ""
        head = f"{outlet}{title} {_stopped(when)}"
    return f"{head} Accessed {accessed}. {citation.url}."


def quotation(citation: Citation, text: str) -> str:
    """Give words of an article in quotation marks, with where they are from.

    Args:
        citation: of the article, its `url` that of the passage.
        text: verbatim.
    """
    return f"“{' '.join(text.split())}” ({source_of(citation)}, {citation.url})"


def source_of(citation: Citation) -> str:
    """Give what stands beside a quotation: outlet, date and headline."""
    return ", ".join(filter(None, (citation.outlet, dates.plain(citation.issued), f"“{nested(citation.title)}”")))


def nested(title: str) -> str:
    """Give a title that is about to stand in double quotation marks: its own become single ones."""
    plain_marks = title.translate({ord("“"): "‘", ord("”"): "’", ord("„"): "‘", ord("«"): "‘", ord("»"): "’"})
    pieces = plain_marks.split('"')
    return "".join(piece + ("‘" if at % 2 == 0 else "’") for at, piece in enumerate(pieces[:-1])) + pieces[-1]


def _listed(names: Sequence[str], last: str) -> str:
    """Join names: "A", "A and B", "A, B and C"."""
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def _apa_authors(names: Sequence[Name]) -> str:
    written = [", ".join(filter(None, (name.family, name.initials, name.suffix))) for name in names]
    if len(written) > _APA_NAMED:
        return f"{', '.join(written[: _APA_NAMED - 1])}, . . . {written[-1]}"
    return f"{', '.join(written[:-1])}, & {written[-1]}" if len(written) > 1 else written[0]


def _chicago_authors(names: Sequence[Name]) -> str:
    shown = names[:_CHICAGO_FIRST] if len(names) > _CHICAGO_NAMED else names
    first = names[0].whole if names[0].family_first else names[0].inverted
    written = [first, *(name.whole for name in shown[1:])]
    if len(names) > _CHICAGO_NAMED:
        return f"{', '.join(written)}, et al."
    return f"{', '.join(written[:-1])}, and {written[-1]}" if len(written) > 1 else written[0]


def _apa_date(issued: Issued) -> str:
    if issued.first is None:
        return "n.d."
    shown = dates.ranged(issued, dates.year_first)
    return f"ca. {shown}" if issued.is_inferred else shown


def _chicago_date(issued: Issued) -> str:
    if issued.first is None:
        return "n.d."
    shown = dates.ranged(issued, dates.american)
    return f"[ca. {shown}]" if issued.is_inferred else shown


def _stopped(text: str) -> str:
    """End a text with a full stop, unless it ends with a mark of its own."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."

"""Citations as BibTeX: an `@article` that both BibTeX and biblatex read."""

import re
import unicodedata

from search.analysis import fold, words
from search.citations import dates
from search.citations.authors import Name
from search.citations.citation import Citation

# Braces too are written as commands: BibTeX counts them whether or not a backslash stands before them.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "$&#_%"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PLAIN = re.compile(r"[^a-z0-9]")
_SHORT = 3  # letters: of a title's words the first longer one goes into the key


def bibtex(citation: Citation) -> str:
    """Give the entry, a field a line.

    Args:
        citation: of the article.
    """
    issued = citation.issued
    year, month, day = (*(issued.first or ()), 0, 0, 0)[:3]
    fields = [
        ("author", " and ".join(map(_author, citation.authors))),
        ("title", f"{{{escaped(citation.title)}}}"),  # in braces of its own: styles change no capital
        ("journal", escaped(citation.outlet)),
        ("year", f"{year:04}" if year else ""),
        ("month", _MONTHS[month - 1] if month else ""),
        ("day", str(day) if day else ""),
        ("url", citation.url),
        ("urldate", citation.accessed.isoformat()),
        ("entrysubtype", "newspaper"),
        ("note", escaped(f"Date: {dates.plain(issued)}") if issued.is_inferred else ""),
    ]
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields if value]
    return "\n".join([f"@article{{{key(citation)},", *lines, "}"]) + "\n"


def key(citation: Citation) -> str:
    """Give the name by which a text refers to the entry: "hollis2022growers"."""
    first = citation.authors[0].family if citation.authors else citation.outlet or "anonymous"
    year = str(citation.issued.first[0]) if citation.issued.first else "nd"
    title = next((word for word in words(citation.title) if len(word) > _SHORT), "")
    return "".join(_PLAIN.sub("", fold(part)) for part in (first, year, title)) or f"article{citation.id}"


def escaped(text: str) -> str:
    """Write a text so that LaTeX prints it as it is."""
    shown = "".join(_SPECIAL.get(character, character) for character in text)
    return "".join(character for character in shown if unicodedata.category(character) != "Cc")


def _author(name: Name) -> str:
    if not name.given:
        return f"{{{escaped(name.family)}}}"  # in braces: a group has no family name
    parts = [name.family, name.suffix, name.given] if name.suffix else [name.family, name.given]
    return ", ".join(map(_name_part, parts))


def _name_part(text: str) -> str:
    """Write a part of a name; in braces where it holds what BibTeX parts names by."""
    shown = escaped(text)
    return f"{{{shown}}}" if "," in shown or re.search(r"\band\b", shown, re.IGNORECASE) else shown

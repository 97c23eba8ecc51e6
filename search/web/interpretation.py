"""How a query was read, where a reader should see it."""

import re

from search.analysis import fold
from search.query import ParsedQuery


def interpretation(query: ParsedQuery) -> str:
    """Give the query as it was read where that is not plainly what was typed; otherwise an empty string.

    Args:
        query: parsed. An implied AND (or OR, where any word will do), brackets, case, accents, commas and curly quotes
            are no difference worth showing.
    """
    return query.interpreted if query.notes or _bare(query) != _bare(query, query.interpreted) else ""


def _bare(query: ParsedQuery, text: str | None = None) -> list[str]:
    implied = "AND" if query.match_all else "OR"
    text = (query.raw if text is None else text).translate(str.maketrans("“”„()", '"""  '))
    words = (word.strip(",;.!") for word in re.findall(r"\S+", text))
    return [fold(word) for word in words if word not in ("", implied)]

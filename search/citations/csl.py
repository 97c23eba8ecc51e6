"""Citations as CSL-JSON, from which citation processors make any style (Citation Style Language, input data 1.0)."""

import json
from typing import Any

from search.citations import dates
from search.citations.authors import Name
from search.citations.citation import Citation, Issued


def csl_json(citation: Citation) -> str:
    """Give a list of one item, which is what importers expect.

    Args:
        citation: of the article.
    """
    return json.dumps([item(citation)], ensure_ascii=False, indent=2) + "\n"


def item(citation: Citation) -> dict[str, Any]:
    """Give the item; what is not known is left out."""
    fields: dict[str, Any] = {
        "id": citation.id,
        "type": "article-newspaper",
        "title": citation.title,
        "author": [_name(name) for name in citation.authors],
        "container-title": citation.outlet,
        "issued": _issued(citation.issued),
        "accessed": {"date-parts": [list(dates.of_day(citation.accessed))]},
        "URL": citation.url,
        "note": f"Date: {dates.plain(citation.issued)}" if citation.issued.is_inferred else "",
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    suffix = {"suffix": name.suffix} if name.suffix else {}
    return {"family": name.family, "given": name.given, **suffix}


def _issued(issued: Issued) -> dict[str, Any]:
    if issued.first is None:
        return {}
    parts = [list(issued.first), *([list(issued.last)] if issued.last else [])]
    return {"date-parts": parts, **({"circa": True} if issued.is_inferred else {})}

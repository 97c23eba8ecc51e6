"""Citations as RIS, which reference managers import."""

from search.citations import dates
from search.citations.citation import Citation

_END = "\r\n"  # of a line, as the format says


def ris(citation: Citation) -> str:
    """Give the record of a newspaper article.

    Args:
        citation: of the article.
    """
    issued = citation.issued
    year, month, day = (*(issued.first or ()), 0, 0, 0)[:3]
    date = f"{year:04}/{f'{month:02}' if month else ''}/{f'{day:02}' if day else ''}/" if year else ""
    fields = [
        ("TY", "NEWS"),
        *(("AU", name.inverted) for name in citation.authors),
        ("TI", citation.title),
        ("T2", citation.outlet),
        ("PY", f"{year:04}" if year else ""),
        ("DA", date),
        ("UR", citation.url),
        ("Y2", f"{citation.accessed:%Y/%m/%d}/"),
        ("N1", f"Date: {dates.plain(issued)}" if issued.is_inferred else ""),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return _END.join([*lines, "ER  - ", ""])

"""The name under which a browser saves what was taken away."""

import re
from datetime import date
from urllib.parse import quote

from search.analysis import fold

_LONGEST = 60  # characters of the query: with the rest well under the 255 bytes that a file's name may have
_ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~"  # that RFC 8187 leaves as they are in an extended value


def file_name(query: str, as_of: date, ending: str) -> str:
    """Make a name of the query's words and the day: "morgue-harbour-masons-2026-03-14.csv".

    Args:
        query: as typed.
        as_of: the day of the archive's state, so that the same results have the same name.
        ending: without its dot.
    """
    words = "-".join(re.findall(r"\w+", query))[:_LONGEST].strip("-")
    return "-".join(("morgue", *([words] if words else []), as_of.isoformat())) + f".{ending}"


def content_disposition(name: str, *, is_file: bool) -> str:
    """Write the header that names a file (RFC 6266): in ASCII for old clients, in UTF-8 for all others.

    Args:
        name: letters, digits, "_", "-" and "." only, of any script.
        is_file: True to save it, False where it may be opened at once.
    """
    ascii_name = re.sub(r"[^\w.-]", "_", fold(name), flags=re.ASCII)
    kind = "attachment" if is_file else "inline"
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe=_ATTRIBUTE_CHARACTERS)}"

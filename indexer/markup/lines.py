"""Where in the raw document each tag of a page stands, which the parser does not tell."""

import re

LINE = "data-raw-line"  # our attribute on every element: where its tag stood in the document
_START_TAG = re.compile(
    r"<!--|<(?P<raw>(?a:script|style|svg))\b|<(?P<name>[a-z][a-z0-9]{0,10})(?=[\s>])", re.IGNORECASE
)
_END_TAGS = {
    raw: re.compile(f"</{raw}" if raw else "-->", re.IGNORECASE | re.ASCII) for raw in ("script", "style", "svg", "")
}
_JSON_LD = "ld+json"  # in the start tag of the scripts that are read


def with_lines(html: str, first_line: int) -> str:
    """Write on every start tag the line that it stands in: the parser does not tell it.

    The attribute has no quotes, so that inside another attribute's value it breaks nothing. Comments, drawings, styles
    and scripts but for JSON-LD are left out, for nothing reads them and the parser is slow.

    Args:
        html: the decoded page.
        first_line: the number of its first line in the raw document.
    """
    parts: list[str] = []
    at, line, counted = 0, first_line, 0
    ends = _Ends(html)
    while match := _START_TAG.search(html, at):
        end = match.end()
        if match["name"]:
            line += html.count("\n", counted, end)
            counted = end
            parts += (html[at:end], f" {LINE}={line}")
        else:
            raw = (match["raw"] or "").lower()
            parts.append(html[at : match.start()])
            end = ends.after(raw, end)
            if raw == "script":
                start_tag = html[match.start() : html.find(">", match.start()) + 1]
                parts.append(html[match.start() : end] if _JSON_LD in start_tag.lower() else "")
        at = end
    parts.append(html[at:])
    return "".join(parts)


class _Ends:
    """Where what is no markup ends: at its end tag, or without one at the page's end."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._lacking: set[str] = set()

    def after(self, raw: str, start: int) -> int:
        """Say where an element or comment ends whose start tag's name ends at `start`."""
        # Case is ignored in the search: a page in lower case would be a second copy, and slow where it isn't ASCII.
        found = None if raw in self._lacking else _END_TAGS[raw].search(self._html, start)
        if not found:
            # Looked for once: else each of a hundred thousand drawings without an end would be looked for to the end.
            self._lacking.add(raw)
            return start if raw == "svg" else len(self._html)
        if not raw:
            return found.end()
        end = self._html.find(">", found.start())
        return end + 1 if end >= 0 else len(self._html)

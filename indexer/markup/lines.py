"""Where in the raw document each tag of a page stands, which the parser does not tell."""

import re

LINE = "data-raw-line"  # our attribute on every element: where its tag stood in the document
_START_TAG = re.compile(r"<!--|<(?P<raw>script|style)\b|<(?P<name>[a-z][a-z0-9]{0,10})(?=[\s>])", re.IGNORECASE)


def with_lines(html: str, first_line: int) -> str:
    """Write on every start tag the line that it stands in: the parser does not tell it.

    The attribute has no quotes, so that inside another attribute's value it breaks nothing. Comments, scripts and
    styles are copied as they are.

    Args:
        html: the decoded page.
        first_line: the number of its first line in the raw document.
    """
    parts: list[str] = []
    at, line, counted = 0, first_line, 0
    lower = None
    while match := _START_TAG.search(html, at):
        end = match.end()
        if match["name"]:
            line += html.count("\n", counted, end)
            counted = end
            parts += (html[at:end], f" {LINE}={line}")
        else:
            closing = f"</{match['raw'].lower()}" if match["raw"] else "-->"
            lower = lower or html.lower()
            found = lower.find(closing, end) if len(lower) == len(html) else html.find(closing, end)
            end = found if found >= 0 else len(html)
            parts.append(html[at:end])
        at = end
    parts.append(html[at:])
    return "".join(parts)

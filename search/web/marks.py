"""Text and spans to HTML: the only room that writes markup around what an article says."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from search.query import Span

EXCERPT = 320  # characters of a passage in the results: four or five lines; the whole passage is one click away
STAND_IN = 200  # characters of a passage with nothing to mark: it only shows how the article begins
_SLACK = 60  # characters that a passage may be longer and still be shown whole: cutting those few helps nobody

# A browser drops or mangles control characters, and a validator refuses them. Each becomes one visible character, so
# that spans still fit: U+0000 to U+001F and U+007F have pictures of their own, the others become U+FFFD.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_UNSHOWABLE = dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)], 0xFFFD)
_UNSHOWABLE |= dict.fromkeys((plane * 0x10000 + low for plane in range(17) for low in (0xFFFE, 0xFFFF)), 0xFFFD)
_VISIBLE = _PICTURES | _UNSHOWABLE


def visible(value: object) -> object:
    """Make control characters in a text visible, one for one; anything but a text stays as it is.

    Args:
        value: what a template is about to write.
    """
    return value.translate(_VISIBLE) if isinstance(value, str) and not value.isprintable() else value


def mark(text: str, spans: Iterable[Span] = ()) -> Markup:
    """Give a text as HTML with its spans in `<mark>`.

    Args:
        text: anything; it is escaped.
        spans: character offsets into it, in any order; what overlaps is joined, what lies outside is cut off.
    """
    pieces: list[str] = []
    done = 0
    for start, end in joined(spans, len(text)):
        pieces += [escape(text[done:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        done = end
    pieces.append(escape(text[done:]))
    return Markup("").join(pieces)


def joined(spans: Iterable[Span], length: int) -> list[Span]:
    """Put spans in order, join those that overlap and cut them to a text.

    Args:
        spans: character offsets, in any order.
        length: characters of the text.
    """
    result: list[Span] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in spans):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        elif start < end:
            result.append((start, end))
    return result


def excerpt(text: str, spans: Iterable[Span], limit: int = 0) -> Markup:
    """Give the stretch of a passage that holds most of its marks as HTML, with an ellipsis where it was cut.

    Args:
        text: the passage.
        spans: what to mark in it.
        limit: characters, about; the cut falls between words. 0: EXCERPT, or STAND_IN where nothing is marked.
    """
    marks = joined(spans, len(text))
    limit = limit or (EXCERPT if marks else STAND_IN)
    if len(text) <= limit + _SLACK:
        return mark(text, marks)
    start = _best_start(marks, limit)
    start, end = _between_words(text, min(start, len(text) - limit), limit)
    inside = [(a - start, b - start) for a, b in marks if b > start and a < end]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return Markup("").join([before, mark(text[start:end], inside), after])


def _best_start(marks: list[Span], limit: int) -> int:
    """Find where a window of `limit` characters that holds most marks begins; a third of its room goes before them."""
    best, most = 0, 0
    for index, (start, _) in enumerate(marks):
        held = sum(1 for _, end in marks[index:] if end <= start + limit)
        if held > most:
            width = max(end for _, end in marks[index : index + held]) - start
            best, most = max(0, start - (limit - width) // 3), held
    return best


def _between_words(text: str, start: int, limit: int) -> Span:
    if start > 0 and not text[start - 1].isspace():
        gap = re.search(r"\s+", text[start : start + limit // 4])  # no blank so near: cut inside the word
        start += gap.end() if gap else 0
    end = start + limit
    if end >= len(text):
        return start, len(text)
    blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return start, blank if blank > start + limit // 2 else end

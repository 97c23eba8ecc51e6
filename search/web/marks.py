"""Text and spans to HTML: the only room that writes markup around what an article says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from search.query import Span
from search.web.excerpts import stretch

EXCERPT = 320  # characters of a passage in the results: four or five lines; the whole passage is one click away
STAND_IN = 200  # characters of a passage with nothing to mark: it only shows how the article begins

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


@dataclass(frozen=True, slots=True)
class Steps:
    """What a reader is told at a marked place, and the way to the next one and to the one before.

    Args:
        count: places that have a number; behind the last comes the first.
        label: says which of them a number is: "3 of 12".
        previous: names the link to the place before.
        following: names the link to the next.
    """

    count: int
    label: Callable[[int], str]
    previous: str
    following: str

    def at(self, number: int) -> Markup:
        """Give what stands behind the place of a number, shown while the page's address names that place."""
        before, after = (number - 2) % self.count + 1, number % self.count + 1
        return Markup(
            '<span class="step"><span>{}</span> <a href="#hit-{}">{}</a> <a href="#hit-{}">{}</a></span>'
        ).format(self.label(number), before, self.previous, after, self.following)


def mark_places(text: str, spans: Iterable[Span], first: int, steps: Steps) -> Markup:
    """Give a text as HTML with its spans in `<mark>`, each with the id of its number: "hit-3".

    Args:
        text: anything; it is escaped.
        spans: as for `mark`.
        first: the number of the first span, from 1; spans beyond `steps.count` are marked and have no number.
        steps: what stands behind each.
    """
    pieces: list[str] = []
    done = 0
    for number, (start, end) in enumerate(joined(spans, len(text)), first):
        is_numbered = number <= steps.count
        opening = Markup('<mark id="hit-{}">').format(number) if is_numbered else Markup("<mark>")
        pieces += [escape(text[done:start]), opening, escape(text[start:end]), Markup("</mark>")]
        pieces += [steps.at(number)] if is_numbered else []
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
        limit: characters, about; the cut falls between sentences where it can, otherwise between words. 0: EXCERPT, or
            STAND_IN where nothing is marked.
    """
    marks = joined(spans, len(text))
    start, end = stretch(text, marks, limit or (EXCERPT if marks else STAND_IN))
    inside = [(a - start, b - start) for a, b in marks if b > start and a < end]
    before = "… " if text[:start].strip() else ""
    after = " …" if text[end:].strip() else ""
    return Markup("").join([before, mark(text[start:end], inside), after])

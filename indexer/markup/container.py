"""Which part of a page is the article: the container of its text, without the frame inside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_FRAME_SHARE = 0.3  # of the page's text: what holds more is not frame, whatever it is called
_FRAME_TAGS = frozenset(("nav", "menu", "aside", "footer"))
_FRAME_ROLES = frozenset(
    ("navigation", "complementary", "banner", "search", "dialog", "alertdialog", "contentinfo", "menu", "toolbar")
)
_FRAME_NAME = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|socials|related|recommend\w*|newsletter\w*|subscri\w*|promo\w*|advert\w*|ads?|banner|cookie\w*"
    r"|consent|gdpr|comments?|disqus|sidebar|breadcrumbs?|footer|popup|modal|overlay|paywall|tags?|tag-?list|topics|toolbar|widget\w*"
    r"|trending|outbrain|taboola|sponsor\w*|more-?stories|read-?(?:more|next|also)|most-?read|pagination|pager|navbar|menu|masthead"
    r"|author-?(?:bio|box|info|card)|about-?author|bio|signup|sign-up|login|skip-?link|print-?only|screen-?reader\w*|sr-only"
    r"|visually-?hidden|hidden|rating|signin|donat\w*|survey|poll|follow\w*|teaser\w*|rail|disclaimer|correction-?form)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "relatedContent" is "related-content"
_NEVER_FRAME = frozenset(("html", "body", "article", "main", "form", "p"))
_PARAGRAPH = 40  # characters: shorter texts are labels and links
_DESCEND = 0.85  # share of the text that a child must hold to be the container instead of its parent
_SEMANTIC = 0.4  # share of the text that an element must hold for its markup as the article to be believed


@dataclass(slots=True)
class Box:
    """An element of a page, as far as it matters here.

    Args:
        name: the tag's.
        labels: its classes and its id, parted by spaces.
        role: its ARIA role.
        itemprop: its microdata property.
        is_hidden: True where an attribute or its style hides it.
        is_inline: True for an element within a line of text.
        parent: index of its parent among the boxes; -1 for the first.
        text: visible characters in it, those in blocks within it aside.
        linked: how many of them are in links.
        held: characters of paragraphs in it and below, links aside; reckoned by `choose`.
        is_frame: True where it is no part of the article; found by `choose`.
    """

    name: str
    labels: str = ""
    role: str = ""
    itemprop: str = ""
    is_hidden: bool = False
    is_inline: bool = False
    parent: int = -1
    text: int = 0
    linked: int = 0
    held: int = 0
    is_frame: bool = False


def choose(boxes: Sequence[Box]) -> int:
    """Choose the box that holds the article, and mark those that are frame, inside of it or outside.

    An element that the markup calls the article is believed if it holds enough of the page's text; without one it is
    the smallest that holds nearly all.

    Args:
        boxes: the page's, parents before children, the first around all.

    Returns:
        The index of the container.
    """
    _hold(boxes)
    total = max(boxes[0].held, 1)
    others = _other_articles(boxes)
    for index, box in enumerate(boxes):
        is_under_frame = box.parent >= 0 and boxes[box.parent].is_frame
        is_frame = index in others or (_looks_like_frame(box) and box.held < _FRAME_SHARE * total)
        box.is_frame = is_under_frame or is_frame
    _hold(boxes)
    return _container(boxes)


def _other_articles(boxes: Sequence[Box]) -> frozenset[int]:
    """Find the articles beside the page's own, which is the only one with a heading of the first order and text."""
    outer = [-1] * len(boxes)  # the outermost article around each box
    for index, box in enumerate(boxes):
        around = outer[box.parent] if box.parent >= 0 else -1
        outer[index] = index if around < 0 and box.name == "article" else around
    own = {outer[index] for index, box in enumerate(boxes) if box.name == "h1"} - {-1}
    if len(own) != 1 or not all(boxes[index].held for index in own):
        return frozenset()
    return frozenset(outer) - own - {-1}


def _hold(boxes: Sequence[Box]) -> None:
    """Add up what every box holds: the lengths of the paragraphs in it, frames left out."""
    for box in boxes:
        own = box.text - box.linked
        box.held = own if own >= _PARAGRAPH and not box.is_frame else 0
    for box in reversed(boxes):
        if box.parent >= 0:
            boxes[box.parent].held += box.held


def _container(boxes: Sequence[Box]) -> int:
    total = boxes[0].held
    for is_marked in (_is_article_body, _is_article):
        marked = [index for index, box in enumerate(boxes) if is_marked(box) and not box.is_frame]
        best = max(marked, key=lambda index: boxes[index].held, default=-1)
        if best >= 0 and boxes[best].held >= _SEMANTIC * total > 0:
            return best
    children: dict[int, list[int]] = {}
    for index, box in enumerate(boxes):
        children.setdefault(box.parent, []).append(index)
    at = 0
    while True:
        best = max(children.get(at, ()), key=lambda index: boxes[index].held, default=-1)
        if best < 0 or boxes[best].held < max(_DESCEND * boxes[at].held, 1) or boxes[best].name == "p":
            return at
        at = best


def _is_article_body(box: Box) -> bool:
    return "articlebody" in box.itemprop.lower()


def _is_article(box: Box) -> bool:
    return box.name in ("article", "main") or box.role == "main"


def _looks_like_frame(box: Box) -> bool:
    if box.name in _FRAME_TAGS or box.role.lower() in _FRAME_ROLES or box.is_hidden:
        return True
    return not box.is_inline and box.name not in _NEVER_FRAME and _is_frame_name(box.labels)


@lru_cache(maxsize=4096)  # a page repeats its classes, and a site its pages
def _is_frame_name(labels: str) -> bool:
    return _FRAME_NAME.search(_CAMEL.sub("-", labels)) is not None

"""Permalinks of passages: a name made of the first words of a place, found again in whatever state of its article.

The name is a hash of the folded words, so that no passage added before the place, no other way of splitting and no
mended quotation mark changes it. Beside it stands the number of the passage, which tells one of several places that
begin alike from the others, and says about where the place was if its words are gone.
"""

import re
from base64 import b32encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

from search.analysis import tokens
from search.schema import Article, Kind, Passage

FIRST_WORDS = 8  # of a place: few paragraphs of one article begin with the same eight, and most edits come later
_BYTES = 5  # of the hash: eight letters of base32; two in an article of 1,000 places collide once in two million
_FORM = re.compile(r"([a-z2-7]{8})(?:-([0-9]{1,6}))?")
_BODY = frozenset({Kind.LEAD, Kind.BODY})


@dataclass(frozen=True, slots=True)
class Permalink:
    """What a link says of the place it leads to; `str` gives it as it stands in the link.

    Args:
        name: of the place, see `name_of`.
        number: of the passage in the article, from 0, when the link was made; None if the link does not say.
    """

    name: str
    number: int | None = None

    def __str__(self) -> str:
        return self.name if self.number is None else f"{self.name}-{self.number}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that can be linked to: where a paragraph, a passage, a caption, the headline or the byline begins.

    Args:
        part: TITLE, BYLINE, BODY or CAPTION.
        index: in `Article.paragraphs` or in `Article.captions`; 0 otherwise.
        offset: the character where it begins.
        name: of its first words.
        passage: the number of the passage that it is in; None if it is in none.
        begins: True if that passage begins here.
    """

    part: Kind
    index: int
    offset: int
    name: str
    passage: int | None
    begins: bool = False

    @property
    def permalink(self) -> Permalink:
        """What a link to it says."""
        return Permalink(self.name, self.passage)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a permalink leads.

    Args:
        permalink: the one.
        spot: the place; None if nothing is known of it but its article.
        is_exact: True if the words are those that the link was made for.
    """

    permalink: Permalink
    spot: Spot | None
    is_exact: bool


def name_of(text: str) -> str:
    """Give the name of the place where a text begins, from the first words of its first line.

    Args:
        text: a passage's, or a paragraph's; what is behind the first words makes no difference.
    """
    line = text.partition("\n")[0]
    return _hashed([token.word for token in islice(tokens(line), FIRST_WORDS)] or [line])


def of_passage(passage_id: str, text: str) -> Permalink:
    """Give the permalink of a passage.

    Args:
        passage_id: ends in the passage's number in its article.
        text: the passage's.
    """
    return Permalink(name_of(text), int(passage_id.rpartition("-")[2]))


def read(text: str) -> Permalink | None:
    """Read what stands in a link; None if it is no permalink."""
    match = _FORM.fullmatch(text)
    return Permalink(match[1], int(match[2]) if match[2] else None) if match else None


def spots(article: Article, passages: Sequence[Passage]) -> list[Spot]:
    """Give the places of an article that can be linked to, in the order in which they are read.

    Args:
        article: the article.
        passages: all of it, in order.
    """
    own: dict[Kind, list[Spot]] = {Kind.TITLE: [], Kind.BYLINE: [], Kind.CAPTION: []}
    starts: dict[int, dict[int, int]] = {}  # by paragraph and offset, the number of the passage
    for number, passage in enumerate(passages):
        if passage.kind in _BODY:
            starts.setdefault(passage.paragraph, {})[passage.offset] = number
        else:
            name = name_of(passage.text)
            own[passage.kind].append(Spot(passage.kind, passage.paragraph, 0, name, number, begins=True))
    body = []
    within: int | None = None
    for index, paragraph in enumerate(article.paragraphs):
        here = starts.get(index, {})
        for offset in sorted({0, *here}):
            within = here.get(offset, within)
            name = name_of(passages[here[offset]].text if offset in here else paragraph)
            body.append(Spot(Kind.BODY, index, offset, name, within, begins=offset in here))
    return [*own[Kind.TITLE][:1], *own[Kind.BYLINE][:1], *body, *own[Kind.CAPTION]]


def find(permalink: Permalink, article: Article, passages: Sequence[Passage]) -> Found:
    """Find the place that a permalink leads to: where its words are, else where the passage of its number begins.

    Args:
        permalink: from a link, made for any state of the article.
        article: as it is now.
        passages: all of it, in order.
    """
    known = spots(article, passages)
    same = [spot for spot in known if spot.name == permalink.name] or list(_within(permalink.name, article, known))
    if same:
        return Found(permalink, min(same, key=lambda spot: _distance(spot, permalink)), is_exact=True)
    numbered = [spot for spot in known if spot.passage is not None]
    if permalink.number is None or not numbered:
        return Found(permalink, None, is_exact=False)
    return Found(permalink, min(numbered, key=lambda spot: _distance(spot, permalink)), is_exact=False)


def text_at(spot: Spot | None, article: Article) -> str:
    """Give the words from a place to the end of its paragraph, or the whole headline, byline or caption.

    Args:
        spot: of the article; None gives no words.
        article: as it is now.
    """
    match spot:
        case Spot(Kind.TITLE):
            return article.title
        case Spot(Kind.BYLINE):
            return article.byline
        case Spot(Kind.CAPTION):
            return article.captions[spot.index].text
        case Spot():
            return article.paragraphs[spot.index][spot.offset :]
    return ""


def _within(name: str, article: Article, known: Sequence[Spot]) -> Iterator[Spot]:
    """Yield the places of a name where nothing begins any more: somewhere within a paragraph."""
    for index, paragraph in enumerate(article.paragraphs):
        begin = 0
        for line in paragraph.split("\n"):
            found = list(tokens(line))
            for at, token in enumerate(found):
                if _hashed([each.word for each in found[at : at + FIRST_WORDS]]) == name:
                    offset = begin + token.start
                    body = (spot for spot in known if spot.part is Kind.BODY)
                    before = [spot for spot in body if (spot.index, spot.offset) <= (index, offset)]
                    yield Spot(Kind.BODY, index, offset, name, before[-1].passage)
            begin += len(line) + 1


def _distance(spot: Spot, permalink: Permalink) -> int:
    return abs((spot.passage or 0) - permalink.number) if permalink.number is not None else 0


def _hashed(words: Sequence[str]) -> str:
    digest = blake2b(" ".join(words).encode("utf-8", "surrogateescape"), digest_size=_BYTES).digest()
    return b32encode(digest).decode("ascii").lower()

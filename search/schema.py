"""The shared vocabulary: what an article and a passage are. The indexer makes them, the engine keeps them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

SCHEMA_VERSION = 5  # raised when an index written by older code can't be read: the next reindex is then a full one


class Kind(StrEnum):
    """What part of the article a passage is."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"


SEARCHED_BY_DEFAULT = frozenset({Kind.TITLE, Kind.LEAD, Kind.BODY, Kind.CAPTION})


class Role(StrEnum):
    """What a line of the raw document became."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    SOURCE = "source"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption.

    Args:
        text: as it stood, credit included.
        credit: who is credited, without the brackets and the word "Photo"; empty if nobody.
    """

    text: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of body under one heading.

    Args:
        heading: empty for what stands before the first heading.
        paragraphs: the body's paragraphs, in order.
    """

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DroppedLine:
    """Text of the raw document that is in no other part of the article.

    Args:
        line: line number in the raw document, from 1.
        text: what was dropped: a whole line, or the part of one.
        rule: the name of the rule that dropped it.
    """

    line: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class AccountedLine:
    """What a line of the raw document became, or a part of one where rules cut it.

    What the article keeps anyway is not kept here a second time: of a paragraph, a heading or a caption it is a range.

    Args:
        line: line number in the raw document, from 1.
        role: what it became.
        text: its words; empty where it is a range of a paragraph, a heading or a caption.
        rule: the name of the rule that dropped it; empty for every other role.
        index: in `Article.paragraphs` for the body and the standfirst, in `headings` or in `captions`.
        start: the character of that text where it begins.
        end: the character just behind it.
    """

    line: int
    role: Role
    text: str = ""
    rule: str = ""
    index: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Dating:
    """When the article was published, as far as the raw document tells.

    Args:
        stated: "2022", "2022-03" or "2022-03-14" where the document states it; empty otherwise.
        time: "14:06" or "14:06+07:00" where stated; empty otherwise.
        not_before: where nothing is stated: the earliest day that the text implies.
        not_after: likewise the latest day.
        evidence: the words it was read from, and where; empty when there is neither.
    """

    stated: str = ""
    time: str = ""
    not_before: date | None = None
    not_after: date | None = None
    evidence: str = ""

    @property
    def inferred(self) -> bool:
        """True where the only date is one that the text implies."""
        return not self.stated and (self.not_before is not None or self.not_after is not None)

    @property
    def day(self) -> date | None:
        """The day used for sorting, filters and facets: the first of what is stated, else the earliest implied."""
        if self.stated:
            year, month, day = (*map(int, self.stated.split("-")), 1, 1)[:3]
            return date(year, month, day)
        return self.not_before or self.not_after

    @property
    def shown(self) -> str:
        """The date as precisely as it is known: "2022-03-14", "2022-03", "2022", or empty."""
        if self.stated:
            return self.stated
        return self.day.isoformat() if self.day else ""


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """What a hit shows of an article; each field is the article's own of that name."""

    path: str
    title: str
    display_title: str
    dating: Dating
    source: str
    byline: str
    byline_role: str
    place: str


@dataclass(frozen=True, slots=True)
class Article:
    """What cleaning makes of a raw document. Whatever the document does not tell is empty.

    Args:
        path: of the raw document, relative to the archive, with forward slashes.
        title: the headline.
        title_evidence: where it was read.
        dating: when it was published.
        source: canonical name of the outlet.
        source_evidence: where it was read.
        byline: who wrote it, names only.
        byline_role: what the byline says they are ("Minister of Foreign Affairs").
        place: the dateline's place.
        captions: pictures' captions, in order.
        sections: the body.
        account: what each line of the raw document became that isn't blank, in the order of the document.
        digest: SHA-256 of the raw document's bytes (sidecar included), in hexadecimal.
    """

    path: str
    title: str = ""
    title_evidence: str = ""
    dating: Dating = field(default_factory=Dating)
    source: str = ""
    source_evidence: str = ""
    byline: str = ""
    byline_role: str = ""
    place: str = ""
    captions: tuple[Caption, ...] = ()
    sections: tuple[Section, ...] = ()
    account: tuple[AccountedLine, ...] = ()
    digest: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """All paragraphs of the body, in order."""
        return tuple(paragraph for section in self.sections for paragraph in section.paragraphs)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings within the body, in order."""
        return tuple(section.heading for section in self.sections if section.heading)

    @property
    def dropped(self) -> tuple[DroppedLine, ...]:
        """What is in no part of the article, by line."""
        return tuple(DroppedLine(one.line, one.text, one.rule) for one in self.account if one.role is Role.DROPPED)

    @property
    def standfirst(self) -> tuple[str, ...]:
        """The paragraphs that stand between the headline and the byline or the date line; they open the body."""
        indexes = dict.fromkeys(one.index for one in self.account if one.role is Role.STANDFIRST)
        paragraphs = self.paragraphs if indexes else ()
        return tuple(paragraphs[index] for index in indexes)

    def accounted(self) -> Iterator[tuple[AccountedLine, str]]:
        """Yield every line of the account with its words."""
        texts = {
            Role.STANDFIRST: self.paragraphs,
            Role.BODY: self.paragraphs,
            Role.HEADING: self.headings,
            Role.CAPTION: tuple(caption.text for caption in self.captions),
        }
        for one in self.account:
            yield one, texts[one.role][one.index][one.start : one.end].strip() if one.role in texts else one.text

    @property
    def head(self) -> ArticleHead:
        """What a hit shows of it."""
        return ArticleHead(
            self.path,
            self.title,
            self.display_title,
            self.dating,
            self.source,
            self.byline,
            self.byline_role,
            self.place,
        )

    @property
    def display_title(self) -> str:
        """The title, or for an article without one its first words: something to click on."""
        if self.title:
            return self.title
        first = next(iter(self.paragraphs), "") or next((caption.text for caption in self.captions), "")
        words = first.split()
        return " ".join(words[:12]) + (" …" if len(words) > 12 else "") if words else self.path


@dataclass(frozen=True, slots=True)
class Passage:
    """The indexed unit: a stretch of one article.

    Args:
        kind: what part of the article it is.
        section: the heading it stands under; empty before the first.
        text: of a lead or body passage whole paragraphs joined by a newline, or whole sentences of one long paragraph.
        paragraph: of a lead or body passage the index in `Article.paragraphs` of its first paragraph, of a caption the
            index in `Article.captions`; 0 otherwise.
        offset: character offset of `text` in that first paragraph (not 0 where a long paragraph was split).
    """

    kind: Kind
    section: str
    text: str
    paragraph: int = 0
    offset: int = 0

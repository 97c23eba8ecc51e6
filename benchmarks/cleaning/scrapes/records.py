"""What travels: a clean story, the scrape made of it, and what the scrape tells."""

from dataclasses import dataclass
from datetime import datetime

from search.schema import Section

LANGUAGES = ("en", "vi", "fr")


@dataclass(frozen=True, slots=True)
class Story:
    """A clean article, before anything is put around it.

    Args:
        base: where it comes from: "sample", "composed" or "news".
        language: "en", "vi" or "fr".
        title: its headline.
        sections: its body.
        published: when, as far as its text is bound to a time.
    """

    base: str
    language: str
    title: str
    sections: tuple[Section, ...]
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoldCaption:
    """A caption that the scrape holds.

    Args:
        texts: what may be taken for its text: with or without the credit, where that stands on a line of its own.
        credit: who is credited; empty for nobody.
    """

    texts: tuple[str, ...]
    credit: str


@dataclass(frozen=True, slots=True)
class Noise:
    """Lines of a page's frame.

    Args:
        name: of the class that made them.
        lines: as they stand in the file, before it is wrapped and spaced.
    """

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """What a careful reader would say that a scrape tells. What it does not tell is empty.

    Args:
        title: the headline.
        date: the day of publication, "2022-03-14".
        source: the names of the outlet that are right: as written, and the one it is known by.
        byline: the authors' names.
        place: the spellings of the dateline's place that are right.
        captions: pictures' captions.
        sections: the body.
    """

    title: str
    date: str
    source: tuple[str, ...]
    byline: tuple[str, ...]
    place: tuple[str, ...]
    captions: tuple[GoldCaption, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Scrape:
    """One file.

    Args:
        path: as it would stand in the archive.
        content: its bytes, UTF-8.
        story: what it was made of.
        gold: what it tells.
        noise: what was put around the article.
        layout: the names of the classes that changed how its lines lie.
        forms: in what form each field is told: ("byline", "two"); the form is empty where it is not.
    """

    path: str
    content: bytes
    story: Story
    gold: Gold
    noise: tuple[Noise, ...]
    layout: tuple[str, ...]
    forms: tuple[tuple[str, str], ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of all noise classes in it, in order, each once."""
        return tuple(dict.fromkeys((*(each.name for each in self.noise), *self.layout)))

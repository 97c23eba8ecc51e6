"""Title, date, source, byline and place of an article, each with its evidence, from all that tells them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indexer.blocks import Block
from indexer.cleaning.draft import Draft, Found, StatedDate
from indexer.dating.choice import published
from indexer.dating.inference import Statement, infer
from indexer.overrides import Override
from search.schema import Dating

NOTHING = Found()


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page states outside its text. Plain text has none of it.

    Args:
        title: the headline.
        date: when it was published.
        source: the site's or publisher's name.
        masthead: an outlet known by the page's `<title>` alone.
        byline: the author.
    """

    title: Found = field(default_factory=Found)
    date: StatedDate | None = None
    source: Found = field(default_factory=Found)
    masthead: Found = field(default_factory=Found)
    byline: Found = field(default_factory=Found)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; the names are those of `search.schema.Article`."""

    title: Found
    dating: Dating
    source: Found
    byline: Found
    byline_role: str
    place: Found


def gather(draft: Draft, page: PageMetadata, overrides: Mapping[str, Override], folder: Found = NOTHING) -> Metadata:
    """Choose among what was stated by hand, what the page states, and what cleaning found.

    By hand goes before the page, the page before the text. In the text, the agency prefix names the source before a
    sign-off or a source line does, and these before a masthead, a site behind the headline, or an imprint; a
    folder that has an outlet's name comes last.

    Args:
        draft: after all rules.
        page: the page's metadata.
        overrides: by key.
        folder: the source that the document's folder names, if it does.
    """

    def chosen(key: str, *found: Found) -> Found:
        if key in overrides:
            return Found(overrides[key].value, overrides[key].evidence if overrides[key].value else "")
        return next(filter(None, found), Found())

    source = chosen("source", page.source, draft.prefix, draft.sign_off, draft.masthead, page.masthead, folder)
    byline = chosen("byline", page.byline, draft.byline)
    role = draft.role if byline.value == draft.byline.value else ""
    return Metadata(
        title=chosen("title", page.title, draft.title),
        dating=_dating(draft, page, overrides.get("date")),
        source=Found(draft.outlets.canonical(source.value) or source.value, source.evidence),
        byline=byline,
        byline_role=chosen("byline_role", Found(role)).value if byline else "",
        place=chosen("place", draft.place),
    )


def _dating(draft: Draft, page: PageMetadata, override: Override | None) -> Dating:
    if override is not None:
        return (
            Dating(override.date.stated, override.date.time, evidence=override.evidence) if override.date else Dating()
        )
    best = page.date or published(draft)
    if best:
        return Dating(best.date.stated, best.date.time, evidence=best.evidence)
    captions = [Statement(placed.caption.text, placed.line, is_caption=True) for placed in draft.captions]
    return infer(_statements(draft.blocks), captions, draft.outlets, draft.day_first)


def _statements(blocks: Sequence[Block]) -> list[Statement]:
    return [Statement(block.text, block.line) for block in blocks]

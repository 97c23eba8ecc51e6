"""The path of one document: raw document -> article -> passages."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.account import account
from indexer.blocks import Block, collapse, text_blocks
from indexer.cleaning.clean import apply_rules
from indexer.cleaning.draft import Draft, Found
from indexer.cleaning.head_lines import is_head_line
from indexer.cleaning.headings import sections
from indexer.cleaning.learned import Learned, explained, recurring_lines
from indexer.cleaning.wrapping import unwrap
from indexer.dating.dates import order_in
from indexer.decode import decode
from indexer.errors import Rejection
from indexer.knowledge.outlets import Outlets
from indexer.markup.extract import extract
from indexer.markup.page import read_page
from indexer.metadata import PageMetadata, gather
from indexer.overrides import Override, read_front_matter, read_sidecar
from indexer.passages import passages
from indexer.source import RawDocument
from search.schema import AccountedLine, Article, Passage, Role

CLEANING_VERSION = 5  # raised when the same bytes become another article: the next reindex then cleans everything anew
NOTHING_LEARNED = Learned()
_LANGUAGE_BLOCKS, _LANGUAGE_SAMPLE = 40, 4_000  # blocks, and characters of them, that tell a text's language
_IN_FIGURES = re.compile(r"\d\s?[-/.]\s?\d\d?\s?[-/.]\s?\d{4}")  # a date of which two figures may be the day


def clean(document: RawDocument, outlets: Outlets, learned: Learned = NOTHING_LEARNED) -> Article:
    """Make an article of a raw document.

    Args:
        document: as read from the archive.
        outlets: what is known of outlets, boilerplate and events.
        learned: what other articles of its outlet tell about it.

    Raises:
        Rejection: it has no text, is binary, or its front matter or sidecar holds a value that can't be used.
    """
    front = read_front_matter(decode(document.content), document.path, outlets.languages)
    sidecar: dict[str, Override] = {}
    if document.sidecar is not None:
        sidecar = read_sidecar(document.sidecar, document.path, outlets.languages)
    overrides = front.overrides | sidecar
    page = PageMetadata()
    unread: list[AccountedLine] = []
    if document.is_html:
        extracted = extract(front.text, front.first_line)
        page = read_page(extracted, outlets)
        blocks = list(_in_columns(extracted.blocks))
        unread += (AccountedLine(one.line, Role.DROPPED, one.text, one.rule) for one in extracted.dropped)
    else:
        blocks = []
        for block in text_blocks(front.text, front.first_line):
            readable = _without_entities(block)
            if readable.text:
                blocks.append(readable)
            else:
                unread.append(AccountedLine(block.line, Role.DROPPED, block.text, "blank_entities"))
        blocks = unwrap(blocks, lambda text: is_head_line(text, outlets))
    day_first, because = _order_of(blocks, page, outlets, learned)
    draft = Draft(blocks, outlets, day_first)
    draft.title, draft.author = page.title, page.byline.value
    if "title" in overrides:
        draft.title = replace(draft.title, value=overrides["title"].value, evidence=overrides["title"].evidence)
    recurring_lines(draft, learned)
    apply_rules(draft)
    recurring_lines(draft, learned)  # again: of some lines the rules have left only now what recurs
    metadata = gather(draft, page, overrides, _folder_source(document.path, outlets))
    body = sections(draft)
    if not body and not draft.captions:
        raise Rejection("it has no text: nothing but a headline or a page's frame is left after cleaning")
    return Article(
        path=document.path,
        title=metadata.title.value,
        title_evidence=metadata.title.evidence,
        dating=explained(metadata.dating, day_first, because),
        source=metadata.source.value,
        source_evidence=metadata.source.evidence,
        byline=metadata.byline.value,
        byline_role=metadata.byline_role,
        place=metadata.place.value,
        captions=tuple(placed.caption for placed in draft.captions),
        sections=body,
        account=account(draft.taken, metadata, outlets, front.account(sidecar), unread),
        digest=document.digest,
    )


def _order_of(
    blocks: Sequence[Block], page: PageMetadata, outlets: Outlets, learned: Learned
) -> tuple[bool | None, str]:
    """Tell if the day comes first in 07/01/2022, and why: by the language, the text's other dates, or the outlet's."""
    whole = " ".join(block.text for block in blocks)
    if not _IN_FIGURES.search(whole) and not (page.date and _IN_FIGURES.search(page.date.evidence)):
        return None, ""  # as in most texts: there is nothing to tell
    sample = " ".join(block.text for block in blocks[:_LANGUAGE_BLOCKS])[:_LANGUAGE_SAMPLE]
    if outlets.languages.day_first(sample):
        return True, "as the text's language has it"
    found = {order_in(block.text[:_LANGUAGE_SAMPLE]) for block in blocks} - {None}
    if len(found) == 1:
        return found.pop(), "as in other dates of the text"
    return learned.day_first, f"as in other dates of {learned.outlet}"


def split(article: Article) -> tuple[Passage, ...]:
    """Split an article into its passages, in order: title, lead, body, captions, byline.

    Raises:
        Rejection: its title, a heading, a caption or its byline is longer than any is.
    """
    return tuple(passages(article))


def _folder_source(path: str, outlets: Outlets) -> Found:
    """Name the source by the nearest folder that has a known outlet's name: "2021/Viet Nam News/0107.txt"."""
    for folder in reversed(path.split("/")[:-1]):
        source = outlets.canonical(folder) or outlets.canonical(folder.replace("-", " ").replace("_", " "))
        if source:
            return Found(source, f"the folder {folder}")
    return Found()


def _in_columns(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the blocks that begin in one line of a page columns in their order."""
    line = column = 0
    for block in blocks:
        column = column if block.line == line else 0
        line = block.line
        yield replace(block, column=column)
        column += len(block.text) + 1


def _without_entities(block: Block) -> Block:
    """Replace entities left in a plain text, "AT&amp;T"; a text with a tag in it may be about HTML, and stays."""
    if "&" not in block.text or "<" in block.text:
        return block
    return replace(block, text=collapse(html.unescape(block.text)))

"""HTML to the blocks of its article, what is outside it, and what the page states about itself."""

from dataclasses import dataclass

from indexer.blocks import Block
from indexer.markup import fields
from indexer.markup.belonging import belonging
from indexer.markup.container import choose
from indexer.markup.parse import parse
from search.schema import DroppedLine


@dataclass(frozen=True, slots=True)
class Extracted:
    """A page, taken apart.

    Args:
        blocks: the article's, in order.
        dropped: text of the page outside the article, as rule "page_frame" or "outside_article".
        fields: (name, content) of every `<meta>`, "<time>", "<author>" and "<byline>".
        json_ld: the JSON-LD scripts' text.
        title: the text of `<title>`.
        headings: the text of every `<h1>`.
    """

    blocks: tuple[Block, ...]
    dropped: tuple[DroppedLine, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    title: str = ""
    headings: tuple[str, ...] = ()


def extract(html: str, first_line: int = 1) -> Extracted:
    """Take a page apart: the blocks of its article, its frame, and its metadata.

    Args:
        html: the decoded page.
        first_line: the number of its first line in the raw document.

    Raises:
        Rejection: the parser refuses it.
    """
    page = parse(html, first_line)
    reading = page.reading
    chosen = choose(reading.boxes)
    blocks, dropped = [], []
    for block, rule in belonging(reading, chosen):
        if rule:
            dropped.append(DroppedLine(block.line, block.text, rule))
        else:
            blocks.append(block)

    return Extracted(
        blocks=tuple(blocks),
        dropped=tuple(dropped),
        fields=(*fields.metas(page.soup), *fields.times(reading, chosen), *fields.authors(reading)),
        json_ld=fields.json_ld(page.soup),
        title=fields.title(page.soup),
        headings=fields.headings(reading),
    )

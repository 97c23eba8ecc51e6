"""Who wrote an article, where its end says so: "(Ada Hollis)" below the last paragraph, a box about the author."""

import re
from itertools import pairwise

from indexer.blocks import Block, Tag, comparable, count_words, ends_sentence
from indexer.cleaning.bylines import Byline, read_bare_names, read_byline
from indexer.cleaning.draft import Draft, Found, is_sentence, quoted
from indexer.cleaning.names import Likeness
from search.schema import Role

_LONGEST = 80  # characters of a line that is nothing but names
_PARAGRAPH = 25  # words: what comes after the end is shorter, and a longer sentence is the article's
_BIOGRAPHY = 70  # words of a box about an author
_AFTER = 60  # blocks that may stand behind such a line
_CREDITS = re.compile(
    r"^\(?\s*(?:reporting|additional reporting|writing|editing|edited|written|compiled|reportage|édité|rédaction"
    r"|biên tập|hiệu đính)\b",
    re.IGNORECASE,
)
_OPENING = " (-–—[/*"
_CLOSING = " )-–—]/.*"


def closing_names(draft: Draft) -> None:
    """Take the line below the last paragraph that is nothing but a name, and drop boxes about the author.

    The name is the byline where nothing at the head tells one. A name that another paragraph follows is a heading.
    """
    blocks = draft.blocks
    kept: list[Block] = []
    ends = _ends(blocks)
    for index, block in enumerate(blocks):
        below_text = index > max(0, len(blocks) - _AFTER) and ends[index]
        if not below_text or block.tag is Tag.HEADING or not _take(draft, block, kept):
            kept.append(block)
    draft.blocks = kept


def _ends(blocks: list[Block]) -> list[bool]:
    """Say for each block whether no paragraph of the article follows it."""
    found, ends = True, []
    for block in reversed(blocks):
        ends.append(found)
        found = found and not (is_sentence(block) and count_words(block.text) > _PARAGRAPH)
    return ends[::-1]


def _take(draft: Draft, block: Block, above: list[Block]) -> bool:
    text = block.text
    if is_credit_line(text, draft):
        _use(draft, block, _named(text, draft), "staff_line")
        return True
    if _is_biography(text, draft):
        _use(draft, block, "", "author_biography")
        return True
    if len(text) > _LONGEST or not above or not ends_sentence(above[-1].text):
        return False
    byline = _closing_byline(text, draft)
    # Under a short sentence, which may be a heading's, only a mark tells a name: "(Ada Hollis)".
    if byline is None or not (is_sentence(above[-1]) or text[0] in _OPENING):
        return False
    _use(draft, block, byline.name, "other_byline")
    draft.role = draft.role or (byline.role if draft.byline.value == byline.name else "")
    return True


def _closing_byline(text: str, draft: Draft) -> Byline | None:
    """Read "(Ada Hollis)", "- Ada Hollis", "By Ada Hollis" or, if the name is known for one, "Ada Hollis"."""
    bare = text.strip(_OPENING).rstrip(_CLOSING)
    byline = read_byline(bare, draft.outlets)
    if byline:
        return None if byline.is_doubtful else byline
    byline = read_bare_names(bare, draft.outlets)
    return byline if byline and byline.likeness is Likeness.KNOWN else None


def is_credit_line(text: str, draft: Draft) -> bool:
    """Say whether a line begins as an agency's credits do and names somebody in all parts: "(Reporting by A)"."""
    if not _CREDITS.match(text) or count_words(text) > _BIOGRAPHY:
        return False
    pieces = [piece for piece in re.split(r"\s*[;,()]\s*|\s+(?:and|et|và)\s+", text) if piece.strip(" .")]
    return all(_piece_name(piece, draft) for piece in pieces)


def _piece_name(piece: str, draft: Draft) -> str:
    words = piece.strip(" .")
    name = re.sub(r"^.*?\b(?:by|par|de|of|in)\s+|^.*?:\s*", "", words, count=1) if words[:1].isalpha() else ""
    byline = read_bare_names(name, draft.outlets) if name else None
    return byline.name if byline else ""


def _named(text: str, draft: Draft) -> str:
    """Give who reported: editing makes nobody an author."""
    first = re.split(r"[;()]", text.strip("() "), maxsplit=1)[0]
    if not re.match(r"reporting|reportage|written|writing", first, re.IGNORECASE):
        return ""
    return _piece_name(first.split(",")[0], draft)


def _is_biography(text: str, draft: Draft) -> bool:
    """Say whether a text tells who its author is: "Ada Hollis is a staff writer for ports.", "About the author"."""
    if draft.outlets.is_phrase("bylines.about", text.rstrip(" :")):
        return True
    if count_words(text) > _BIOGRAPHY:
        return False
    verb = _VERB.search(text[:_LONGEST])
    if not verb:
        return False
    byline = read_bare_names(text[: verb.start()].strip(" ,"), draft.outlets)
    if byline is None:
        return False
    is_author = comparable(byline.name) in comparable(draft.byline.value) if draft.byline else False
    trade = draft.outlets.comparables["bylines.trades"]
    behind = comparable(text[verb.end() : verb.end() + _LONGEST]).replace(",", " ").split()
    is_trade = any(word.strip(".") in trade for word in behind) or any(
        " ".join(two) in trade for two in pairwise(behind)
    )
    return is_author or (byline.likeness is Likeness.KNOWN and is_trade)


_VERB = re.compile(
    r"\s(?:is|are|was|has|writes|covers|reports|joined|works|est|sont|a|suit|couvre|travaille|là|hiện là)\s"
)


def _use(draft: Draft, block: Block, name: str, rule: str) -> None:
    if name and not draft.byline:
        draft.byline = Found(name, quoted(block.text, block.line))
        draft.take(block, Role.BYLINE, name)
    else:
        draft.drop(block, rule)

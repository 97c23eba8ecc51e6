"""Lines that name the source: "Source: VNA", "(Theo TTXVN)", and a name alone under the headline or behind the text."""

import re

from indexer.blocks import Block, comparable, count_words
from indexer.cleaning.draft import Draft, Found, is_sentence, quoted
from indexer.cleaning.outlet_names import is_code, is_name, outlet_named, without_home_page
from indexer.knowledge.outlets import Outlets

_WORDS = 8  # a longer line is a sentence; "Source: The World and Vietnam Report" has six
_SENTENCES = 2  # an author's biography and a correction may stand behind a sign-off
_DEEPEST = 80  # blocks at the end that are looked through: lists of other articles may stand behind a sign-off
_PARAGRAPH_WORDS = 18  # captions are shorter
_BRACKETS = "()[]{}"
_MARKS = " ()[]-–—/.\u2015"
_LABELLED = re.compile(r"([^\W\d_][^:]{0,30}?)(\s*:\s*|\s+[-–—]\s+|\s+)(\S.*)")
_STAFF = re.compile(r"(?:by|par)\s+(.{2,40}?)\s+(?:staff|newsroom|reporters?|desk|correspondents?)", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[.!?”\"’»])\s*(?:[—–]\s*|-\s+|\(\s*|/\s*)([^()]{2,40}?)\s*[)/]?\.?$")
_GLUED_WITHIN = 80  # characters at a paragraph's end in which a sign-off may be glued


def source_sign_off(draft: Draft) -> None:
    """Drop the line that names the source behind the text: "Vietnamplus", "Source: VNA", "(KNA)", "— The Echo".

    Where nothing but its shape tells it, it must stand right behind a paragraph, or behind a line that does.
    """
    first = next((index for index, block in enumerate(draft.blocks) if is_sentence(block)), len(draft.blocks))
    sentences = 0
    for index in range(len(draft.blocks) - 1, max(first, len(draft.blocks) - _DEEPEST) - 1, -1):
        block = draft.blocks[index]
        if is_sentence(block) or count_words(block.text) > _WORDS:
            if _glued_sign_off(draft, index):
                return
            sentences += is_sentence(block)
            if sentences > _SENTENCES:
                return
        elif index > first and (source := _source_behind(draft, index)):
            draft.sign_off = Found(source, quoted(block.text, block.line))
            draft.drop(block, "source_signoff")
            del draft.blocks[index]
            return


def byline_outlet(draft: Draft) -> None:
    """Let the outlet that a byline names tell the source: "By Ana Duarte, Harbour Courier"."""
    outlet = outlet_named(draft.role, draft.outlets) if draft.role else ""
    if outlet and not draft.masthead:
        draft.masthead = Found(outlet, draft.byline.evidence)


def source_line(text: str, outlets: Outlets) -> str:
    """Give the source that a labelled line names: "Source: X", "Theo VnExpress", "By Kestrel Business staff".

    Args:
        text: a whole line.
        outlets: labels, and the known outlets: without a colon only those, and what looks like one, count.

    Returns:
        The canonical name or the name as written; empty if it is no such line.
    """
    if count_words(text) > _WORDS:
        return ""
    bare = text.strip(_BRACKETS + " ")
    staff = _STAFF.fullmatch(bare)
    if staff:
        return outlet_named(staff[1], outlets)
    match = _LABELLED.fullmatch(bare)
    labels = outlets.comparables["source_label"]
    if not match:
        return ""
    label, separator, name = match.groups()
    if comparable(label) not in labels:
        return ""
    name = name.strip(" .")
    known = outlets.canonical(name)
    if known or (":" in separator and name[:1].isupper()):
        return known or name
    return outlet_named(name, outlets) or (name if is_code(name) else "")


def source_alone(text: str, outlets: Outlets) -> str:
    """Give the source that a line under the headline names: "KNA", "L'Écho du Littoral", "Source: VNA"."""
    if count_words(text) > _WORDS:
        return ""
    known = outlets.canonical(without_home_page(text)) or source_line(text, outlets)
    if known or comparable(text) in outlets.frame_lines:
        return known
    return outlet_named(text, outlets) or (text if is_code(text) else "")


def _source_behind(draft: Draft, index: int) -> str:
    """Give the source that a short line behind the text names."""
    block, outlets = draft.blocks[index], draft.outlets
    labelled = source_line(block.text, outlets)
    if labelled:
        return labelled
    name = block.text.strip(_MARKS)
    if not name or comparable(name) in outlets.frame_lines:
        return ""
    known = outlets.canonical(name)
    if known and index >= len(draft.blocks) - _SENTENCES * 3:
        return known
    if not _is_behind_text(draft.blocks, index):
        return ""
    is_marked = block.text[0] in "([-–—/"
    if known or outlet_named(name, outlets) or is_code(name):
        return known or name
    # "(Norrfax)": a single name is no person's.
    return name if is_marked and " " not in name and is_name(name, outlets) else ""


def _is_behind_text(blocks: list[Block], index: int) -> bool:
    """Say whether a line stands right behind a paragraph, or with one short line, the author's, between."""
    return is_sentence(blocks[index - 1]) or (
        index > 1 and count_words(blocks[index - 1].text) <= _WORDS and is_sentence(blocks[index - 2])
    )


def _glued_sign_off(draft: Draft, index: int) -> bool:
    """Take a sign-off behind a paragraph's last sentence: "..., he said. — VNS"."""
    block = draft.blocks[index]
    match = _GLUED.search(block.text[-_GLUED_WITHIN:])
    # A shorter line with more behind it may be a caption with its credit.
    if not match or (count_words(block.text) < _PARAGRAPH_WORDS and index + 1 < len(draft.blocks)):
        return False
    name = match[1].strip(" .")
    source = draft.outlets.agency(name) or source_line(name, draft.outlets) or outlet_named(name, draft.outlets)
    if not source and is_code(name):
        source = name
    if not source:
        return False
    cut = len(block.text) - len(match.group())
    draft.sign_off = Found(source, quoted(match.group().strip(), block.line))
    draft.drop(block.part(cut), "source_signoff")
    draft.blocks[index] = block.part(0, cut)
    return True

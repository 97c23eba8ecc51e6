"""Lines under the headline that tell of the article: who wrote it, when it was published, and which outlet has it."""

import re
from dataclasses import dataclass, replace

from indexer.blocks import Block, Tag, count_words, join
from indexer.cleaning.bylines import Byline, read_bare_names, read_byline
from indexer.cleaning.draft import Draft, Found, StatedDate, is_sentence, quoted
from indexer.cleaning.names import Likeness
from indexer.cleaning.sign_offs import source_alone, source_line
from indexer.dating.date_lines import DateLine, Stamp, is_age, read_date_line
from indexer.knowledge.outlets import Outlets
from search.schema import Role

_HEAD = 40  # blocks at the top that may hold date line, byline and masthead: a page's frame may stand above them
_HEAD_SENTENCES = 2  # paragraphs (a standfirst and one more) after which the head is over
_REACH_SENTENCES = (
    5  # paragraphs, notices of the page among them, after which no line says "By" or "Published" of the head
)
_DENSE = 0.2  # share of lines with an empty line before them under which empty lines part no paragraphs
_TAIL = 4  # blocks at the end that may hold a byline or a date
_MAX_LINE = 160  # characters of such a line
_MAX_PIECES = 10  # of such a line
_HEADLINE = 3  # words that a line above a bare name has at least: it must be able to be the headline
_NAME = 3  # words of a name that only a date beside it tells to be one
_BESIDE = 5  # words that may stand beside a date and say nothing: "5 min read", "World"
_PIECES = re.compile(r"\s+[|•·/–—-]{1,2}\s+|\s*[|•·]\s*|,\s+|\s+(?=\()")  # what parts "By A | VNA | 7 January 2022"
_SILENT = (Stamp.PLAIN, Stamp.LABELLED)  # below the head these may be the day of what the article announces
_YEAR = re.compile(r"\d{4}")
_AROUND = " ,:|•·–—-"  # what parts a name from a date beside it


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a line stands: first of all, above all paragraphs, in the head, with room for a standfirst, or near it."""

    is_first: bool
    is_top: bool
    in_head: bool
    in_reach: bool
    below_headline: bool
    beside_date: bool


def is_head_line(text: str, outlets: Outlets) -> bool:
    """Say whether a line is a date line, or a byline that says "By": no part of a paragraph that was broken into lines.

    Args:
        text: the line.
        outlets: the words that tell.
    """
    if len(text) > _MAX_LINE:
        return False
    if _YEAR.search(text) and read_date_line(text, outlets.languages):
        return True
    byline = read_byline(text, outlets)
    return byline is not None and byline.likeness is Likeness.KNOWN


def head_lines(draft: Draft) -> None:
    """Take date lines, bylines, mastheads and section labels from the top, and date lines and bylines from the end."""
    blocks = draft.blocks
    kept: list[Block] = []
    sentences = 0
    has_headline = bool(draft.title)
    above_is_sentence = dated = False
    is_dense = sum(block.apart for block in blocks) < _DENSE * len(blocks)
    for index, block in enumerate(blocks):
        in_head = index < _HEAD and sentences < _HEAD_SENTENCES
        in_reach = index < _HEAD and sentences < _REACH_SENTENCES
        if not in_reach and index < len(blocks) - _TAIL:
            kept.append(block)
            continue
        beside = in_head and (dated or (index + 1 < len(blocks) and _is_date(draft, blocks[index + 1].text)))
        where = _Where(index == 0, sentences == 0, in_head, in_reach, has_headline, beside)
        if _take(draft, block, where):
            dated = in_head
            continue
        kept.append(block)
        dated = False
        has_headline = has_headline or count_words(block.text) >= _HEADLINE
        # Sentences that stand right under each other are one paragraph, each on a line of its own.
        is_one = is_sentence(block)
        sentences += is_one and (is_dense or block.apart or not above_is_sentence)
        above_is_sentence = is_one
    draft.blocks = kept


def _is_date(draft: Draft, text: str) -> bool:
    return len(text) <= _MAX_LINE and bool(_YEAR.search(text)) and _date(draft, text) is not None


def _date(draft: Draft, text: str) -> DateLine | None:
    return read_date_line(text, draft.outlets.languages, day_first=draft.day_first)


def _take(draft: Draft, block: Block, where: _Where) -> bool:
    """Take a whole line as date, byline, masthead or section label; say whether it was one."""
    text = block.text
    if len(text) > _MAX_LINE or block.tag is Tag.HEADING or draft.repeats_headline(text):
        return False
    evidence = quoted(text, block.line)
    is_beside = bool(draft.author) and draft.author in text and not read_byline(text, draft.outlets)
    if is_beside and _take_beside_author(draft, block, evidence, where):
        return True
    if not _YEAR.search(text):
        return _take_piece(draft, text, block, evidence, where)
    date = _date(draft, text)
    if date and (where.in_head or date.stamp not in _SILENT):
        return _take_date(draft, block, date, evidence, where)
    return not date and _take_pieces(draft, block, evidence, where)


def _take_pieces(draft: Draft, block: Block, evidence: str, where: _Where) -> bool:
    """Take "By Ada Hollis | VNA | 7 January 2022": the longest stretch of its pieces that is a date, and the rest."""
    spans = _spans(block.text)
    found = _dated_pieces(draft, block.text, spans)
    if found is None:
        return _take_piece(draft, block.text, block, evidence, where)
    first, last, date = found
    if not (where.in_head or date.stamp not in _SILENT):
        return False
    # What parts the pieces is shown with the piece before it.
    ends = [*(start for start, _ in spans[1:]), len(block.text)]
    dated = block.part(spans[first][0], ends[last])
    sides = [block.part(0, spans[first][0]), block.part(ends[last])]
    sides = [side for side in sides if side.text.strip(_AROUND)]
    beside = replace(where, beside_date=True)
    told = [_pieces_told(draft, side, beside) for side in sides]
    # Two words that say nothing of the article stand beside many dates: "World", "5 min read".
    may_be_left = where.below_headline and where.in_head
    if not all(told) and not (may_be_left and sum(count_words(side.text) for side in sides) <= _BESIDE):
        return False
    for side, pieces in zip(sides, told, strict=True):
        if not pieces:
            draft.drop(side, "beside_date")
        for piece in pieces:
            _take_piece(draft, piece.text.strip(_AROUND), piece, evidence, beside)
    return _take_date(draft, dated, date, evidence, where)


def _dated_pieces(draft: Draft, text: str, spans: list[tuple[int, int]]) -> tuple[int, int, DateLine] | None:
    """Find the longest stretch of pieces that reads as a date: the first and the last piece, and what it reads."""
    if not 1 < len(spans) <= _MAX_PIECES:
        return None
    for length in range(len(spans) - 1, 0, -1):
        for first in range(len(spans) - length + 1):
            last = first + length - 1
            stretch = text[spans[first][0] : spans[last][1]]
            if _YEAR.search(stretch) and (date := _date(draft, stretch)):
                return first, last, date
    return None


def _pieces_told(draft: Draft, side: Block, where: _Where) -> list[Block]:
    """Part what stands beside a date into pieces that each tell something; none where one of them does not."""
    if _kind(draft, side.text.strip(_AROUND), where):
        return [side]
    spans = _spans(side.text)
    ends = [*(start for start, _ in spans[1:]), len(side.text)]
    pieces = [side.part(start, end) for (start, _), end in zip(spans, ends, strict=True)]
    return pieces if all(_kind(draft, piece.text.strip(_AROUND), where) for piece in pieces) else []


def _kind(draft: Draft, text: str, where: _Where) -> str:
    """Name what a text tells, as `_take_piece` would take it; empty where it tells nothing."""
    outlets = draft.outlets
    if _byline(draft, text, where, apart=False):
        return "byline"
    if source_alone(text, outlets):
        return "source"
    if is_age(text, outlets.languages):
        return "age"
    return "label" if outlets.is_phrase("section_label", text) or outlets.is_phrase("footer_nav", text) else ""


def _spans(text: str) -> list[tuple[int, int]]:
    """Say where the pieces of a line such as "By A | VNA | 7 January 2022" begin and end; none is empty."""
    separators = [match.span() for match in _PIECES.finditer(text)]
    starts = [0, *(end for _, end in separators)]
    ends = [*(start for start, _ in separators), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _take_date(draft: Draft, shown: Block, date: DateLine, evidence: str, where: _Where) -> bool:
    """Keep a date, for the choice among all that are stated."""
    if date.stamp is Stamp.TODAY:
        draft.drop(shown, "page_date")
        return True
    draft.stated.append(StatedDate(date, evidence, shown.line))
    draft.take(shown, Role.DATE, date.stated)
    return True


def _byline(draft: Draft, text: str, where: _Where, *, apart: bool) -> Byline | None:
    """Read a text as a byline, where its place does not speak against it."""
    if source_line(text, draft.outlets):
        return None
    byline = read_byline(text, draft.outlets)
    if byline:
        # A heading stands apart and between paragraphs; a doubtful byline must stand right under a line at the top.
        return None if byline.is_doubtful and (where.is_first or not where.in_head or apart) else byline
    if not (where.in_head and where.below_headline):
        return None
    byline = read_bare_names(text, draft.outlets)
    if byline is None:
        return None
    is_told = byline.likeness is Likeness.KNOWN or byline.role != ""
    return byline if is_told or (where.beside_date and count_words(text) <= _NAME) else None


def _take_piece(draft: Draft, text: str, shown: Block, evidence: str, where: _Where) -> bool:
    """Take a text as byline, masthead or section label; say whether it is one.

    Args:
        draft: which gets what the text tells.
        text: what to read.
        shown: that and what parts it from its neighbours, as the account has it.
        evidence: the line it stands in, quoted.
        where: where that line stands.
    """
    outlets = draft.outlets
    if is_age(text, outlets.languages):
        draft.drop(shown, "relative_date")
        return True
    byline = _byline(draft, text, where, apart=shown.apart)
    if byline:
        _take_byline(draft, byline, shown, evidence)
        return True
    if draft.author and draft.author in text:
        return _take_beside_author(draft, shown, evidence, where)
    if where.in_head and (outlet := source_alone(text, outlets)):
        if not draft.masthead or source_line(text, outlets):
            draft.masthead = Found(outlet, evidence)
        draft.take(shown, Role.SOURCE, outlet)
        return True
    if where.is_top and (outlets.is_phrase("section_label", text) or outlets.is_phrase("footer_nav", text)):
        draft.drop(shown, "section_label")
        return True
    return False


def _take_byline(draft: Draft, byline: Byline, shown: Block, evidence: str) -> None:
    """Take a byline, and the outlet behind the name where one stands there: "By Ada Hollis | VNA"."""
    outlet = draft.outlets.canonical(byline.role)
    at = shown.text.rfind(byline.role) if outlet else len(shown.text)
    named, behind = shown.part(0, at), shown.part(at)
    if byline.name and not draft.byline:
        draft.byline, draft.role = Found(byline.name, evidence), "" if outlet else byline.role
        draft.take(named, Role.BYLINE, byline.name)
    else:
        draft.drop(named, "other_byline")
    if outlet:
        draft.masthead = draft.masthead or Found(outlet, evidence)
        draft.take(behind, Role.SOURCE, outlet)


def _take_beside_author(draft: Draft, shown: Block, evidence: str, where: _Where) -> bool:
    """Take "Ana Duarte 2 September 2023": the page's metadata says who that is."""
    text = shown.text
    name = text.index(draft.author)
    behind = name + len(draft.author)
    start, end = 0, len(text)
    while start < end and (name <= start < behind or text[start] in _AROUND):
        start = behind if start == name else start + 1
    while end > start and (name < end <= behind or text[end - 1] in _AROUND):
        end = name if end == behind else end - 1
    sides = [shown.part(start, name), shown.part(behind, end)] if start < name < end else [shown.part(start, end)]
    sides = [side for side in sides if side.text]
    rest = join(sides) if sides else None
    if rest and not _take_rest(draft, rest, evidence, where):
        return False
    around = ((0, start), (name, behind), (end, len(text))) if start < name < end else ((0, start), (end, len(text)))
    for first, last in around:
        draft.take(shown.part(first, last), Role.BYLINE, draft.author)
    return True


def _take_rest(draft: Draft, rest: Block, evidence: str, where: _Where) -> bool:
    date = _date(draft, rest.text)
    if date:
        return _take_date(draft, rest, date, evidence, where)
    return _take_piece(draft, rest.text, rest, evidence, where)

"""Rules for the head of an article: date line, byline, masthead, headline, agency prefix."""

import re
from dataclasses import dataclass
from itertools import pairwise

from indexer.blocks import Block, Tag, comparable, count_words, ends_sentence, join
from indexer.cleaning.bylines import read_byline
from indexer.cleaning.draft import Draft, Found, StatedDate, is_sentence, quoted
from indexer.cleaning.sign_offs import source_alone, source_line
from indexer.dating.dates import DateLine, find_dates, read_date_line
from search.schema import Role

_HEAD = 12  # blocks at the top that may hold date line, byline and masthead
_HEAD_SENTENCES = 2  # paragraphs (a standfirst and one more) after which the head is over
_TAIL = 4  # blocks at the end that may hold a byline or a date
_HEADLINE_WORDS = 35  # a longer line is a paragraph
_ENDS_HEADLINE = re.compile(r"(?:[?!…]|\.{3})[\"'”’»)]*$")  # a full stop ends sentences only; these end headlines too
_PIECES = re.compile(r"\s+[|•·–—-]\s+|\s*[|•]\s*")  # what parts "By A | VNA | 7 January 2022"
_TIME = re.compile(r"\d{1,2}[:hH]\d{2}(?:\s*[ap]m)?(?:\s*\(?(?:GMT|UTC)[+-]?\d*\)?)?", re.IGNORECASE)
_AROUND = " ,:|•·–—-"  # what parts a name from a date beside it
_MAX_LINE = 160  # characters of such a line
_LEADING_DATE = re.compile(r"date:?\s+(\d{4}-\d{2}-\d{2})(?!\d)[\s:|–—-]*", re.IGNORECASE)
_CODE = r"[A-ZĐ][A-ZĐ0-9&+./-]{1,11}"
_PREFIX = re.compile(
    r"^(?:(?P<place>[^\W\d_][^()–—:;!?\"“”]{0,60}?)[\s,]*)?\(\s*(?P<agency>[^()]{2,40}?)\s*\)\s*[–—:-]{1,2}\s*"
    r"|^(?P<bare>[^\W\d_][^()–—:;!?\"“”]{0,60}?)(?:\s+[–-]{1,2}\s+|\s*—\s*)"
)


def leading_date(draft: Draft) -> None:
    """Take "date 2022-01-01" from the front of the first line, whatever is glued behind it."""
    if not draft.blocks:
        return
    block = draft.blocks[0]
    match = _LEADING_DATE.match(block.text)
    line = read_date_line(match[1], draft.outlets.languages) if match else None
    if match and line:
        draft.stated.append(StatedDate(line, quoted(match.group().strip(" :|–—-"), block.line)))
        draft.take(block.part(0, match.end()), Role.DATE, line.stated)
        rest = block.part(match.end())
        draft.blocks[:1] = [rest] if rest.text else []


def head_lines(draft: Draft) -> None:
    """Take date lines, bylines, mastheads and section labels from the top, and date lines and bylines from the end."""
    blocks = draft.blocks
    kept: list[Block] = []
    sentences = 0
    for index, block in enumerate(blocks):
        where = _Where(index == 0, sentences == 0, index < _HEAD and sentences < _HEAD_SENTENCES)
        if not (where.in_head or index >= len(blocks) - _TAIL) or not _take(draft, block, where):
            kept.append(block)
        sentences += is_sentence(block)
    draft.blocks = kept


def headline(draft: Draft) -> None:
    """Take the first line as the headline if it looks like one: short, no sentence, and text follows.

    Where `page_head` has found it there is nothing left to take.
    A line that a page marks as a heading of the first order goes before it.
    """
    is_told = draft.headline and not (draft.blocks and draft.repeats_headline(draft.blocks[0].text))
    if draft.is_headless or is_told:
        return
    marked = next((block for block in draft.blocks if block.tag is Tag.HEADING), None)
    first = (
        marked if marked and draft.blocks and draft.blocks[0].tag is not Tag.TEXT else next(iter(draft.blocks), None)
    )
    if first is None or len(draft.blocks) < 2:
        return
    if draft.title.evidence == "<h1>" and draft.repeats_headline(first.text):
        draft.headline = first.text
        draft.take(first, Role.TITLE, draft.title.value)
        draft.blocks.remove(first)
        return
    looks_like_one = (
        count_words(first.text) <= _HEADLINE_WORDS
        and not (ends_sentence(first.text) and not _ENDS_HEADLINE.search(first.text))
        and not first.text.endswith((":", ",", ";"))
        and first.text.count(". ") < 2
    )
    repeats = not looks_like_one and [comparable(b.text) for b in draft.blocks].count(comparable(first.text)) > 1
    if looks_like_one or (repeats and not is_sentence(first)):
        if not draft.title:
            draft.title = Found(first.text, f"the headline on line {first.line}")
            draft.take(first, Role.TITLE, first.text)
            draft.blocks.remove(first)
        draft.headline = first.text


def agency_prefix(draft: Draft) -> None:
    """Take "Hanoi (VNA) – ", "(VOVWORLD) - ", "WVR - " or "PARIS, 7 January 2022 (AFP) - " from the first paragraphs.

    A code in brackets counts if it is known or all capitals; without brackets it must open the first paragraph, and a
    capital must follow. A town counts if an agency stands behind it, or if it is a known one.
    """
    paragraphs = [index for index, block in enumerate(draft.blocks) if is_sentence(block)][:3]
    for position, index in enumerate(paragraphs):
        block = draft.blocks[index]
        match = _PREFIX.match(block.text)
        if not match or not _starts_sentence(block.text[match.end() :]):
            continue
        evidence = quoted(match.group().strip(), block.line)
        if match["agency"]:
            taken = _with_agency(draft, match["place"] or "", match["agency"], evidence, is_first=position == 0)
        else:
            taken = position == 0 and _bare(draft, match["bare"], evidence)
        if taken:
            draft.take(block.part(0, match.end()), Role.DATELINE)
            draft.blocks[index] = block.part(match.end())
            return


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a line stands: first of all, above all paragraphs, or in the head, which has room for a standfirst."""

    is_first: bool
    is_top: bool
    in_head: bool


def _take(draft: Draft, block: Block, where: _Where) -> bool:
    """Take a whole line as date, byline, masthead or section label; say whether it was one."""
    if len(block.text) > _MAX_LINE or block.tag is Tag.HEADING:
        return False
    evidence = quoted(block.text, block.line)
    spans = _spans(block.text)
    pieces = [block.text[start:end] for start, end in spans]
    kinds = [_kind_of_piece(draft, piece) for piece in pieces]
    if len(pieces) < 2 or not all(kinds):
        return _take_piece(draft, block.text, block, evidence, where)
    stated = len(draft.stated)
    whole = read_date_line(_dates_of(draft, pieces), draft.outlets.languages, day_first=draft.day_first)
    # What parts the pieces is shown with the piece before it.
    edges = [0, *(start for start, _ in spans[1:]), len(block.text)]
    for piece, kind, (start, end) in zip(pieces, kinds, pairwise(edges), strict=True):
        shown = block.part(start, end)
        if whole and _TIME.fullmatch(piece):
            draft.take(shown, Role.DATE, whole.stated)
        elif not _take_piece(draft, piece, shown, evidence, where):
            draft.drop(shown, kind)
    if whole:
        # "7 January 2022 | 14:06" tells more than its pieces do.
        draft.stated[stated:] = [StatedDate(whole, evidence)]
    return True


def _spans(text: str) -> list[tuple[int, int]]:
    """Say where the pieces of a line such as "By A | VNA | 7 January 2022" begin and end; none is empty."""
    separators = [match.span() for match in _PIECES.finditer(text)]
    starts = [0, *(end for _, end in separators)]
    ends = [*(start for start, _ in separators), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _dates_of(draft: Draft, pieces: list[str]) -> str:
    return " ".join(
        piece for piece in pieces if _TIME.fullmatch(piece) or read_date_line(piece, draft.outlets.languages)
    )


def _kind_of_piece(draft: Draft, piece: str) -> str:
    """Name the rule that drops a piece which tells nothing new; empty where it is no piece of such a line at all."""
    outlets = draft.outlets
    if _TIME.fullmatch(piece) or read_date_line(piece, outlets.languages):
        return "other_date"
    if read_byline(piece, outlets):
        return "other_byline"
    if source_alone(piece, outlets):
        return "other_source"
    is_label = outlets.is_phrase("section_label", piece) or outlets.is_phrase("footer_nav", piece)
    return "section_label" if is_label else ""


def _take_piece(draft: Draft, text: str, shown: Block, evidence: str, where: _Where) -> bool:
    """Take a text as date, byline, masthead or section label; say whether it is one.

    Args:
        draft: which gets what the text tells.
        text: what to read.
        shown: that and what parts it from its neighbours, as the account has it.
        evidence: the line it stands in, quoted.
        where: where that line stands.
    """
    outlets = draft.outlets
    date = read_date_line(text, outlets.languages, day_first=draft.day_first)
    if date:
        known = next((found.date for found in draft.stated if not found.date.is_update), None)
        if known and (date.is_update or len(date.stated) <= len(known.stated)):
            draft.drop(shown, "other_date")
        else:
            draft.stated.append(StatedDate(date, evidence))
            draft.take(shown, Role.DATE, date.stated)
        return True
    byline = read_byline(text, outlets)
    # A heading stands apart and between paragraphs; a doubtful byline must stand right under another line at the top.
    if byline and not (byline.is_doubtful and (where.is_first or not where.in_head or shown.apart)):
        if byline.name and not draft.byline:
            draft.byline, draft.role = Found(byline.name, evidence), byline.role
            draft.take(shown, Role.BYLINE, byline.name)
        else:
            draft.drop(shown, "other_byline")
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
    if rest and not _take_piece(draft, rest.text, rest, evidence, where):
        return False
    around = ((0, start), (name, behind), (end, len(text))) if start < name < end else ((0, start), (end, len(text)))
    for first, last in around:
        draft.take(shown.part(first, last), Role.BYLINE, draft.author)
    return True


def _starts_sentence(text: str) -> bool:
    start = text.lstrip("\"'“‘«( \u00a0")[:1]
    return start.isupper() or start.isdigit()


def _with_agency(draft: Draft, place: str, agency: str, evidence: str, *, is_first: bool) -> bool:
    source = next(filter(None, map(draft.outlets.agency, re.split(r"\s*[/,;]\s*", agency))), "")
    if not source and is_first and re.fullmatch(_CODE, agency):
        source = agency
    if not source:
        return False
    town, date = _town(draft, place)
    if place and not town and date is None:
        return False
    draft.prefix = Found(source, evidence)
    if town:
        draft.place = Found(town, evidence)
    if date:
        draft.stated.append(StatedDate(date, evidence))
    return True


def _bare(draft: Draft, text: str, evidence: str) -> bool:
    source = draft.outlets.agency(text)
    town, date = _town(draft, text)
    if not source and not draft.outlets.place(town):
        is_town = town.isupper() and (" " in town or town != text)
        if not is_town:
            if not re.fullmatch(_CODE, text):
                return False
            source = text
    if source:
        draft.prefix = Found(source, evidence)
        return True
    draft.place = Found(town, evidence)
    if date:
        draft.stated.append(StatedDate(date, evidence))
    return True


def _town(draft: Draft, text: str) -> tuple[str, DateLine | None]:
    """Part "PARIS, January 7, 2022" into town and date; no town where a lower-case word shows it to be a phrase."""
    languages = draft.outlets.languages
    dates = list(find_dates(text, languages, day_first=draft.day_first))
    date = None
    if dates:
        date = read_date_line(text[dates[0].start : dates[-1].end], languages, day_first=draft.day_first)
        text = re.sub(rf"{languages.weekday}", "", text[: dates[0].start], flags=re.IGNORECASE)
    town = text.strip(" ,.;-")
    if "," in town and text.startswith(f"{town}."):
        town += "."  # "ST. JOSEPH, Mich."
    words = town.split()
    if len(words) > 6 or not all(word[0].isupper() or len(word) <= 3 for word in words):
        return "", date
    return draft.outlets.place(town) or town, date

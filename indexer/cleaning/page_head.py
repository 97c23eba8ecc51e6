"""The rule that finds the headline of a plain text among the lines above its first paragraph, and drops the rest."""

import re
from itertools import accumulate

from indexer.blocks import Block, Tag, comparable, count_words
from indexer.cleaning.caption_stubs import headline_of_stub
from indexer.cleaning.draft import Draft, Found, quoted
from indexer.cleaning.names import Likeness, person
from indexer.cleaning.outlet_names import is_name, without_home_page
from indexer.cleaning.page_kinds import Kind, Line
from indexer.cleaning.page_lines import Text
from indexer.dating.choice import is_changed_later
from indexer.dating.date_lines import Stamp
from indexer.dating.dates import find_dates
from search.schema import Role

_LOWEST = 0.6  # score under which no line is taken for the headline
_SHORT = {1: -2.5, 2: -1.0, 3: 0.2, 4: 0.8}  # points of a line of so few words: menus and labels are short
_LONG_ENOUGH = 1.2  # points of any longer one
_TOO_LONG, _LONG = 16, 0.5  # words from which a line is rather a standfirst, and what it has then
_OVERLAP = 3.0  # points of a line of which the body has every word
_REPEATED = 1.8  # points of a line that stands in the text again: as a picture's text, under the page's title
_FIRST = 1.5  # points of the first line of all
_FIRST_OF_BARE = 1.0  # as many more where nothing of a page's frame stands above the text
_SMALL_LETTER = 2.0  # points lost by a line that begins with a small letter: it goes on from the one above
_OVER_BYLINE = 1.5  # points of a line with a byline, a date or an outlet under it
_OVER_TEXT = 1.0  # likewise with the first paragraph under it
_UNDER_BYLINE = 0.8  # points lost under a headline with its byline or date: a caption may stand there
_BELOW = 6  # lines under a headline among which these are looked for
_RIVAL = 0.3  # points lost for each other line of a headline's shape further down
_RIVALS = 4  # that many at most
_DOUBTFUL = 2.5  # points lost under or behind "Trending" and the like, and by what may be an outlet's name
_PERSON = 2.0  # points lost by a line of names alone under another line: authors
_KNOWN_PERSON = 5.0  # likewise where its first word is a given name and a date stands under it
_SMALL_NAME = 0.7  # points lost by a line of three words at most, all with capitals: a label or a name
_NAME_WORDS = 3  # words that a line above a name has more than, for it to be the headline
_DATE_BELOW = 12  # lines under a headline in which another date makes one above it today's
_STUB = 10  # characters of a stub quoted as evidence
_COUNTED = re.compile(r"#?(\d{1,3})(?:[.)ªº°]|[^\W\d_]{1,2})?(?=\s)")  # "1.", "2)", "3a", "4th"
_COUNTED_LINES = 3  # that count on from each other and so make a list; two may do so by chance
_DATELINE = 80  # characters of a paragraph's start that may state a date


def page_head(draft: Draft) -> None:
    """Find the headline of a plain text by shape, place and repetition, and drop the page's head above it.

    Dates above the headline are the visit's, unless labelled as publication's or the only ones; outlets are the source.
    """
    if not draft.blocks or any(block.tag is not Tag.TEXT for block in draft.blocks):
        return
    text = Text(draft)
    rivals = list(accumulate((line.kind is Kind.HEADLINE for line in reversed(text.lines)), initial=0))[-2::-1]
    told = _first_told(text)
    scores = [_score(text, index, rivals[index]) - _UNDER_BYLINE * (index > told) for index in range(len(text.lines))]
    best = max(range(len(scores)), key=scores.__getitem__, default=0)
    chosen = _lowest_repeat(text, best) if scores and scores[best] >= _LOWEST else -1
    if chosen < 0:
        _headline_of_stub(draft, text)
        draft.is_headless = text.lead > 0
    kept: list[Block] = []
    for index, line in enumerate(text.lines):
        if index == chosen:
            kept += _take_headline(draft, line)
        elif index < chosen and not _stays(draft, text, index, chosen):
            _drop_above(draft, text, index, text.lines[chosen])
        elif chosen < 0 and line.kind in (Kind.FRAME, Kind.TEASER):
            draft.drop(line.block, "page_head")
        else:
            kept.append(line.block)
    draft.blocks[: text.lead] = kept


def _first_told(text: Text) -> int:
    """Give the first line that tells of the article right under what may be its headline; the count if none does."""
    above: Line | None = None
    for index, line in enumerate(text.lines):
        is_told = line.is_person or line.kind in (Kind.DATE, Kind.BYLINE, Kind.OUTLET)
        if is_told and above and above.kind is Kind.HEADLINE and count_words(above.core) > 2:
            return index
        if line.kind not in (Kind.FRAME, Kind.TEASER):
            above = line
    return len(text.lines)


def _score(text: Text, index: int, rivals: int) -> float:
    """Give a line's points for being the headline.

    Args:
        text: all lines.
        index: of the line.
        rivals: lines of a headline's shape below it.
    """
    line = text.lines[index]
    if line.kind is not Kind.HEADLINE or _is_counted(text, index):
        return float("-inf")
    core = line.core
    words = count_words(core)
    points = (_LONG if words > _TOO_LONG else _SHORT.get(words, _LONG_ENOUGH)) + _OVERLAP * text.overlap(core)
    if words > 1 and text.count(core) > 1:
        points += _REPEATED
    if index == 0:
        points += _FIRST + (0 if text.has_frame else _FIRST_OF_BARE)
    if core[0].islower():
        points -= _SMALL_LETTER
    if line.is_person and index:
        is_known = person(core, text.outlets) is Likeness.KNOWN and text.count(core) == 1
        points -= _KNOWN_PERSON if is_known and _is_told_below(text, index) else _PERSON
    if line.is_doubtful or (index and text.lines[index - 1].kind is Kind.TEASER):
        points -= _DOUBTFUL
    if words <= 3 and all(word[0].isupper() for word in core.split()):
        points -= _SMALL_NAME
    below = next(
        (other for other in text.lines[index + 1 : index + 1 + _BELOW] if other.kind not in (Kind.FRAME, Kind.TEASER)),
        None,
    )
    if below is None:
        points += _OVER_TEXT
    elif below.is_person or below.kind in (Kind.DATE, Kind.BYLINE, Kind.OUTLET):
        points += _OVER_BYLINE
    return points - _RIVAL * min(rivals, _RIVALS)


def _is_counted(text: Text, index: int) -> bool:
    """Say whether a line is an entry of a list: numbers count on through it and the lines around it."""
    number = _number(text, index)
    if number is None:
        return False
    run = 0
    for step in range(1 - _COUNTED_LINES, _COUNTED_LINES):
        run = run + 1 if _number(text, index + step) == number + step else 0
        if run == _COUNTED_LINES:
            return True
    return False


def _number(text: Text, index: int) -> int | None:
    """Give the number that a line begins with."""
    found = _COUNTED.match(text.lines[index].block.text) if 0 <= index < len(text.lines) else None
    return int(found[1]) if found else None


def _is_told_below(text: Text, index: int) -> bool:
    """Say whether a line with a date under it stands under one that may be the headline."""
    if index + 1 >= len(text.lines) or text.lines[index + 1].kind is not Kind.DATE:
        return False
    return any(
        line.kind is Kind.HEADLINE and not line.is_person and count_words(line.core) > _NAME_WORDS
        for line in text.lines[max(0, index - 2) : index]
    )


def _lowest_repeat(text: Text, chosen: int) -> int:
    """Give the last line that repeats the headline before anything is told of it: the first may be the page's title."""
    wanted = comparable(text.lines[chosen].core)
    for index in range(chosen + 1, len(text.lines)):
        line = text.lines[index]
        if line.kind in (Kind.DATE, Kind.BYLINE, Kind.OUTLET, Kind.OTHER):
            break
        if line.kind is Kind.HEADLINE and comparable(line.core) == wanted:
            chosen = index
    return chosen


def _take_headline(draft: Draft, line: Line) -> list[Block]:
    """Take the headline and the site's name behind it; give what is left of the line: nothing."""
    draft.headline = line.core
    if line.suffix:
        suffix = line.block.part(line.suffix.start)
        if not draft.masthead:
            draft.masthead = Found(line.suffix.site, quoted(suffix.text, suffix.line))
        draft.take(suffix, Role.SOURCE, line.suffix.site)
    shown = line.block.part(0, len(line.core))
    if draft.title:
        return [shown]  # the title comes from elsewhere: what the text shows for it is told by a later rule
    draft.title = Found(line.core, f"the headline on line {line.block.line}")
    draft.take(shown, Role.TITLE, line.core)
    return []


def _headline_of_stub(draft: Draft, text: Text) -> None:
    """Take the headline from the first caption stub, where it stands nowhere else."""
    if draft.title:
        return
    for index, block in enumerate(draft.blocks):
        ends = headline_of_stub(block, draft)
        if ends:
            head, stub = block.text[: ends[0]].strip(), ends[1]
            draft.title = Found(head, f"{quoted(head, block.line)}, before {block.text[stub : stub + _STUB]!r}")
            draft.headline = head
            draft.take(block.part(0, stub), Role.TITLE, head)
            rest = block.part(stub)
            draft.blocks[index] = rest
            if index < text.lead:
                text.lines[index] = Line(rest, Kind.OTHER)
            return


def _stays(draft: Draft, text: Text, index: int, chosen: int) -> bool:
    """Say whether a line above the headline is the article's own: its byline, the date of its publication."""
    line = text.lines[index]
    if line.kind is Kind.BYLINE or (line.is_person and _is_between_copies(text, index, chosen)):
        return True
    if line.kind is not Kind.DATE or text.says_today(line.block.text):
        return False
    date = text.date(line.block.text)
    if text.says_published(line.block.text) or (date and date.stamp in (Stamp.PUBLISHED, Stamp.LABELLED)):
        return True
    others = [
        (at, text.date(other.block.text))
        for at, other in enumerate(text.lines[index + 1 : chosen + 1 + _DATE_BELOW], index + 1)
        if other.kind is Kind.DATE and not text.says_today(other.block.text)
    ]
    if date and date.stamp is Stamp.PLAIN and any(other and is_changed_later(date, other) for _, other in others):
        return True
    if any(at < chosen for at, _ in others):
        return False
    first = draft.blocks[text.lead].text[:_DATELINE] if text.lead < len(draft.blocks) else ""
    is_dated = bool(others) or any(found.full for found in find_dates(first, draft.outlets.languages))
    return not is_dated and not draft.stated


def _is_between_copies(text: Text, index: int, chosen: int) -> bool:
    """Say whether a known name stands right under a copy of the headline, which is printed once more below."""
    if not index or person(text.lines[index].core, text.outlets) is not Likeness.KNOWN:
        return False
    return comparable(text.lines[index - 1].core) == comparable(text.lines[chosen].core)


def _drop_above(draft: Draft, text: Text, index: int, headline: Line) -> None:
    """Drop a line above the headline; an outlet's name among them, or behind the headline, tells the source."""
    block = text.lines[index].block
    shown = without_home_page(block.text)
    site = draft.outlets.canonical(shown)
    if not site and text.lines[index].kind in (Kind.HEADLINE, Kind.OTHER):
        site = _behind(block.text, headline.core, draft)
        if not site and text.is_masthead(index, shown):
            site = shown
    if site and not draft.masthead:
        draft.masthead = Found(site, quoted(block.text, block.line))
        draft.take(block, Role.SOURCE, site)
    else:
        draft.drop(block, "page_head")


def _behind(text: str, headline: str, draft: Draft) -> str:
    """Give the site that a page's title, "Headline - Section | Site", names behind the headline."""
    if not comparable(text).startswith(comparable(headline)):
        return ""
    site = text[len(headline) :].rpartition("|")[2].strip(" -–—|/•·:»›")
    site = re.split(r"\s[-–—/•:]+\s", site)[-1]
    return draft.outlets.canonical(site) or (site if is_name(site, draft.outlets) else "")

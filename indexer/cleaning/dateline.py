"""Datelines: "Hanoi (VNA) – ", "PARIS, Jan 7 (AFP) - ", "(VOVWORLD) - ", "SALTCOATS: " before the first words."""

import re
from dataclasses import dataclass
from enum import IntEnum

from indexer.blocks import Block, comparable, count_words, ends_sentence
from indexer.cleaning.draft import Draft, Found, StatedDate, is_sentence, quoted
from indexer.cleaning.names import Likeness, person
from indexer.dating.date_lines import DateLine, read_date_line
from indexer.dating.dates import find_dates
from indexer.knowledge.outlets import Outlets
from search.schema import Role

_LONGEST = 110  # characters: "WASHINGTON, District of Columbia, September 22, 2022 (Agence France-Presse/Reuters) — "
_PARAGRAPHS = 4  # blocks that may be paragraphs, from the top: a standfirst or two may stand above the dateline
_SHORTEST = 5  # words of a line that a dateline may open
_TOWN_WORDS = 5  # "St. John's, Newfoundland and Labrador"
_AGENCY_WORDS = 4  # "Agence France-Presse", "Vietnam News Agency"
_FEW = 3  # words of a town before an unknown agency that no bracket holds: "Port Moresby, Norrfax - "
_CODE = 5  # letters: an unknown word in capitals that is longer is a town, "SALTCOATS", and one of three is an agency
_SHORT_CODE = 3
_END = re.compile(r"\s+(?:--?|[–—]|_)\s*|\s*—\s*|(?<=[)\]])\s*[:–-]\s*|:\s+|(?<=/)\s+|(?<=[)\]])\s+|(?<=\w)–\s+")
_DASH = re.compile(r"\s[–—-]{1,2}\s|—")
_GROUP = re.compile(r"\(([^()]{2,60})\)|\[([^\[\]]{2,60})\]|(?:^|(?<=\s))/([^/]{2,40})/")
_PARTS = re.compile(r"\s*[|,;·•]\s*|\s+[/–—-]\s+|(?<=[A-Z]{3})/(?=[A-Z]{2})")
_FIGURES = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}(?![/.\d-])")
_VOWELS = re.compile(r"[AEIOUYÀ-Ý]", re.IGNORECASE)


class _Sureness(IntEnum):
    """How surely a prefix is a dateline, and so how far down it may stand."""

    GUESSED = 1  # only at the very top: an unknown town or an unknown agency alone
    SHAPED = 2  # a town before an agency
    KNOWN = 3  # a known agency, or a known town


@dataclass(frozen=True, slots=True)
class _Dateline:
    town: str
    agency: str
    date: DateLine | None
    sureness: _Sureness


def dateline(draft: Draft) -> None:
    """Take the dateline from the first paragraph: town, day and agency, as many of them as stand there.

    It is told by its shape: words in capitals or with a capital each, an agency in brackets or a dash, and behind that
    a new sentence.
    """
    seen = 0
    for index, block in enumerate(draft.blocks):
        if seen >= _PARAGRAPHS:
            return
        if count_words(block.text) < _SHORTEST:
            continue
        found = _read(draft, block.text)
        if found and (found[1].sureness is _Sureness.KNOWN or (seen < 2 and _may_open(draft, block, found[1], seen))):
            _take(draft, index, *found)
            return
        seen += ends_sentence(block.text)


def _may_open(draft: Draft, block: Block, found: _Dateline, seen: int) -> bool:
    """Say whether a dateline that its shape alone tells stands where the article begins: first, or below the head."""
    if found.sureness is _Sureness.GUESSED and not is_sentence(block):
        return False
    if seen == 0:
        return True
    lines = [one.block.line for one in draft.taken if one.role in (Role.BYLINE, Role.DATE)]
    return found.sureness is _Sureness.SHAPED or any(line < block.line for line in lines if line > draft.blocks[0].line)


def _read(draft: Draft, text: str) -> tuple[int, _Dateline] | None:
    """Read what opens a paragraph: where its own words begin, and what stands before them; as much as can be read."""
    longest = None
    for number, end in enumerate(_END.finditer(text[:_LONGEST])):
        if number > _PARAGRAPHS:
            break
        rest = text[end.end() :]
        if starts_sentence(rest) and (found := _parse(draft, text[: end.start()], end.group().strip(), rest)):
            longest = end.end(), found
    return longest


def starts_sentence(text: str) -> bool:
    """Say whether a text begins as a sentence does."""
    start = text.lstrip("\"'“‘«( \u00a0")[:1]
    return start.isupper() or start.isdigit()


def _parse(draft: Draft, prefix: str, mark: str, rest: str) -> _Dateline | None:
    """Read a prefix: its brackets hold the agency, and the day perhaps; what stands before or behind them is the town.

    Args:
        draft: what is known.
        prefix: what stands before the mark.
        mark: the dash or the colon; empty where only a bracket ends it.
        rest: what stands behind the mark.
    """
    groups = [next(filter(None, match.groups())) for match in _GROUP.finditer(prefix)]
    if len(groups) > 1 or (not groups and prefix.count("(") + prefix.count("[")):
        return None
    outside = _GROUP.sub(" | ", prefix)
    date, outside = _without_date(draft, outside)
    town, agency = _parts(draft, outside, is_open=not groups)
    if town is None or agency is None:
        return None
    if groups:
        in_group, inside = _without_date(draft, groups[0])
        date = date or in_group
        known = _agency_of(draft.outlets, inside)
        if not known and not _may_be_agency(inside, town, mark, draft.outlets):
            return None
        return _Dateline(
            town,
            known or inside.strip(),
            date,
            _Sureness.KNOWN if known else _Sureness.SHAPED if town else _Sureness.GUESSED,
        )
    if agency:
        is_known = bool(_agency_of(draft.outlets, agency))
        if mark == ":" or not (is_known or town or _is_code(agency)):
            return None
        sure = _Sureness.KNOWN if is_known and (town or mark) else _Sureness.SHAPED if town else _Sureness.GUESSED
        return _Dateline(town, _agency_of(draft.outlets, agency) or agency, date, sure)
    if not town or not mark or not _is_town_alone(draft, town, prefix, mark, rest):
        return None
    is_known = bool(draft.outlets.place(town)) and mark != ":"
    return _Dateline(town, "", date, _Sureness.KNOWN if is_known and prefix.isupper() else _Sureness.GUESSED)


def _parts(draft: Draft, text: str, *, is_open: bool) -> tuple[str | None, str | None]:
    """Part what is no date and stands in no bracket into town and agency; None where there is more than these.

    Args:
        draft: what is known.
        text: such as "SALTCOATS | Norrfax", "Kuching, Malaysia".
        is_open: True where no bracket holds the agency, so that the last part may be it.
    """
    outlets = draft.outlets
    parts = [part.strip() for part in _PARTS.split(text) if part.strip(" .,-")]
    if not parts:
        return "", ""
    if parts[0].count(".") == 1:
        parts[0] = parts[0].rstrip(" .")  # "Hanoi.", but "Washington, D.C."
    if len(parts) > 3:
        return None, None
    if is_open and _agency_of(outlets, parts[-1]) and not outlets.place(parts[-1]):
        town, agency = parts[:-1], parts[-1]
    elif is_open and len(parts) > 1 and not _is_region(parts[-1], outlets) and _is_town(parts[0], outlets):
        town, agency = parts[:-1], parts[-1]
        is_short = len(parts[0].split()) <= _FEW and len(agency.split()) == 1
        if not _may_be_agency(agency, parts[0], "-", outlets) or not (is_short or parts[0].isupper()):
            return None, None
    elif is_open and len(parts) == 1 and _is_code(parts[0]) and not outlets.place(parts[0]):
        town, agency = [], parts[0]
    else:
        town, agency = parts, ""
    if not all(_is_town(part, outlets) for part in town):
        return None, None
    if not town:
        return "", agency
    known = outlets.place(town[0])
    return (known if known and len(town) == 1 else ", ".join(town)), agency


def _agency_of(outlets: Outlets, text: str) -> str:
    """Give the first known outlet among those that a text names: "AP/VNA", "Reuters, AFP"; empty if there is none."""
    whole = outlets.agency(text.strip())
    return whole or next(filter(None, map(outlets.agency, re.split(r"\s*[/,;|]\s*|\s+-\s+", text.strip()))), "")


def _may_be_agency(text: str, town: str, mark: str, outlets: Outlets) -> bool:
    """Say whether an unknown name can be an agency's: few words in capitals, a town before or a dash behind."""
    words = text.split()
    if not 0 < len(words) <= _AGENCY_WORDS or not all(word[0].isupper() or word[0] == "&" for word in words):
        return False
    if outlets.is_phrase("places.not_places", text) or not all(map(str.isalpha, (word[0] for word in words))):
        return False
    if any(map(str.isdigit, text)) or (not town and not mark and not _is_code(text)):
        return False
    return person(text, outlets) is not Likeness.KNOWN


def _is_code(text: str) -> bool:
    """Say whether a word is written as agencies' codes are: "KNA", "TG&VN", "NSTĐ", "IslandPress", "VOV.VN"."""
    if " " in text or len(text) > 2 * _CODE or not text[:1].isupper() or not any(map(str.isalpha, text)):
        return False
    letters = [c for c in text if c.isalpha()]
    if text.isupper():
        is_sayable = len(_VOWELS.findall(text)) > 1
        return (
            1 < len(letters) <= _SHORT_CODE
            or any(c in "&+./" for c in text)
            or (len(letters) <= _CODE and not is_sayable)
        )
    inner = sum(c.isupper() for c in text[1:])
    return inner > 0 and text.replace("&", "").isalpha() and not text.startswith(("Mc", "Mac"))


def _is_region(text: str, outlets: Outlets) -> bool:
    return (
        comparable(text) in _regions(outlets)
        or comparable(text.rstrip(".")) in _regions(outlets)
        or bool(outlets.place(text))
    )


def _regions(outlets: Outlets) -> frozenset[str]:
    return outlets.comparables["places.regions"]


def _is_town(text: str, outlets: Outlets) -> bool:
    """Say whether a text is written as a town's name is: a few words, each with a capital or a particle."""
    words = text.split()
    if not 0 < len(words) <= _TOWN_WORDS or not text[0].isupper() or any(map(str.isdigit, text)):
        return False
    if outlets.is_phrase("places.not_places", text) or any(c in text for c in '!?"“”«»:…@#*'):
        return False
    return bool(outlets.place(text)) or all(word[0].isupper() or len(word) <= _SHORT_CODE for word in words)


def _is_town_alone(draft: Draft, town: str, prefix: str, mark: str, rest: str) -> bool:
    """Say whether a town without an agency opens a paragraph, and no phrase does: "Rice - the grain - was ..."."""
    outlets = draft.outlets
    has_date = _has_day(draft, prefix)
    first = town.split(",")[0]
    if outlets.place(first) or has_date:
        return mark != ":" or prefix.isupper() or has_date
    if (
        outlets.is_phrase("section_label", first)
        or outlets.canonical(first)
        or comparable(first) in outlets.languages.months
    ):
        return False
    if comparable(first) in outlets.languages.weekdays or person(first, outlets) is Likeness.KNOWN:
        return False
    sentence = re.split(r"[.!?…](?:\s|$)", rest, maxsplit=1)[0]
    if _DASH.search(sentence) or count_words(sentence) < _SHORTEST:
        return False
    if town.isupper():
        return len(first) > _SHORT_CODE
    is_plain = all(not word[0].islower() for word in first.split())
    return mark != ":" and is_plain and comparable(first.split()[0]) not in outlets.comparables["names.never"]


def _has_day(draft: Draft, text: str) -> bool:
    return bool(_FIGURES.search(text)) or next(find_dates(text, draft.outlets.languages), None) is not None


def _without_date(draft: Draft, text: str) -> tuple[DateLine | None, str]:
    """Take the day out of "PARIS, Friday, January 7, 2022"; it is told only where its year is."""
    if not any(map(str.isdigit, text)):
        return None, text
    languages = draft.outlets.languages
    dates = list(find_dates(text, languages, day_first=draft.day_first))
    if not dates:
        return None, _FIGURES.sub(" ", text)
    date = read_date_line(text[dates[0].start : dates[-1].end], languages, day_first=draft.day_first)
    before = re.sub(rf"(?:{languages.weekday}|(?<!\w)ngày)[\s,.]*$", "", text[: dates[0].start], flags=re.IGNORECASE)
    return date, f"{before.rstrip(' ,')} | {text[dates[-1].end :].lstrip('. ')}"


def _take(draft: Draft, index: int, start: int, found: _Dateline) -> None:
    block = draft.blocks[index]
    evidence = quoted(block.text[:start].strip(), block.line)
    if found.agency:
        draft.prefix = Found(found.agency, evidence)
    if found.town:
        draft.place = Found(found.town, evidence)
    if found.date:
        draft.stated.append(StatedDate(found.date, evidence, block.line, in_dateline=True))
    draft.take(block.part(0, start), Role.DATELINE)
    draft.blocks[index] = block.part(start)

"""What a page tells of its article: when, from whom, by whom and where; and how that is written."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from benchmarks.cleaning.scrapes import names
from benchmarks.cleaning.scrapes.compose import person
from benchmarks.cleaning.scrapes.dates import LINES, SPOKEN, UPDATED, YEARLESS, written
from benchmarks.cleaning.scrapes.names import Outlet

_SOURCES = {
    "": 22,
    "prefix": 24,
    "sign-off": 13,
    "source line": 9,
    "masthead": 9,
    "suffix": 14,
    "head": 4,
    "byline": 2,
    "copyright": 3,
}
_DATES = {"": 25, "line": 52, "byline": 8, "dateline": 6, "updated": 3, "glued": 3}
_BYLINES = {"": 38, "line": 40, "role": 8, "two": 6, "end": 8}  # of a hundred files each
_DATE_WITH_SOURCE = 0.4  # share of outlets under the title that have the date in the same line
_PLACE_ALONE = 0.18  # share of files without an agency's prefix that open with a town
_REGIONS = {"Denver": "Colorado", "Galway": "Ireland", "Windhoek": "Namibia", "Kuching": "Malaysia"}
_REGION_TOLD = 0.3
_PLACE_BEFORE_AGENCY = 0.7
_FOREIGN = 0.06  # share of outlets drawn from another language's: a French paper may print Reuters in English

_SUFFIXES = (" | {}", " - {}", " – {}", " — {}", " :: {}", " • {}", " / {}", " | {section} | {}", " - {section} - {}")
_PLACED = ("{place} ({code}) – ", "{place} ({code}) - ", "{PLACE} ({code}) — ", "{PLACE}, {day} ({code}) - ",
           "{PLACE}, {day} ({code}) -- ",
           "{place}, {code} - ", "{PLACE} | {code} — ", "({code}) {place} - ", "{place} ({code}): ")  # fmt: skip
_UNPLACED = ("({code}) - ", "({code}) – ", "{code} - ", "({code}) ", "{code} – ", "({code}): ")
_ALONE = ("{PLACE} — ", "{PLACE} - ", "{place} – ", "{PLACE}, {day} - ", "{PLACE}: ", "{PLACE} – ")
_BY: Mapping[str, tuple[str, ...]] = {
    "en": ("By {}", "by {}", "BY {UP}", "Text: {}", "Written by {}", "By: {}", "By {}", "{}", "Author: {}",
           "Words by {}", "Story by {}"),
    "vi": ("Bài: {}", "Tác giả: {}", "{}", "Bài và ảnh: {}", "Thực hiện: {}", "Phóng viên {}"),
    "fr": ("Par {}", "par {}", "Texte : {}", "De {}", "Propos recueillis par {}", "Par {}", "{}"),
}  # fmt: skip
_WITH_ROLE: Mapping[str, tuple[str, ...]] = {
    "en": ("By {}, {role}", "By {} - {role}", "By {} | {role}", "{}, {role}"),
    "vi": ("{} - {role}", "{}, {role}", "Tác giả: {} ({role})"),
    "fr": ("Par {}, {role}", "Par {} - {role}"),
}
_OCCUPATIONS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Political Editor",
        "Staff Writer",
        "Environment Correspondent",
        "Minister of Fisheries",
        "Professor at Ashmere University",
    ),
    "vi": ("Phóng viên", "Bộ trưởng Bộ Thủy sản", "Giảng viên Đại học Vạn Lộc"),
    "fr": ("correspondante à Londres", "envoyé spécial", "chercheur en économie"),
}
_TWO: Mapping[str, tuple[str, ...]] = {
    "en": ("By {} and {}", "By {} & {}", "{} and {}", "By {}, {}"),
    "vi": ("{} - {}", "{} và {}", "Bài: {}, {}"),
    "fr": ("Par {} et {}", "{} et {}"),
}
_AT_END: Mapping[str, tuple[str, ...]] = {
    "en": ("({})", "By {}", "- {}", "{}", "Text by {}"),
    "vi": ("{}", "({})", "Bài và ảnh: {}", "Bài: {}"),
    "fr": ("{}", "({})", "Par {}"),
}
_SIGN_OFFS = ("({})", "{}", "{}", "- {}", "— {}", "/{}/", "({UP})")
_SOURCE_LINES: Mapping[str, tuple[str, ...]] = {
    "en": ("Source: {}", "(Source: {})", "SOURCE: {}", "Source {}", "Source - {}", "From: {}"),
    "vi": ("Nguồn: {}", "Theo {}", "(Theo {})", "(Nguồn: {})", "Theo: {}"),
    "fr": ("Source : {}", "(Source : {})", "Avec {}", "Source: {}"),
}


@dataclass(frozen=True, slots=True)
class Cues:
    """What is told, and the text that tells it. Empty texts are not on the page.

    Args:
        date: the day told, ISO.
        published: the moment, where it is told as that of publication and not of a change.
        source: the outlet told.
        authors: their names.
        place: the spellings of the place told.
        before: lines on top of the page.
        head: lines under the title, in the order in which they stand.
        glued: what stands glued before the first line.
        suffix: what stands behind the title in its line.
        prefix: what stands before the first words of the body.
        end: lines behind the last paragraph.
        attached: what stands behind the last paragraph in its line.
        footer: lines at the foot of the page.
        site: the site's name, if the page tells it.
        forms: in what form each field is told.
    """

    date: str = ""
    published: datetime | None = None
    source: Outlet | None = None
    authors: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    glued: str = ""
    suffix: str = ""
    prefix: str = ""
    end: tuple[str, ...] = ()
    attached: str = ""
    footer: tuple[str, ...] = ()
    site: str = ""
    forms: tuple[tuple[str, str], ...] = ()


def draw(chance: random.Random, language: str, when: datetime) -> Cues:
    """Draw what a page tells, and how.

    Args:
        chance: what it is drawn with.
        language: the article's.
        when: it was published.
    """
    kinds = {
        "source": _weighed(chance, _SOURCES),
        "date": _weighed(chance, _DATES),
        "byline": _weighed(chance, _BYLINES),
    }
    if kinds["byline"] in ("", "end") and kinds["date"] == "byline":
        kinds["date"] = "line"
    if kinds["byline"] in ("", "end", "role") and kinds["source"] == "byline":
        kinds["source"] = ""
    if kinds["date"] == "dateline" and kinds["source"] != "prefix":
        kinds["date"] = "line"
    if kinds["date"] == "line" and kinds["source"] == "head" and chance.random() < _DATE_WITH_SOURCE:
        kinds["date"] = "source"
    stated = written(chance, LINES, language, when)
    told = when if kinds["date"] not in ("", "updated") else None
    cues = Cues(when.date().isoformat() if kinds["date"] else "", told)
    cues = _with_source(chance, language, cues, kinds["source"], stated if kinds["date"] == "source" else "")
    cues = _with_byline(chance, language, cues, kinds["byline"], stated if kinds["date"] == "byline" else "")
    if kinds["date"] == "line":
        cues = replace(cues, head=_shuffled(chance, (*cues.head, stated)))
    elif kinds["date"] == "updated":
        cues = replace(cues, head=(*cues.head, written(chance, UPDATED, language, when)))
    elif kinds["date"] == "glued":
        cues = replace(cues, glued=f"date {when:%Y-%m-%d} ")
    if kinds["source"] == "prefix" or chance.random() < _PLACE_ALONE:
        day = written(chance, SPOKEN if kinds["date"] == "dateline" else YEARLESS, language, when)
        cues = _with_dateline(chance, language, cues, kinds["source"] == "prefix", day, kinds["date"] == "dateline")
    kinds["place"] = "" if not cues.place else "before agency" if kinds["source"] == "prefix" else "alone"
    return replace(cues, forms=tuple(kinds.items()))


def _with_source(chance: random.Random, language: str, cues: Cues, kind: str, stated: str) -> Cues:
    drawn_from = chance.choice(("en", "fr")) if chance.random() < _FOREIGN else language
    agency, site = chance.choice(names.AGENCIES[drawn_from]), chance.choice(names.SITES[drawn_from])
    name = site.written
    match kind:
        case "prefix":
            return replace(cues, source=agency)
        case "sign-off":
            signed = chance.choice((agency, agency, site))
            text = chance.choice(_SIGN_OFFS).format(signed.written, UP=signed.written.upper())
            if chance.random() < 0.25 and text.startswith("("):
                return replace(cues, source=signed, attached=" " + text)
            return replace(cues, source=signed, end=(text,))
        case "source line":
            told = chance.choice((agency, site))
            text = chance.choice(_SOURCE_LINES[language]).format(told.written)
            return (
                replace(cues, source=told, head=(text,))
                if chance.random() < 0.25
                else replace(cues, source=told, end=(text,))
            )
        case "head":
            told = chance.choice((agency, site))
            return replace(cues, source=told, head=(f"{told.written} | {stated}" if stated else told.written,))
        case "masthead":
            return replace(
                cues, source=site, site=name, before=(chance.choice((name, name.upper(), f"{name} Homepage")),)
            )
        case "suffix":
            suffix = chance.choice(_SUFFIXES).format(name, section=chance.choice(names.SECTIONS[language]))
            return replace(cues, source=site, site=name, suffix=suffix)
        case "copyright":
            reserved = {"en": "All rights reserved", "vi": "Giữ bản quyền", "fr": "Tous droits réservés"}[language]
            return replace(
                cues, source=site, site=name, footer=(f"© {chance.randrange(2008, 2026)} {name}. {reserved}.",)
            )
        case "byline":
            return replace(cues, source=site, site=name)
        case _:
            return cues


def _with_byline(chance: random.Random, language: str, cues: Cues, kind: str, stated: str) -> Cues:
    authors = tuple(" ".join(person(chance, language)) for _ in range(2 if kind == "two" else 1 if kind else 0))
    if not authors:
        return cues
    if kind == "end":
        return replace(cues, authors=authors, end=(chance.choice(_AT_END[language]).format(*authors), *cues.end))
    if kind == "two":
        line = chance.choice(_TWO[language]).format(*authors)
    elif kind == "role":
        line = chance.choice(_WITH_ROLE[language]).format(*authors, role=chance.choice(_OCCUPATIONS[language]))
    else:
        line = chance.choice(_BY[language]).format(*authors, UP=authors[0].upper())
    if cues.site and cues.source and not (cues.before or cues.suffix or cues.footer):
        line += ", " + cues.site
    if stated:
        line += chance.choice((" | ", " - ", ", ", " – ", " • ")) + stated
    return replace(cues, authors=authors, head=(line, *cues.head))


def _with_dateline(chance: random.Random, language: str, cues: Cues, agency: bool, day: str, dated: bool) -> Cues:
    """Put a town, an agency or both before the body, and the day: always if `dated`, as it stands nowhere else then."""
    town = chance.choice(names.TOWNS[language])
    placed = not agency or dated or chance.random() < _PLACE_BEFORE_AGENCY
    shapes: tuple[str, ...] = (_PLACED if placed else _UNPLACED) if agency else _ALONE
    if dated:
        shapes = tuple(shape for shape in shapes if "{day}" in shape)
    code = cues.source.written if agency and cues.source else ""
    if town in _REGIONS and chance.random() < _REGION_TOLD:
        town += ", " + _REGIONS[town]
    prefix = chance.choice(shapes).format(place=town, PLACE=town.upper(), code=code, day=day)
    return replace(cues, place=tuple(dict.fromkeys((town, town.split(",")[0]))) if placed else (), prefix=prefix)


def _weighed(chance: random.Random, weights: Mapping[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _shuffled(chance: random.Random, lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(chance.sample(lines, len(lines)))

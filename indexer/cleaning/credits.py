"""Credits of pictures: "(Photo: VNA)", "Photograph by Ana Duarte", "© AFP", "Ảnh: Hoàng Long", "Crédit photo : EPA"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.blocks import comparable, count_words
from indexer.cleaning.names import Likeness, person
from indexer.knowledge.labels import plain_words
from indexer.knowledge.languages import any_of
from indexer.knowledge.outlets import Outlets

_TAIL = 200  # characters at a caption's end that may hold its credit
_WHOLE = 400  # characters of a line that is looked at as a whole
_NAME_WORDS = 8  # "Vietnam News Agency, courtesy of the Ministry of Culture"
_UNMARKED_WORDS = 5  # of a name that only brackets or a dash mark as a credit: "courtesy of the family"
_SHORT = 3  # letters under which capitals are a country's or a party's: "(US)"
_ANY_CASE = 3  # forms of marked credits, the first ones, in which capitals tell nothing
_SHARED = re.compile(r"\s*[/,|-]\s*")  # what parts "AP/VNA"
_CODE = 6  # letters of an agency's: "KNA", "XINHUA"


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit at the end of a text.

    Args:
        name: who is credited, without brackets and the word "Photo".
        start: the offset in the text where the credit begins, its bracket or word included.
        is_marked: True where a word or a sign says that it is one; False where it is a name in brackets, or behind a
            dash or a bar, which only the place of the line can tell to be a credit.
    """

    name: str
    start: int
    is_marked: bool


def read_credit(text: str, outlets: Outlets) -> Credit | None:
    """Read the credit at the end of a text; None where there is none.

    Args:
        text: a line.
        outlets: the words of credits.
    """
    offset = max(0, len(text) - _TAIL)
    tail = text[offset:]
    patterns = _patterns(outlets)
    # Most lines have no such word, and are not searched for patterns. Other rules ask for the words of a whole line.
    has_word = "©" in tail or not patterns.words.isdisjoint(plain_words(text if len(text) <= _WHOLE else tail))
    for signs, pattern in patterns.marked if has_word else ():
        match = pattern.search(tail) if not signs or any(sign in tail for sign in signs) else None
        if match and (name := _name(match)) and _is_sound(match, tail, pattern is patterns.marked[0][1]):
            if not tail[: match.start()].strip() and any(map(str.isdigit, name)):
                continue  # "(Graphic: Prices in 2019 - here)" stands for a picture, and names nobody
            return Credit(name, offset + match.start(), True)
    has_sign = "(" in tail or "|" in tail or "—" in tail or "–" in tail
    for signs, never_last, pattern in patterns.unmarked if has_sign else ():
        may_match = tail[-1:] not in never_last and any(sign in tail for sign in signs)
        match = pattern.search(tail) if may_match else None
        if match and (name := _name(match)) and may_be_credited(name, outlets):
            return Credit(name, offset + match.start(), False)
    return None


def glued_credit_end(text: str, outlets: Outlets) -> list[int]:
    """Give the offsets behind credits in brackets within a text, where a paragraph may be glued on."""
    return [match.end() for match in _patterns(outlets).within.finditer(text)]


def may_be_credited(name: str, outlets: Outlets) -> bool:
    """Say whether a name that nothing marks can be a credit: an outlet, a picture agency, a person, an office."""
    words = name.split()
    if not 0 < len(words) <= _UNMARKED_WORDS or any(map(str.isdigit, name)):
        return False
    if outlets.is_phrase("section_label", name) or outlets.place(name):
        return False
    if comparable(name) in outlets.comparables["places.regions"]:
        return False
    if outlets.canonical(name) or any(_known_agency(part, outlets) for part in _SHARED.split(name)):
        return True
    if comparable(name).startswith(tuple(outlets.comparables["pictures.courtesy"])):
        return True
    if person(name, outlets) is not Likeness.NONE or (name.isupper() and _SHORT <= len(name) <= _CODE):
        return True
    is_office = any(comparable(word) in outlets.comparables["pictures.offices"] for word in words)
    return (name[0].isupper() and is_office) or (len(words) == 1 and "." in name.strip("."))


def _known_agency(part: str, outlets: Outlets) -> bool:
    return bool(outlets.agency(part)) or comparable(part) in outlets.comparables["pictures.agencies"]


def _name(match: re.Match[str]) -> str:
    return next((group.strip(" .©:|–—-") for group in match.groups() if group), "")


def _is_sound(match: re.Match[str], tail: str, in_brackets: bool) -> bool:
    """Say whether a credit's word is one, and not a word of the sentence: "the photo: a grey sky"."""
    name = _name(match)
    if in_brackets or count_words(name) > _NAME_WORDS:
        return in_brackets
    word = match.group().lstrip(" /|–—-(")[:1]
    return not word.islower() and (name[0].isupper() or "." in name or name.casefold().startswith(("courtesy", "avec")))


@dataclass(frozen=True, slots=True)
class _Patterns:
    words: frozenset[str]
    marked: tuple[tuple[str, re.Pattern[str]], ...]  # each with the signs of which it needs one, if it does
    unmarked: tuple[tuple[str, str, re.Pattern[str]], ...]  # before each: signs of which it needs one, and never last
    within: re.Pattern[str]


@lru_cache(maxsize=4)  # one data file a process, and the tests' own
def _patterns(outlets: Outlets) -> _Patterns:
    kinds = ("credit_words", "bare_credit_words", "silent_credit_words")
    words, bare_words, silent_words = (outlets.phrases[f"pictures.{kind}"] for kind in kinds)
    any_word, bare, silent = any_of(words), any_of(bare_words), any_of(silent_words)
    start = r"(?:^|(?<=[\s.!?…”\"’')/|]))"
    marked = (
        # "(Photo: X)", "[Photo/X]", "(Photo by X)", "(Image: © X)", "(X photo)", "(© X)"
        (
            ")]",
            (
                rf"[(\[]\s*{any_word}\s*(?:[:/|]|(?<=by)|(?<=of)|(?<=par)|(?<=de))\s*([^()\[\]]{{1,120}}?)\s*[)\]][.\s]*$"
                r"|[(\[]([^()\[\]:]{2,60})\s+(?:photos?|ảnh)\s*[)\]][.\s]*$"
                r"|[(\[]\s*[©]\s*([^()\[\]]{1,80}?)\s*[)\]][.\s]*$"
            ),
        ),
        # "Photo: X", "/Photo: X", "- Ảnh: X", "Photographs by X"
        (
            "",
            rf"{start}[/|–—-]?\s?{bare}\s*(?::|(?<=by)(?=\s)|(?<=par)(?=\s))\s*((?:[^.:!?()]|\.(?=\S)){{1,80}}?)[.\s]*$",
        ),
        ("©", rf"{start}©\s?((?:[^.:!?©]|\.(?=\S)){{2,80}}?)[.\s]*$"),
        # "— VNA/VNS Photo Lâm Khánh"
        ("—–-", r"[—–-]\s*((?:[A-Z]{2,10}/)*[A-Z]{2,10}\s+Photos?(?:\s+[^.]{1,40}?)?)\.?$"),
        # "Photo X", as French captions end
        (
            "",
            (
                rf"(?<=[.!?…)»”\w])\s+{silent}\s+"
                r"((?:[A-ZÀ-ÝĐ][\w.'’/-]*|[\w-]+\.[\w.-]+|\b(?:de|du|la|of|the)\b)(?:\s+[\w.'’/&-]+){0,4})[.\s]*$"
            ),
        ),
    )
    unmarked = (
        ("(", ".", r"(?<=\S)\s*\(([^()]{2,60})\)$"),
        ("—–", "—–|.!?:;", r"(?<=\S)\s+[—–]\s+([^—–|.!?:;]{2,60})$"),
        ("|", "|:;", r"(?<=\S)\s*\|\s*([^|:;]{2,60})$"),
    )
    flags = re.IGNORECASE
    return _Patterns(
        frozenset().union(
            *(plain_words(phrase.split()[0]) for phrase in (*words, *bare_words, *silent_words, "photo", "ảnh"))
        ),
        tuple(
            (signs, re.compile(pattern, flags if at < _ANY_CASE else 0)) for at, (signs, pattern) in enumerate(marked)
        ),
        tuple((signs, never_last, re.compile(pattern)) for signs, never_last, pattern in unmarked),
        re.compile(rf"[(\[]\s*{any_word}\s*[:/|][^()\[\]]{{1,120}}[)\]]\.?", flags),
    )

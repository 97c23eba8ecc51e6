"""Who is cited: from a byline as it is printed to names in the parts that styles put in order."""

import re
from dataclasses import dataclass

from search.analysis import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BETWEEN = re.compile(
    r"\s*[;|•·]\s*|,\s*(?:(?:and|et|và|y|und)\s+|&\s*)?|\s*&\s*|\s+(?:and|et|và|y|und|with|avec|cùng)\s+|\s+[-–—/]\s+",
    re.IGNORECASE,
)

_LONGEST = 6  # words of a person's name
_INITIAL = 3  # characters, stop included: "J.", "Jr."
_BY = re.compile(r"(?:by|par|theo|bài|text|words)\s*:?\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|[ivx]{2,4}", re.IGNORECASE)
_TURNED = re.compile(r"([^\s,]+),\s+([^\s,]+(?:\s[^\s,]+)?)")  # "Hollis, Ada": two parts that are no whole names
_PARTICLES = _words("al bin da dal de del della den der des di do dos du el ibn la le ten ter van von zu")
# Words that a group's name has and a person's hasn't.
_GROUP = _words(
    """
    agence agency ap afp associated authority board bureau bureaux center centre committee commission
    correspondent correspondents council daily department desk editor editorial editors foundation gazette group
    herald institute magazine ministry monitor network news newspaper newsroom office online organisation
    organization post press radio redaction reporter reporters reuters service services staff team television the
    times tribune tv university wire writer writers ttxvn vna association
    """
)
_VIETNAMESE_GROUP = _words("ban báo bộ đài hội thông tạp toà tòa")  # with their accents, as a first word
# Family names of most Vietnamese, folded; they stand first.
_VIETNAMESE = _words(
    """
    an au bach bang bui cao chau chu chung cu cung dam dang danh dao dau diep dinh do doan doi dong du duong ha
    hoang ho hong hua hung huynh khuat khuc kieu la lai lam le lieu lo lu luong luu ly ma mac mai nghiem ngo
    nguyen nham nong ong pham phan phi phung quach quan ta thach thai than thi to ton trac tran trieu trinh truong
    tu tuong ung van vi vo vu vuong xa
    """
)
_COMMON_VIETNAMESE = _words("bui dang dinh duong hoang huynh le ngo nguyen pham phan tran trinh truong vo vu")
_SYLLABLE = re.compile(r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
_VIETNAMESE_LETTER = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """An author.

    Args:
        family: the family name, or the whole name of a group or of somebody with one name.
        given: the others; empty for a group.
        suffix: "Jr.", "III"; mostly empty.
        family_first: True where the name is written with the family name first, as Vietnamese ones are.
    """

    family: str
    given: str = ""
    suffix: str = ""
    family_first: bool = False

    @property
    def whole(self) -> str:
        """The name as it is written."""
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        return " ".join(filter(None, (*parts, self.suffix)))

    @property
    def inverted(self) -> str:
        """Family name, comma, the others: "Hollis, Ada", "King, Martin Luther, Jr."; a group's name as it is."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def initials(self) -> str:
        """The other names as initials: "A. B.", "J.-P.", "M. do C."."""
        return " ".join(
            word if word.islower() else "-".join(f"{part[0]}." for part in word.split("-") if part)
            for word in self.given.split()
        )


def authors(byline: str, source: str = "") -> tuple[Name, ...]:
    """Read the names that a byline gives.

    Args:
        byline: names only, as an article has it: "Ada Hollis and Bùi Thanh Sơn".
        source: the outlet; a byline that names it is a group's.
    """
    byline = " ".join(byline.split())
    turned = _TURNED.fullmatch(byline)
    if turned and not byline.isupper() and not _SUFFIX.fullmatch(turned[2]) and len(turned[1]) > 1:
        return (Name(turned[1], turned[2]),)
    names: list[Name] = []
    for part in filter(None, _split(byline)):
        if _SUFFIX.fullmatch(part) and names and names[-1].given:
            last = names.pop()
            names.append(Name(last.family, last.given, part, last.family_first))
        else:
            names.append(_name(part, source))
    return tuple(dict.fromkeys(names))


def _split(byline: str) -> list[str]:
    """Part a byline into names, without the stop behind one; that of an initial or of "Jr." belongs to it."""
    match = _BY.match(byline)
    parts = [part.strip() for part in _BETWEEN.split(byline[match.end() :] if match else byline)]
    return [part[:-1] if part.endswith(".") and len(part.split()[-1]) > _INITIAL else part for part in parts]


def _name(text: str, source: str) -> Name:
    words = text.split()
    folded = [fold(word.strip(".,")) for word in words]
    if len(words) < 2 or fold(text) == fold(source) or any(character.isdigit() for character in text):
        return Name(text)
    if _is_vietnamese(text, folded):
        return Name(words[0], " ".join(words[1:]), family_first=True)
    if _GROUP.intersection(folded) or words[0].lower() in _VIETNAMESE_GROUP or len(words) > _LONGEST:
        return Name(text)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    first = len(words) - 1
    while first > 1 and fold(words[first - 1]) in _PARTICLES:
        first -= 1
    return Name(" ".join(words[first:]), " ".join(words[:first]), suffix)


def _is_vietnamese(text: str, folded: list[str]) -> bool:
    """Tell whether a name is written as Vietnamese ones are: the family name first, every word one syllable."""
    if not 2 <= len(folded) <= 5 or folded[0] not in _VIETNAMESE or not all(map(_SYLLABLE.fullmatch, folded)):
        return False
    if _VIETNAMESE_LETTER.search(text):
        return True
    is_turned = folded[-1] in _COMMON_VIETNAMESE and folded[0] not in _COMMON_VIETNAMESE
    return not is_turned and (len(folded) > 2 or folded[0] in _COMMON_VIETNAMESE)

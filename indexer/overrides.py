"""What an archive keeper states by hand, over anything that cleaning finds: front matter and sidecar files.

Front matter is a block at the very top of a document, between two lines `---`, of lines `key: value`. A sidecar is a
TOML file `NAME.meta.toml` beside `NAME.txt`. Both take the keys title, date, source, byline, byline_role and place; an
empty value says that there is none. Front matter often carries keys of other programs, which are ignored (and shown as
dropped); a sidecar is Morgue's alone, so an unknown key there is a mistake and a rejection. Where both state a key the
sidecar counts.
"""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from indexer.blocks import collapse
from indexer.dating.date_lines import DateLine, read_date_line
from indexer.errors import Rejection
from indexer.knowledge.languages import Languages
from search.schema import AccountedLine, Role

ROLES = {
    "title": Role.TITLE,
    "date": Role.DATE,
    "source": Role.SOURCE,
    "byline": Role.BYLINE,
    "byline_role": Role.BYLINE,
    "place": Role.DATELINE,
}
KEYS = tuple(ROLES)
MAX_VALUE = 1000  # characters: the longest headline has a third of that; more is a paragraph in the wrong place
_QUOTED = 100  # characters of a value in a message: enough to recognise it
_LARGE = 10**18  # Python refuses to write out a number of more than 4,300 digits
_EXPECTED = {"date": "a date such as 2022-01-07"}
_MAX_LINES = 100  # of front matter: without its closing line the text is not read to the end in search of one
_ENTRY = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:(?:\s+(.*))?$")


@dataclass(frozen=True, slots=True)
class Override:
    """A value stated by hand.

    Args:
        value: as stated; empty says that there is none.
        evidence: where.
        date: what the value says, for the key "date"; None where it is empty.
    """

    value: str
    evidence: str
    date: DateLine | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a document, parted from it.

    Args:
        overrides: per key what it states.
        lines: its lines that aren't blank: number, text, and the key that is stated there, "" for an unknown one, or
            None where nothing is.
        text: what follows.
        first_line: the number of the line that `text` begins with.
    """

    text: str
    first_line: int = 1
    overrides: dict[str, Override] = field(default_factory=dict)
    lines: tuple[tuple[int, str, str | None], ...] = ()

    def account(self, over: Collection[str]) -> tuple[AccountedLine, ...]:
        """Say what each line of it became.

        Args:
            over: the keys that a sidecar states too, and so decides.
        """
        last = {key: number for number, _, key in self.lines}
        accounted = []
        for number, text, key in self.lines:
            if not key:
                line = AccountedLine(number, Role.DROPPED, text, "front_matter" if key is None else "unknown_key")
            elif key in over or last[key] != number:
                line = AccountedLine(number, Role.DROPPED, text, "stated_elsewhere")
            else:
                line = AccountedLine(number, ROLES[key], text)
            accounted.append(line)
        return tuple(accounted)


def read_front_matter(text: str, path: str, languages: Languages) -> FrontMatter:
    """Part the front matter from a text; a text that has none comes back whole.

    Args:
        text: the decoded document.
        path: of the document, for messages.
        languages: how dates may be written.

    Raises:
        Rejection: a value can't be used.
    """
    if not re.match(r"---[ \t]*\n", text):
        return FrontMatter(text)
    lines = text.split("\n", _MAX_LINES)
    end = next((n for n, line in enumerate(lines[1:_MAX_LINES], 1) if line.rstrip() in ("---", "...")), 0)
    numbered = [(number, line) for number, line in enumerate(lines[1:end], 2) if line.strip()]
    entries = [(n, line, _ENTRY.match(line.strip())) for n, line in numbered if not line.lstrip().startswith("#")]
    if not end or not entries or not all(match or line[0] in " \t-" for _, line, match in entries):
        return FrontMatter(text)
    overrides: dict[str, Override] = {}
    told: dict[int, str] = {}
    for number, line, match in entries:
        key = match[1].casefold().replace(" ", "_").replace("-", "_") if match and line[0] not in " \t-" else ""
        if match and key in KEYS:
            value = _unquoted((match[2] or "").strip())
            overrides[key] = _checked(key, value, f"front matter of {path}, line {number}", languages)
            told[number] = key
        else:
            told[number] = ""
    whole = [(1, lines[0]), *numbered, (end + 1, lines[end])]
    shown = tuple((number, collapse(line), told.get(number)) for number, line in whole)
    return FrontMatter("\n".join(lines[end + 1 :]), end + 2, overrides, shown)


def read_sidecar(content: bytes, path: str, languages: Languages) -> dict[str, Override]:
    """Read a sidecar file.

    Args:
        content: its bytes.
        path: of the document it belongs to, for messages.
        languages: how dates may be written.

    Raises:
        Rejection: it is not TOML, has an unknown key, or a value that can't be used.
    """
    name = re.sub(r"\.(?:txt|html?)(?:\.gz)?$", "", path, flags=re.IGNORECASE) + ".meta.toml"
    try:
        entries = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # of TOML, of UTF-8, or of a number with thousands of digits
        raise Rejection(f"{name} is not TOML: {_clipped(str(error))}") from error
    overrides = {}
    for key, value in entries.items():
        if key not in KEYS:
            raise Rejection(f"{name}: got the key {_clipped(ascii(key))}; expected one of {', '.join(KEYS)}")
        if key == "date" and isinstance(value, date | datetime):
            value = value.isoformat()
        if not isinstance(value, str):
            raise Rejection(f"{name}, {key}: got {_shown(value)}; expected {_EXPECTED.get(key, 'text in quotes')}")
        overrides[key] = _checked(key, value.strip(), name, languages)
    return overrides


def _shown(value: object) -> str:
    """Write a value that is no text; of tables and lists, which may be very deep, only the kind."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return "a very large number" if isinstance(value, int) and abs(value) >= _LARGE else _clipped(repr(value))


def _clipped(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _checked(key: str, value: str, where: str, languages: Languages) -> Override:
    if len(value) > MAX_VALUE or "\n" in value:
        raise Rejection(
            f"{where}, {key}: got {len(value):,} characters; expected one line of {MAX_VALUE:,} characters at most"
        )
    value = collapse(value)
    if key != "date" or not value:
        return Override(value, where)
    year = re.fullmatch(r"(1[89]|2[01])\d\d(?:-(?:0[1-9]|1[0-2]))?", value)
    stated = DateLine(value) if year else read_date_line(value, languages)
    is_ambiguous = stated is not None and len(stated.stated) == 4 and re.match(r"\d{1,2}\D\d{1,2}\D", value)
    if stated is None or is_ambiguous:
        raise Rejection(
            f"{where}, date: got {_clipped(repr(value))}; expected a date such as 2022-01-07, 2022-01 or 2022"
        )
    return Override(value, where, stated)


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value

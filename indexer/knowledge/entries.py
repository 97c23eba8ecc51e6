"""Reading `sources.toml`: its entries, checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from indexer.blocks import comparable
from indexer.errors import OutletsError
from indexer.knowledge.languages import Language

BOILERPLATE = (
    "related_links",
    "read_also",
    "footer_nav",
    "rating_widget",
    "advertisement",
    "imprint",
    "section_label",
    "end_mark",
    "source_label",
    "reservation",
)
FURNITURE = (
    "widgets",
    "edges",
    "about_whom",
    "links_too",
    "calls",
    "asked_for",
    "asked_briefly",
    "notices",
    "note",
    "correction",
    "staff",
    "legal",
    "author_is",
    "author_works",
    "comments",
    "comment_marks",
    "boxes",
    "author_boxes",
)
OUTLET_LISTS = ("aliases", "codes", "sign_offs")
_LANGUAGE_LISTS = tuple(
    field.name for field in fields(Language) if field.name not in ("code", "months", "weekdays", "day_first")
)
_LISTS: Mapping[str, tuple[str, ...]] = {
    "boilerplate": BOILERPLATE,
    "outlet_names": ("words", "openings", "generic", "never"),
    "page_head": ("widgets", "verbs", "objects", "teasers", "today", "published", "notices", "crumbs"),
    "pictures": (
        "labels",
        "credit_words",
        "bare_credit_words",
        "silent_credit_words",
        "caption_words",
        "agencies",
        "courtesy",
        "offices",
        "stub_words",
        "picture_controls",
    ),
    "bylines": ("prefixes", "doubtful_prefixes", "roles", "about", "trades", "particles", "anonymous"),
    "names": ("given", "family_first", "never"),
    "places": ("names", "regions", "not_places"),
    "furniture": FURNITURE,
}


@dataclass(frozen=True, slots=True)
class Outlet:
    """One newspaper, agency or broadcaster.

    Args:
        name: canonical, as articles show it.
        aliases: other names of it.
        codes: what stands for it in an agency prefix.
        sign_offs: what else, alone on the last line, names it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    sign_offs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something whose last day is known, so that whoever speaks of it as past wrote later.

    Args:
        names: how texts call it.
        ended: its last day.
    """

    names: tuple[str, ...]
    ended: date


class Entries:
    """The entries of one data file, read and checked; every error names file, entry, got and expected.

    Args:
        file: a TOML file of the shape of `sources.toml`.

    Raises:
        OutletsError: by the constructor if it can't be read, by the methods if an entry can't be used.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._parsed = _parsed(file)
        known = ("outlets", "languages", "events", *_LISTS)
        for key in self._parsed:
            if key not in known:
                raise self._error(key, "a table of that name", "one of " + ", ".join(known))

    def outlets(self) -> list[Outlet]:
        """Give the outlets, each name claimed by one only."""
        claimed: dict[str, str] = {}
        found = []
        for number, entry in enumerate(self._tables("outlets"), 1):
            where = f"outlets, entry {number}"
            self._only(entry, ("name", *OUTLET_LISTS), where)
            outlet = Outlet(
                self._string(entry, "name", where), *(self._strings(entry, key, where) for key in OUTLET_LISTS)
            )
            for name in (outlet.name, *outlet.aliases, *outlet.codes, *outlet.sign_offs):
                other = claimed.setdefault(comparable(name), outlet.name)
                if other != outlet.name:
                    raise self._error(where, f"{name!r}, which {other!r} has too", "each name for one outlet only")
            found.append(outlet)
        return found

    def phrases(self) -> dict[str, tuple[str, ...]]:
        """Give the phrases, per class of boilerplate or per "table.key"."""
        found = {}
        for table, keys in _LISTS.items():
            entry = self._parsed.get(table, {})
            if not isinstance(entry, dict):
                raise self._error(table, repr(entry), f"a table [{table}]")
            self._only(entry, keys, table)
            for key in keys:
                found[key if table == "boilerplate" else f"{table}.{key}"] = self._strings(entry, key, table)
        return found

    def languages(self) -> list[Language]:
        """Give the languages."""
        found = []
        for number, entry in enumerate(self._tables("languages"), 1):
            where = f"languages, entry {number}"
            self._only(entry, ("code", "months", "weekdays", "day_first", *_LANGUAGE_LISTS), where)
            day_first = entry.get("day_first", False)
            if not isinstance(day_first, bool):
                raise self._error(f"{where}, day_first", repr(day_first), "true or false")
            lists = {key: self._strings(entry, key, where) for key in _LANGUAGE_LISTS}
            found.append(
                Language(
                    code=self._string(entry, "code", where),
                    months=self._forms(entry, "months", 12, where),
                    weekdays=self._forms(entry, "weekdays", 7, where),
                    day_first=day_first,
                    **lists,
                )
            )
        return found

    def events(self) -> list[Event]:
        """Give the events."""
        found = []
        for number, entry in enumerate(self._tables("events"), 1):
            where = f"events, entry {number}"
            self._only(entry, ("names", "ended"), where)
            ended = entry.get("ended")
            if not isinstance(ended, date) or isinstance(ended, datetime):
                raise self._error(f"{where}, ended", repr(ended), "a day such as 2021-02-01, without quotes")
            names = self._strings(entry, "names", where)
            if not names:
                raise self._error(f"{where}, names", "none", "at least one name")
            found.append(Event(names, ended))
        return found

    def _tables(self, key: str) -> list[dict[str, Any]]:
        entries = self._parsed.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._error(key, repr(entries)[:60], f"tables [[{key}]]")
        return entries

    def _only(self, entry: dict[str, Any], keys: tuple[str, ...], where: str) -> None:
        for key in entry:
            if key not in keys:
                raise self._error(where, f"the key {key!r}", "one of " + ", ".join(keys))

    def _string(self, entry: dict[str, Any], key: str, where: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._error(f"{where}, {key}", repr(value), "some text in quotes")
        return value.strip()

    def _strings(self, entry: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self._error(f"{where}, {key}", repr(value)[:60], "a list of texts, none empty")
        return tuple(item.strip() for item in value)

    def _forms(self, entry: dict[str, Any], key: str, count: int, where: str) -> tuple[tuple[str, ...], ...]:
        value = entry.get(key, [])
        if not isinstance(value, list) or len(value) not in (0, count):
            raise self._error(f"{where}, {key}", repr(value)[:60], f"a list of {count} lists of texts")
        return tuple(self._strings({key: forms}, key, where) for forms in value)

    def _error(self, where: str, got: str, expected: str) -> OutletsError:
        return OutletsError(f"{self._file}: {where}: got {got}; expected {expected}")


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise OutletsError(f"{file} can't be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OutletsError(f"{file} is not TOML: {error}") from error

"""What is known of outlets, boilerplate, languages and events: the data files, and a newsroom's own over them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from indexer.blocks import collapse, comparable
from indexer.knowledge.entries import OUTLET_LISTS, Entries, Event, Outlet
from indexer.knowledge.labels import Labels
from indexer.knowledge.languages import Language, Languages, any_of

_LONGEST_NAME = 100  # characters: a longer line is no outlet's name
_FRAME_CLASSES = (
    "page_head.widgets", "page_head.teasers", "section_label", "footer_nav", "advertisement", "related_links",
    "rating_widget",
)  # fmt: skip
_ENTRY_CLASSES = ("section_label", "page_head.widgets", "page_head.crumbs", "footer_nav")
BUILT_IN = (Path(__file__).with_name("sources.toml"), Path(__file__).with_name("furniture.toml"))


@dataclass(frozen=True, eq=False)  # told apart by identity: patterns are looked up by them for every line
class Outlets:
    """The data file, loaded.

    Args:
        outlets: in the file's order.
        phrases: per class of boilerplate, or "pictures.credit_words" and the like, its phrases as written.
        languages: months, weekdays and marks of time.
        events: in the file's order.
    """

    outlets: tuple[Outlet, ...] = ()
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages: Languages = field(default_factory=lambda: Languages(()))
    events: tuple[Event, ...] = ()

    def is_phrase(self, kind: str, text: str) -> bool:
        """Say whether a whole line is one of the phrases of a class, case and the kind of quotes aside."""
        return len(text) <= self._longest[kind] and comparable(text) in self.comparables[kind]

    def canonical(self, name: str) -> str:
        """Give the canonical name of what is an outlet's name, alias or code; empty if it is none."""
        return self._names.get(comparable(name), "") if len(name) <= _LONGEST_NAME else ""

    def agency(self, code: str) -> str:
        """Give the canonical name of the outlet that a code in an agency prefix stands for; empty if it is unknown."""
        return self._codes.get(comparable(code), "") or self.canonical(code)

    def place(self, name: str) -> str:
        """Give a town known from datelines as it is usually spelled; empty if it is unknown."""
        return self._places.get(comparable(name), "")

    @cached_property
    def comparables(self) -> dict[str, frozenset[str]]:
        """Per class of `phrases` the phrases as `comparable` gives them."""
        return {kind: frozenset(map(comparable, phrases)) for kind, phrases in self.phrases.items()}

    @cached_property
    def labels(self) -> dict[str, Labels]:
        """Per class of `phrases` the phrases by their words."""
        return {kind: Labels.of(phrases) for kind, phrases in self.phrases.items()}

    @cached_property
    def edge_labels(self) -> Labels:
        """Labels of widgets and words that may be some, together."""
        return Labels.of((*self.phrases["furniture.widgets"], *self.phrases["furniture.edges"]))

    @cached_property
    def long_call_labels(self) -> Labels:
        """What the page says of itself, or asks the reader for, together."""
        return Labels.of((*self.phrases["furniture.notices"], *self.phrases["furniture.asked_for"]))

    @cached_property
    def call_labels(self) -> Labels:
        """These, and what is asked for in few words only."""
        return Labels.of(
            phrase
            for kind in ("furniture.notices", "furniture.asked_for", "furniture.asked_briefly")
            for phrase in self.phrases[kind]
        )

    @cached_property
    def frame_lines(self) -> frozenset[str]:
        """What alone on a line belongs to a page's frame, of all classes that say so, as `comparable` gives it."""
        return frozenset().union(*(self.comparables[kind] for kind in _FRAME_CLASSES))

    @cached_property
    def menu_entries(self) -> frozenset[str]:
        """What an entry of a menu may say, likewise."""
        return frozenset().union(*(self.comparables[kind] for kind in _ENTRY_CLASSES))

    @cached_property
    def event_patterns(self) -> tuple[tuple[frozenset[str], re.Pattern[str], date], ...]:
        """Per event its names in small letters, what finds them in a text, and its last day."""
        return tuple(
            (
                frozenset(collapse(name).casefold() for name in event.names),
                re.compile(any_of(event.names), re.IGNORECASE),
                event.ended,
            )
            for event in self.events
        )

    @cached_property
    def _places(self) -> dict[str, str]:
        return {comparable(name): name for name in self.phrases.get("places.names", ())}

    @cached_property
    def _longest(self) -> dict[str, int]:
        # Twice as long, for a line's spaces are not yet collapsed.
        return {kind: 2 * max(map(len, phrases), default=0) for kind, phrases in self.phrases.items()}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {
            comparable(name): outlet.name
            for outlet in self.outlets
            for name in (*outlet.codes, *outlet.sign_offs, *outlet.aliases, outlet.name)
        }

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {comparable(code): outlet.name for outlet in self.outlets for code in outlet.codes}


def load(extra: Path | None = None) -> Outlets:
    """Load the built-in data files, with a newsroom's own merged over it.

    Args:
        extra: a TOML file of the same shape, or None. Its lists add to the built-in ones; where a name is claimed by
            two outlets, the newsroom's claim counts.

    Raises:
        OutletsError: a file can't be read, or an entry in it can't be used.
    """
    outlets: dict[str, Outlet] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    languages: dict[str, Language] = {}
    events: list[Event] = []
    for file in (*BUILT_IN, *([extra] if extra else [])):
        entries = Entries(file)
        for outlet in entries.outlets():
            key = comparable(outlet.name)
            known = outlets.pop(key, Outlet(outlet.name))
            merged = {name: _joined(getattr(known, name), getattr(outlet, name)) for name in OUTLET_LISTS}
            outlets[key] = Outlet(outlet.name, **merged)
        for kind, added in entries.phrases().items():
            phrases[kind] = _joined(phrases.get(kind, ()), added)
        for language in entries.languages():
            before = languages.get(language.code)
            languages[language.code] = before.extended(language) if before else language
        events += entries.events()
    return Outlets(tuple(outlets.values()), phrases, Languages(tuple(languages.values())), tuple(events))


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))

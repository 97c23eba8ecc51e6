"""Edited copies of an article, as other outlets run it, and other stories that share a part with it."""

import random
import re
from collections.abc import Callable, Sequence

from benchmarks.corpus.texts import Text

Paragraphs = tuple[str, ...]
Edit = Callable[[Paragraphs, Sequence[Text], random.Random], Paragraphs]

KEPT = (0.35, 0.9)  # of the paragraphs: how much of a story an outlet that cuts its tail keeps
MOST_EDITS = 3  # that one copy went through
REWORDED = 0.03  # of the words: what an editor with a light pen changes
OWN = 60  # words: of a paragraph that an outlet adds, and of boilerplate that two stories share
_STYLE = (  # each with the other way to write it; a copy has them all or none
    (r"\b(\w{3,})ise(d|s|rs?)?\b", r"\1ize\2"),
    (r"\b(\w{3,})isation(s?)\b", r"\1ization\2"),
    (r"\b(col|fav|hon|lab|neighb|rum|behavi|harb)our", r"\1or"),
    (r"\bcentre", "center"),
    (r"\bprogramme", "program"),
    (r"(\d) ?%", r"\1 per cent"),
    (r"\bper cent\b", "percent"),
    (r"\b(Mr|Mrs|Ms|Dr|Sir) (?=[A-Z])", ""),
    (r"\bthree\b", "3"),
    (r"\btwo\b", "2"),
    (r"\bfour\b", "4"),
    (r"\b10\b", "ten"),
    (r"\b(January|February|August|September|October|November|December)\b", lambda month: month.group()[:3] + "."),
    (r"(\d),(\d{3})\b", r"\1\2"),
    (r'"([^"]*)"', r"“\1”"),
    (r"(\w)'(\w)", r"\1’\2"),
    (r"\bUK\b", "U.K."),
    (r"\bUS\b", "U.S."),
    (r" - ", " — "),
)
_OPENINGS = (
    "What had long been expected became known on Tuesday evening, our correspondents report.",
    "There was new movement yesterday in a matter that has kept readers of this page busy for weeks.",
    "It is a question that many had asked, and on Monday there was at last something like an answer to it.",
    "Observers spoke of a turning point, others of nothing new, when the latest details came out.",
)
_WORDS = ("also", "reportedly", "meanwhile", "now", "again", "earlier", "still", "however", "later", "once")
_AGENCIES = ("Harbour Wire", "Northern Press Agency", "Coastal News Service")


def copied(text: Text, others: Sequence[Text], chance: random.Random) -> tuple[Paragraphs, tuple[str, ...]]:
    """Make a copy by one to three different edits.

    Args:
        text: the story.
        others: more real articles, for what an outlet adds of its own.
        chance: chooses.

    Returns:
        The copy's paragraphs, and the names of its edits. The headline is always another: it is not part of the body.
    """
    names = chance.sample(list(EDITS), k=chance.randint(1, MOST_EDITS))
    paragraphs = text.paragraphs
    for name in sorted(names, key=list(EDITS).index):
        paragraphs = EDITS[name](paragraphs, others, chance)
    return paragraphs, tuple(names)


def _cut(paragraphs: Paragraphs, others: Sequence[Text], chance: random.Random) -> Paragraphs:
    return paragraphs[: max(2, round(len(paragraphs) * chance.uniform(*KEPT)))]


def _lead(paragraphs: Paragraphs, others: Sequence[Text], chance: random.Random) -> Paragraphs:
    """Write another first paragraph; half of the time some words of the old one stay."""
    opening = chance.choice(_OPENINGS)
    if chance.random() < 0.5:
        words = paragraphs[0].split()
        opening += " " + " ".join(words[len(words) // 2 :])
    return (opening, *paragraphs[1:])


def _style(paragraphs: Paragraphs, others: Sequence[Text], chance: random.Random) -> Paragraphs:
    styled = "\n".join(paragraphs)
    for pattern, other in _STYLE:
        styled = re.sub(pattern, other, styled)
    return tuple(styled.split("\n"))


def _reword(paragraphs: Paragraphs, others: Sequence[Text], chance: random.Random) -> Paragraphs:
    """Leave out words, and put in others."""
    edited = []
    for paragraph in paragraphs:
        words = []
        for word in paragraph.split():
            drawn = chance.random() / REWORDED
            words += [] if drawn < 0.5 else [word, chance.choice(_WORDS)] if drawn < 1 else [word]
        edited.append(" ".join(words))
    return tuple(edited)


def _add(paragraphs: Paragraphs, others: Sequence[Text], chance: random.Random) -> Paragraphs:
    """Put in a paragraph of the outlet's own, and the agency's name before the text."""
    own = _part(chance.choice(chance.choice(others).paragraphs), OWN)
    at = chance.randint(1, len(paragraphs))
    first = f"({chance.choice(_AGENCIES)}) - {paragraphs[0]}"
    return (first, *paragraphs[1:at], own, *paragraphs[at:])


def _part(paragraph: str, most: int) -> str:
    return " ".join(paragraph.split()[:most])


def _wrap(paragraphs: Paragraphs, others: Sequence[Text], chance: random.Random) -> Paragraphs:
    """Join paragraphs two by two."""
    return tuple(" ".join(paragraphs[at : at + 2]) for at in range(0, len(paragraphs), 2))


EDITS: dict[str, Edit] = {  # in the order in which they are made
    "cut tail": _cut,
    "other lead": _lead,
    "house style": _style,
    "reworded": _reword,
    "own paragraph": _add,
    "joined paragraphs": _wrap,
}


def unlike(text: Text, shared: Text, chance: random.Random) -> tuple[Paragraphs, str]:
    """Make a different story that shares a part with another: a quotation of it, or a paragraph of boilerplate.

    Args:
        text: a story that is nobody's copy.
        shared: the story whose longest paragraph it takes over.
        chance: chooses.
    """
    taken = max(shared.paragraphs, key=len)
    if chance.random() < 0.5:
        return (*text.paragraphs, _part(taken, OWN)), "shared paragraph"
    quoted = _part(taken, chance.randint(15, 50))
    at = chance.randint(1, len(text.paragraphs))
    return (*text.paragraphs[:at], f"“{quoted}”, it was said.", *text.paragraphs[at:]), "shared quotation"

"""Traces: what is kept of each article to learn from all of them together. No words, only their digests.

A trace is made of the article as cleaning leaves it that has learned nothing yet. So it depends on the raw document and
the rules alone, and what is learned from all traces does not depend on when which document came.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntFlag
from hashlib import blake2b
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.blocks import Block, comparable
from indexer.cleaning.draft import is_sentence
from indexer.dating.dates import find_dates
from indexer.knowledge.outlets import Outlets
from search.schema import AccountedLine, Article, Role

TRACE_VERSION = 1  # raised when the same article gets another trace: the next reindex then is a full one
HEAD = 5  # lines at the top that are counted: headline and standfirst stand there too
TAIL = 10  # lines at the end: what a site puts under its articles is longer
EDGES = HEAD + TAIL
KEYS = 6  # longest lines of an article, by which two versions of one story are known
_COUNTED = frozenset({Role.TITLE, Role.STANDFIRST, Role.BODY, Role.HEADING})
_TOLD_BY = 200  # characters: a longer line is told by its beginning and its length
_LANGUAGE_SAMPLE = 4_000  # characters that tell a text's language
_FIXED = 120  # characters: a longer line is a sentence, whatever date is in it
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(?:18|19|20|21)\d\d(?![\d/-])")

_RECORD = np.dtype(
    [
        ("edges", "<u8", EDGES),  # digests: HEAD lines from the top on, TAIL lines from the end back; 0 for none
        ("sentences", "<u2"),  # a bit for each of them that is a sentence
        ("keys", "<u8", KEYS),  # digests of the longest lines; 0 for none
        ("sizes", "<u4", KEYS),  # characters of each
        ("size", "<u4"),  # characters of all lines
        ("orders", "u1"),  # `Order`
    ]
)
_PACKED = Struct(f"<{EDGES}QH{KEYS}Q{KEYS}IIB")  # the same, of one article: quicker than an array
Records = NDArray[Any]


class Order(IntFlag):
    """What dates in figures, such as 13/07/2022, an article holds."""

    DAY_FIRST = 1
    MONTH_FIRST = 2
    AMBIGUOUS = 4  # 07/01/2022


@dataclass(frozen=True, slots=True)
class Unit:
    """A line as articles show it: a headline, a heading, a paragraph.

    Args:
        line: of the raw document, where it begins.
        text: its words.
        is_title: True for the headline.
        is_fixed: True for what is never taken for boilerplate, however often it stands there: a place, a date.
    """

    line: int
    text: str
    is_title: bool
    is_fixed: bool

    @property
    def is_sentence(self) -> bool:
        """True for what is body text, if nothing else is known of it."""
        return not self.is_title and is_sentence(Block(self.line, self.text))


@dataclass(frozen=True, slots=True)
class Trace:
    """What is kept of an article.

    Args:
        group: what it is counted with: its outlet, or the folder it lies in ("tribune/") where no outlet is known.
        packed: the rest, as one record of `records`.
    """

    group: str
    packed: bytes

    @property
    def orders(self) -> Order:
        """What dates in figures it holds."""
        return Order(self.packed[-1])


def trace(article: Article, outlets: Outlets) -> Trace:
    """Make the trace of an article that was cleaned without anything learned.

    Args:
        article: as it was cleaned.
        outlets: which places are known, and how languages write dates.
    """
    lines = list(units(article, outlets))
    edges, sentences = [0] * EDGES, 0
    digests: dict[int, int] = {}  # by index: of a short article a line may stand in every part
    for column, index in edge_columns(len(lines)):
        if index not in digests:
            digests[index] = digest(lines[index].text)
        edges[column] = 0 if lines[index].is_fixed else digests[index]
        sentences |= lines[index].is_sentence << column
    longest = sorted(range(len(lines)), key=lambda index: (-len(lines[index].text), lines[index].text))[:KEYS]
    keys = [digests[index] if index in digests else digest(lines[index].text) for index in longest]
    sizes = [len(lines[index].text) for index in longest]
    whole = sum(len(line.text) for line in lines)
    unused = [0] * (KEYS - len(keys))
    orders = _orders(article, outlets)
    packed = _PACKED.pack(*edges, sentences, *keys, *unused, *sizes, *unused, whole, orders)
    folder, slash, _ = article.path.partition("/")
    return Trace(article.source or (folder if slash else ".") + "/", packed)


def units(article: Article, outlets: Outlets) -> Iterator[Unit]:
    """Yield the lines of an article that may be boilerplate, in the order of the document."""
    seen: set[tuple[Role, int]] = set()
    paragraphs, headings = article.paragraphs, article.headings
    for one in article.account:
        name = (Role.BODY if one.role is Role.STANDFIRST else one.role, one.index)
        if one.role not in _COUNTED or name in seen:
            continue
        seen.add(name)
        text = _text(one, paragraphs, headings)
        yield Unit(one.line, text, one.role is Role.TITLE, len(text) <= _FIXED and _is_fixed(text, outlets))


def _text(one: AccountedLine, paragraphs: tuple[str, ...], headings: tuple[str, ...]) -> str:
    if one.role is Role.TITLE:
        return one.text
    return headings[one.index] if one.role is Role.HEADING else paragraphs[one.index]


def _is_fixed(text: str, outlets: Outlets) -> bool:
    if outlets.place(text.strip(" ,:-–—")):
        return True
    return _DIGIT.search(text) is not None and any(
        found.month is not None for found in find_dates(text, outlets.languages)
    )


def edge_columns(count: int) -> Iterator[tuple[int, int]]:
    """Yield the columns of `edges` that an article with so many lines has, each with the index of its line."""
    yield from ((at, at) for at in range(min(HEAD, count)))
    yield from ((HEAD + at, count - 1 - at) for at in range(min(TAIL, count)))


def digest(text: str) -> int:
    """Give a line's digest, 64 bits, never 0; case, spaces and the kind of quotes make no difference."""
    words = comparable(text[:_TOLD_BY]).encode("utf-8", "replace")
    if len(text) > _TOLD_BY:
        words += len(text).to_bytes(8)
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "little") or 1


def _orders(article: Article, outlets: Outlets) -> Order:
    orders = Order(0)
    for _, text in article.accounted():
        for match in _NUMERIC.finditer(text):
            first, second = int(match[1]), int(match[3])
            if first <= 12 < second <= 31:
                orders |= Order.MONTH_FIRST
            elif second <= 12 < first <= 31:
                orders |= Order.DAY_FIRST
            elif first != second and min(first, second) >= 1 and max(first, second) <= 12:
                orders |= Order.AMBIGUOUS
    # Where the language tells the order, nothing is to be learned, and nothing would be heeded.
    if orders and outlets.languages.day_first(" ".join(article.paragraphs)[:_LANGUAGE_SAMPLE]):
        return Order(0)
    return orders


def records(traces: list[Trace]) -> Records:
    """Give the records of traces as one array, with the fields of `_RECORD`."""
    return np.frombuffer(b"".join(one.packed for one in traces), _RECORD)


def dump(traces: Mapping[str, Trace]) -> bytes:
    """Write traces as arrays (NumPy's npz).

    Args:
        traces: by article id, which is ASCII.
    """
    names = sorted({one.group for one in traces.values()})
    number = {name: at for at, name in enumerate(names)}
    file = io.BytesIO()
    np.savez(
        file,
        ids=np.array(list(traces), "S"),
        groups=np.array([number[one.group] for one in traces.values()], np.int32),
        names=np.frombuffer(json.dumps(names).encode("ascii"), np.uint8),
        packed=np.frombuffer(b"".join(one.packed for one in traces.values()), np.uint8),
    )
    return file.getvalue()


def load(content: bytes | None) -> dict[str, Trace]:
    """Read what `dump` wrote; None gives none."""
    if content is None:
        return {}
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        ids, groups = (arrays[name].tolist() for name in ("ids", "groups"))
        names: list[str] = json.loads(arrays["names"].tobytes())
        packed = arrays["packed"].tobytes()
    size = _RECORD.itemsize
    return {
        article_id.decode("ascii"): Trace(names[group], packed[at * size : (at + 1) * size])
        for at, (article_id, group) in enumerate(zip(ids, groups, strict=True))
    }

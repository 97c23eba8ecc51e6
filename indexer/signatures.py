"""An article's signature: a small sample of the stretches of five words in its body, by which copies are found.

The sample is the smallest of the stretches' hashes (a "bottom-k sketch": A. Z. Broder, On the resemblance and
containment of documents, 1997). Two articles sample the same stretches, so what they share below the lower of their two
ends is an even sample of what they share altogether. An article with few is sampled whole, and compared exactly.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from search.analysis import fold
from search.schema import Dating

SIGNATURE_VERSION = 1  # raised when the same article gets another signature: the next reindex then is a full one
STRETCH = 5  # words: fewer are shared by chance, and each word that an editor changes spoils so many stretches
SAMPLED = 128  # hashes of an article, half a kilobyte: an article cut to a third still shares about forty of them
NO_HASH = 0xFFFF_FFFF  # stands for no hash where samples of several lengths lie in one table
_READ = 1_000_000  # characters of a body that are looked at: ten times the longest report, and a second of work at most
_INFERRED = 10_000_000  # days, more than the calendar has: what is only inferred comes after whatever is stated
_UNDATED = 2 * _INFERRED

Hashes = NDArray[np.uint32]
_Longs = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of an article to find its copies.

    Args:
        when: its place among articles by date: stated dates first, then inferred ones, then none.
        packed: its hashes, four bytes each, little-endian.
    """

    when: int
    packed: bytes

    @property
    def hashes(self) -> Hashes:
        """The sample: at most SAMPLED, ascending, each once."""
        return np.frombuffer(self.packed, "<u4")


def sign(paragraphs: Iterable[str], dating: Dating) -> Signature:
    """Make the signature of an article, in time linear in its length.

    Args:
        paragraphs: its body; headline and captions are each outlet's own.
        dating: its date.
    """
    day = dating.day.toordinal() if dating.day else 0
    when = day if dating.stated else day + _INFERRED if day else _UNDATED
    return Signature(when, _sample(_word_hashes("\n".join(paragraphs)[:_READ])).astype("<u4").tobytes())


def dump(signatures: Mapping[str, Signature]) -> bytes:
    """Write signatures as arrays (NumPy's npz).

    Args:
        signatures: by article id, which is ASCII.
    """
    file = io.BytesIO()
    np.savez(
        file,
        ids=np.array(list(signatures), "S"),
        when=np.array([one.when for one in signatures.values()], np.int32),
        ends=np.cumsum([len(one.packed) for one in signatures.values()], dtype=np.int64),
        packed=np.frombuffer(b"".join(one.packed for one in signatures.values()), np.uint8),
    )
    return file.getvalue()


def load(content: bytes | None) -> dict[str, Signature]:
    """Read what `dump` wrote; None gives none."""
    if content is None:
        return {}
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        ids, when, ends = (arrays[name].tolist() for name in ("ids", "when", "ends"))
        packed = arrays["packed"].tobytes()
    return {
        article_id.decode("ascii"): Signature(place, packed[start:end])
        for article_id, place, start, end in zip(ids, when, [0, *ends][: len(ends)], ends, strict=True)
    }


# Words are hashed where they lie in the text's bytes, all at once: making strings of them takes three times as long.

_FOREIGN = re.compile(r"[^\x00-\x7f]{1,16}")  # at most so many at once, so that what is remembered stays small
_IDEOGRAPH = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")  # each is a word
_PUT = bytes(ord(chr(c).lower()) if chr(c).isalnum() else 0 for c in range(128)) + bytes(range(128, 256))
# What English houses spell in two ways most often is made one: organise and organize, labour and labor, per cent and %.
_SPELT = _PUT.replace(b"z", b"s")
_WIDTH = 8  # bytes that are read at once
_PADDING = bytes(_WIDTH)
_HEADS: _Longs = np.array([(1 << 8 * n) - 1 for n in range(_WIDTH + 1)], np.uint64)  # masks of the first n bytes
_TAILS: _Longs = np.array([((1 << 8 * n) - 1) << 8 * (_WIDTH - n) for n in range(_WIDTH + 1)], np.uint64)
# Odd numbers without a pattern, to multiply by modulo 2**64: the fractional parts of golden ratio and square roots.
_ODD: Sequence[np.uint64] = tuple(
    np.uint64(number)
    for number in (0x9E3779B97F4A7C15, 0x6A09E667F3BCC909, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1)
)
_HALF = np.uint64(32)


def _word_hashes(text: str) -> _Longs:
    """Give a hash for each word of a text, in order: of its first eight bytes and its last eight, folded."""
    if not text.isascii():
        text = _FOREIGN.sub(lambda match: _plain(match.group()), text)
    spelt = text.replace("%", " percent").encode("utf-8", "replace").translate(_SPELT)
    spelt = spelt.replace(b"our", b"or").replace(b"per\0cent", b"percent")
    content = _PADDING + spelt + _PADDING
    is_word = np.frombuffer(content, np.uint8) != 0
    edges = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    at_each = np.ndarray((len(content) - _WIDTH + 1,), "<u8", content, strides=(1,))
    lengths = np.minimum(ends - starts, _WIDTH)
    hashes: _Longs = (at_each[starts] & _HEADS[lengths]) * _ODD[0]
    hashes += (at_each[ends - _WIDTH] & _TAILS[lengths]) * _ODD[1]
    return hashes ^ (hashes >> _HALF)


@lru_cache(maxsize=16_384)  # runs of letters with accents, and of punctuation beyond ASCII
def _plain(run: str) -> str:
    """Fold characters beyond ASCII, with spaces for punctuation and around ideographs."""
    folded = "".join(c if c.isalnum() else " " for c in fold(run))
    return _IDEOGRAPH.sub(r" \1 ", folded)


def _sample(words: _Longs) -> Hashes:
    """Give the smallest hashes of the stretches of words, ascending, each once."""
    count = len(words) - STRETCH + 1
    if count < 1:
        return np.zeros(0, np.uint32)
    mixed: _Longs = words[:count] * _ODD[0]
    for place in range(1, STRETCH):
        mixed += words[place : place + count] * _ODD[place]
    mixed ^= mixed >> _HALF
    mixed *= _ODD[1]
    hashes = np.minimum(mixed >> _HALF, NO_HASH - 1).astype(np.uint32)
    hashes.sort()
    is_new = np.ones(count, bool)
    is_new[1:] = hashes[1:] != hashes[:-1]
    smallest: Hashes = hashes[is_new][:SAMPLED]
    return smallest

"""Labels: what widgets, boxes and notices of pages say, told apart by their words alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\d\w*(?:[.,:]\d\w*)*|[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_OTHER_SIGNS = "’“”‘«»…–—·•"  # beyond ASCII
_BETWEEN_LETTERS = bytes(byte if chr(byte).isalpha() or byte > 127 else ord(" ") for byte in range(256))
_NUMBER = "#"
_START = 80  # characters that hold any label
# Texts whose words are remembered, for rules ask for those of one article again and again; and characters of the
# longest: some 4 MB at most.
_KEPT, _KEPT_LENGTH = 2_048, 400


@lru_cache(maxsize=_KEPT)
def label_words(text: str) -> tuple[str, ...]:
    """Give a line's words in small letters, each run of numbers as "#"; signs, symbols and punctuation are left out.

    "Comments (44)" and "44 comments" have the words that the phrases "Comments #" and "# comments" have.

    Args:
        text: a line.
    """
    found: list[str] = _WORD.findall(text.replace("’", "'").casefold())
    words = [_NUMBER if word[0].isdigit() else word for word in found]
    if words.count(_NUMBER) > 1:
        words = [word for at, word in enumerate(words) if word != _NUMBER or not at or words[at - 1] != _NUMBER]
    return tuple(words)


@lru_cache(maxsize=_KEPT)
def plain_words(text: str) -> frozenset[str]:
    """Give the runs of letters in a line, folded: quick, to ask whether it is worth a closer look.

    Args:
        text: a line; long ones fill the memory, and should be cut.
    """
    folded = text.casefold()
    if not folded.isascii():
        for sign in _OTHER_SIGNS:
            folded = folded.replace(sign, " ")
    # By bytes: a table takes many times as long for a text that isn't ASCII.
    return frozenset(folded.encode("utf-8", "replace").translate(_BETWEEN_LETTERS).decode("utf-8").split())


def first_words(text: str) -> tuple[str, ...]:
    """Give the words that a line begins with, as `label_words` does: enough to know a label."""
    return label_words(text[:_START])


def first_word(text: str) -> str:
    """Give the first of the words that `first_words` gives; empty where there is none."""
    return _short_first_word(text) if len(text) <= _KEPT_LENGTH else _first_word(text)


def _first_word(text: str) -> str:
    found = _WORD.search(text[:_START].replace("’", "'").casefold())
    return "" if found is None else _NUMBER if found.group()[0].isdigit() else found.group()


_short_first_word = lru_cache(maxsize=_KEPT)(_first_word)


@dataclass(frozen=True)
class Labels:
    """Phrases of one class, by their words.

    Args:
        phrases: each as `label_words` gives it.
        longest: words of the longest.
        firsts: the words that they begin with.
        rare: of each the longest run of letters, to tell at a glance, by `plain_words`, that a line has none of them.
    """

    phrases: frozenset[tuple[str, ...]]
    longest: int
    firsts: frozenset[str]
    rare: frozenset[str]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Labels":
        """Make them of phrases as a data file has them, "#" for a number."""
        found = frozenset(filter(None, (label_words(phrase.replace(_NUMBER, "0")) for phrase in phrases)))
        return cls(
            found,
            max(map(len, found), default=0),
            frozenset(phrase[0] for phrase in found),
            frozenset(max(words, key=len) for phrase in found if (words := sorted(plain_words(" ".join(phrase))))),
        )

    def may_be_in(self, text: str) -> bool:
        """Say whether a line has a word of a phrase that few lines have: where not, no phrase stands in it."""
        return not self.rare.isdisjoint(plain_words(text))

    def opens(self, text: str) -> int:
        """Say how many words of a line the longest phrase has that it begins with; 0 if it begins with none."""
        # Most lines are told by their first word to begin with none, without a look at the others.
        first = _short_first_word(text) if len(text) <= _KEPT_LENGTH else _first_word(text)
        return self.start(first_words(text)) if first in self.firsts else 0

    def start(self, words: tuple[str, ...], at: int = 0) -> int:
        """Say how many words from `at` on are the longest phrase that begins there; 0 if none does."""
        if at < len(words) and words[at] in self.firsts:
            for length in range(min(self.longest, len(words) - at), 0, -1):
                if words[at : at + length] in self.phrases:
                    return length
        return 0

    def covers(self, words: tuple[str, ...]) -> bool:
        """Say whether a line is made of nothing but phrases: "Facebook Twitter Email" of three.

        Each word is looked at once for every length of a phrase, so the time is linear in the line.
        """
        if not words or words[0] not in self.firsts:
            return False
        reached = {0}
        for at in range(len(words)):
            if at in reached and words[at] in self.firsts:
                for length in range(1, min(self.longest, len(words) - at) + 1):
                    if words[at : at + length] in self.phrases:
                        reached.add(at + length)
        return len(words) in reached

    def within(self, words: tuple[str, ...]) -> bool:
        """Say whether a phrase stands anywhere in a line."""
        if self.firsts.isdisjoint(words):  # as in most lines
            return False
        return any(word in self.firsts and self.start(words, at) for at, word in enumerate(words))

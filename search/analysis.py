"""The one analyser: text to tokens with positions and character spans, folded. Index and queries share it.

A token is a run of letters and digits. Case, accents, `đ` and the kind of apostrophe do not matter: `fold` takes them
away. An English ending after an apostrophe stays with its word (`nation's`, `don't`); any other apostrophe parts words
(`l'Élysée` is `l` and `elysee`, `O'Brien` is `o` and `brien`). Each Chinese or Japanese character is a token.
"""

import re
import threading
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from Stemmer import Stemmer, algorithms

_DIGIT = re.compile(r"\d")
MAX_TOKEN = 64  # characters; what is longer is no word (base64, a URL's tail), and is cut so that terms stay small

_MARKS = "\u0300-\u036f"
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W_ʼ{_IDEOGRAPH}]"
_RUN = rf"(?:{_LETTER}++[{_MARKS}]*+)++"  # a mark without a letter before it is no word
_TOKEN = re.compile(rf"[{_IDEOGRAPH}]|{_RUN}(?:['’ʼ](?:s|t|re|ve|ll|d|m)(?!{_LETTER}))?", re.IGNORECASE)
_ASCII_TOKEN = re.compile(r"[a-z0-9]+(?:'(?:s|t|re|ve|ll|d|m)(?![a-z0-9]))?")  # what _TOKEN is in plain ASCII
_ENDING = re.compile(r"'(?:s|t|re|ve|ll|d|m)(?![a-z0-9])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_PLAIN_LETTER = re.compile(r"[a-z0-9]")
_MARK = re.compile(f"[{_MARKS}]")
_DOUBLED = re.compile(r"'[a-z]{1,2}'")  # around what may be an ending: which of the two is one takes a closer look
_LONE_APOSTROPHE = re.compile(r"'(?:(?<![a-z0-9]')|(?!(?:s|t|re|ve|ll|d|m)(?![a-z0-9])))")  # no ending begins with it
_LETTERS_ONLY = bytes(  # for `bytes.translate`: lower case, and a space for all that is no letter, digit or apostrophe
    ord(chr(c).lower()) if c < 128 and (chr(c).isalnum() or c == ord("'")) else ord(" ") for c in range(256)
)
_NOT_PLAIN = re.compile(r"[^\x00-\x7f“”„‘«»–—…•£€\u00a0]")  # beyond these a character may be, or belong to, a letter
# What `find` can look for as it stands: no ending alone, which may belong to the token before it, and nothing cut.
_EASY = re.compile(rf"(?!(?:s|t|re|ve|ll|d|m)(?:'|$))[a-z0-9]{{1,{MAX_TOKEN - 4}}}(?:'(?:s|t|re|ve|ll|d|m))?")
_MANY = 40  # words: looking for more one by one takes longer than making the tokens of a passage
_STRAY = re.compile(rf"(?!')(?!{_LETTER}|[{_IDEOGRAPH}]).")  # what decomposing a letter may bring: ½ is 1⁄2
_UNLIKE = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "’": "'", "ʼ": "'"}
)  # letters that Unicode does not decompose, each with the letters that readers type instead


@dataclass(frozen=True, slots=True)
class Token:
    """A word in a text.

    Args:
        word: folded.
        position: its number in the text, from 0.
        start: character offset where it begins.
        end: offset just behind it.
    """

    word: str
    position: int
    start: int
    end: int


@lru_cache(maxsize=65_536)  # words: an archive's everyday vocabulary; folding is most of the analyser's time
def fold(text: str) -> str:
    """Take away what does not matter in a word: case, accents, `đ`, the kind of apostrophe."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.casefold().translate(_UNLIKE)  # again: decomposing gives capitals where casefold sees none (𝗩, ℙ)


@lru_cache(maxsize=65_536)  # words, as above
def term(word: str) -> str:
    """Give the word that a token is: folded, and cut to `MAX_TOKEN` characters."""
    cut = word[:MAX_TOKEN]
    if cut.isascii():
        return cut.lower()
    return _STRAY.sub("", fold(cut))[:MAX_TOKEN].strip("'") or cut  # a letter that folds to nothing stays what it is


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, in order."""
    for position, match in enumerate(_TOKEN.finditer(text)):
        yield Token(term(match.group()), position, *match.span())


def spelled(text: str) -> list[str]:
    """Give the tokens of a text, in order, some as they are spelled: `term` makes words of them.

    Plain text (as in `find`) is parted at what is no letter, three times as fast as by the pattern: most of indexing
    is this.
    """
    plain = text
    if not text.isascii():
        plain = text.replace("’", "'")
        if _NOT_PLAIN.search(plain):
            return _TOKEN.findall(text)
    plain = plain.encode("ascii", "replace").translate(_LETTERS_ONLY).decode("ascii")
    if "'" in plain:
        if _DOUBLED.search(plain):
            return _ASCII_TOKEN.findall(plain)
        plain = _LONE_APOSTROPHE.sub(" ", plain)
    return plain.split()


def words(text: str) -> list[str]:
    """Give the folded words of a text, in order: `tokens` without the places."""
    found = spelled(text)
    if text.isascii() and max(map(len, found), default=0) <= MAX_TOKEN:
        return found  # they are what `term` makes of them
    return list(map(term, found))


def places(text: str, positions: Collection[int]) -> dict[int, tuple[int, int]]:
    """Give the character spans of some tokens of a text, by position: `tokens` without the words.

    Args:
        text: of which `words` has given the words.
        positions: numbers of tokens that it has.
    """
    matches = _ASCII_TOKEN.finditer(text.lower()) if text.isascii() else _TOKEN.finditer(text)
    found: dict[int, tuple[int, int]] = {}
    passed = 0
    for position in sorted(positions):
        found[position] = next(islice(matches, position - passed, None)).span()
        passed = position + 1
    return found


def find(text: str, wanted: Collection[str]) -> list[tuple[int, int]]:
    """Give the character spans of a text's tokens that are among some words, in order.

    Where every character of the text folds to one, it looks for the words themselves and then at the letters around
    them, which is many times as fast as making all tokens; otherwise it makes them.

    Args:
        text: any.
        wanted: folded words.
    """
    plain = _plain(text)
    if plain is None or not all(map(_is_easy, wanted)):
        return [match.span() for match in _TOKEN.finditer(text) if term(match.group()) in wanted]
    if len(wanted) > _MANY:
        return [match.span() for match in _ASCII_TOKEN.finditer(plain) if match.group() in wanted]
    found = []
    for word in wanted:
        start = plain.find(word)
        while start >= 0:
            end = start + len(word)
            is_token = _is_token(plain, start, end, has_ending="'" in word)
            if is_token:
                found.append((start, end))
            start = plain.find(word, end if is_token else start + 1)  # what is none may overlap one
    found.sort()
    return found


def _plain(text: str) -> str | None:
    """Fold a text character by character, each to one of ASCII, or to a space; None where that can't be done."""
    plain = text.lower()
    if plain.isascii():
        return plain
    if len(plain) != len(text):
        return None
    for character in set(_NOT_ASCII.findall(plain)):
        folded = _plain_character(character)
        if not folded:
            return None
        plain = plain.replace(character, folded)
    # An ending is one as it is written: "'đ" is none, though it folds to one.
    is_ending = (text[match.start() + 1 : match.end()].isascii() for match in _ENDING.finditer(plain))
    return plain if all(is_ending) else None


@lru_cache(maxsize=4_096)  # characters: more than the scripts that have plain ones
def _plain_character(character: str) -> str:
    """Give the one character that a lower-case one is as good as in a text; empty if it is no such character."""
    if character in "’ʼ":
        return "'"
    if _TOKEN.fullmatch(character):
        folded = term(character)
        return folded if _PLAIN_LETTER.fullmatch(folded) else ""
    return "" if _MARK.fullmatch(character) or character.isalnum() else " "


@lru_cache(maxsize=4_096)  # words of queries and what they stand for
def _is_easy(word: str) -> bool:
    return _EASY.fullmatch(word) is not None


def find_phrase(text: str, sought: Sequence[str]) -> list[tuple[int, int]]:
    """Give the character spans of a text where words stand side by side, in order; they may overlap.

    Args:
        text: any.
        sought: at least one folded word.
    """
    found = []
    for start, end in find(text, sought[:1]):
        for word in sought[1:]:
            match = _TOKEN.search(text, end)
            if not match or term(match.group()) != word:
                break
            end = match.end()
        else:
            found.append((start, end))
    return found


def _is_token(plain: str, start: int, end: int, *, has_ending: bool) -> bool:
    """Tell whether a stretch of plain text is a whole token, ending included."""
    if (start and plain[start - 1].isalnum()) or (end < len(plain) and plain[end].isalnum()):
        return False
    return has_ending or not _ENDING.match(plain, end)


class Inflections:
    """Which words are forms of one word, by a Snowball stemmer (M. F. Porter, snowballstem.org). Safe for threads.

    Args:
        language: the stemmer's name, such as "english", "french" or "german".

    Raises:
        ValueError: there is no stemmer of that name.
    """

    def __init__(self, language: str) -> None:
        try:
            self._stemmer = Stemmer(language)
        except KeyError:
            known = ", ".join(algorithms())
            raise ValueError(f"no stemmer for {language!r}; expected one of: {known}") from None
        self._lock = threading.Lock()  # a stemmer has state
        self.language = language

    def stem(self, word: str) -> str:
        """Give what a folded word shares with its other forms; a word with a digit has no other forms."""
        return self.stems([word])[0]

    def stems(self, words: list[str]) -> list[str]:
        """Give the stem of each of many words."""
        with self._lock:
            stems: list[str] = self._stemmer.stemWords(words)
        return [word if _DIGIT.search(word) else stem for word, stem in zip(words, stems, strict=True)]

"""Bytes to text, honestly: what the document declares, then what the bytes prove, then what detection finds likely."""

import codecs
import re
import unicodedata
from functools import cache

import charset_normalizer
import ftfy

from indexer.blocks import remove_controls
from indexer.errors import Rejection

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP package (Word, Excel and e-books are such)"),
    (b"\x1f\x8b", "packed by gzip"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARATION = 4096  # bytes: browsers look for the charset in the first 1,024; pages with long comments come later
_SAMPLE = 65_536  # bytes that decide whether a file is binary, and which encoding is likely
_CONTROLS_IN_TEXT = 0.02  # share of control bytes that damaged text may still have; binaries have 10 % and more
_ZEROS_IN_WIDE = 0.3  # share of high bytes that are zero in UTF-16 text with Western letters, digits and spaces
_BAD_IN_UTF8 = 0.002  # share of undecodable bytes at which UTF-8 is still the likeliest: a cut or damaged file
_OTHER_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f]")
_SOFT_HYPHEN = "\u00ad"
_WESTERN = frozenset(
    "àâäáãåçéèêëíîïìñóôöòõúùûüýÿæœßøÀÂÄÁÅÇÉÈÊËÍÎÏÑÓÔÖÚÙÛÜÆŒØ£€¥¢§©®°·±²³¼½¾«»‘’“”–—…•™ª º¿¡\u00ad\u00a0×÷‹›„‚†‡‰´¨µ¶"
)
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32), 127))
_LETTER_RUN = re.compile(rb"[\xc0-\xff]{3}")
# UTF-8 read as something else has no letter beyond ASCII that stands alone, but for "Ã " and "Â ". Vietnamese has many
# side by side: those that no other language has, and "đ" before a small vowel, are no mojibake. Written with one set of
# characters in front, which the search can look for at once: most of a page's characters are none of them.
_VIETNAMESE = "ƠơƯưẠ-ỹ"
_VOWELS = "àáâãèéêìíòóôõùúýăĩũ"
_SUSPECT = re.compile(
    f"[^\x00-\x1a\x1c-\x7f{_VIETNAMESE}]"
    f"(?:(?<=[\x1b\x80-\x9f])|(?<=[ÃÂ]) |(?<=[^\x00-\x7f])(?!(?<=[Đđ])[{_VOWELS}])[^\x00-\x7f{_VIETNAMESE}])"
)
_ASCII_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_LONG_LINE = 5_000  # characters: no paragraph has as many, but pages without line ends do; repairing is slow there
_PART = re.compile(
    r".{500,}?(?=[<{;])|.+", re.DOTALL
)  # of such a line; what begins with these is never cut in a letter
_MARKS = 30  # in a row on one letter, as in Unicode's Stream-Safe Text Format (UAX 15)
_REPAIR = ftfy.TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)


def decode(content: bytes) -> str:
    r"""Turn a raw document's bytes into text, its lines parted by "\n".

    In order: a byte order mark, a declared charset (an XML declaration or a `<meta>`), strict UTF-8, detection.
    Mojibake is repaired, letters are composed (NFC), control characters removed, and so are marks on a letter beyond
    the thirtieth. The number of a line does not change.

    Args:
        content: the file's bytes.

    Raises:
        Rejection: the file is empty or looks binary.
    """
    if not content.strip():
        raise Rejection("it is empty")
    return _tidy(_decoded(content))


def _decoded(content: bytes) -> str:
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise Rejection(f"it looks binary, {what}: save it as text or HTML")
    wide = _wide(content[:_SAMPLE])
    if wide:
        return content.decode(wide, errors="replace")
    _refuse_binary(content[:_SAMPLE])
    declared = _declared(content)
    if declared and not _is_single_byte(declared):
        try:
            return content.decode(declared)
        except UnicodeDecodeError:
            pass  # a wrong declaration: the bytes decide
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        damaged = content.decode("utf-8", errors="replace")
        # Text in another encoding is bad wherever it has an accent; damaged UTF-8 has good accents too.
        bad = damaged.count("\ufffd")
        if bad <= _BAD_IN_UTF8 * len(content) and bad * 4 <= sum(not c.isascii() for c in damaged) - bad:
            return damaged
        if declared:
            return content.decode(declared, errors="replace")
        return _detected(content, error.start)


def _wide(sample: bytes) -> str:
    """Recognise UTF-16 without a mark: every other byte of Western text is zero."""
    if b"\0" not in sample or len(sample) < 4:
        return ""
    for name, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        if high.count(0) > _ZEROS_IN_WIDE * len(high) and not _controls(low):
            return name
    return ""


def _controls(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, _CONTROLS))


def _refuse_binary(sample: bytes) -> None:
    controls = _controls(sample)
    if controls > max(4, _CONTROLS_IN_TEXT * len(sample)):
        raise Rejection(
            f"it looks binary: {controls:,} of its first {len(sample):,} bytes are control characters; "
            "expected text or HTML"
        )


def _declared(content: bytes) -> str:
    found = _DECLARED.search(content[:_DECLARATION])
    if not found:
        return ""
    name = (found[1] or found[2]).decode("ascii", errors="ignore")
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return ""
    if codec.name.startswith(("utf-16", "utf-32")) or not getattr(codec, "_is_text_encoding", True):
        return ""  # it was read as single bytes, so it isn't what it says
    # Pages that say Latin-1 or ASCII mean windows-1252; browsers read them so (WHATWG Encoding Standard).
    return "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name


def _is_single_byte(name: str) -> bool:
    """Say whether every byte sequence is text in an encoding, so that decoding proves nothing."""
    return name.startswith(("cp125", "iso8859", "koi8", "mac-", "cp87", "cp85", "cp43", "tis"))


def _detected(content: bytes, first_bad: int) -> str:
    """Decode by detection, from a sample around the first byte that is not UTF-8."""
    start = max(0, first_bad - _SAMPLE // 2)
    sample = content[start : start + _SAMPLE]
    western = sample.decode("cp1252", errors="replace")
    # Detection is unreliable where accents are few, and takes any Central European or Asian encoding then.
    if not _LETTER_RUN.search(sample) and all(c.isascii() or c in _WESTERN for c in western):
        return content.decode("cp1252", errors="replace")
    best = charset_normalizer.from_bytes(sample).best()
    return content.decode(best.encoding if best else "cp1252", errors="replace")


def _tidy(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    # Most of a page's lines are ASCII, and most pages have no control characters: looking first saves most of the time.
    if not text.isascii():
        text = "\n".join(line if line.isascii() and "\x1b" not in line else _mended(line) for line in text.split("\n"))
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded.translate(None, _ASCII_CONTROLS)) < len(encoded):
        return remove_controls(_OTHER_BREAKS.sub(" ", text))
    return text


def _mended(line: str) -> str:
    """Repair mojibake in a line, compose its letters and remove what shows nothing."""
    if _SUSPECT.search(line):
        if len(line) > _LONG_LINE:
            line = "".join(
                ftfy.fix_text(part, _REPAIR) if _SUSPECT.search(part) else part for part in _PART.findall(line)
            )
        else:
            line = ftfy.fix_text(line, _REPAIR)
    return remove_controls(_OTHER_BREAKS.sub(" ", _composed(line).replace(_SOFT_HYPHEN, "")))


def _composed(line: str) -> str:
    """Compose letters with their marks; of very many on one letter only the first are kept.

    Composing sorts the marks of a letter, in time that grows with the square of their number.
    """
    if len(line) > _MARKS and not unicodedata.is_normalized("NFC", line):
        line = _too_many_marks().sub(r"\1", line)
    return unicodedata.normalize("NFC", line)


@cache
def _too_many_marks() -> re.Pattern[str]:
    marks = "".join(c for c in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(c))
    return re.compile(f"([{marks}]{{{_MARKS}}})[{marks}]+")

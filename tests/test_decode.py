"""From files to text: which files are read, and how their bytes become characters."""

import codecs
import gzip
import os
from pathlib import Path

import pytest
from ftfy.badness import is_bad
from hypothesis import given
from hypothesis import strategies as st

from indexer.decode import decode
from indexer.errors import Rejection
from indexer.source import MAX_DOCUMENT, RawDocument, read, walk

FRENCH = "Le président a déclaré à l'issue du sommet que la France était prête."
RUSSIAN = "Привет мир, это новостная статья о переговорах. "
SHIFT_JIS = '<?xml version="1.0" encoding="shift_jis"?>'
VIETNAMESE = "Thứ Sáu, Bộ trưởng Bùi Thanh Sơn phát biểu ở Đà Nẵng."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (VIETNAMESE.encode(), VIETNAMESE),
        (codecs.BOM_UTF8 + b"abc", "abc"),
        (VIETNAMESE.encode("utf-16"), VIETNAMESE),
        (VIETNAMESE.encode("utf-32"), VIETNAMESE),
        ("abc def ghi jkl".encode("utf-16-le"), "abc def ghi jkl"),
        ("abc def ghi jkl".encode("utf-16-be"), "abc def ghi jkl"),
        (FRENCH.encode("latin-1"), FRENCH),
        ("It’s the nation’s rise – £5m".encode("cp1252"), "It’s the nation’s rise – £5m"),
        ("Hélène Marchetti: “Well.”".encode("cp1252"), "Hélène Marchetti: “Well.”"),
        ((RUSSIAN * 4).encode("cp1251"), RUSSIAN * 4),
        (b'<meta charset="windows-1251"><p>\xcf\xf0\xe8\xe2\xe5\xf2', '<meta charset="windows-1251"><p>Привет'),
        (b'<meta charset="iso-8859-1">caf\xe9 \x93q\x94', '<meta charset="iso-8859-1">café “q”'),
        ('<meta charset="iso-8859-1">café'.encode(), '<meta charset="iso-8859-1">café'),
        ('<meta charset="nonsense">café'.encode(), '<meta charset="nonsense">café'),
        (f"{SHIFT_JIS}日本語".encode("shift_jis"), f"{SHIFT_JIS}日本語"),
        ("the nationâ€™s rise, Ã  21h05".encode(), "the nation’s rise, à 21h05"),
        ("TIN LIÊN QUAN, ĐÃ CÓ, XÃ HỘI".encode(), "TIN LIÊN QUAN, ĐÃ CÓ, XÃ HỘI"),
        ("“curly” ‘quotes’ ﬁ ｗｉｄｅ – …".encode(), "“curly” ‘quotes’ ﬁ ｗｉｄｅ – …"),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x0cb\x00\x07c\u200bd\u00ade".encode(), "a bcde"),
        ("e\u0301".encode(), "é"),
    ],
)  # fmt: skip
def test_decoding(content: bytes, text: str) -> None:
    assert decode(content) == text


def test_damaged_utf8_is_still_utf8() -> None:
    decoded = decode((VIETNAMESE * 20).encode() + b"\xff")
    assert decoded.startswith(VIETNAMESE * 20)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"\n \n", "it is empty"),
        (b"\x00\x01\x02\x03" * 50, "looks binary"),
        (bytes(range(256)) * 20, "looks binary"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"%PDF-1.4", "a PDF"),
        (b"PK\x03\x04 word", "ZIP"),
    ],
)
def test_binary_is_rejected(content: bytes, reason: str) -> None:
    with pytest.raises(Rejection, match=reason):
        decode(content)


@pytest.mark.parametrize("letter", "đĐ")
def test_what_only_vietnamese_sets_side_by_side_is_no_mojibake(letter: str) -> None:
    ascii_letters = [chr(code) for code in range(32, 127)]
    for vowel in "àáâãèéêìíòóôõùúýăĩũ":
        assert not any(is_bad(f"{before}{letter}{vowel}{after}") for before in ascii_letters for after in ascii_letters)
    text = f"{letter}ã {letter}ó người"
    assert decode(text.encode()) == text


@pytest.mark.parametrize("damaged", ["voilÃ  le texte", "â€œThe ferryâ€", "Äá»©c"])
def test_mojibake_beside_vietnamese_is_repaired(damaged: str) -> None:
    assert decode(f"đã {damaged}".encode()) != f"đã {damaged}"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_decoding_keeps_the_number_of_lines(text: str) -> None:
    plain = text.replace("\u2028", "").replace("\u2029", "") + "\nx"
    assert decode(plain.encode()).count("\n") == 1


def archive(folder: Path, **files: bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_walk_finds_raw_documents_in_order(tmp_path: Path) -> None:
    root = archive(
        tmp_path,
        **dict.fromkeys(
            ("b_txt", "a_HTML", "c__d__e_htm_gz", "c__f_txt_gz", "notes_md", "b_meta_toml", "c__x_txt_gz_bak"), b""
        ),
    )
    archive(tmp_path / ".git", x_txt=b"")
    (root / ".hidden.txt").write_bytes(b"")
    os.mkfifo(root / "pipe.txt")
    assert [path.relative_to(root).as_posix() for path in walk(root)] == [
        "a.HTML",
        "b.txt",
        "c/d/e.htm.gz",
        "c/f.txt.gz",
    ]


def test_walk_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(walk(tmp_path / "none"))


def test_read_unpacks_and_takes_the_sidecar_along(tmp_path: Path) -> None:
    root = archive(tmp_path, a__b_txt_gz=gzip.compress(b"text"), a__b_meta_toml=b"title = 'x'")
    document = read(root, root / "a" / "b.txt.gz")
    assert document == RawDocument("a/b.txt.gz", b"text", b"title = 'x'")
    assert not document.is_html


def test_the_digest_tells_documents_apart() -> None:
    plain = RawDocument("a.txt", b"text")
    assert plain.digest == "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"
    assert plain.digest == RawDocument("moved/b.txt.gz", b"text").digest
    others = [RawDocument("a.html", b"text"), RawDocument("a.txt", b"text", b""), RawDocument("a.txt", b"text!")]
    assert len({plain.digest, *(document.digest for document in others)}) == 4


def refusal(root: Path, name: str) -> str:
    with pytest.raises(Rejection) as caught:
        read(root, root / name)
    return caught.value.reason


def test_what_cannot_be_read_is_rejected(tmp_path: Path) -> None:
    root = archive(
        tmp_path / "archive",
        cut_txt_gz=gzip.compress(b"text" * 1000)[:-20],
        no_txt_gz=b"no gzip",
        bomb_txt_gz=gzip.compress(bytes(MAX_DOCUMENT + 1)),
        far_meta_toml=b"x" * 70_000,
        far_txt=b"text",
    )
    (tmp_path / "outside.txt").write_bytes(b"secret")
    (root / "out.txt").symlink_to(tmp_path / "outside.txt")
    (root / "gone.txt").symlink_to(root / "nowhere.txt")
    (root / "loop.txt").symlink_to(root / "loop.txt")
    (root / "folder").symlink_to(tmp_path)
    (root / "below").mkdir()
    (root / "inside").symlink_to(root / "below")
    os.mkfifo(root / "pipe.txt")
    assert "gzip packing is damaged" in refusal(root, "cut.txt.gz")
    assert "gzip packing is damaged" in refusal(root, "no.txt.gz")
    assert f"larger than {MAX_DOCUMENT:,} bytes" in refusal(root, "bomb.txt.gz")
    assert "far.meta.toml is larger than 65,536 bytes" in refusal(root, "far.txt")
    assert "leads out of the archive" in refusal(root, "out.txt")
    assert "gone.txt can't be read" in refusal(root, "gone.txt")
    assert "loop.txt can't be read" in refusal(root, "loop.txt")
    assert "leads out of the archive" in refusal(root, "folder")
    assert "inside is a link to a folder; these are not followed" in refusal(root, "inside")
    assert "below is a folder" in refusal(root, "below")
    assert "not a regular file" in refusal(root, "pipe.txt")
    assert root / "folder" in list(walk(root)), "a link to a folder is told, not passed over"


def test_a_link_inside_the_archive_is_read(tmp_path: Path) -> None:
    root = archive(tmp_path, a_txt=b"text")
    (root / "b.txt").symlink_to(root / "a.txt")
    assert read(root, root / "b.txt").content == b"text"


def test_a_name_that_is_not_utf8_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.txt")
    path.write_bytes(b"text")
    assert "not UTF-8" in refusal(tmp_path, path.name)

"""A raw document's bytes, as they come from the archive's folder."""

import gzip
import hashlib
import io
import os
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import OF_THE_MACHINE, Rejection
from indexer.listing import HTML_SUFFIXES, SIDECAR_SUFFIX, format_suffix, stem, walk

__all__ = ["MAX_DOCUMENT", "RawDocument", "Rejection", "read", "walk"]

MAX_DOCUMENT = 32 * 1024 * 1024  # bytes, unpacked: a hundred times the longest article; more is a dump or a zip bomb
MAX_SIDECAR = 64 * 1024  # bytes: six values need a few hundred
_AT_ONCE = 1 << 20  # bytes read at once of a file that grows


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One file of the archive, as it came.

    Args:
        path: relative to the archive, with forward slashes.
        content: its bytes, unpacked if it was a `.gz`.
        sidecar: the bytes of its `NAME.meta.toml`, or None if there is none.
    """

    path: str
    content: bytes
    sidecar: bytes | None = None

    @property
    def is_html(self) -> bool:
        """True where the file's name says that it is HTML."""
        return format_suffix(self.path) in HTML_SUFFIXES

    @property
    def digest(self) -> str:
        """SHA-256 of everything but the path that the article is made of, in hexadecimal.

        For a plain text without a sidecar it is that of the (unpacked) file. The sidecar counts, and so does being read
        as HTML: the same bytes renamed from `.txt` to `.html` become another article.
        """
        digest = hashlib.sha256(self.content)
        if self.is_html:
            digest.update(b"\0html")
        if self.sidecar is not None:
            digest.update(b"\0sidecar\0" + self.sidecar)
        return digest.hexdigest()


def read(raw_docs: Path, path: Path) -> RawDocument:
    """Read a raw document and its sidecar.

    Args:
        raw_docs: the archive's folder.
        path: a file in it, as `walk` yields it.

    Raises:
        Rejection: it can't be read, is larger than `MAX_DOCUMENT`, is a damaged gzip, or leads out of the archive.
        OSError: the disk fails, or too many files are open.
    """
    relative = _relative(raw_docs, path)
    content = _bytes(raw_docs, path, MAX_DOCUMENT)
    if relative.lower().endswith(".gz"):
        content = _unpacked(content)
    sidecar = path.with_name(stem(path.name) + SIDECAR_SUFFIX)
    return RawDocument(relative, content, _bytes(raw_docs, sidecar, MAX_SIDECAR) if os.path.lexists(sidecar) else None)


def _relative(raw_docs: Path, path: Path) -> str:
    whole, root = path.as_posix(), raw_docs.as_posix() + "/"
    relative = whole[len(root) :] if whole.startswith(root) else path.relative_to(raw_docs).as_posix()
    try:
        relative.encode("utf-8")
    except UnicodeEncodeError:
        raise Rejection("its name is not UTF-8, so it can't be stored or linked to: rename the file") from None
    return relative


def _bytes(raw_docs: Path, path: Path, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes that lies in the archive."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(raw_docs.resolve()):
            raise Rejection(f"{path.name} is a link that leads out of the archive: copy the file instead")
        # O_NONBLOCK: opening a pipe that replaced the file since the walk would otherwise wait for a writer forever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            found = os.fstat(descriptor)
            _must_be_regular(path, found.st_mode)
            content = _read_to(descriptor, min(found.st_size, limit), limit + 1)
        finally:
            os.close(descriptor)
    except RuntimeError:
        raise Rejection(f"{path.name} can't be read: its links lead in a circle") from None
    except OSError as error:
        if error.errno in OF_THE_MACHINE:
            error.filename = str(path)  # reading names none
            raise
        raise Rejection(f"{path.name} can't be read: {error.strerror or error}") from error
    if len(content) > limit:
        raise Rejection(_too_large(path.name, limit))
    return content


def _read_to(descriptor: int, size: int, most: int) -> bytes:
    """Read an open file to its end, or `most` bytes of it; `size` is how large it was a moment ago."""
    content = part = os.read(descriptor, size + 1)
    while part and len(content) < most:
        part = os.read(descriptor, min(most - len(content), _AT_ONCE))
        content += part
    return content


def _must_be_regular(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode) and path.is_symlink():
        raise Rejection(f"{path.name} is a link to a folder; these are not followed: copy the folder instead")
    if stat.S_ISDIR(mode):
        raise Rejection(f"{path.name} is a folder: name the files in it")
    if not stat.S_ISREG(mode):
        raise Rejection(f"{path.name} is not a regular file")


def _unpacked(packed: bytes) -> bytes:
    """Unpack a gzip file, its members joined, stopping at `MAX_DOCUMENT` bytes however much it would unpack to."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
            content = file.read(MAX_DOCUMENT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Rejection(f"its gzip packing is damaged: {error}") from error
    if len(content) > MAX_DOCUMENT:
        raise Rejection(_too_large("its unpacked text", MAX_DOCUMENT))
    return content


def _too_large(name: str, limit: int) -> str:
    return f"{name} is larger than {limit:,} bytes, the most that is read: split it into articles"

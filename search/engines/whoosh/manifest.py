"""Manifests: what a generation's files are, by size and SHA-256, so that damage is found before anything is read.

`manifest.sha256` vouches for `manifest.json` where the pointer does not (it does for the generation that serves), in
the form that `sha256sum --check` reads.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from search.engines.whoosh.durability import is_passing, write_synced
from search.errors import IndexDamagedError

FORMAT = 2  # of the manifest and the layout around it
MANIFEST = "manifest.json"
SEAL = "manifest.sha256"
_HASHED_AT_ONCE = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds.

    Args:
        created: when it was published, with zone.
        schema: the SCHEMA_VERSION of the code that wrote it.
        articles: how many there are.
        passages: how many there are.
        files: (size in bytes, SHA-256 in hexadecimal) of each, by name.
    """

    created: datetime
    schema: int
    articles: int
    passages: int
    files: Mapping[str, tuple[int, str]]


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        hashed = hashlib.sha256()
        while part := file.read(_HASHED_AT_ONCE):
            hashed.update(part)
    return hashed.hexdigest()


def write_manifest(
    folder: Path, number: int, now: datetime, facts: Mapping[str, int], known: Mapping[str, tuple[int, str]]
) -> str:
    """Write the manifest of all files in a folder, and have it on the disk.

    Args:
        folder: of the generation being built.
        number: of the generation.
        now: the time, with zone.
        facts: "schema", "articles" and "passages".
        known: size and SHA-256 of files that were verified before. They are not read again: should one have been
            damaged since, its new digest would pass that off as what was published.

    Returns:
        The manifest's SHA-256, in hexadecimal.

    Raises:
        OSError: it can't be written, or a file can't be read.
    """
    found = {
        path.name: known.get(path.name) or (path.stat().st_size, digest(path)) for path in sorted(folder.iterdir())
    }
    files = {name: {"bytes": size, "sha256": sha256} for name, (size, sha256) in found.items()}
    manifest = {"format": FORMAT, "generation": number, "created": now.isoformat(), **facts, "files": files}
    content = json.dumps(manifest, indent=1).encode("ascii")
    seal = hashlib.sha256(content).hexdigest()
    write_synced(folder / MANIFEST, content)
    write_synced(folder / SEAL, f"{seal}  {MANIFEST}\n".encode("ascii"))
    return seal


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest.

    Args:
        folder: of the generation.

    Raises:
        IndexDamagedError: it is not what was published, or of another format.
        OSError: too many files are open.
    """
    number = int(folder.name.partition(".")[0])
    try:
        content, seal = (folder / MANIFEST).read_bytes(), (folder / SEAL).read_bytes()
    except OSError as error:
        if is_passing(error):
            raise
        raise IndexDamagedError(f"generation {number}: {error.strerror}: {error.filename}") from error
    found = hashlib.sha256(content).hexdigest()
    if seal != f"{found}  {MANIFEST}\n".encode("ascii"):
        raise IndexDamagedError(f"generation {number}: {MANIFEST} is not what {SEAL} vouches for")
    fields: dict[str, Any] = json.loads(content)
    if fields["format"] != FORMAT:
        raise IndexDamagedError(
            f"generation {number} has format {fields['format']!r}, expected {FORMAT}: run `morgue reindex --full`"
        )
    files = {name: (each["bytes"], each["sha256"]) for name, each in fields["files"].items()}
    created = datetime.fromisoformat(fields["created"])
    return Manifest(created, fields["schema"], fields["articles"], fields["passages"], files)

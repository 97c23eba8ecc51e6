"""What the last reindex knew of each raw document, so that the next one finds what is new, changed, moved or gone."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from indexer.knowledge import outlets
from indexer.learning.traces import TRACE_VERSION
from indexer.pipeline import CLEANING_VERSION
from indexer.signatures import SIGNATURE_VERSION
from search.schema import SCHEMA_VERSION

ID_LENGTH = 12  # hexadecimal digits: 48 bits, so that a million articles rarely share one, and `free_id` sees to those


@dataclass(frozen=True, slots=True)
class Entry:
    """One raw document as it was.

    Args:
        digest: SHA-256 of its content; empty where it could not be read.
        id: of its article; empty where it was rejected.
        reason: why it was rejected; empty where it is indexed.
        stamp: of its file when it was read, see `indexer.listing.Listed`; it says nothing of the content, so entries
            that differ in it alone are equal.
    """

    digest: str
    id: str = ""
    reason: str = ""
    stamp: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All raw documents as they were.

    Args:
        rules: `rules_digest` of the rules they were cleaned by.
        entries: by path relative to the archive.
    """

    rules: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def dump(self) -> bytes:
        """Write it as JSON."""
        rows = {path: [entry.digest, entry.id, entry.reason, entry.stamp] for path, entry in self.entries.items()}
        return json.dumps({"rules": self.rules, "documents": rows}, sort_keys=True).encode("ascii")


def load(content: bytes | None) -> Ledger:
    """Read what `Ledger.dump` wrote; None is an empty ledger."""
    if content is None:
        return Ledger()
    fields = json.loads(content)
    return Ledger(fields["rules"], {path: Entry(*row) for path, row in fields["documents"].items()})


def rules_digest(extra_sources: Path | None) -> str:
    """Say by which rules documents are cleaned now: another digest means that all are to be cleaned anew."""
    versions = (
        f"cleaning {CLEANING_VERSION}, signature {SIGNATURE_VERSION}, trace {TRACE_VERSION}, schema {SCHEMA_VERSION}"
    )
    digest = hashlib.sha256(versions.encode())
    for path in (*outlets.BUILT_IN, extra_sources):
        if path is not None:
            digest.update(b"\0" + path.read_bytes())
    return digest.hexdigest()


def free_id(path: str, taken: Iterable[str]) -> str:
    """Give an article id for a new document: from its path, so that a rebuild from nothing gives the same ones.

    Args:
        path: relative to the archive.
        taken: ids in use.
    """
    attempt = 0
    while True:
        salted = path if attempt == 0 else f"{path}\0{attempt}"
        article_id = hashlib.sha256(salted.encode("utf-8", "surrogateescape")).hexdigest()[:ID_LENGTH]
        if article_id not in taken:
            return article_id
        attempt += 1

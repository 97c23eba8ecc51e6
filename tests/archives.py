"""Small archives for tests."""

import hashlib
import json
from datetime import date
from pathlib import Path

from search.engines.whoosh.manifest import MANIFEST, SEAL, digest
from search.schema import Article, Caption, Dating, Kind, Passage, Section


def article(
    path: str,
    *paragraphs: str,
    title: str = "",
    source: str = "",
    day: str = "",
    not_before: str = "",
    byline: str = "",
    place: str = "",
    captions: tuple[str, ...] = (),
) -> Article:
    dating = Dating(stated=day, not_before=date.fromisoformat(not_before) if not_before else None)
    return Article(
        path=path,
        title=title,
        source=source,
        dating=dating,
        byline=byline,
        place=place,
        captions=tuple(Caption(text) for text in captions),
        sections=(Section("", paragraphs),),
    )


def passages_of(article: Article) -> list[Passage]:
    """One passage a paragraph: simpler than the real splitter, so that a test sees what it made."""
    passages = [Passage(Kind.TITLE, "", article.title)] if article.title else []
    number = 0
    for section in article.sections:
        for paragraph in section.paragraphs:
            passages.append(Passage(Kind.BODY if number else Kind.LEAD, section.heading, paragraph, number))
            number += 1
    passages += [Passage(Kind.CAPTION, "", caption.text, at) for at, caption in enumerate(article.captions)]
    if article.byline:
        passages.append(Passage(Kind.BYLINE, "", article.byline))
    return passages


def rewrite_manifest(root: Path, number: int, **fields: object) -> None:
    """Write the manifest of a generation as if its files, as they are now, had been published so."""
    folder = root / "generations" / str(number)
    written = json.loads((folder / MANIFEST).read_text()) | fields
    paths = sorted(path for path in folder.iterdir() if path.name not in {MANIFEST, SEAL})
    written["files"] = {path.name: {"bytes": path.stat().st_size, "sha256": digest(path)} for path in paths}
    content = json.dumps(written).encode()
    (folder / MANIFEST).write_bytes(content)
    seal = hashlib.sha256(content).hexdigest()
    (folder / SEAL).write_text(f"{seal}  {MANIFEST}\n")
    pointer = root / "CURRENT"
    if pointer.read_text().startswith(f"{number} "):
        pointer.write_text(f"{number} {seal}\n")

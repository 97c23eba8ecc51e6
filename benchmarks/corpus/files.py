"""The archive on disk: made once for a size, read by every engine's builder."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from benchmarks.corpus.build import Added, archive
from benchmarks.corpus.folded import BATCH
from benchmarks.corpus.texts import Text
from search.analysis import words
from search.schema import Article, Dating, Kind, Passage, Section


@dataclass(frozen=True, slots=True)
class Size:
    """How large an archive is.

    Args:
        articles: how many.
        passages: of text, titles not counted.
        words: in all of it.
        vocabulary: how many different ones.
        bytes: of the text in UTF-8, titles included.
    """

    articles: int
    passages: int
    words: int
    vocabulary: int
    bytes: int


def write(texts: Sequence[Text], passages: int, folder: Path) -> Size:
    """Write an archive of about so many passages into a folder, for `read_articles` and `folded.read_batches`."""
    articles = total = count = size = 0
    vocabulary: set[str] = set()
    with articles_file(folder).open("w", encoding="ascii") as whole, folded_file(folder).open("w") as folded:
        for article_id, article, split_up in archive(texts, passages):
            said = [words(passage.text) for passage in split_up]
            own = [[p.kind.value, p.text, p.paragraph, p.offset] for p in split_up]
            row = [article_id, article.path, article.title, article.source, article.dating.stated, article.paragraphs]
            whole.write(json.dumps([*row, own]) + "\n")
            joined = [" ".join(passage) for passage in said]
            folded.write(json.dumps([article_id, article.source, article.dating.stated, joined]) + "\n")
            articles += 1
            count += sum(passage.kind is not Kind.TITLE for passage in split_up)
            total += sum(map(len, said))
            size += sum(len(passage.text.encode()) for passage in split_up)
            vocabulary.update(*said)
    found = Size(articles, count, total, len(vocabulary), size)
    (folder / "size.json").write_text(json.dumps(asdict(found)))
    return found


def articles_file(folder: Path) -> Path:
    """Say where the articles are that Morgue indexes."""
    return folder / "articles.jsonl"


def folded_file(folder: Path) -> Path:
    """Say where the folded words are that the peers index."""
    return folder / "folded.jsonl"


def read_size(folder: Path) -> Size:
    """Read how large the archive in a folder is."""
    return Size(**json.loads((folder / "size.json").read_text()))


def read_articles(folder: Path) -> Iterator[list[Added]]:
    """Yield what to add to an engine, a batch at a time."""
    with articles_file(folder).open(encoding="ascii") as lines:
        while batch := [_added(line) for line in islice(lines, BATCH)]:
            yield batch


def _added(line: str) -> Added:
    article_id, path, title, source, day, paragraphs, split_up = json.loads(line)
    article = Article(
        path=path,
        title=title,
        dating=Dating(stated=day),
        source=source,
        sections=(Section("", tuple(paragraphs)),),
    )
    passages = (Passage(Kind(kind), "", text, paragraph, offset) for kind, text, paragraph, offset in split_up)
    return article_id, article, tuple(passages)

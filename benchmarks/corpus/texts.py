"""Real articles to measure with: news from a tar file where there is one, else the project's own sample."""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer import source
from indexer.errors import Rejection
from indexer.knowledge import outlets
from indexer.pipeline import clean

NEWS = Path("../shared/corpora/bbc-news.tar.gz")  # optional; see README.md
SAMPLE = Path(__file__).parent.parent.parent / "raw_docs"


@dataclass(frozen=True, slots=True)
class Text:
    """What of a real article is needed here.

    Args:
        topic: what it is about: the folder it came from.
        title: its headline.
        paragraphs: its body.
    """

    topic: str
    title: str
    paragraphs: tuple[str, ...]


def read_texts(news: Path | None) -> list[Text]:
    """Read the real articles, in the order of their paths.

    Args:
        news: a tar file of Latin-1 texts (title, empty line, paragraphs), one folder a topic; None for the sample.

    Raises:
        OSError: the file can't be read.
        ValueError: there is no article in it.
    """
    texts = sorted(_tarred(news) if news else _sample(), key=lambda named: named[0])
    if not texts:
        raise ValueError(f"no articles in {news or SAMPLE}; expected .txt files with a title and paragraphs")
    return [text for _, text in texts]


def _tarred(path: Path) -> Iterator[tuple[str, Text]]:
    with tarfile.open(path) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.name.endswith(".txt") else None
            if file is None:
                continue
            title, *paragraphs = [line.strip() for line in file.read().decode("latin-1").splitlines() if line.strip()]
            if paragraphs:
                yield member.name, Text(Path(member.name).parent.name, title, tuple(paragraphs))


def _sample() -> Iterator[tuple[str, Text]]:
    known = outlets.load()
    for path in source.walk(SAMPLE):
        try:
            article = clean(source.read(SAMPLE, path), known)
        except Rejection:  # the sample holds files that show what a rejection looks like
            continue
        if article.paragraphs:
            yield article.path, Text("sample", article.display_title, article.paragraphs)

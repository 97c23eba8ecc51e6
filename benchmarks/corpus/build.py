"""An archive of any size: articles and their passages, one after the other, the same for the same seed."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from benchmarks.corpus.recombine import recombined
from benchmarks.corpus.texts import Text
from indexer.pipeline import split
from search.schema import Article, Dating, Kind, Passage, Section

SEED = 1
_PLACES = ("Aldmoor", "Brackwater", "Carrow", "Dunmere", "Eastholm", "Farlow", "Glenrath", "Harwick", "Ider", "Kestrel")
SOURCES = tuple(f"{place} {kind}" for kind in ("Courier", "Gazette") for place in _PLACES)
"""20, none of them a part of another; the first is the most frequent."""
FIRST_DAY = date(2015, 1, 1)
LAST_DAY = date(2025, 12, 31)


Added = tuple[str, Article, tuple[Passage, ...]]  # what an engine's writer is given: article id, article, passages


def archive(texts: Sequence[Text], passages: int, seed: int = SEED) -> Iterator[Added]:
    """Yield article id, article and passages until there are enough passages: real articles first, then recombined.

    Args:
        texts: the real articles.
        passages: how many passages of text are wanted; titles, which are passages too, come on top.
        seed: of all chance in it.
    """
    chance = random.Random(seed)
    real = list(texts)
    chance.shuffle(real)
    weights = [1 / rank for rank in range(1, len(SOURCES) + 1)]  # Zipf's law: a few outlets send most of the articles
    days = (LAST_DAY - FIRST_DAY).days + 1
    found = 0
    for number, text in enumerate(chain(real, (text for text, _ in recombined(real, seed)))):
        if found >= passages:
            return
        day = FIRST_DAY + timedelta(chance.randrange(days))
        article = Article(
            path=f"{text.topic}/{number:07}.txt",
            title=text.title,
            dating=Dating(stated=day.isoformat()),
            source=chance.choices(SOURCES, weights)[0],
            sections=(Section("", text.paragraphs),),
            digest=hashlib.sha256(f"{seed}/{number}".encode()).hexdigest(),
        )
        split_up = split(article)
        found += sum(passage.kind is not Kind.TITLE for passage in split_up)
        yield article.digest[:12], article, split_up

"""The clean articles that scrapes are made of: the sample's, composed ones, and real news where it is at hand."""

import html
import random
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.cleaning.scrapes.compose import compose
from benchmarks.cleaning.scrapes.records import LANGUAGES, Story
from benchmarks.corpus.texts import SAMPLE, read_texts
from indexer import source
from indexer.errors import Rejection
from indexer.knowledge import outlets
from indexer.pipeline import clean
from search.schema import Section

SHARES = {"sample": 10, "composed": 60, "news": 30}  # of a hundred files; the composed ones take what is missing
_LANGUAGES = {"en": 38, "vi": 34, "fr": 28}  # of a hundred composed articles: the archive's languages, English first
_NEWS_FROM, _NEWS_DAYS = datetime(2004, 6, 1, 9), 270  # the real articles are from these days
_FEWEST = 3  # paragraphs; less is no article to put a page around
_COMMON = {"vi": {"của", "và", "các", "được", "những"}, "fr": {"le", "la", "les", "des", "et", "une"}}


def sample() -> list[Story]:
    """Read the project's own sample as it is cleaned today."""
    known, stories = outlets.load(), []
    for path in source.walk(SAMPLE):
        try:
            article = clean(source.read(SAMPLE, path), known)
        except Rejection:  # the sample holds files that show what a rejection looks like
            continue
        if article.title and len(article.paragraphs) >= _FEWEST:
            language = _language(" ".join(article.paragraphs))
            stories.append(Story("sample", language, article.title, article.sections))
    return stories


def news(path: Path | None) -> list[Story]:
    """Read real articles from a tar file, as `benchmarks.corpus.texts` does; none if there is no such file."""
    if path is None:
        return []
    return [
        Story("news", "en", _mended(text.title), (Section("", tuple(map(_mended, text.paragraphs))),))
        for text in read_texts(path)
        if len(text.paragraphs) >= _FEWEST
    ]


def story(chance: random.Random, real: Sequence[Story], shown: Sequence[Story]) -> Story:
    """Draw one article.

    Args:
        chance: which.
        real: articles of news; may be empty.
        shown: articles of the sample; may be empty.
    """
    base = chance.choices(list(SHARES), list(SHARES.values()))[0]
    if base == "news" and real:
        return replace(
            chance.choice(real), published=_NEWS_FROM + timedelta(minutes=chance.randrange(_NEWS_DAYS * 1440))
        )
    if base == "sample" and shown:
        return chance.choice(shown)
    return compose(chance, chance.choices(list(_LANGUAGES), list(_LANGUAGES.values()))[0])


def _mended(text: str) -> str:
    """Undo entities and UTF-8 read as Latin-1, as cleaning would: the gold is to be the text that was meant."""
    with suppress(UnicodeError):  # where it was Latin-1 indeed
        text = text.encode("latin-1").decode("utf-8")
    return html.unescape(text)


def _language(text: str) -> str:
    counts = Counter(re.findall(r"\w+", text.lower()))
    shares = {language: sum(counts[word] for word in _COMMON.get(language, ())) for language in LANGUAGES}
    best = max(LANGUAGES, key=shares.__getitem__)
    return best if shares[best] > counts.total() / 20 else "en"

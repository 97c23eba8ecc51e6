"""The run: scrapes are made, cleaned and judged."""

import json
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from benchmarks.cleaning.scrapes.judge import FIELDS, Verdict, judge
from benchmarks.cleaning.scrapes.records import Gold, Scrape
from benchmarks.cleaning.scrapes.report import Judged
from indexer.errors import Rejection
from indexer.knowledge import outlets
from indexer.pipeline import clean
from indexer.source import RawDocument
from search.schema import Article

# Cleaned before the clock runs: patterns are compiled with the first text that a process cleans.
_WARM_UP = b"Ferry returns\n\n7 January 2022\n\nThe ferry came back on Monday after a month in the yard, it said.\n"
_SHOWN = 160  # characters of a text in a list of failures


def clean_all(scrapes: Iterable[Scrape]) -> list[tuple[Scrape, Article | None, Verdict]]:
    """Clean and judge scrapes, in order; a rejected one has no article."""
    known = outlets.load()
    cleaned = []
    clean(RawDocument("warm-up.txt", _WARM_UP), known)
    for scrape in scrapes:
        document = RawDocument(scrape.path, scrape.content)
        article: Article | None = None
        started = time.process_time()
        with suppress(Rejection):  # counts as wrong in every field
            article = clean(document, known)
        seconds = time.process_time() - started
        cleaned.append((scrape, article, judge(scrape, article, seconds)))
    return cleaned


def keep(folder: Path, scrapes: Iterable[Scrape]) -> None:
    """Write the files, and `gold.json` with what each tells and what is noise in it."""
    gold = {}
    for scrape in scrapes:
        path = folder / scrape.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(scrape.content)
        noise = [[each.name, *each.lines] for each in scrape.noise]
        gold[scrape.path] = asdict(scrape.gold) | {"noise": noise, "layout": scrape.layout}
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def told(judged: Judged, article: Article | None) -> str:
    """Say what is wrong with one file.

    Args:
        judged: the file and its verdict.
        article: what became of it.
    """
    scrape, verdict = judged
    lines = [f"{scrape.path} ({scrape.story.base}, {scrape.story.language}; {', '.join(scrape.classes)})"]
    if article is None:
        return lines[0] + "\n  rejected"
    have = {
        "title": article.title,
        "date": article.dating.stated,
        "source": article.source,
        "byline": article.byline,
        "place": article.place,
    }
    for field in FIELDS:
        if not verdict.right[field]:
            lines.append(f"  {field}: {_short(have[field])} for {_short(wanted(scrape.gold, field))}")
    for noise in verdict.leaks:
        lines.append(f"  kept of {noise.name}: {_short(' / '.join(noise.lines))}")
    if verdict.body < 1:
        lines.append(f"  body F1 {verdict.body:.4f}")
    if verdict.matched < max(verdict.found, verdict.wanted):
        texts = [f"{caption.text} [{caption.credit}]" for caption in article.captions]
        want = [f"{caption.texts[0]} [{caption.credit}]" for caption in scrape.gold.captions]
        lines.append(f"  captions: {_short(' / '.join(texts))} for {_short(' / '.join(want))}")
    return "\n".join(lines)


def wanted(gold: Gold, field: str) -> str:
    """Give a field of the gold as one text."""
    value = getattr(gold, field)
    return value if isinstance(value, str) else " or ".join(value) if field != "byline" else ", ".join(value)


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")

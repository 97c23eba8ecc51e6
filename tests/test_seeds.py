"""The five real articles and what each should become, where they are at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.pipeline import clean
from indexer.source import read
from search.schema import Article
from tests.cleaning import outlets

SHARED = Path(__file__).parent.parent.parent / "shared"
GOLD = SHARED / "seeds_gold.json"
FOLDED = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="../shared/seeds_gold.json is not here")


def fold(text: str | None) -> str:
    return " ".join((text or "").translate(FOLDED).split()).casefold()


def gold() -> dict[str, Any]:
    return dict(json.loads(GOLD.read_text(encoding="utf-8"))) if GOLD.exists() else {}


@pytest.fixture(params=sorted(gold()) or ["none"])
def seed(request: pytest.FixtureRequest) -> tuple[Article, dict[str, Any]]:
    folder = SHARED / "seeds"
    return clean(read(folder, folder / request.param), outlets()), gold()[request.param]


Seed = tuple[Article, dict[str, Any]]


def test_metadata(seed: Seed) -> None:
    article, want = seed
    assert fold(article.title) == fold(want["title"])
    assert bool(article.title_evidence) == bool(article.title)
    assert fold(article.source) in {fold(name) for name in [want["source"], *want["source_aliases"]]}
    assert bool(article.source_evidence) == bool(article.source)
    assert (article.byline, article.byline_role) == (want["byline"] or "", want.get("byline_role", ""))
    assert article.place == (want["dateline"] or "")


def test_dates(seed: Seed) -> None:
    dating, want = seed[0].dating, seed[1]
    bounds = (dating.not_before, dating.not_after)
    assert dating.stated == (want["date"] or "")
    assert dating.time == want.get("date_time", "")
    assert tuple(day.isoformat() if day else None for day in bounds) == (
        want["date_not_before"],
        want["date_not_after"],
    )
    assert dating.inferred == (want["date_not_before"] is not None)
    assert bool(dating.evidence) == bool(dating.day)


def test_body(seed: Seed) -> None:
    article, want = seed
    assert len(article.paragraphs) == want["body_paragraphs"]
    assert list(map(fold, article.paragraphs)) == list(map(fold, want["body_text"].split("\n\n")))
    assert list(map(fold, article.headings)) == [fold(heading["text"]) for heading in want["subheads"]]


def test_captions(seed: Seed) -> None:
    found = [(fold(caption.text), caption.credit) for caption in seed[0].captions]
    assert found == [(fold(caption["text"]), caption["credit"]) for caption in seed[1]["caption_detail"]]


def test_dropped_lines(seed: Seed) -> None:
    found = [(drop.line, fold(drop.text), drop.rule) for drop in seed[0].dropped]
    wanted = [(drop["line"], fold(drop["text"]), drop["cls"].split()[0]) for drop in seed[1]["dropped_detail"]]
    # The gold calls what stands before a glued caption a prefix; the rule has one name for both.
    assert found == [(line, text, rule.removesuffix("_prefix")) for line, text, rule in wanted]

"""What every engine promises of articles about the same matter, and of what rules drop: more of the contract suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engine import Engine
from search.engines import open_engine
from search.schema import AccountedLine, Article, Role, Section
from tests.archives import article, passages_of
from tests.test_engine_contract import ENGINES

FERRY = "The ferry Calliope sailed for the island of Vell with Captain Adair at the helm."
STORIES = {
    "launch": (FERRY, "Two hundred passengers cheered when the engines of the Calliope were started."),
    "delay": (
        "The ferry Calliope stays in the dock.",
        "Captain Adair said the engines leak. Vell waits for its ferry.",
    ),
    "copy": (FERRY, "Two hundred passengers cheered when the engines of the Calliope were started."),
    "copy of delay": ("The ferry Calliope stays in dock.", "Captain Adair said the engines leak. Vell waits for it."),
    "budget": ("The council passed its budget.", "Members of the council argued about the bins until noon."),
    "bins": ("The council turned to the bins.", "Members argued about the budget for bins until the council rose."),
    "chess": ("A girl of nine won at chess.",),
}
FILLER = "Rain fell on street number {} and a neighbour of house {} complained about the noise of the gutter."


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(request.param, tmp_path / "index")
    stories = {name: article(f"{name}.txt", *paragraphs) for name, paragraphs in STORIES.items()}
    stories |= {f"rain{n}": article(f"rain{n}.txt", FILLER.format(n, n)) for n in range(30)}
    with opened.writer() as writer:
        for name, each in stories.items():
            writer.add(name, each, passages_of(each))
        writer.copies([["copy", "launch"]])
    yield opened
    opened.close()


def related(engine: Engine, article_id: str, limit: int = 5) -> list[str]:
    return [hit.id for hit in engine.related(article_id, limit)]


def test_articles_that_share_what_sets_one_apart_are_related(engine: Engine) -> None:
    assert set(related(engine, "launch")) == {"delay", "copy of delay"}  # neither itself nor its copy
    assert related(engine, "budget") == ["bins"]
    assert related(engine, "chess") == []


def test_copies_of_another_story_are_one_hit_that_names_them(engine: Engine) -> None:
    assert "copy" in related(engine, "delay")
    assert "launch" not in related(engine, "delay")
    hit = next(hit for hit in engine.related("delay") if hit.id == "copy")
    assert [copy.id for copy in hit.copies.named] == ["launch"]


def test_the_best_come_first_and_are_shown_by_their_heads(engine: Engine) -> None:
    hits = engine.related("delay")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert related(engine, "delay", 1) == [hits[0].id] == ["copy of delay"]
    assert hits[0].article.path == "copy of delay.txt"
    assert (hits[0].passages, hits[0].title_highlights, hits[0].more_passages) == ((), (), 0)


def test_removed_articles_are_related_to_nothing(engine: Engine) -> None:
    with engine.writer() as writer:
        writer.remove("copy of delay")
    assert related(engine, "launch") == ["delay"]
    assert related(engine, "copy of delay") == []
    assert related(engine, "none") == []


def test_an_article_is_related_to_those_that_came_later(engine: Engine) -> None:
    late = article("late.txt", "Captain Adair brought the ferry Calliope to Vell at last.")
    with engine.writer() as writer:
        writer.add("late", late, passages_of(late))
    assert "late" in related(engine, "launch")
    assert set(related(engine, "late")) >= {"copy", "delay"}


def test_an_article_brings_what_the_rules_drop_that_dropped_its_lines(engine: Engine) -> None:
    dropped = (AccountedLine(1, Role.DROPPED, "Share", "share"), AccountedLine(2, Role.DROPPED, "?", "unknown"))
    one = Article("x.txt", sections=(Section("", ("Some words.",)),), account=dropped)
    with engine.writer() as writer:
        writer.add("x", one, passages_of(one))
        writer.rules({"share": "Words that ask to share.", "other": "Something else."})
    stored = engine.article("x")
    assert stored
    assert stored.rules == {"share": "Words that ask to share."}
    with engine.writer() as writer:
        writer.rules({"share": "It says so otherwise now."})
    again = engine.article("x")
    assert again
    assert again.rules == {"share": "It says so otherwise now."}
    before = engine.article("chess")
    assert before
    assert before.rules == {}

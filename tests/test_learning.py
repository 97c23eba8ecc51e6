"""What is learned from the whole archive: lines that recur, and the order of day and month."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import ledger
from indexer.learning import habits, traces
from indexer.learning.recurring import FEWEST
from indexer.learning.traces import Order
from indexer.reindex import LEDGER
from indexer.remembered import HABITS
from search.schema import Article
from tests.cleaning import cleaned, outlets
from tests.test_reindex import Keeper

TAGLINE = "All that the coast talks about"
APPEAL = "Write to the desk if you have seen something that we should know of."
THEMES = ("harbour", "orchard", "bridge", "library", "ferry", "market", "quarry", "theatre", "tram", "lighthouse")


def story(number: int) -> tuple[str, list[str]]:
    """A headline and three paragraphs that no other story has."""
    draw = random.Random(number)
    words = [f"{theme}{number}" for theme in draw.sample(THEMES, len(THEMES))]
    paragraphs = [
        f"The council spoke for {draw.randrange(2, 9)} hours about the {words[at]} and the {words[at + 1]}, and it "
        f"came to no decision about the {words[at + 2]} before {draw.choice(('noon', 'night', 'dawn'))}."
        for at in (0, 3, 6)
    ]
    return f"Council speaks about {words[0]} again", paragraphs


def text(number: int, *, above: str = "", below: str = "", date: str = "", source: str = "Source: VNA") -> str:
    title, paragraphs = story(number)
    return "\n\n".join(filter(None, [above, title, date, *paragraphs, below, source])) + "\n"


def put(keeper: Keeper, path: str, content: str) -> None:
    file = keeper.raw_docs / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def articles(keeper: Keeper) -> dict[str, Article]:
    """All articles of the index by path, whole."""
    entries = ledger.load(keeper.engine.kept(LEDGER)).entries
    stored = [keeper.engine.article(entry.id) for entry in entries.values() if entry.id]
    return {one.article.path: one.article for one in stored if one}


def learned(keeper: Keeper) -> habits.Habits:
    return habits.load(keeper.engine.kept(HABITS))


def lines(keeper: Keeper) -> set[tuple[str, str, int]]:
    """Group, words and count of what was found to recur."""
    return {(name, line.text, line.count) for name, habit in learned(keeper).groups.items() for line in habit.lines}


def taken(article: Article) -> list[str]:
    return [one.text for one in article.dropped if one.rule == "recurring_line"]


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    keeper = Keeper(tmp_path)
    yield keeper
    keeper.engine.close()


def test_a_line_at_the_tail_of_many_articles_is_dropped_and_one_seen_once_never(keeper: Keeper) -> None:
    for number in range(8):
        put(keeper, f"{number}.txt", text(number, below=APPEAL if number < 6 else ""))
    put(keeper, "8.txt", text(8, below="Write to the desk of the harbour office before the end of this month."))
    summary = keeper.reindex()
    found = articles(keeper)
    assert lines(keeper) == {("VNA", APPEAL, 6)}
    for number in range(9):
        article = found[f"{number}.txt"]
        assert taken(article) == ([APPEAL] if number < 6 else [])
        assert article.paragraphs[:3] == tuple(story(number)[1])
        assert len(article.paragraphs) == (4 if number == 8 else 3)
    assert (len(summary.added), summary.cleaned_anew) == (9, 0)
    assert keeper.find("desk") == {"8.txt": keeper.find("desk")["8.txt"]}  # what was dropped is not found


def test_what_stands_above_the_headline_gives_it_free(keeper: Keeper) -> None:
    for number in range(6):
        put(keeper, f"{number}.txt", text(number, above=TAGLINE))
    keeper.reindex()
    found = articles(keeper)
    assert {path: article.title for path, article in found.items()} == {f"{n}.txt": story(n)[0] for n in range(6)}
    assert all(taken(article) == [TAGLINE] for article in found.values())


def test_the_headline_of_a_column_stays_where_there_is_no_other(keeper: Keeper) -> None:
    for number in range(6):
        paragraphs = "\n\n".join(story(number)[1])
        put(keeper, f"{number}.txt", f"Letters to the desk\n\n{paragraphs}\n")
    keeper.reindex()
    assert {article.title for article in articles(keeper).values()} == {"Letters to the desk"}


def test_versions_of_one_story_make_nothing_boilerplate(keeper: Keeper) -> None:
    title, paragraphs = story(0)
    for number in range(8):  # with an edited lead each
        lead = f"Version {number}: the council has met again, its clerk said on day {number} of the talks."
        put(keeper, f"same/{number}.txt", "\n\n".join([title, lead, *paragraphs]) + "\n")
    for number in range(1, 5):
        put(keeper, f"same/other-{number}.txt", text(number, source=""))
    keeper.reindex()
    assert lines(keeper) == set()
    assert articles(keeper)["same/3.txt"].paragraphs[1:] == tuple(paragraphs)


def test_a_recurring_heading_over_a_paragraph_of_its_own_stays(keeper: Keeper) -> None:
    for number in range(8):
        title, paragraphs = story(number)
        parts = [title, *paragraphs[:2], "What came before", paragraphs[2]]
        put(keeper, f"{number}.txt", "\n\n".join(parts) + "\n")
    keeper.reindex()
    assert {article.headings for article in articles(keeper).values()} == {("What came before",)}
    assert lines(keeper) == set()


@pytest.mark.parametrize("line", ["Hanoi", "On 7 January 2022"])
def test_places_and_dates_stay_however_often_they_stand_there(line: str) -> None:
    article = cleaned(f"A headline of its own\n\n{' '.join(story(1)[1])}\n\n{line}\n")
    found = [unit for unit in traces.units(article, outlets()) if unit.text == line]
    assert all(unit.is_fixed for unit in found)


def test_each_outlet_is_counted_by_itself(keeper: Keeper) -> None:
    for number in range(FEWEST - 1):
        put(keeper, f"a{number}.txt", text(number, below=APPEAL))
        put(keeper, f"b{number}.txt", text(100 + number, below=APPEAL, source="Source: Reuters"))
    keeper.reindex()
    assert lines(keeper) == set()


def test_too_small_a_share_is_no_boilerplate(keeper: Keeper) -> None:
    for number in range(FEWEST * 5 + 5):
        put(keeper, f"{number}.txt", text(number, below=APPEAL if number < FEWEST else ""))
    keeper.reindex()
    assert lines(keeper) == set()


def grown(keeper: Keeper, *, at_once: bool) -> None:
    """Fill an archive with articles that teach something, and some that unlearn it."""

    def step() -> None:
        if not at_once:
            keeper.reindex()

    for number in range(4):
        put(keeper, f"{number}.txt", text(number, above=TAGLINE, below=APPEAL, date="03/04/2022"))
    step()
    for number in range(4, 12):
        put(keeper, f"{number}.txt", text(number, above=TAGLINE, below=APPEAL, date=f"04/{number + 10}/2022"))
        put(
            keeper, f"gone/{number}.txt", text(50 + number, below="So much from the desk for today.", date="05/06/2022")
        )
        if number % 3 == 0:
            step()
    step()
    for number in range(4, 12):
        if number % 2:
            (keeper.raw_docs / "gone" / f"{number}.txt").unlink()
        else:
            put(keeper, f"gone/{number}.txt", text(80 + number, date="05/06/2022"))
    (keeper.raw_docs / "3.txt").rename(keeper.raw_docs / "33.txt")
    keeper.reindex()


def test_step_by_step_gives_what_all_at_once_gives(tmp_path: Path) -> None:
    states = []
    for at_once in (False, True):
        (tmp_path / str(at_once)).mkdir()
        keeper = Keeper(tmp_path / str(at_once))
        grown(keeper, at_once=at_once)
        states.append((articles(keeper), keeper.engine.kept(HABITS)))
        keeper.reindex(full=True)
        states.append((articles(keeper), keeper.engine.kept(HABITS)))
        keeper.engine.close()
    assert states[0][0]["0.txt"].dating.stated == "2022-03-04"
    assert states[0][0]["gone/4.txt"].dating.stated == "2022-05-06"
    assert taken(states[0][0]["33.txt"]) == [APPEAL]  # above the headline nothing is left to be learned
    assert all(state == states[0] for state in states)


def test_other_articles_teach_how_an_outlet_writes_dates(keeper: Keeper) -> None:
    put(keeper, "doubtful.txt", text(0, date="07/01/2022"))
    put(keeper, "other.txt", text(1, date="07/01/2022", source="Source: Reuters"))
    keeper.reindex()
    doubtful = articles(keeper)["doubtful.txt"].dating
    assert doubtful.stated == "2022"
    assert doubtful.evidence.endswith("; which of the two is the month, nothing tells")
    for number, day in ((2, "07/13/2022"), (3, "02/25/2022"), (4, "12/31/2021")):
        put(keeper, f"{number}.txt", text(number, date=day))
    summary = keeper.reindex()
    assert (len(summary.added), summary.cleaned_anew, summary.unchanged) == (3, 1, 1)
    found = articles(keeper)
    assert found["doubtful.txt"].dating.stated == "2022-07-01"
    assert "; month first, as in other dates of " in found["doubtful.txt"].dating.evidence
    assert found["other.txt"].dating.stated == "2022"
    for number, day in ((5, "13/07/2022"), (6, "25/02/2022")):  # now its dates disagree
        put(keeper, f"{number}.txt", text(number, date=day))
    keeper.reindex()
    assert articles(keeper)["doubtful.txt"].dating.stated == "2022"


@pytest.mark.parametrize(
    ("words", "orders"),
    [
        ("It opened on 13/07/2022.", Order.DAY_FIRST),
        ("It opened on 07/13/2022.", Order.MONTH_FIRST),
        ("It opened on 07/01/2022.", Order.AMBIGUOUS),
        ("It opened on 07/07/2022.", Order(0)),
        ("It opened on 2022/07/13.", Order(0)),
        ("It opened on 45/13/2022.", Order(0)),
        ("From 3.12.2021 to 25.12.2021 it was shut.", Order.AMBIGUOUS | Order.DAY_FIRST),
    ],
)
def test_which_dates_tell_an_order(words: str, orders: Order) -> None:
    article = cleaned(f"A headline of its own\n\n{story(1)[1][0]}\n\n{words} {story(1)[1][1]}\n")
    assert traces.trace(article, outlets()).orders == orders


def test_traces_are_kept_and_read_back() -> None:
    made = {f"{n:012}": traces.trace(cleaned(text(n), path=f"p/{n}.txt"), outlets()) for n in range(3)}
    made["f" * 12] = traces.trace(cleaned(text(9, source=""), path="thời/9.txt"), outlets())
    assert traces.load(traces.dump(made)) == made
    assert made["f" * 12].group == "thời/"
    assert traces.load(None) == {}
    assert habits.load(None) == habits.Habits() == habits.load(b'{"format": 0}')

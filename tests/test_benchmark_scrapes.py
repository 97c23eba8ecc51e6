"""Scrapes are the same for the same seed, hold what their gold says, and are judged as they should be."""

import json
import random
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.cleaning.scrapes import bases, layout
from benchmarks.cleaning.scrapes.compose import compose
from benchmarks.cleaning.scrapes.dates import LINES, written
from benchmarks.cleaning.scrapes.judge import (
    FIELDS,
    body_words,
    fold,
    judge,
    leaks,
    match_captions,
    shingle_f1,
)
from benchmarks.cleaning.scrapes.noise import CLASSES
from benchmarks.cleaning.scrapes.records import LANGUAGES, Gold, GoldCaption, Noise, Scrape, Story
from benchmarks.cleaning.scrapes.render import scrapes
from benchmarks.cleaning.scrapes.report import GOALS, failures, missed, row, tables
from search.schema import Article, Caption, Dating, Section

COUNT = 600  # files: enough that the rarest class occurs


@pytest.fixture(scope="module")
def made() -> list[Scrape]:
    return list(scrapes(3, COUNT, [], bases.sample()))


def squeezed(text: str) -> str:
    """Everything but the letters and figures gone, so that no wrapping, spacing or indenting matters."""
    return "".join(character for character in fold(text) if character.isalnum())


def test_the_same_seed_gives_the_same_files_and_another_one_others() -> None:
    first, again, other = (list(scrapes(seed, 20, [], [])) for seed in (5, 5, 6))
    assert first == again
    assert not {scrape.content for scrape in first} & {scrape.content for scrape in other}
    assert list(scrapes(5, 10, [], [])) == first[:10]


def test_every_noise_class_occurs_and_stands_in_the_file(made: list[Scrape]) -> None:
    occurring = {name for scrape in made for name in scrape.classes}
    changes = {change.__name__ for change in (*layout.LAYOUTS, *layout.CHARACTERS)}
    assert len(CLASSES) >= 30
    assert occurring >= {*CLASSES, *changes, "page_title", "caption_stub", "headline_above_picture", "end_mark"}
    for scrape in made:
        text = squeezed(scrape.content.decode())
        for noise in scrape.noise:
            assert all(squeezed(line) in text for line in noise.lines), (scrape.path, noise)


def test_every_noise_class_with_texts_has_them_in_every_language() -> None:
    for each in CLASSES.values():
        assert set(each.texts) == set(LANGUAGES)
        assert len({bool(texts) for texts in each.texts.values()}) == 1


def test_what_the_gold_says_stands_in_the_file(made: list[Scrape]) -> None:
    for scrape in made:
        text, gold = squeezed(scrape.content.decode()), scrape.gold
        assert squeezed(gold.title) in text
        for name in gold.byline:
            assert squeezed(name) in text
        for accepted in (gold.source, gold.place):
            assert not accepted or any(squeezed(name) in text for name in accepted)
        for caption in gold.captions:
            assert any(squeezed(reading) in text for reading in caption.texts)
            assert squeezed(caption.credit) in text
        for section in gold.sections:
            assert all(squeezed(part) in text for part in (section.heading, *section.paragraphs))
        if gold.date:
            year, _, day = gold.date.split("-")
            assert year in text
            assert day.lstrip("0") in text


def test_all_that_may_be_missing_is_missing_somewhere_and_is_told_elsewhere(made: list[Scrape]) -> None:
    for field in ("title", "date", "source", "byline", "place", "captions"):
        told = sum(bool(getattr(scrape.gold, field)) for scrape in made)
        assert 0.1 * COUNT < told < 0.99 * COUNT, field
    assert {scrape.story.language for scrape in made} == set(LANGUAGES)
    assert {scrape.story.base for scrape in made} == {"sample", "composed"}
    assert any(not scrape.noise for scrape in made)


def test_news_is_given_a_page_with_other_news_around_it() -> None:
    body = Section("", ("The first paragraph is here.", "The second one follows it.", "The third one ends the matter."))
    real = [Story("news", "en", f"Headline of real news {number}", (body,)) for number in range(9)]
    found = [scrape for scrape in scrapes(1, 200, real, []) if scrape.story.base == "news"]
    assert 30 < len(found) < 100
    around = [
        line for scrape in found for noise in scrape.noise if noise.name == "related_list" for line in noise.lines
    ]
    assert any("Headline of real news" in line for line in around)


@pytest.mark.parametrize("language", LANGUAGES)
def test_composed_articles_have_all_their_slots_filled(language: str) -> None:
    for number in range(60):
        story = compose(random.Random(number), language)
        whole = " ".join([story.title, *(p for s in story.sections for p in (s.heading, *s.paragraphs))])
        assert not set("{}") & set(whole)
        assert len(body_words(story.sections)) > 40


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "January 07, 2022 | 14:06"),
        ("en", "Published on January 7, 2022 at 2:06 pm"),
        ("en", "7th January 2022"),
        ("vi", "Thứ Sáu, 07/01/2022 14:06"),
        ("fr", "le 7 janvier 2022 à 14h06"),
    ],
)
def test_dates_are_written_as_pages_write_them(language: str, expected: str) -> None:
    when = datetime(2022, 1, 7, 14, 6)
    assert expected in {written(random.Random(seed), LINES, language, when) for seed in range(400)}


STORY = Section("", ("One two three four five six seven.", "Eight nine ten eleven."))
GOLD = Gold(
    "A - title",
    "2022-01-07",
    ("VNA", "TTXVN"),
    ("Ada Hollis", "Una Tran"),
    ("Hanoi",),
    (GoldCaption(("A boat. Photo: AFP", "A boat."), "AFP"),),
    (STORY,),
)
SHARE = Noise("share_bar", ("Share", "Send this on to a friend"))
SCRAPE = Scrape("a.txt", b"", Story("composed", "en", "A - title", (STORY,)), GOLD, (SHARE,), ())
RIGHT = Article(
    "a.txt",
    title="A – Title",
    dating=Dating("2022-01-07"),
    source="ttxvn",
    byline="Una Tran and Ada Hollis",
    place="HANOI",
    captions=(Caption("A boat. Photo: AFP", "AFP"),),
    sections=(STORY,),
)


def test_an_article_that_is_right_is_judged_right() -> None:
    verdict = judge(SCRAPE, RIGHT, 0.001)
    assert verdict.all_right
    assert (verdict.invented, verdict.body, verdict.leaks) == (False, 1.0, ())
    assert (verdict.matched, verdict.found, verdict.wanted) == (1, 1, 1)
    assert missed(row("", [verdict])) == []
    assert failures([(SCRAPE, verdict)], 5) == []


def test_each_fault_is_seen() -> None:
    leaking = (Section("", (*STORY.paragraphs, "Send this on to a friend")),)
    wrong = Article(
        "a.txt",
        title="Share",
        dating=Dating("2022-01-08"),
        source="AFP",
        byline="Ada Hollis",
        captions=(Caption("A boat.", ""),),
        sections=leaking,
    )
    verdict = judge(SCRAPE, wrong, 0.004)
    assert verdict.right == dict.fromkeys(FIELDS, False)
    assert verdict.invented
    assert verdict.leaks == (SHARE,)
    assert verdict.matched == 0
    assert missed(row("", [verdict])) == list(GOALS)
    rejected = judge(SCRAPE, None)
    assert not any(rejected.right.values())
    assert (rejected.body, rejected.invented) == (0.0, False)


def test_a_date_left_open_is_wrong_but_not_invented() -> None:
    verdict = judge(SCRAPE, Article("a.txt"))
    assert (verdict.right["date"], verdict.invented) == (False, False)


def test_shingles_are_counted_as_often_as_they_occur() -> None:
    words = ["a", "b", "c", "d", "e"]
    assert shingle_f1(words, words) == 1.0
    assert shingle_f1(words + words, words) == pytest.approx(2 * 2 / (7 + 2))
    assert shingle_f1(words[:4], words) == pytest.approx(2 * 1 / (1 + 2))
    assert shingle_f1([], words) == shingle_f1(words, []) == 0.0
    assert shingle_f1([], []) == shingle_f1(["a"], ["a"]) == 1.0


def test_a_word_of_the_article_is_no_leak_even_if_a_button_says_the_same() -> None:
    paragraph = Section("", ("Share prices fell, and so did the share of those who own any.",))
    gold = Gold("", "", (), (), (), (), (paragraph,))
    assert leaks([SHARE], Article("a.txt", sections=(paragraph,)), gold) == ()
    assert leaks([SHARE], Article("a.txt", title="Share", sections=(paragraph,)), gold) == (SHARE,)


def test_each_caption_is_matched_once_with_or_without_the_credit_line() -> None:
    captions = [Caption("A boat.", "AFP"), Caption("A boat. Photo: AFP", "AFP")]
    assert match_captions(captions, GOLD.captions) == 1
    assert match_captions([Caption("A boat.", "AP")], GOLD.captions) == 0


def test_the_command_prints_every_table_and_keeps_the_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    options = ["--count", "30", "--articles", str(tmp_path / "none"), "--keep", str(tmp_path), "--failures", "2"]
    assert main(["cleaning-text", *options]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in GOALS)
    assert printed.count("body F1") >= 4
    gold = json.loads((tmp_path / "gold.json").read_text(encoding="utf-8"))
    assert len(gold) == 30
    assert all((tmp_path / path).is_file() for path in gold)


def test_the_tables_have_a_line_for_each_group(made: list[Scrape]) -> None:
    judged = [(scrape, judge(scrape, Article(scrape.path))) for scrape in made[:50]]
    printed = tables(judged)
    for name in {name for scrape, _ in judged for name in (*scrape.classes, scrape.story.base, scrape.story.language)}:
        assert f"\n{name} " in printed
    assert all(f"\n{field}: not told " in printed for field in FIELDS if field != "title")


def test_a_field_that_is_told_in_no_form_is_empty_in_the_gold(made: list[Scrape]) -> None:
    for scrape in made:
        assert dict(scrape.forms).keys() == set(FIELDS)
        for field, form in scrape.forms:
            assert bool(getattr(scrape.gold, field)) == bool(form), (scrape.path, field)

"""Links to passages lead to the same words whatever became of the article around them."""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import create_app
from indexer.knowledge import outlets
from indexer.ledger import rules_digest
from indexer.passages import passages as split
from indexer.reindex import Archive, reindex
from search.engines import open_engine
from search.permalinks import Found, Permalink, find, name_of, of_passage, read, spots
from search.schema import Article, Caption, Kind, Section
from settings import Settings

PARAGRAPHS = (
    "The ferry Calliope left Port Lune at dawn on Tuesday with two hundred people on board.",
    "Its captain said that the new engines had been tried for a week and found sound.",
    "“We waited nine years for this day,” the mayor of the island told the crowd on the quay.",
)
ARTICLE = Article(
    path="ferry.txt",
    title="Ferry sails again",
    byline="Ada Hollis",
    captions=(Caption("The Calliope leaves. Photo: R. Adair"),),
    sections=(Section("", PARAGRAPHS),),
)


def looked_up(permalink: Permalink, article: Article) -> Found:
    return find(permalink, article, tuple(split(article)))


def text_at(found: Found, article: Article) -> str:
    assert found.spot
    texts = article.paragraphs if found.spot.part is Kind.BODY else [one.text for one in article.captions]
    return texts[found.spot.index][found.spot.offset :]


def links_of(article: Article) -> list[Permalink]:
    return [spot.permalink for spot in spots(article, tuple(split(article)))]


def test_a_permalink_is_read_as_it_was_written() -> None:
    for permalink in (Permalink("abcdef27", 12), Permalink("abcdef27")):
        assert read(str(permalink)) == permalink
    for text in ("", "abc", "abcdef27-", "ABCDEF27", "abcdef27-1234567", "abcdef27-1 ", "<script>", "abcdef21"):
        assert read(text) is None


def test_the_name_heeds_the_first_words_alone() -> None:
    assert name_of(PARAGRAPHS[2]) == name_of('"We waited nine years for this DAY" the Mayor spoke.')
    assert name_of(PARAGRAPHS[0]) != name_of(PARAGRAPHS[1])
    assert name_of("One line.\nAnother.") == name_of("One line.")
    assert name_of("* * *") != name_of("***")
    assert of_passage("ab-12-7", PARAGRAPHS[0]) == Permalink(name_of(PARAGRAPHS[0]), 7)


def test_every_place_is_found_by_its_own_link() -> None:
    passages = tuple(split(ARTICLE))
    known = spots(ARTICLE, passages)
    assert [spot.part for spot in known] == [Kind.TITLE, Kind.BYLINE, *[Kind.BODY] * 3, Kind.CAPTION]
    for spot in known:
        assert find(spot.permalink, ARTICLE, passages) == Found(spot.permalink, spot, is_exact=True)
    for number, passage in enumerate(passages):
        found = find(of_passage(f"id-{number}", passage.text), ARTICLE, passages)
        assert found.is_exact
        assert found.spot
        assert (found.spot.passage, found.spot.begins) == (number, True)


@pytest.mark.parametrize("before", [1, 5, 40])
def test_paragraphs_added_before_change_nothing(before: int) -> None:
    added = tuple(f"Added paragraph numbered {n} says something else about the harbour." for n in range(before))
    longer = replace(ARTICLE, sections=(Section("", added), Section("Later", PARAGRAPHS)))
    for permalink, paragraph in zip(links_of(ARTICLE)[2:5], PARAGRAPHS, strict=True):
        found = looked_up(permalink, longer)
        assert (found.is_exact, text_at(found, longer)) == (True, paragraph)


def test_a_place_where_nothing_begins_any_more_is_found_within_its_paragraph() -> None:
    joined = replace(ARTICLE, sections=(Section("", (" ".join(PARAGRAPHS),)),))
    for permalink, paragraph in zip(links_of(ARTICLE)[2:5], PARAGRAPHS, strict=True):
        found = looked_up(permalink, joined)
        assert found.is_exact
        assert text_at(found, joined).startswith(paragraph.strip("“”"))


def test_words_that_are_gone_leave_the_place_where_they_stood() -> None:
    without = replace(ARTICLE, sections=(Section("", (PARAGRAPHS[0], "Nobody knows why.")),))
    permalink = links_of(ARTICLE)[4]
    found = looked_up(permalink, without)
    assert (found.is_exact, text_at(found, without)) == (False, PARAGRAPHS[0])  # the passage of that number
    assert looked_up(replace(permalink, number=None), without) == Found(Permalink(permalink.name), None, False)
    beyond = looked_up(replace(permalink, number=99), without)
    assert (beyond.is_exact, text_at(beyond, without)) == (False, "The Calliope leaves. Photo: R. Adair")
    assert looked_up(permalink, Article(path="empty")).spot is None


def test_of_places_that_begin_alike_the_nearest_counts() -> None:
    refrain = "The bells of the harbour church rang at noon, and the boats answered them."
    filler = " ".join(["Fishermen mended their nets while the rain went on over the bay."] * 9)
    article = Article(path="x", sections=(Section("", (refrain, filler, refrain, filler, refrain)),))
    passages = tuple(split(article))
    for spot in spots(article, passages):
        found = find(spot.permalink, article, passages)
        assert found.spot
        assert found.spot.passage == spot.passage


WORDS = st.lists(
    st.sampled_from(
        ["harbour", "wall", "gave", "way", "at", "dawn", "said", "the", "mayor", "of", "Đà", "Nẵng’s", "port"]
    ),
    min_size=9,
)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=6), st.lists(WORDS.map(" ".join), max_size=4))
def test_a_link_leads_to_the_same_words_after_any_insertion(paragraphs: list[str], added: list[str]) -> None:
    article = Article(path="x", sections=(Section("", tuple(paragraphs)),))
    later = Article(path="x", sections=(Section("", (*added, *paragraphs)),))
    for spot in spots(article, tuple(split(article))):
        found = looked_up(spot.permalink, later)
        assert found.is_exact
        first = article.paragraphs[spot.index][spot.offset :]
        assert name_of(text_at(found, later)) == name_of(first) == spot.name


def test_links_survive_a_reindex_of_the_edited_document(tmp_path: Path) -> None:
    raw_docs = tmp_path / "raw_docs"
    raw_docs.mkdir()
    document = raw_docs / "ferry.txt"
    body = [*PARAGRAPHS, *(f"Passenger {n} waved a scarf from the upper deck as the ship turned." for n in range(20))]
    document.write_text("\n\n".join(["Ferry sails again", *body]), encoding="utf-8")
    archive = Archive(raw_docs, outlets.load(), rules_digest(None))
    engine = open_engine("whoosh", tmp_path / "index")
    reindex(archive, engine)
    client = create_app(Settings(rate=""), engine).test_client()
    (result,) = client.get("/api/v1/search?q=upper+deck+%22passenger+19%22").get_json()["results"]
    (passage,) = [one for one in result["passages"] if "Passenger 19" in one["text"]]
    page = client.get(f"/article/{result['id']}").text
    by_paragraph = {own_words(one): str(link(one)["href"]) for one in BeautifulSoup(page, "lxml").select(".body p")}
    assert len(by_paragraph) == len(body)

    added = [f"Correction {n}: the harbour master spoke at length of the tides and of the pilots." for n in range(30)]
    (raw_docs / "2022").mkdir()
    document.rename(raw_docs / "2022" / "moved.txt")  # a move, then an edit: the id is the same after both
    reindex(archive, engine)
    moved = raw_docs / "2022" / "moved.txt"
    moved.write_text("\n\n".join(["Ferry sails again", *added, *body[:-1]]), encoding="utf-8")
    reindex(archive, engine)
    for words, url in by_paragraph.items():
        if words != body[-1]:
            assert linked_words(client, url) == words
    soup = BeautifulSoup(client.get(by_paragraph[body[-1]]).text, "lxml")
    assert "no longer in the article" in soup.select_one(".notice").get_text()  # type: ignore[union-attr]
    assert soup.select_one("#" + by_paragraph[body[-1]].partition("#")[2])
    first_words = passage["text"].partition("\n")[0]
    assert linked_words(client, passage["url"]).startswith(first_words)
    engine.close()


def link(paragraph: Tag) -> Tag:
    found = paragraph.select_one("a.permalink")
    assert found
    return found


def own_words(paragraph: Tag) -> str:
    for one in paragraph.select("a.permalink span, .step"):
        one.clear()
    return paragraph.get_text().strip()


def linked_words(client: FlaskClient, url: str) -> str:
    """The words at the place that an address names, where nothing says that they are gone."""
    address, _, fragment = url.partition("#")
    soup = BeautifulSoup(client.get(address).text, "lxml")
    assert not soup.select(".notice")
    found = soup.select_one(f"#{fragment}")
    assert found
    return own_words(found)

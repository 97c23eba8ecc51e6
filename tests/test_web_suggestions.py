from pathlib import Path
from typing import Any

from app import create_app
from search.errors import IndexMissingError
from search.suggestion import Suggested, Suggestion
from settings import Settings
from tests.web_archive import harbour_archive
from tests.web_fakes import EVIL, HARBOUR, FakeEngine, check, web_app

WORDS = tuple(Suggestion(Suggested.WORD, f"harbour{letter}", 20) for letter in "abcdefghij")
TITLE = Suggestion(Suggested.TITLE, HARBOUR.title, 1, "a1", HARBOUR.head)
TITLES = (TITLE, *(Suggestion(Suggested.TITLE, f"Harbour report {n}", 2) for n in range(9)))
SOURCES = tuple(Suggestion(Suggested.SOURCE, f"The Harbour {n}", 1_000) for n in range(9))


def ask(query: str, engine: FakeEngine, **more: str) -> dict[str, Any]:
    client = web_app(engine).test_client()
    response = client.get("/api/v1/suggest", query_string={"q": query, **more})
    assert response.status_code == 200, response.text
    document: dict[str, Any] = response.get_json()
    check(document, "SuggestAnswer", client.get("/api/v1/openapi.json").get_json())
    return document


def test_a_line_of_each_kind() -> None:
    answer = ask("storm harb", FakeEngine(suggestions=(WORDS[0], SOURCES[0])))
    assert answer == {
        "query": "storm harb",
        "suggestions": [
            {
                "kind": "word",
                "text": "harboura",
                "description": "20 articles",
                "query": "storm harboura",
                "articles": 20,
                "url": "/search?q=storm+harboura",
            }
        ],
    }
    word, source, title = ask("harb", FakeEngine(suggestions=(WORDS[0], SOURCES[0], TITLE)))["suggestions"]
    assert (word["kind"], source["kind"], title["kind"]) == ("word", "source", "title")
    assert (source["query"], source["description"]) == ('source:"The Harbour 0"', "Source · 1,000 articles")
    assert title["query"] == 'title:"Harbour wall gives way after a night of storms"'
    assert title["url"] == "/article/a1"
    assert title["description"] == "Article · Coastal Herald · 18–19 December 2023"
    (shared,) = ask("harb", FakeEngine(suggestions=TITLES[1:2]))["suggestions"]
    assert (shared["description"], shared["url"]) == (
        "Headline · 2 articles",
        "/search?q=title%3A%22Harbour+report+0%22",
    )


def test_words_leave_room_for_sources_and_titles() -> None:
    engine = FakeEngine(suggestions=(*WORDS, *SOURCES, *TITLES))
    kinds = [one["kind"] for one in ask("harb", engine)["suggestions"]]
    assert kinds == ["word"] * 3 + ["source"] * 2 + ["title"] * 3
    assert [one["kind"] for one in ask("harb", engine, limit="2")["suggestions"]] == ["word", "source"]
    assert [one["kind"] for one in ask('"harb', engine)["suggestions"]] == ["title"] * 8
    assert [one["kind"] for one in ask("source:harb", engine)["suggestions"]] == ["source"] * 8
    assert ask("-harb", engine)["suggestions"][0]["query"] == "-harboura"


def test_a_word_in_one_part_of_the_article_has_no_number() -> None:
    (word,) = ask("caption:harb", FakeEngine(suggestions=WORDS[:1]))["suggestions"]
    assert (word["articles"], word["description"], word["query"]) == (None, "", "caption:harboura")


def test_what_is_there_already_is_not_suggested() -> None:
    engine = FakeEngine(suggestions=WORDS)
    assert [one["text"] for one in ask("harboura", engine)["suggestions"]] == []
    assert ask("", engine)["suggestions"] == ask("x" * 1_001, engine)["suggestions"] == []


def test_hostile_texts_are_texts() -> None:
    evil = Suggestion(Suggested.TITLE, EVIL, 1, "evil", HARBOUR.head)
    (title,) = ask("script", FakeEngine(suggestions=(evil,)))["suggestions"]
    assert title["text"] == EVIL
    answer = web_app(FakeEngine(suggestions=(evil,))).test_client().get("/suggest.json?q=script")
    assert answer.mimetype == "application/x-suggestions+json"


def test_the_descriptions_speak_the_readers_language() -> None:
    response = web_app(FakeEngine(suggestions=WORDS)).test_client().get("/api/v1/suggest?q=harb")
    assert {"Accept-Language", "Cookie"} <= set(response.vary)


def test_refuses_what_it_does_not_know() -> None:
    client = web_app().test_client()
    problem = client.get("/api/v1/suggest?prefix=harb").get_json()
    assert (problem["status"], problem["parameter"]) == (400, "prefix")
    assert problem["detail"] == "There is no parameter 'prefix'; expected some of: q, limit."
    assert client.get("/api/v1/suggest?limit=21").status_code == 400
    missing = web_app(FakeEngine(error=IndexMissingError("None yet."))).test_client()
    for url in ("/api/v1/suggest?q=harb", "/suggest.json?q=harb"):
        assert missing.get(url).get_json(force=True)["type"] == "urn:morgue:problem:no-index"


def test_browsers_get_their_own_form(tmp_path: Path) -> None:
    engine = harbour_archive(tmp_path / "index")
    client = create_app(Settings(rate=""), engine).test_client()
    answer = client.get("/suggest.json?q=maso")
    assert answer.mimetype == "application/x-suggestions+json"
    assert answer.get_json(force=True) == [
        "maso",
        ["Masons"],
        ["26 articles"],
        ["http://localhost/search?q=Masons"],
    ]
    query, completions, descriptions, addresses = client.get("/suggest.json?q=harbour+report+1").get_json(force=True)
    assert query == "harbour report 1"
    assert 'title:"Harbour report 1"' in completions
    assert len(completions) == len(descriptions) == len(addresses)
    for completed in completions:
        assert client.get("/api/v1/search", query_string={"q": completed}).get_json()["total"] >= 1
    engine.close()

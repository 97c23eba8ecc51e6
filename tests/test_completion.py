import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.completion import begun, completed
from search.language.parser import parse
from search.language.quoting import as_name, as_phrase, as_word
from search.query import In, Phrase, Source, Word
from search.schema import Kind
from search.suggestion import Suggested


def ends(raw: str) -> dict[str, str]:
    """What may be going on at the end of a query string, by kind."""
    return {end.kind.value: end.text for end in begun(raw)}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", {}),
        ("h", {}),
        ("ha", {"word": "ha", "source": "ha", "title": "ha"}),
        ("harbour wa", {"word": "wa", "source": "harbour wa", "title": "harbour wa"}),
        ("fishermen's wa", {"word": "wa", "source": "fishermen's wa", "title": "fishermen's wa"}),
        ("harbour wa ", {}),
        ('"harbour wa', {"title": "harbour wa"}),
        ("storm “harbour wa", {"title": "harbour wa"}),
        ('"harbour wa"', {}),
        ('-"harbour wa', {}),
        ("-wa", {"word": "wa"}),
        ("harbour NOT wa", {"word": "wa"}),
        ("harbour W/5 wa", {"word": "wa"}),
        ("harbour W/5 (wa", {"word": "wa"}),
        ("ATLEAST3(wa", {"word": "wa"}),
        ("storm OR wa", {"word": "wa", "source": "wa", "title": "wa"}),
        ("source:", {"source": ""}),
        ("place:", {"place": ""}),
        ("source:po", {"source": "po"}),
        ("source:port ga", {"source": "port ga", "word": "ga"}),
        ('source:"port ga', {"source": "port ga"}),
        ("source:(po", {}),
        ("title:flo", {"word": "flo", "title": "flo"}),
        ('title:"flo', {"title": "flo"}),
        ("title:(flo", {"word": "flo"}),
        ("caption:flo", {"word": "flo"}),
        ('byline:"flo', {}),
        ("byline:flo", {}),
        ("after:2020", {}),
        ("date:", {}),
        ("diplom*", {}),
        ("diplom* ris", {"word": "ris", "source": "ris", "title": "ris"}),
        ("nguyen~1", {}),
        ("COVID-19", {"word": "19", "source": "COVID-19", "title": "COVID-19"}),
        ("harbour (", {}),
        ("harbour, ", {}),
        ("harbour,", {"source": "harbour,", "title": "harbour,"}),
        ("report 1", {"source": "report 1", "title": "report 1"}),
    ],
)
def test_what_may_go_on_at_the_end(raw: str, expected: dict[str, str]) -> None:
    assert ends(raw) == expected


@pytest.mark.parametrize(
    ("raw", "kind", "text", "expected"),
    [
        ("harbour wa", Suggested.WORD, "wall", "harbour wall"),
        ("flood -si", Suggested.WORD, "siren", "flood -siren"),
        ("rice no", Suggested.WORD, "NOT", 'rice "NOT"'),
        ("storm AND harbour wa", Suggested.TITLE, "Harbour wall: “gone”?", 'storm AND title:"Harbour wall: gone"'),
        ('rice "harbour wa', Suggested.TITLE, "Harbour wall", 'rice title:"Harbour wall"'),
        ("title:harb", Suggested.TITLE, "Harbour wall", 'title:"Harbour wall"'),
        ("source:po", Suggested.SOURCE, "Port Gazette", 'source:"Port Gazette"'),
        ('flood source:"po', Suggested.SOURCE, "VNA", "flood source:VNA"),
        ("port ga", Suggested.SOURCE, "Port Gazette", 'source:"Port Gazette"'),
        ("place:", Suggested.PLACE, "Đồ Sơn", 'place:"Đồ Sơn"'),
    ],
)
def test_a_suggestion_takes_the_place_of_what_was_begun(raw: str, kind: Suggested, text: str, expected: str) -> None:
    (end,) = (end for end in begun(raw) if end.kind is kind)
    assert completed(raw, end, text) == expected


@given(st.text(max_size=80))
def test_whatever_is_typed_has_an_end(raw: str) -> None:
    for end in begun(raw):
        assert 0 <= end.start <= len(raw)
        assert completed(raw, end, "Port Gazette").startswith(raw[: end.start])


@given(st.text(max_size=80))
def test_a_quoted_text_means_its_words_and_nothing_else(text: str) -> None:
    phrase, word, name = parse(as_phrase(text)), parse(as_word(text)), parse(f"source:{as_name(text)}")
    for parsed in (phrase, word):
        if parsed.raw:
            assert isinstance(parsed.tree, Word | Phrase), parsed
            assert not parsed.notes
    if as_name(text):
        assert isinstance(name.tree, Source), name
        assert not name.notes


@pytest.mark.parametrize(
    "text", ["AND", "or", "near", "W/5", "/p", "title:rice", "ATLEAST3(x)", "-x", "!x", "a&&b", "x~2"]
)
def test_what_would_be_an_operator_is_a_word(text: str) -> None:
    parsed = parse(f"flood {as_word(text)}")
    assert not parsed.notes
    assert "NOT" not in parsed.interpreted


def test_a_title_is_found_by_what_completes_it() -> None:
    (end,) = (end for end in begun("harb") if end.kind is Suggested.TITLE)
    tree = parse(completed("harb", end, "Harbour wall")).tree
    assert tree == In(Kind.TITLE, Phrase(("harbour", "wall")))

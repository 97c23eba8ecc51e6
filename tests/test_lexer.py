import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.language.lexer import Kind, lex
from search.language.notes import Notes


def read(raw: str) -> list[tuple[str, str, int | None]]:
    return [(lexeme.kind.name, lexeme.text, lexeme.number) for lexeme in lex(raw, Notes(raw))]


def kinds(raw: str) -> list[str]:
    return [lexeme.kind.name for lexeme in lex(raw, Notes(raw))]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("vietnam, china", [("WORD", "vietnam,", None), ("WORD", "china", None)]),
        ('"a b"', [("QUOTED", "a b", None)]),
        ('“a b"~5', [("QUOTED", "a b", 5)]),
        ("«a b„", [("QUOTED", "a b", None)]),
        ("a W/5 b", [("WORD", "a", None), ("NEAR", "", 5), ("WORD", "b", None)]),
        ("a near/12 b", [("WORD", "a", None), ("NEAR", "", 12), ("WORD", "b", None)]),
        ("ATLEAST3(x)", [("AT_LEAST", "", 3), ("OPEN", "", None), ("WORD", "x", None), ("CLOSE", "", None)]),
        ("title:x", [("FIELD", "title", None), ("WORD", "x", None)]),
        ("TITLE:OR", [("FIELD", "title", None), ("WORD", "OR", None)]),
        ("14:06", [("WORD", "14:06", None)]),
        ("https://a.b/c:d", [("WORD", "https://a.b/c:d", None)]),
        ("std::map C:\\x", [("WORD", "std::map", None), ("WORD", "C:\\x", None)]),
        ("Note: this", [("WORD", "Note:", None), ("WORD", "this", None)]),
        ("x:AND", [("WORD", "x", None), ("WORD", "AND", None)]),
        ("date:2021..2022", [("FIELD", "date", None), ("WORD", "2021..2022", None)]),
        ("'single quoted'", [("WORD", "'single", None), ("WORD", "quoted'", None)]),
    ],
)
def test_lexemes(raw: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert read(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a AND b OR c NOT d", "WORD AND WORD OR WORD NOT WORD"),
        ("a and b or c not d", "WORD WORD WORD WORD WORD WORD WORD"),
        ("a && b || c | d", "WORD AND WORD OR WORD OR WORD"),
        ("-a +b !c", "MINUS WORD PLUS WORD MINUS WORD"),
        ('-"a" -(b) -title:c', "MINUS QUOTED MINUS OPEN WORD CLOSE MINUS FIELD WORD"),
        ("a-b - c --d !!! 5", "WORD WORD WORD WORD WORD WORD"),
        ("-OR", "MINUS WORD"),
        ("a /p b w/P c", "WORD PASSAGE WORD PASSAGE WORD"),
        ("NEAR near", "NEAR WORD"),
        ("W/x /5 PRE/", "WORD WORD WORD"),
        ("ATLEAST3 (a) atleast3 (a)", "AT_LEAST OPEN WORD CLOSE WORD OPEN WORD CLOSE"),
        ("title:source:x", "FIELD FIELD WORD"),
        ("title:-x", "FIELD WORD"),
        ("", ""),
        (" \t\n ", ""),
    ],
)
def test_kinds_of_lexemes(raw: str, expected: str) -> None:
    assert kinds(raw) == expected.split()


def test_pre_is_ordered() -> None:
    assert [lexeme.ordered for lexeme in lex("a PRE/2 b pre/2 c W/2 d", Notes("")) if lexeme.kind is Kind.NEAR] == [
        True,
        True,
        False,
    ]


@settings(max_examples=400)
@given(st.text(max_size=80))
def test_lexemes_are_in_order_and_leave_out_only_space_and_the_colons_of_unknown_fields(raw: str) -> None:
    end = 0
    for lexeme in lex(raw, Notes(raw)):
        start = lexeme.span[0]
        assert end <= start < lexeme.span[1] <= len(raw)
        assert raw[end:start].strip() in ("", ":")
        end = lexeme.span[1]
    assert not raw[end:].strip() or raw[end:].strip() == ":"

import pytest

from search.language.parser import parse
from search.web.interpretation import interpretation


@pytest.mark.parametrize(
    "query",
    [
        "",
        "harbour wall",
        "harbour AND wall",
        "Đồ Sơn",
        "“harbour wall”",
        "harbour (wall)",
        "harbour, wall; port.",
        "a OR b",
    ],
)
def test_a_query_read_as_typed_needs_no_words(query: str) -> None:
    assert interpretation(parse(query)) == ""


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("harbour -wall", "harbour AND NOT wall"),
        ("port-town", '"port town"'),
        ('"harbour wall', '"harbour wall"'),
        ("harbour wall OR pier", "harbour AND (wall OR pier)"),
    ],
)
def test_a_query_read_otherwise_is_shown(query: str, shown: str) -> None:
    assert interpretation(parse(query)) == shown


def test_the_implied_operator_is_that_of_the_search() -> None:
    assert interpretation(parse("harbour wall", match_all=False)) == ""
    assert interpretation(parse("harbour after:2020", match_all=False)) == "harbour AND after:2020"

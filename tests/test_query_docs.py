import re
from pathlib import Path

import pytest

from search.language.examples import EXAMPLES, SECTIONS
from search.language.parser import MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH, parse

DOC = (Path(__file__).parent.parent / "docs" / "query-language.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^\| `(.+?)` \| `(.+?)` \| ([^`|]+) \|$", re.MULTILINE)
MEND = re.compile(r"^\| `(.+?)` \| (?:`(.+?)`|everything) \| `(\w+)` \|$", re.MULTILINE)


@pytest.mark.parametrize(("query", "interpreted", "_finds"), EXAMPLE.findall(DOC))
def test_an_example_is_read_as_the_page_says(query: str, interpreted: str, _finds: str) -> None:
    parsed = parse(query)
    assert parsed.interpreted == interpreted
    assert {note.code for note in parsed.notes} <= {"mixed_operators"}  # an example needs no mending


@pytest.mark.parametrize(("query", "interpreted", "code"), MEND.findall(DOC))
def test_a_mend_is_made_and_noted_as_the_page_says(query: str, interpreted: str, code: str) -> None:
    parsed = parse(query)
    assert parsed.interpreted == interpreted
    assert [note.code for note in parsed.notes] == [code]


def test_the_page_shows_every_example_under_its_heading_and_no_other() -> None:
    shown = [
        (heading, [(query, finds) for query, _, finds in EXAMPLE.findall(text)])
        for heading, text in re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", DOC, re.MULTILINE)
    ]
    expected = [(section.heading, [(each.query, each.finds) for each in section.examples]) for section in SECTIONS]
    assert [row for row in shown if row[1]] == expected
    assert len({example.query for example in EXAMPLES}) == len(EXAMPLES)


def test_every_row_of_the_page_is_an_example_or_a_mend() -> None:
    rows = [line for line in DOC.splitlines() if line.startswith("| `")]
    assert len(rows) == len(EXAMPLE.findall(DOC)) + len(MEND.findall(DOC)) > 50


def test_the_page_names_the_limits() -> None:
    assert f"{MAX_LENGTH:,} characters, {MAX_CLAUSES} words" in DOC
    assert f"{MAX_DEPTH} pairs of parentheses" in DOC

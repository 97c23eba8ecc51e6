"""The page of cleaning rules names every rule there is, and shows what it does."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.cleaning import catalogue
from indexer.cleaning.rule_table import ENTRIES, NAMES, Entry
from tests.cleaning import outlets

ROOT = Path(__file__).parent.parent
RECORDERS = {"drop": 1, "drop_where": 0}  # methods of a draft that are told the rule: the place of that argument
DROPPERS = {"_drop_each": 1}  # functions, likewise


def recorded(tree: ast.AST) -> Iterator[str]:
    """Yield the names of rules that a module writes out where it drops something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RECORDERS:
            yield from constants(node.args[RECORDERS[node.func.attr] :][:1])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DROPPERS:
            yield from constants(node.args[DROPPERS[node.func.id] :][:1])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "AccountedLine":
            yield from constants(node.args[3:4])
        elif isinstance(node, ast.FunctionDef) and node.name in ("_kind_of_piece", "belonging"):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return | ast.Yield | ast.Assign) and inner.value:
                    yield from constants([inner.value])
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "_LOST" for t in node.targets):
            yield from constants([node.value])


def constants(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value:
                yield inner.value


def test_every_rule_in_the_code_is_documented_and_no_other() -> None:
    found = set()
    for path in (ROOT / "indexer").rglob("*.py"):
        found |= set(recorded(ast.parse(path.read_text(encoding="utf-8"))))
    assert found - NAMES == set(), "give each an entry in indexer/cleaning/rule_table.py"
    assert NAMES - found == set(), "nothing drops a line by these names any more"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_an_example_shows_its_rule_and_keeps_the_text(entry: Entry) -> None:
    article = catalogue.cleaned(entry, outlets())
    assert entry.name in {one.rule for one in article.dropped}
    assert {one.rule for one in article.dropped} <= NAMES
    assert len(article.paragraphs) in (2, 3, 6)


def test_names_are_given_once() -> None:
    assert len(NAMES) == len(ENTRIES)


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "cleaning.md").read_text(encoding="utf-8") == catalogue.page(outlets()), (
        "python -m indexer.cleaning.catalogue > docs/cleaning.md"
    )


def test_an_example_that_shows_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Entry("ornament", "x", "A headline of its own\n\nAnd a text below it that has no ornament at all in it.\n")
    monkeypatch.setattr(catalogue, "SECTIONS", (("x", (plain,)),))
    with pytest.raises(ValueError, match="the example of ornament drops nothing"):
        catalogue.page(outlets())

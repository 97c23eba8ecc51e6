"""Holds docs/resilience.md to its tests: each promise names one, and it is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROMISE = re.compile(r"^- (?P<promise>.+)\. `(?P<file>(?:browser/)?test_\w+\.py)::(?P<test>test_\w+)`$")


def promises() -> list[str]:
    text = (ROOT / "docs" / "resilience.md").read_text(encoding="utf-8")
    promised, _, _ = text.partition("\n## What is not promised")
    return [line for line in promised.split("\n") if line.startswith("- ")]


def test_each_promise_names_a_test_that_there_is() -> None:
    assert len(promises()) > 30
    for line in promises():
        match = PROMISE.match(line)
        assert match, line
        tree = ast.parse((ROOT / "tests" / match["file"]).read_text(encoding="utf-8"))
        assert match["test"] in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, line


def test_each_test_of_what_goes_wrong_has_its_promise() -> None:
    tree = ast.parse((ROOT / "tests" / "test_faults.py").read_text(encoding="utf-8"))
    tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}
    assert tests == {
        match["test"] for line in promises() if (match := PROMISE.match(line)) and match["file"] == "test_faults.py"
    }

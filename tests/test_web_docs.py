"""docs/api.md shows what the endpoints really answer."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from search.request import MAX_OFFSET
from search.web import parameters, problems
from settings import Settings
from tests.web_archive import harbour_archive

PAGE = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```\nGET (\S+)\n```.*?```json\n(.*?)```", PAGE, re.DOTALL)
PASSING = ("took_ms", "updated", "score", "request_id")  # times, the arithmetic of ranking, randomness


def timeless(document: Any) -> Any:
    """Leave out what may differ from run to run."""
    if isinstance(document, dict):
        return {name: timeless(value) for name, value in document.items() if name not in PASSING}
    return [timeless(one) for one in document] if isinstance(document, list) else document


def test_there_are_answers_and_an_error() -> None:
    assert len(EXAMPLES) == 4


@pytest.mark.parametrize(("url", "shown"), EXAMPLES, ids=[url for url, _ in EXAMPLES])
def test_the_examples_are_real(url: str, shown: str, tmp_path: Path) -> None:
    engine = harbour_archive(tmp_path / "index")
    answer = create_app(Settings(rate=""), engine).test_client().get(url).get_json(force=True)
    engine.close()
    assert timeless(answer) == timeless(json.loads(shown))


def test_every_parameter_and_problem_is_in_a_table() -> None:
    for name in (*parameters.NAMES, *parameters.names_of(parameters.BuildParameters)):
        assert re.search(rf"^\|[^|]*`{name}`[^|]*\|", PAGE, re.MULTILINE), name
    for _, kind, status, _ in problems.KINDS:
        assert re.search(rf"^\| {status:d} \|.*urn:morgue:problem:{kind}`", PAGE, re.MULTILINE), kind
    assert f"{MAX_OFFSET:,}" in PAGE

"""Whatever the OpenAPI document allows, and what it does not, asked of a real archive: never a failure inside."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.openapi import from_wsgi
from schemathesis.specs.openapi.checks import positive_data_acceptance

from app import create_app
from settings import Settings
from tests.web_archive import harbour_archive

EXAMPLES = 40  # requests of an endpoint and kind


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    engine = harbour_archive(tmp_path_factory.mktemp("fuzz") / "index")
    yield create_app(Settings(rate=""), engine)
    engine.close()


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
def test_no_request_breaks_a_promise(app: Flask, mode: GenerationMode) -> None:
    asked = set()
    for found in from_wsgi("/api/v1/openapi.json", app).get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Case[Any]) -> None:
            # No schema says what parameters may not be together, such as a period that ends before it begins.
            case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=[positive_data_acceptance])

        try:
            ask()
        except Exception as error:
            if "Unsatisfiable" not in type(error).__name__:  # nothing to break where there is no parameter
                raise
        asked.add(operation.path)
    assert asked >= {"/api/v1/search", "/api/v1/articles/{article_id}", "/readyz"}

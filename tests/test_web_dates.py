from datetime import UTC, date, datetime

import pytest

from search.schema import Dating
from search.web.dates import show_dating, show_filter, show_moment, show_month, show_period
from search.web.languages import LANGUAGES
from tests.web_fakes import web_app


@pytest.mark.parametrize(
    ("dating", "expected"),
    [
        (Dating(), ""),
        (Dating(stated="2022"), "2022"),
        (Dating(stated="2022-03"), "March 2022"),
        (Dating(stated="2022-03-04", time="14:06"), "4 March 2022"),
        (Dating(not_before=date(2023, 12, 18), not_after=date(2023, 12, 18)), "18 December 2023"),
        (Dating(not_before=date(2023, 12, 18), not_after=date(2023, 12, 19)), "18–19 December 2023"),
        (Dating(not_before=date(2023, 11, 28), not_after=date(2023, 12, 3)), "28 November – 3 December 2023"),
        (Dating(not_before=date(2022, 12, 31), not_after=date(2023, 1, 1)), "31 December 2022 – 1 January 2023"),
        (Dating(not_before=date(2023, 5, 2)), "on or after 2 May 2023"),
        (Dating(not_after=date(2023, 5, 2)), "on or before 2 May 2023"),
    ],
)
def test_an_article_is_dated_as_precisely_as_is_known(dating: Dating, expected: str) -> None:
    assert show_dating(dating) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2022", "2022", "2022"),
        ("2022-03", "", "from March 2022"),
        ("", "2022-03-14", "until 14 March 2022"),
        ("2021", "2022", "2021 to 2022"),
    ],
)
def test_a_filter_is_named(first: str, last: str, expected: str) -> None:
    assert show_filter(first, last) == expected


def test_a_moment_has_its_zone() -> None:
    assert show_moment(datetime(2026, 3, 14, 14, 6, tzinfo=UTC)) == "14 March 2026, 14:06 UTC"


def test_the_page_writes_dates_as_its_language_does() -> None:
    app = web_app()
    days = {}
    for language in LANGUAGES:
        with app.test_request_context("/", headers={"Accept-Language": language}):
            days[language] = (show_period("2022-03-14"), show_period("2022-03"), show_month("2022-03"))
    assert days == {
        "en": ("14 March 2022", "March 2022", "March"),
        "vi": ("14 tháng 3, 2022", "tháng 3 năm 2022", "Tháng 3"),
        "fr": ("14 mars 2022", "mars 2022", "mars"),
    }

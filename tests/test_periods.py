from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import RequestError
from search.periods import end_of, parse_period, start_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-03", date(2022, 3, 1), date(2022, 3, 31)),
        ("2022-3", date(2022, 3, 1), date(2022, 3, 31)),
        ("2022-3-4", date(2022, 3, 4), date(2022, 3, 4)),
        (" 2022-03-14\n", date(2022, 3, 14), date(2022, 3, 14)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1800", date(1800, 1, 1), date(1800, 12, 31)),
        ("2999-12-31", date(2999, 12, 31), date(2999, 12, 31)),
    ],
)
def test_periods(text: str, first: date, last: date) -> None:
    assert parse_period(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "says", "suggestion"),
    [
        ("2022-13", "no such month: 13", "2022"),
        ("2022-00", "no such month", "2022"),
        ("2022-02-29", "no such day: the month has 28", "2022-02"),
        ("14/03/2022", "Did you mean 2022-03-14", "2022-03-14"),
        ("03/14/2022", "Did you mean 2022-03-14", "2022-03-14"),
        ("04/04/2022", "Did you mean 2022-04-04", "2022-04-04"),
        ("3/4/2022", "is not a date. A date is written", ""),  # in March or in April
        ("3/2022", "", "2022-03"),
        ("2022/3/14", "", "2022-03-14"),
        ("20220314", "", "2022-03-14"),
        ("2022.03", "", "2022-03"),
        ("99/99/2022", "is not a date", ""),
        ("1799", "outside the years 1800 to 2999", ""),
        ("3000-01", "outside the years", ""),
        ("yesterday", "“yesterday” is not a date", ""),
        ("", "“” is not a date", ""),
        ("٢٠٢٢", "is not a date", ""),
        ("9" * 2_000, f"“{'9' * 40}…” is not a date", ""),
    ],
)
def test_what_is_no_period(text: str, says: str, suggestion: str) -> None:
    with pytest.raises(RequestError) as caught:
        parse_period(text)
    assert says in str(caught.value)
    assert str(caught.value).endswith("A date is written as 2022, 2022-03 or 2022-03-14.")
    assert caught.value.field == "date"
    assert caught.value.suggestion == suggestion
    if suggestion:
        parse_period(suggestion)


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}([-/. ][0-9]{1,4})?", fullmatch=True))
def test_any_text_is_a_period_or_a_request_error(text: str) -> None:
    try:
        first, last = parse_period(text)
    except RequestError:
        return
    assert first <= last


@given(st.dates(date(1800, 1, 1), date(2999, 12, 30)))
def test_starts_and_ends_are_written_as_what_begins_and_ends_there(day: date) -> None:
    assert parse_period(start_of(day))[0] == day
    assert parse_period(end_of(day))[1] == day

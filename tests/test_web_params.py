from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.urls import iri_to_uri

from search.errors import RequestError
from search.language.parser import parse
from search.request import MAX_OFFSET, MAX_SIZE, DateFilter, Duplicates, SearchRequest, Sort
from search.web import links, parameters


def request_of(*pairs: tuple[str, str]) -> SearchRequest:
    return links.to_request(parameters.read(pairs))


def test_nothing_asks_for_the_newest_of_everything() -> None:
    request = request_of()
    assert (request.query.raw, request.sources, request.dates, request.page, request.size) == ("", (), None, 1, 10)
    assert request.sort is Sort.NEWEST


def test_words_are_ranked_and_filters_alone_are_not() -> None:
    assert request_of(("q", "harbour")).sort is Sort.RELEVANCE
    assert request_of(("q", "source:herald after:2021")).sort is Sort.NEWEST
    assert request_of(("q", "harbour"), ("sort", "oldest")).sort is Sort.OLDEST


def test_blank_and_unknown_parameters_mean_nothing_on_the_page() -> None:
    assert request_of(("from", " "), ("page", ""), ("utm", "x"), ("q", "harbour")) == request_of(("q", "harbour"))


def test_of_a_repeated_parameter_the_first_counts_but_sources_add_up() -> None:
    request = request_of(
        ("page", "2"), ("page", "3"), ("source", "A"), ("source", "B"), ("source", "A"), ("source", "")
    )
    assert (request.page, request.sources) == (2, ("A", "B", ""))


def test_sources_are_left_out_as_often_as_named() -> None:
    request = request_of(("not_source", "B"), ("not_source", ""), ("not_source", "B"))
    assert (request.sources, request.excluded_sources) == ((), ("B", ""))
    assert links.to_pairs(request) == [("not_source", "B"), ("not_source", "")]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2022", "", DateFilter(date(2022, 1, 1), None)),
        ("", "2022-02", DateFilter(None, date(2022, 2, 28))),
        ("2022-03", "2022-03", DateFilter(date(2022, 3, 1), date(2022, 3, 31))),
        ("2021", "2022-03-14", DateFilter(date(2021, 1, 1), date(2022, 3, 14))),
    ],
)
def test_periods_take_their_first_and_last_day(first: str, last: str, expected: DateFilter) -> None:
    assert request_of(("from", first), ("to", last)).dates == expected


@pytest.mark.parametrize(
    ("pairs", "field"),
    [
        ([("page", "0")], "page"),
        ([("page", "one")], "page"),
        ([("page", "9" * 400)], "page"),
        ([("size", str(MAX_SIZE + 1))], "size"),
        ([("size", "0")], "size"),
        ([("match", "some")], "match"),
        ([("sort", "random")], "sort"),
        ([("undated", "perhaps")], "undated"),
        ([("from", "March")], "from"),
        ([("to", "2022-13")], "to"),
        ([("from", "2023"), ("to", "2022")], "from"),
        ([("from", "2023"), ("undated", "1")], "undated"),
        ([("stated", "1"), ("undated", "1")], "undated"),
        ([("stated", "perhaps")], "stated"),
        ([("source", "A"), ("not_source", "B"), ("not_source", "A")], "not_source"),
        ([("page", str(MAX_OFFSET // 10 + 2))], "page"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(pairs: list[tuple[str, str]], field: str) -> None:
    with pytest.raises(RequestError) as caught:
        request_of(*pairs)
    assert caught.value.field == field
    assert str(caught.value).endswith(".")


def test_paging_ends_at_the_limit_and_says_where() -> None:
    assert request_of(("page", str(MAX_OFFSET // 10 + 1))).offset == MAX_OFFSET
    with pytest.raises(RequestError, match="10,000") as caught:
        request_of(("page", "102"), ("size", "100"))
    assert caught.value.suggestion == "101"


def test_defaults_are_left_out_of_the_url() -> None:
    assert links.to_pairs(request_of(("q", "harbour"), ("match", "all"), ("sort", "relevance"), ("size", "10"))) == [
        ("q", "harbour")
    ]
    assert links.to_pairs(request_of(("sort", "newest"))) == []


def test_the_default_size_is_the_pages_own() -> None:
    request = links.to_request(parameters.read([], default_size=25))
    assert request.size == 25
    assert links.to_pairs(request, default_size=25) == []
    assert links.to_pairs(request) == [("size", "25")]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (None, ("", "")),
        (DateFilter(date(2022, 1, 1), date(2022, 12, 31)), ("2022", "2022")),
        (DateFilter(date(2022, 1, 1), date(2022, 3, 31)), ("2022-01", "2022-03")),
        (DateFilter(date(2022, 1, 1), date(2022, 3, 30)), ("2022-01-01", "2022-03-30")),
        (DateFilter(None, date(2024, 2, 29)), ("", "2024-02")),
        (DateFilter(date(2022, 5, 1), None), ("2022-05", "")),
        (DateFilter(undated=True), ("", "")),
    ],
)
def test_periods_are_written_short_and_equally_precise(dates: DateFilter | None, expected: tuple[str, str]) -> None:
    assert links.notation(dates) == expected


days = st.dates(min_value=date(1800, 1, 1), max_value=date(2999, 12, 31))
periods = st.one_of(
    st.none(),
    st.just(DateFilter(undated=True)),
    st.builds(DateFilter, first=days),
    st.builds(DateFilter, last=days),
    st.tuples(days, days).map(lambda ends: DateFilter(min(ends), max(ends))),
)


@given(
    q=st.text(max_size=40).filter(lambda text: text == "" or text.strip() != ""),
    any_word=st.booleans(),
    stated=st.booleans(),
    sources=st.lists(st.text(max_size=8), unique=True, max_size=3),
    excluded=st.lists(st.text(max_size=8), unique=True, max_size=3),
    dates=periods,
    sort=st.sampled_from(Sort),
    duplicates=st.sampled_from(Duplicates),
    page=st.integers(1, 100),
    size=st.integers(1, MAX_SIZE),
)
def test_a_request_survives_its_url(
    q: str,
    any_word: bool,
    sources: list[str],
    excluded: list[str],
    dates: DateFilter | None,
    sort: Sort,
    duplicates: Duplicates,
    page: int,
    size: int,
    stated: bool,
) -> None:
    query = parse(q, match_all=not any_word)
    is_stated = stated and not (dates and dates.undated)
    request = SearchRequest(
        query,
        tuple(sources),
        dates,
        sort,
        page,
        size,
        duplicates=duplicates,
        stated_only=is_stated,
        excluded_sources=tuple(source for source in excluded if source not in sources),
    )
    pairs = links.to_pairs(request)
    assert request_of(*pairs) == request
    url = links.to_url("/search", pairs)
    assert iri_to_uri(url) == url


def test_a_source_is_added_and_removed_from_the_first_page() -> None:
    request = request_of(("source", "A"), ("page", "3"))
    added = links.toggle_source(request, "B")
    assert (added.sources, added.page) == (("A", "B"), 1)
    assert links.toggle_source(added, "A").sources == ("B",)


def test_a_source_is_left_out_and_asked_for_by_turns() -> None:
    request = request_of(("source", "A"), ("page", "3"))
    without = links.toggle_excluded(request, "A")
    assert (without.sources, without.excluded_sources, without.page) == ((), ("A",), 1)
    more = links.toggle_excluded(without, "B")
    assert more.excluded_sources == ("A", "B")
    assert links.toggle_excluded(more, "A").excluded_sources == ("B",)
    only = links.toggle_source(more, "A")
    assert (only.sources, only.excluded_sources) == (("A",), ())


def test_a_period_replaces_another_and_is_removed_by_its_own_link() -> None:
    request = request_of(("from", "2021"), ("to", "2021"))
    assert links.choose_period(request, "2022-02").dates == DateFilter(date(2022, 2, 1), date(2022, 2, 28))
    assert links.choose_period(request, "none").dates == DateFilter(undated=True)


def test_stated_dates_go_with_a_period_and_not_with_undated() -> None:
    request = links.to_request(parameters.read([("q", "harbour"), ("from", "2022"), ("stated", "1")]))
    assert request.stated_only
    assert links.to_pairs(request) == [("q", "harbour"), ("from", "2022"), ("stated", "1")]
    assert links.choose_period(request, "2022-03").stated_only
    undated = links.choose_period(request, "none")
    assert (undated.dates, undated.stated_only) == (DateFilter(undated=True), False)
    assert links.toggle_stated(undated).dates is None
    assert not links.toggle_stated(request).stated_only
    assert links.choose_period(request, "2021", selected=True).dates is None


def test_ids_are_quoted_in_paths() -> None:
    assert links.article_path("a/b ?#") == "/article/a%2Fb%20%3F%23"
    assert links.anchor("ab-12-7") == "p-7"

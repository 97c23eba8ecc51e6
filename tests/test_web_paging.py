import pytest

from search.request import MAX_OFFSET
from search.web.paging import last_page, page_count, page_row


def test_pages_are_counted() -> None:
    assert [page_count(total, 10) for total in (0, 1, 10, 11)] == [0, 1, 1, 2]
    assert [last_page(total, 10) for total in (0, 1, 11, 10**6)] == [1, 1, 2, MAX_OFFSET // 10 + 1]


@pytest.mark.parametrize(
    ("current", "last", "row"),
    [
        (1, 1, [1]),
        (1, 4, [1, 2, 3, 4]),
        (1, 20, [1, 2, 3, None, 20]),
        (5, 20, [1, 2, 3, 4, 5, 6, 7, None, 20]),
        (10, 20, [1, None, 8, 9, 10, 11, 12, None, 20]),
        (20, 20, [1, None, 18, 19, 20]),
    ],
)
def test_a_row_of_pages_shows_ends_and_neighbours(current: int, last: int, row: list[int | None]) -> None:
    assert page_row(current, last) == row

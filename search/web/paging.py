"""How many pages there are, and which of them a page links to."""

from search.request import MAX_OFFSET

NEIGHBOURS = 2  # pages linked on either side of the one shown: with first and last a row that fits a phone


def page_count(total: int, size: int) -> int:
    """Give the number of pages.

    Args:
        total: articles found.
        size: articles a page.
    """
    return -(-total // size)


def last_page(total: int, size: int) -> int:
    """Give the last page that may be asked for: beyond MAX_OFFSET articles there is no paging. At least 1.

    Args:
        total: articles found.
        size: articles a page.
    """
    return max(1, min(page_count(total, size), MAX_OFFSET // size + 1))


def page_row(current: int, last: int) -> list[int | None]:
    """Give the page numbers to link: the first, those around the current one and the last, None for a gap.

    Args:
        current: the page shown, from 1.
        last: the last page.
    """
    shown = sorted({1, last} | {n for n in range(current - NEIGHBOURS, current + NEIGHBOURS + 1) if 1 <= n <= last})
    row: list[int | None] = []
    for number in shown:
        before = next((one for one in reversed(row) if one), 0)
        if number == before + 2:
            row.append(number - 1)  # a gap of one page is no shorter than its number
        elif number > before + 2:
            row.append(None)
        row.append(number)
    return row

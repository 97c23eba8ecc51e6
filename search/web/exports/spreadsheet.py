"""Results as an Excel workbook: what was searched for on the first sheet, one row a passage on those behind it."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from search.web.exports.rows import Row

ROWS = 1_048_575  # of a sheet, without its head: Excel's limit; what is more goes to another sheet
# Characters of a cell. Excel's limit is 32,767 units of UTF-16, of which a character takes two at most. What is longer
# goes on in the row below: the library would cut it.
CELL = 16_383
_WIDTHS = {"rank": 6, "title": 40, "source": 20, "date": 11, "section": 20, "text": 90, "url": 30, "copies": 30}
_WIDTH = 14  # characters, of every other column
_ABOUT_WIDTHS = (22, 90)


def write_workbook(path: Path, about: Sequence[tuple[str, str]], rows: Iterable[Row]) -> None:
    """Write a workbook row by row: memory does not grow with it, the folder holds it twice while it is written.

    Args:
        path: of the file; its folder is used for temporary ones.
        about: what stands on the first sheet: names and values.
        rows: in order. Texts are written as texts, whatever they look like.
    """
    with Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)}) as book:
        bold = book.add_format({"bold": True})
        top = book.add_format({"valign": "top", "text_wrap": True})
        first = book.add_worksheet("About")
        for column, width in enumerate(_ABOUT_WIDTHS):
            first.set_column(column, column, width)
        number = 0
        for name, value in about:
            for piece in _pieces(value):
                first.write_string(number, 0, name, bold)
                first.write_string(number, 1, piece, top)
                number += 1
        sheet, at, sheets = _sheet(book, 1, bold), 0, 1
        for row in rows:
            for cells in _fitting(row):
                if at == ROWS:
                    sheets += 1
                    sheet, at = _sheet(book, sheets, bold), 0
                at += 1
                sheet.write_number(at, 0, row.rank)
                for column, cell in enumerate(cells, 1):
                    if cell:
                        sheet.write_string(at, column, cell)


def _sheet(book: Workbook, number: int, bold: Format) -> Worksheet:
    """Add a sheet of results with its head."""
    sheet = book.add_worksheet("Results" if number == 1 else f"Results {number}")
    for column, name in enumerate(Row._fields):
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _fitting(row: Row) -> Iterable[tuple[str, ...]]:
    """Give the texts of a row, in as many rows as the longest of them needs."""
    return zip_longest(*(_pieces(str(cell)) for cell in row[1:]), fillvalue="")


def _pieces(text: str) -> list[str]:
    return [text[start : start + CELL] for start in range(0, len(text), CELL)] or [""]

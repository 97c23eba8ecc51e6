"""Results as CSV (RFC 4180): UTF-8 with a byte order mark, one row a passage, nothing that a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from search.web.exports.rows import Row

# Excel takes a CSV file for the system's old code page unless it begins with this, and then shows Đồ Sơn as Äá»“ SÆ¡n.
BYTE_ORDER_MARK = "\ufeff"

# A spreadsheet takes a cell that begins so for a formula, which may send what is beside it elsewhere, or start a
# program (https://owasp.org/www-community/attacks/CSV_Injection). The wide forms count in Japanese Excel.
_STARTS = "=+\\-@＝＋－＠"
_FORMULA = re.compile(rf"[{_STARTS}\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")
# Where a spreadsheet parts cells by semicolons (the French and the Vietnamese Excel do) or tabs, a cell begins there.
_FORMULA_INSIDE = re.compile(rf"(?<=[;\t\r\n])(\s*)(?=[{_STARTS}])")


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a CSV file, each with its end: the head, then the rows.

    Args:
        rows: in order.
    """
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(Row._fields)
    for row in rows:
        yield line.getvalue()
        line.seek(0)
        line.truncate()
        writer.writerow([neutral(cell) if isinstance(cell, str) else cell for cell in row])
    yield line.getvalue()


def neutral(text: str) -> str:
    """Give a text as a cell that no spreadsheet takes for a formula: an apostrophe goes before what would begin one.

    Args:
        text: any; a number stays as it is.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    return _FORMULA_INSIDE.sub(r"\1'", text)

"""Tables as CSV, in two flavours, both safe to open in a spreadsheet.

`csv` follows RFC 4180 for programs: comma, UTF-8, names of fields, ISO dates, decimal point.
`csv-excel` is what a Dutch Excel opens with a double click: semicolon, BOM, Dutch labels, dd-mm-jjjj, decimal comma.
A text that a spreadsheet would run as a formula gets an apostrophe in front in both; NDJSON and JSON have the text
as it is.
"""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO

from app.exports.tables import TableData, Value

MEDIA_TYPE = "text/csv; charset=utf-8"
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
#: The last four are the full-width forms, which some spreadsheets read as the plain ones.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BLANKS = " \N{NO-BREAK SPACE}"


def guarded(text: str) -> str:
    """The text, with an apostrophe in front when a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(_BLANKS).startswith(_FORMULA_STARTS) else text


def stream(table: TableData, excel: bool = False) -> Iterator[bytes]:
    """The table, a piece per row, heading row first."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";" if excel else ",", lineterminator="\r\n")
    if excel:
        buffer.write(BOM)
    writer.writerow([column.label if excel else column.name for column in table.columns])
    yield _taken(buffer)
    for row in table.rows:
        writer.writerow([_cell(value, excel) for value in row])
        yield _taken(buffer)


def write(table: TableData, excel: bool = False) -> bytes:
    """The whole table at once."""
    return b"".join(stream(table, excel))


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _cell(value: Value, excel: bool) -> str:
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case date():
            return f"{value:%d-%m-%Y}" if excel else value.isoformat()
        case Decimal():
            text = format(value, "f")
            return text.replace(".", ",") if excel else text
        case _:
            return str(value)

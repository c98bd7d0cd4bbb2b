"""How our workbooks look and behave: formats, safe text, and a plain table with a heading row and a filter."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from app.exports.tables import Kind, TableColumn, TableData, Value

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: 413 is Dutch (Netherlands): the euro sign and month names are Dutch whatever the reader's settings are.
EURO, DAY, MONTH, PERCENT = "[$€-413] #,##0.00", "dd-mm-yyyy", "[$-413]mmm yy", '0.##"%"'
MAX_CELL = 32_000
#: The sheet that formulas on other sheets read.
ACTIVITIES = "Activiteiten"
_WIDTHS = {Kind.TEXT: 18, Kind.LONG: 38, Kind.NUMBER: 10, Kind.MONEY: 15, Kind.DAY: 12, Kind.LINK: 40}
_LINE_HEIGHT, _MAX_HEIGHT = 15, 400  # points; Excel allows 409

Widths = dict[str, int] | None


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column whose width counts zeros; letters are a little narrower."""
    return sum(max(1, -(-len(part) * 95 // (width * 100))) for part in text.split("\n"))


class Book:
    """A workbook in memory: texts stay texts, and the same content gives the same bytes."""

    def __init__(self, title: str, author: str, dated: date) -> None:
        self._buffer = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook: Any = xlsxwriter.Workbook(self._buffer, options)
        created = datetime.combine(dated, time(), UTC)
        self.workbook.set_properties({"title": title[:255], "author": author[:255], "created": created})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def bytes(self) -> bytes:
        """Close the workbook and give it."""
        self.workbook.close()
        return self._buffer.getvalue()

    def format(self, **properties: Any) -> Any:
        """A cell format; each kind is made once."""
        whole = {"font_name": "Calibri", "font_size": 11, "valign": "top"} | properties
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(whole)
        return self._formats[key]

    def heading(self, **properties: Any) -> Any:
        """The format of a heading row."""
        return self.format(bold=True, bg_color="#DCE9EE", bottom=1, text_wrap=True, **properties)

    def sheet(self, name: str, wide: bool = False) -> Worksheet:
        """A new sheet, ready to be printed across A4, as wide as one page; a wide one on two sheets of A3."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(8 if wide else 9)
        sheet.fit_to_pages(2 if wide else 1, 0)
        sheet.set_footer("&L&A&RPagina &P van &N")
        return sheet

    def of_kind(self, kind: Kind) -> Any:
        """The format of a column's values."""
        match kind:
            case Kind.MONEY:
                return self.format(num_format=EURO, align="right", indent=1)
            case Kind.DAY:
                return self.format(num_format=DAY, align="left")
            case Kind.NUMBER:
                return self.format(num_format="#,##0.##", align="right", indent=1)
            case Kind.LONG | Kind.LINK:
                return self.format(text_wrap=True)
            case Kind.TEXT:
                return self.format()

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, style: Any) -> None:
        """A value in a cell, by its type: text is never read as a formula, a number or an address."""
        match value:
            case None | "":
                sheet.write_blank(row, column, None, style)
            case str():
                sheet.write_string(row, column, value[:MAX_CELL], style)
            case date():
                sheet.write_datetime(row, column, datetime.combine(value, time()), style)
            case Decimal() | int():
                sheet.write_number(row, column, value, style)

    def table(self, sheet: Worksheet, table: TableData, first: int = 0, width: Widths = None) -> int:
        """Heading row, rows, frozen heading and filter; returns the row after the last."""
        for position, column in enumerate(table.columns):
            sheet.set_column(position, position, (width or {}).get(column.name, _WIDTHS[column.kind]))
            sheet.write_string(first, position, column.label, self.heading())
        sheet.set_row(first, 2 * _LINE_HEIGHT)
        row = first
        for row, values in enumerate(table.rows, first + 1):
            self.row(sheet, row, table.columns, values, width)
        sheet.freeze_panes(first + 1, 0)
        sheet.repeat_rows(first)
        sheet.autofilter(first, 0, max(row, first + 1), len(table.columns) - 1)
        return row + 1

    def row(
        self, sheet: Worksheet, row: int, columns: Sequence[TableColumn], values: Sequence[Value], width: Widths = None
    ) -> None:
        """One row of values, each in the format of its column."""
        for position, (column, value) in enumerate(zip(columns, values, strict=True)):
            self.put(sheet, row, position, value, self.of_kind(column.kind))
        wide = [
            (value, (width or {}).get(column.name, _WIDTHS[column.kind]))
            for column, value in zip(columns, values, strict=True)
            if column.kind is Kind.LONG
        ]
        self.fit(sheet, row, wide)

    def fit(self, sheet: Worksheet, row: int, texts: Sequence[tuple[Value, int]]) -> None:
        """Make a row as high as its wrapped texts (each with the width of its column) need; not every program does."""
        lines = max((_lines(value, width) for value, width in texts if isinstance(value, str)), default=1)
        if lines > 1:
            sheet.set_row(row, min(lines * _LINE_HEIGHT, _MAX_HEIGHT))

"""The budget sheet: lines that multiply themselves, spare lines that join in, and the percentage in one cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from app.domain.plan.completed import CompletedPlan
from app.domain.plan.money import is_eligible
from app.domain.plan.plan import BudgetLine
from app.exports.plan_table import POSITIONS
from app.exports.tables import Kind, TableColumn, TableData, Value
from app.exports.xlsx_look import ACTIVITIES, EURO, PERCENT, Book

#: Where the subsidy percentage stands, for formulas on other sheets.
PERCENTAGE_CELL = "$B$1"
_SUMS = (("Kosten samen", "total"), ("Deel regeling", "subsidy"), ("Eigen deel", "own"))
_FIRST_LINE = 6  # row of the first line, counted from 0
_SPARE_LINES = 25
_COLUMNS = (
    TableColumn("number", "Activiteit nr.", Kind.NUMBER),
    TableColumn("name", "Activiteit", Kind.LONG),
    TableColumn("description", "Omschrijving", Kind.LONG),
    TableColumn("kind", "Kostensoort"),
    TableColumn("quantity", "Aantal", Kind.NUMBER),
    TableColumn("unit", "Eenheid"),
    TableColumn("unitPrice", "Prijs per stuk", Kind.MONEY),
    TableColumn("amount", "Bedrag", Kind.MONEY),
    TableColumn("eligible", "Telt mee voor subsidie"),
)


@dataclass(frozen=True)
class Line:
    """A budget line with the activity that it belongs to."""

    number: int
    activity: str
    line: BudgetLine
    kind: str
    amount: Decimal
    eligible: bool


def budget_lines(completed: CompletedPlan) -> list[Line]:
    """All lines of the plan in order."""
    kinds = completed.template.cost_kind_by_id
    return [
        Line(
            item.number,
            activity.name or "",
            line,
            kinds[line.kind].label if line.kind in kinds else "",
            amount,
            is_eligible(line, completed.template, any(flag.excluded for flag in item.flags)),
        )
        for activity, item in zip(completed.plan.activities, completed.activities, strict=True)
        for line, amount in zip(activity.budget, item.line_amounts, strict=True)
    ]


def column_range(sheet: str, letter: str, lines: Sequence[Line]) -> str:
    """A column of the budget from the first line to the last spare one, as a formula names it."""
    return f"{sheet}!${letter}${_FIRST_LINE + 1}:${letter}${_FIRST_LINE + len(lines) + _SPARE_LINES}"


def write_budget(book: Book, sheet: Any, completed: CompletedPlan, lines: Sequence[Line]) -> None:
    """The percentage, the sums, and the lines with room for more."""
    _sums(book, sheet, completed)
    note = "Vul een regel in onder de laatste: het bedrag en de sommen rekenen mee."
    sheet.write_string(_FIRST_LINE - 2, 0, note, book.format(italic=True))
    book.table(
        sheet, TableData(_COLUMNS, []), first=_FIRST_LINE - 1, width={"number": 20, "name": 34, "kind": 30, "unit": 14}
    )
    end = max(len(completed.activities) + 1, 2)
    for position in range(len(lines) + _SPARE_LINES):
        _line(book, sheet, _FIRST_LINE + position, lines[position] if position < len(lines) else None, end)
    last = _FIRST_LINE + len(lines) + _SPARE_LINES - 1
    sheet.autofilter(_FIRST_LINE - 1, 0, last, len(_COLUMNS) - 1)
    sheet.data_validation(_FIRST_LINE, 8, last, 8, {"validate": "list", "source": ["ja", "nee"]})


def _sums(book: Book, sheet: Any, completed: CompletedPlan) -> None:
    amounts = completed.facts.amounts
    label, money = book.format(bold=True, bg_color="#F1F5F7"), book.format(num_format=EURO, bold=True, align="left")
    percentage = book.format(num_format=PERCENT, bg_color="#FFF4DC", bold=True, align="left")
    sheet.write_string(0, 0, "Subsidiepercentage", label)
    sheet.write_number(0, 1, completed.facts.subsidy_percentage, percentage)
    end = max(len(completed.activities) + 1, 2)
    for row, (name, column) in enumerate(_SUMS, 1):
        letters = xl_col_to_name(POSITIONS[column])
        sheet.write_string(row, 0, name, label)
        formula = f"=SUM({ACTIVITIES}!${letters}$2:${letters}${end})"
        sheet.write_formula(row, 1, formula, money, getattr(amounts, column))


def _line(book: Book, sheet: Any, row: int, filled: Line | None, end: int) -> None:
    line = filled.line if filled else None
    values: dict[int, Value] = {}
    if filled and line:
        values = {
            0: filled.number,
            2: line.description,
            3: filled.kind,
            4: line.quantity,
            5: line.unit,
            6: line.unit_price,
        }
    for position in (0, 2, 3, 4, 5, 6):
        book.put(sheet, row, position, values.get(position), book.of_kind(_COLUMNS[position].kind))
    here = row + 1
    lookup = f'=IF(A{here}="","",IFERROR(VLOOKUP(A{here},{ACTIVITIES}!$A$2:$B${end},2,FALSE),"?"))'
    sheet.write_formula(row, 1, lookup, book.format(text_wrap=True), filled.activity if filled else "")
    amount = f'=IF(OR(E{here}="",G{here}=""),"",ROUND(E{here}*G{here},2))'
    sheet.write_formula(row, 7, amount, book.of_kind(Kind.MONEY), filled.amount if filled else "")
    book.fit(sheet, row, [(filled.activity, 34), (line.description, 38)] if filled and line else [])
    counts = filled.eligible if filled else False
    sheet.write_string(row, 8, ("ja" if counts else "nee") if filled else "", book.format())

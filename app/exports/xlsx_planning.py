"""The planning sheet: a row an activity, a column a month, and bars that follow the dates in the sheet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from app.domain.plan.completed import CompletedPlan
from app.domain.plan.plan import Activity, Period
from app.exports.plan_table import POSITIONS
from app.exports.xlsx_look import ACTIVITIES, DAY, MONTH, Book

_MAX_MONTHS = 60
_FIRST_MONTH = 4  # column of the first month, counted from 0
_BAR = "■"


def write_planning(book: Book, sheet: Any, completed: CompletedPlan) -> None:
    """A heading with the months, and a row for each activity."""
    months = _months(completed)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 40)
    sheet.set_column(2, 3, 12)
    for position, name in enumerate(("Nr.", "Activiteit", "Begin", "Einde")):
        sheet.write_string(0, position, name, book.heading())
    for position, month in enumerate(months, _FIRST_MONTH):
        sheet.write_datetime(0, position, month, book.heading(num_format=MONTH, rotation=90, align="center"))
    sheet.set_row(0, 46)
    for row, activity in enumerate(completed.plan.activities, 1):
        book.fit(sheet, row, [(activity.name, 40)])
        _row(book, sheet, row, activity, months)
    last = _FIRST_MONTH + len(months) - 1
    if months and completed.activities:
        sheet.set_column(_FIRST_MONTH, last, 3.4)
        fill = book.workbook.add_format({"bg_color": "#0B4F6C", "font_color": "#0B4F6C"})
        rule = {"type": "cell", "criteria": "==", "value": f'"{_BAR}"', "format": fill}
        sheet.conditional_format(1, _FIRST_MONTH, len(completed.activities), last, rule)
    sheet.freeze_panes(1, _FIRST_MONTH)
    sheet.repeat_rows(0)


def _row(book: Book, sheet: Any, row: int, activity: Activity, months: Sequence[date]) -> None:
    here = row + 1
    day = book.format(num_format=DAY, align="left")
    sheet.write_formula(row, 0, f"={ACTIVITIES}!$A{here}", book.format(align="left"), row)
    sheet.write_formula(row, 1, f'={ACTIVITIES}!$B{here}&""', book.format(text_wrap=True), activity.name or "")
    for position, column, value in ((2, "start", activity.period.start), (3, "end", activity.period.end)):
        source = f"{ACTIVITIES}!${xl_col_to_name(POSITIONS[column])}{here}"
        sheet.write_formula(row, position, f'=IF({source}="","",{source})', day, _serial(value))
    bar = book.format(align="center", font_color="#0B4F6C")
    for position, month in enumerate(months, _FIRST_MONTH):
        head = f"{xl_col_to_name(position)}$1"
        within = f'IF(AND($C{here}<=EOMONTH({head},0),$D{here}>={head}),"{_BAR}","")'
        formula = f'=IF(OR($C{here}="",$D{here}=""),"",{within})'
        sheet.write_formula(row, position, formula, bar, _BAR if _runs_in(activity.period, month) else "")


def _months(completed: CompletedPlan) -> list[date]:
    """The first days of the months that the plan and its activities run through."""
    periods = [completed.plan.period, *(activity.period for activity in completed.plan.activities)]
    days = [day for item in periods for day in (item.start, item.end) if day]
    if not days:
        return []
    first, last = min(days), max(days)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return [date((start + step) // 12, (start + step) % 12 + 1, 1) for step in range(min(count, _MAX_MONTHS))]


def _runs_in(value: Period, month: date) -> bool:
    if value.start is None or value.end is None:
        return False
    first = value.start.year * 12 + value.start.month
    last = value.end.year * 12 + value.end.month
    return first <= month.year * 12 + month.month <= last


def _serial(day: date | None) -> int | str:
    """A date as a spreadsheet counts it: days since 30 December 1899."""
    return (day - date(1899, 12, 30)).days if day else ""

"""A plan as a workbook: overview, activities, a budget that adds itself up, a planning that draws itself, sources.

Sums, shares and the bars of the planning are formulas, so the user can go on working in the sheet. Each formula
carries its present outcome, for viewers that do not calculate.
"""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from app.domain.plan.completed import CompletedPlan, State
from app.domain.plan.wording import dutch_date, partial_date
from app.exports.plan_activity import period
from app.exports.plan_chapters import LICENCE
from app.exports.plan_table import POSITIONS, activities_table
from app.exports.tables import Kind, TableColumn, TableData
from app.exports.xlsx_budget import PERCENTAGE_CELL, Line, budget_lines, column_range, write_budget
from app.exports.xlsx_look import ACTIVITIES, EURO, MEDIA_TYPE, Book
from app.exports.xlsx_planning import write_planning

__all__ = ["MEDIA_TYPE", "write"]

OVERVIEW, BUDGET, PLANNING, REVIEW, SOURCES = "Overzicht", "Begroting", "Planning", "Controle", "Bronnen"
_STATES = {State.FINE: "In orde", State.ATTENTION: "Aandacht", State.INFORMATION: "Ter informatie"}


def write(completed: CompletedPlan) -> bytes:
    """The workbook; the same plan gives the same bytes."""
    plan, facts = completed.plan, completed.facts
    book = Book(plan.title, plan.author, plan.drawn_up_on or facts.build.built_on)
    order = (OVERVIEW, ACTIVITIES, BUDGET, PLANNING, REVIEW, SOURCES)
    sheets = {name: book.sheet(name, wide=name == ACTIVITIES) for name in order}
    lines = budget_lines(completed)
    _overview(book, sheets[OVERVIEW], completed)
    _activities(book, sheets[ACTIVITIES], completed, lines)
    write_budget(book, sheets[BUDGET], completed, lines)
    write_planning(book, sheets[PLANNING], completed)
    _review(book, sheets[REVIEW], completed)
    _sources(book, sheets[SOURCES], completed)
    return book.bytes()


def _overview(book: Book, sheet: Any, completed: CompletedPlan) -> None:
    plan, facts = completed.plan, completed.facts
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 80)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 28)
    sheet.set_row(1, 18)
    sheet.write_string(0, 0, plan.title, book.format(bold=True, font_size=18, font_color="#0B4F6C"))
    sheet.write_string(1, 0, completed.template.title, book.format(font_size=12, font_color="#0B4F6C"))
    rows = [
        ("Sector", facts.sector.label if facts.sector else ""),
        ("Indiener", plan.author),
        ("Looptijd", period(plan.period)),
        ("Opgesteld op", dutch_date(plan.drawn_up_on) if plan.drawn_up_on else ""),
        ("Analyse", plan.analysis),
        ("De sector", plan.context),
        ("Gegevens", f"kennisbank van {dutch_date(facts.build.built_on)}, build {facts.build.id}"),
        ("Let op", facts.notice.text if facts.notice else ""),
        ("Licentie", LICENCE),
    ]
    wrapped, label = book.format(text_wrap=True), book.format(bold=True, bg_color="#F1F5F7")
    for row, (name, value) in enumerate(rows, 3):
        sheet.write_string(row, 0, name, label)
        book.put(sheet, row, 1, value, wrapped)
        book.fit(sheet, row, [(value, 80)])
    start = 4 + len(rows)
    amounts = [
        ("Kosten", facts.amounts.total, 1),
        ("Deel regeling", facts.amounts.subsidy, 2),
        ("Eigen deel", facts.amounts.own, 3),
    ]
    for row, (name, amount, line) in enumerate(amounts, start):
        sheet.write_string(row, 0, name, label)
        money = book.format(num_format=EURO, align="left", bold=True)
        sheet.write_formula(row, 1, f"={BUDGET}!$B${line + 1}", money, amount)


def _activities(book: Book, sheet: Any, completed: CompletedPlan, lines: Sequence[Line]) -> None:
    table = activities_table(completed)
    book.table(
        sheet, table, width={"number": 6, "name": 30, "approach": 55, "result": 45, "bottlenecks": 22, "theme": 26}
    )
    sheet.freeze_panes(1, 2)
    money = book.of_kind(Kind.MONEY)
    numbers, amounts, counts = (column_range(BUDGET, letter, lines) for letter in "AHI")
    for row, facts in enumerate(completed.activities, 1):
        total, subsidy, own = (xl_rowcol_to_cell(row, POSITIONS[name]) for name in ("total", "subsidy", "own"))
        eligible = f'SUMIFS({amounts},{numbers},A{row + 1},{counts},"ja")'
        share = f"ROUND({eligible}*{BUDGET}!{PERCENTAGE_CELL}/100,2)"
        sheet.write_formula(total, f"=SUMIFS({amounts},{numbers},A{row + 1})", money, facts.amounts.total)
        sheet.write_formula(subsidy, f"={share}", money, facts.amounts.subsidy)
        sheet.write_formula(own, f"={total}-{subsidy}", money, facts.amounts.own)


def _review(book: Book, sheet: Any, completed: CompletedPlan) -> None:
    columns = (
        TableColumn("what", "Wat", Kind.LONG),
        TableColumn("state", "Uitkomst"),
        TableColumn("text", "Toelichting", Kind.LONG),
    )
    rows = [(finding.title, _STATES[finding.state], finding.text) for finding in completed.facts.findings]
    rows += [(_place(question.place), "Vraag", question.text) for question in completed.facts.questions]
    book.table(sheet, TableData(columns, rows), width={"text": 100})


def _place(place: str) -> str:
    parts = place.split(".")
    return f"Activiteit {int(parts[1]) + 1}" if parts[0] == "activities" and len(parts) > 1 else "Het plan"


def _sources(book: Book, sheet: Any, completed: CompletedPlan) -> None:
    columns = (
        TableColumn("number", "Nr.", Kind.NUMBER), TableColumn("document", "Document", Kind.LONG),
        TableColumn("makers", "Makers", Kind.LONG), TableColumn("published", "Verschenen"),
        TableColumn("places", "Onderdeel", Kind.LONG),
    )  # fmt: skip
    rows = [
        (
            note.number, note.document.label, ", ".join(note.makers),
            partial_date(note.published) if note.published else "",
            "; ".join(f"{place.section}, {place.row}" if place.row else place.section for place in note.places),
        )
        for note in completed.facts.sources
    ]  # fmt: skip
    after = book.table(sheet, TableData(columns, rows), width={"number": 6, "places": 80})
    text = book.format(text_wrap=True)
    for row, fact in enumerate(completed.facts.scheme_facts, after + 1):
        sheet.write_string(row, 1, fact.text, text)
        sheet.write_string(row, 2, fact.source.title, text)
        sheet.write_string(row, 3, partial_date(fact.as_of), text)
        book.put(sheet, row, 4, fact.source.url or "", text)
        book.fit(sheet, row, [(fact.text, 38), (fact.source.title, 38), (fact.source.url, 80)])

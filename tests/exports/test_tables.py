"""CSV and XLSX: the flavours, the guard against formulas, and sums that add up in the sheet itself."""

import csv as reader
import re
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.corpus import Corpus
from app.domain.plan.completed import CompletedPlan
from app.exports import csv, interventions_xlsx, xlsx
from app.exports.interventions import COLUMNS, for_people, for_programs
from app.exports.names import file_name
from app.exports.plan_table import activities_table
from app.exports.tables import Kind, TableColumn, TableData
from tests.exports.conftest import HOSTILE, SAFE

TABLE = TableData(
    (TableColumn("when", "Wanneer", Kind.DAY), TableColumn("price", "Prijs", Kind.MONEY), TableColumn("text", "Tekst")),
    [(date(2027, 3, 1), Decimal("1250.50"), 'a;b,"c"'), (None, Decimal("-5"), "=1+1")],
)


def test_csv_for_programs_follows_rfc_4180() -> None:
    assert csv.write(TABLE) == (b'when,price,text\r\n2027-03-01,1250.50,"a;b,""c"""\r\n,-5,\'=1+1\r\n')


def test_csv_for_a_dutch_excel() -> None:
    content = csv.write(TABLE, excel=True)
    assert content.startswith(b"\xef\xbb\xbfWanneer;Prijs;Tekst\r\n")
    assert content.decode("utf-8-sig").splitlines()[1] == '01-03-2027;1250,50;"a;b,""c"""'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\N{NO-BREAK SPACE}=", "＝"])
def test_what_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    assert csv.guarded(f"{start}cmd|' /C calc'!A0").startswith("'")


@given(st.text(max_size=60))
def test_no_cell_ever_starts_a_formula(text: str) -> None:
    table = TableData((TableColumn("text", "Tekst"),), [(text,)])
    row = list(reader.reader(StringIO(csv.write(table).decode(), newline="")))[1]
    assert not (row and row[0].strip(" ").startswith(("=", "+", "-", "@")))


def test_every_record_has_a_row_in_both_flavours(corpus: Corpus) -> None:
    for table in (for_programs(corpus, corpus.interventions), for_people(corpus, corpus.interventions)):
        rows = list(reader.reader(StringIO(csv.write(table).decode(), newline="")))
        assert len(rows) == len(corpus.interventions) + 1
        assert {len(row) for row in rows} == {len(COLUMNS)}


def test_programs_get_ids_and_people_get_labels(corpus: Corpus) -> None:
    record = corpus.by_id["tilthermometer"]
    position = next(index for index, column in enumerate(COLUMNS) if column.name == "topics")
    programs, people = (next(iter(make(corpus, [record]).rows)) for make in (for_programs, for_people))
    assert (programs[position], people[position]) == ("fysieke-belasting", "Fysieke belasting")


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def test_the_sums_of_the_sheet_are_formulas_with_the_sums_of_the_plan(example: CompletedPlan) -> None:
    content = xlsx.write(example)
    formulas = workbook(content)
    values = openpyxl.load_workbook(BytesIO(content), data_only=True)
    assert formulas["Begroting"]["B2"].value.startswith("=SUM(")
    assert values["Begroting"]["B2"].value == float(example.facts.amounts.total)
    assert values["Begroting"]["B3"].value == float(example.facts.amounts.subsidy)
    assert values["Overzicht"]["B16"].value == float(example.facts.amounts.own)
    heading = [cell.value for cell in formulas["Activiteiten"][1]]
    column = heading.index("Kosten") + 1
    for row, facts in enumerate(example.activities, 2):
        assert formulas["Activiteiten"].cell(row, column).value.startswith("=SUMIFS(")
        assert values["Activiteiten"].cell(row, column).value == float(facts.amounts.total)


def test_the_planning_draws_a_bar_from_begin_to_end(example: CompletedPlan) -> None:
    sheet = openpyxl.load_workbook(BytesIO(xlsx.write(example)), data_only=True)["Planning"]
    months = [cell.value.date() for cell in sheet[1][4:]]
    assert (months[0], months[-1], len(months)) == (date(2027, 1, 1), date(2028, 12, 1), 24)
    period = example.plan.activities[0].period
    bars = [month for month, cell in zip(months, sheet[2][4:], strict=True) if cell.value]
    assert period.start
    assert period.end
    assert bars[0] == period.start.replace(day=1)
    assert bars[-1] == period.end.replace(day=1)


def test_hostile_text_is_text_in_the_workbook(hostile: CompletedPlan) -> None:
    for sheet in workbook(xlsx.write(hostile)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                if cell.data_type == "f":
                    assert "HYPERLINK" not in str(cell.value)
    assert workbook(xlsx.write(hostile))["Overzicht"]["A1"].value == SAFE


def test_the_plan_as_csv_guards_and_keeps_everything(hostile: CompletedPlan) -> None:
    text = csv.write(activities_table(hostile), excel=True).decode("utf-8-sig")
    rows = list(reader.DictReader(StringIO(text, newline=""), delimiter=";"))
    assert rows[0]["Activiteit"] == f"'{SAFE}"
    assert rows[0]["Kosten"] == "12,50"
    assert HOSTILE not in text


def test_the_corpus_as_workbook_says_what_it_is(corpus: Corpus) -> None:
    origin = interventions_xlsx.Origin("2-abc", date(2026, 11, 22), [("zoekwoorden", "=werkdruk")])
    content = interventions_xlsx.write(corpus, corpus.interventions, origin)
    assert content == interventions_xlsx.write(corpus, corpus.interventions, origin)
    book = workbook(content)
    assert book["Interventies"].max_row == len(corpus.interventions) + 1
    about = {row[0].value: row[1].value for row in book["Toelichting"].iter_rows()}
    assert "CC BY 4.0" in about["Licentie"]
    assert about["Gevraagd: zoekwoorden"] == "=werkdruk"
    assert "2-abc" in about["Gegevens"]


@given(st.text(max_size=200))
def test_file_names_are_plain(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*-2026-11-22\.docx", file_name(title, date(2026, 11, 22), "docx"))

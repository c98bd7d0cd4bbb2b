"""The plan as DOCX, PDF and Markdown: opened again and read back."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from app.domain.plan.completed import CompletedPlan
from app.errors import FormatNotInstalled
from app.exports import docx as word
from app.exports import markdown, pdf
from app.exports.formats import PLAN_FORMATS
from app.exports.plan_document import plan_document
from tests.exports.conftest import HOSTILE, SAFE


def opened(plan: CompletedPlan, template: Path | None = None) -> WordDocument:
    return docx.Document(BytesIO(word.write(plan_document(plan), template)))


def words(document: WordDocument) -> str:
    return "\n".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


@pytest.mark.parametrize("name", PLAN_FORMATS)
def test_the_same_plan_gives_the_same_bytes(name: str, example: CompletedPlan) -> None:
    write = PLAN_FORMATS[name].write
    assert write(example, None) == write(example, None)


@pytest.mark.parametrize("name", PLAN_FORMATS)
def test_no_text_breaks_a_document(name: str, hostile: CompletedPlan) -> None:
    assert len(PLAN_FORMATS[name].write(hostile, None)) > 500


def test_word_has_properties_language_and_numbered_headings(example: CompletedPlan) -> None:
    document = opened(example)
    properties = document.core_properties
    assert (properties.title, properties.language) == (example.plan.title, "nl-NL")
    assert properties.author == example.plan.author
    assert properties.created is not None
    assert properties.created.date() == example.plan.drawn_up_on
    languages = {item.get(qn("w:val")) for item in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    heading = document.styles["Heading 1"].element
    assert heading.pPr.numPr.numId.val


def test_word_has_a_heading_and_a_table_for_each_activity(example: CompletedPlan) -> None:
    document = opened(example)
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 3"]
    assert headings == [
        f"Activiteit {number}: {activity.name}" for number, activity in enumerate(example.plan.activities, 1)
    ]
    tables = [table for table in document.tables if table.cell(0, 0).text == "Thema"]
    assert len(tables) == len(example.plan.activities)
    for table, facts in zip(tables, example.activities, strict=True):
        rows = {row.cells[0].text: row.cells[1].text for row in table.rows}
        numbers = ", ".join(str(number) for number in facts.interventions[0].sources)
        assert f"[{numbers}]" in rows["Interventie en bron"]
        assert rows["Beoogd resultaat"] == facts.result_text


def test_word_has_a_table_of_contents_whose_links_go_somewhere(example: CompletedPlan) -> None:
    body = opened(example).element.body
    assert any("TOC" in (node.text or "") for node in body.iter(qn("w:instrText")))
    anchors = {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))} - {None}
    assert anchors == {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    assert anchors


def test_properties_of_tables_stand_in_the_order_that_word_insists_on(example: CompletedPlan) -> None:
    order = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"]
    for table in opened(example).tables:
        names = [item.tag.rpartition("}")[2] for item in table._tbl.tblPr]
        assert names == sorted(names, key=order.index)
        assert "tblCaption" in names


def test_word_lists_every_source_and_the_closed_scheme(example: CompletedPlan) -> None:
    text = words(opened(example))
    for note in example.facts.sources:
        assert note.document.label in text
    assert "gesloten voor nieuwe aanvragen sinds 27 september 2024" in text


def test_a_step_with_activities_refers_to_them(example: CompletedPlan) -> None:
    rows = {row.cells[0].text: row.cells[1].text for table in opened(example).tables for row in table.rows}
    assert rows["Implementatie"] == "Zie activiteiten 1, 2, 3 en 4."
    assert rows["Evaluatie"] == "Zie activiteit 5."
    assert rows["Ontwikkeling"].endswith("?")


def test_word_shows_hostile_text_as_text(hostile: CompletedPlan) -> None:
    document = opened(hostile)
    assert SAFE in words(document)
    fields = {node.text.split()[0] for node in document.element.body.iter(qn("w:instrText"))}
    assert fields == {"TOC"}


def test_a_fund_brings_its_own_word_document(example: CompletedPlan, tmp_path: Path) -> None:
    own = docx.Document()
    own.styles["Normal"].font.name = "Georgia"
    own.add_paragraph("Voorblad van ons fonds")
    own.save(str(tmp_path / "fonds.docx"))
    document = opened(example, tmp_path / "fonds.docx")
    assert document.paragraphs[0].text == "Voorblad van ons fonds"
    assert document.styles["Normal"].font.name == "Georgia"
    assert example.plan.title in words(document)


def test_a_bare_word_document_will_do(example: CompletedPlan, tmp_path: Path) -> None:
    bare = docx.Document()
    for name in ("Heading 3", "List Bullet", "Subtitle", "TOC Heading"):
        style = bare.styles[name].element
        style.getparent().remove(style)
    bare.save(str(tmp_path / "kaal.docx"))
    assert example.plan.title in words(opened(example, tmp_path / "kaal.docx"))


def test_pdf_is_tagged_dutch_and_universal(example: CompletedPlan) -> None:
    content = pdf.write(plan_document(example))
    assert content.startswith(b"%PDF-")
    assert b"/Lang(nl-NL)" in content
    assert b"/StructTreeRoot" in content
    assert b"pdfuaid:part" in content


def test_pdf_with_a_character_without_a_glyph_is_still_made(hostile: CompletedPlan) -> None:
    content = pdf.write(plan_document(hostile))
    assert content.startswith(b"%PDF-")
    assert b"pdfuaid:part" not in content


def test_pdf_says_what_is_missing_when_it_is_not_installed(
    example: CompletedPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "is_installed", lambda: False)
    with pytest.raises(FormatNotInstalled, match=r"PDF.*niet geïnstalleerd"):
        pdf.write(plan_document(example))


def test_markdown_has_the_sources_and_escapes_markup(example: CompletedPlan, hostile: CompletedPlan) -> None:
    good = markdown.write(plan_document(example)).decode()
    assert good.startswith(f"# {example.plan.title}\n")
    assert "| 1.200 |" in good
    bad = markdown.write(plan_document(hostile)).decode()
    assert "<script>" not in bad.replace("\\<script\\>", "")
    assert HOSTILE not in bad


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. een", "1\\. een"),
        ("- punt", "\\- punt"),
        ("# kop", "\\# kop"),
        ("a|b", "a\\|b"),
        ("1.200", "1.200"),
        ("twee\nregels", "twee regels"),
    ],
)
def test_words_stay_words_in_markdown(text: str, escaped: str) -> None:
    assert markdown.escaped(text) == escaped

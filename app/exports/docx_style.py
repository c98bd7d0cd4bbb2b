"""How our own Word document looks; a fund's template brings its own looks and this is left out."""

from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table

from app.exports.docx_parts import add_table_property, element, number_headings

FONT = "Calibri"
INK, ACCENT, MISSING = RGBColor(0x1F, 0x29, 0x33), RGBColor(0x0B, 0x4F, 0x6C), RGBColor(0x9A, 0x34, 0x12)
LINK = RGBColor(0x0B, 0x4F, 0x9C)
SHADE_HEAD, SHADE_LABEL, SHADE_NOTICE = "DCE9EE", "F1F5F7", "FFF4DC"
LINE = "B8C4CC"
_HEADINGS = {1: (17, 22, 6), 2: (13.5, 14, 4), 3: (11.5, 12, 4)}  # size, space before and after, in points

#: Styles that the writer asks for by name, with a stand-in for templates that lack them.
STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "TOC Heading")


def open_document(template: Path | None) -> WordDocument:
    """An empty document in our looks, or the fund's template with its own looks and its own first pages."""
    if template:
        document = docx.Document(str(template))
        _complete_styles(document)
        return document
    document = docx.Document()
    _page(document)
    _text(document)
    _headings(document)
    _lists(document)
    number_headings(document)
    return document


def _complete_styles(document: WordDocument) -> None:
    """Word keeps a style out of a file until it is used; make those that are missing, plain, in the template's font."""
    known = {style.name for style in document.styles}
    for name in STYLES:
        if name not in known:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.base_style = document.styles["Normal"]


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    section.footer_distance = Cm(1.1)


def _text(document: WordDocument) -> None:
    style = document.styles["Normal"]
    _font(style, 10.5, INK)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.line_spacing = 1.12
    for name, size in (("Title", 27), ("Subtitle", 14)):
        _font(document.styles[name], size, ACCENT, bold=name == "Title")
        properties = document.styles[name].element.get_or_add_pPr()
        for border in properties.findall(qn("w:pBdr")):
            properties.remove(border)
    document.styles["Title"].paragraph_format.space_before = Pt(90)
    document.styles["Title"].paragraph_format.space_after = Pt(6)
    document.styles["Subtitle"].font.italic = False
    for spacing in document.styles["Subtitle"].element.rPr.findall(qn("w:spacing")):
        document.styles["Subtitle"].element.rPr.remove(spacing)
    document.styles["Subtitle"].paragraph_format.space_after = Pt(28)


def _headings(document: WordDocument) -> None:
    for level, (size, before, after) in _HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        _font(style, size, ACCENT, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    contents = document.styles["TOC Heading"]
    _font(contents, 17, ACCENT, bold=True)
    contents.base_style = document.styles["Normal"]
    contents.paragraph_format.space_before, contents.paragraph_format.space_after = Pt(18), Pt(6)


def _lists(document: WordDocument) -> None:
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    for level in range(1, 4):
        style = document.styles.add_style(f"TOC {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        style.paragraph_format.space_after = Pt(2)
        style.font.bold = level == 1


def _font(style: object, size: float, colour: RGBColor, bold: bool = False) -> None:
    """Set a font for every script; the defaults of python-docx name a theme font that would win otherwise."""
    font = style.font  # type: ignore[attr-defined]
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def table_borders(table: Table) -> None:
    """Thin lines between rows and around; no vertical ones, so that text reads calmly."""
    borders = element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(side, val="single", sz=4, space=0, color=LINE))
    add_table_property(table, borders)
    margins = element("tblCellMar")
    for side, width in (("top", 45), ("left", 90), ("bottom", 45), ("right", 90)):
        margins.append(element(side, w=width, type="dxa"))
    add_table_property(table, margins)

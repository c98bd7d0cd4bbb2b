"""The parts of Word's format that python-docx has no verb for: fields, links, languages, numbered headings.

Each is one small element made with python-docx's own element factory, named as ECMA-376 part 1, chapter 17 names it.
"""

from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

HEADING_LEVELS = 3


def element(name: str, /, **attributes: str | int) -> Any:
    """An element of the `w` namespace with attributes of it."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field that Word works out; `shown` stands there until it does."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="begin"))
    code = element("instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    """Open a field whose shown text runs over several paragraphs; it is marked to be worked out on opening."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="begin", dirty="true"))
    code = element("instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))


def end_field(paragraph: Paragraph) -> None:
    """Close it."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def add_link(paragraph: Paragraph, text: str, *, url: str | None = None, anchor: str | None = None) -> Run:
    """A link to an address or to a bookmark of this document; returns its run for styling."""
    link = element("hyperlink")
    if url:
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    if anchor:
        link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(text)
    paragraph._p.remove(run._r)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Name the paragraph, so that links can go there."""
    paragraph._p.insert(1, element("bookmarkStart", id=number, name=name))
    paragraph._p.append(element("bookmarkEnd", id=number))


def set_language(document: WordDocument, language: str) -> None:
    """The language of everything that does not name one, for spelling and for reading aloud."""
    for style in document.styles.element.iter(qn("w:lang")):
        for name in ("w:val", "w:eastAsia"):
            style.set(qn(name), language)


def shade(target: Any, colour: str) -> None:
    """A background for a cell or a paragraph: `target` is its properties element."""
    target.append(element("shd", val="clear", color="auto", fill=colour))


def repeat_heading_row(table: Table) -> None:
    """The first row is a heading: shown on every page, and read aloud with each cell."""
    table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader", val="true"))


def keep_rows_whole(table: Table) -> None:
    """No row is split over two pages."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit", val="true"))


def add_table_property(table: Table, made: Any) -> None:
    """Put a property of a table where the standard wants it; Word refuses a file with another order."""
    properties = table._tbl.tblPr
    after = (item for item in properties if _rank(item) > _rank(made))
    following = next(after, None)
    properties.insert(len(properties) if following is None else properties.index(following), made)


#: ECMA-376 part 1, 17.4.59 and its schema CT_TblPr.
_TABLE_PROPERTIES = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
).split()


def _rank(made: Any) -> int:
    return _TABLE_PROPERTIES.index(made.tag.rpartition("}")[2])


def describe(table: Table, caption: str) -> None:
    """The title of a table, for who hears it read aloud."""
    add_table_property(table, element("tblCaption", val=caption))


def number_headings(document: WordDocument) -> None:
    """Headings number themselves: 1, 1.1, 1.1.1, tied to the styles so that the user's own headings join in."""
    numbering = document.part.numbering_part.element
    ids = [int(item.get(qn("w:abstractNumId"))) for item in numbering.findall(qn("w:abstractNum"))]
    abstract_id = max(ids, default=-1) + 1
    abstract = element("abstractNum", abstractNumId=abstract_id)
    abstract.append(element("multiLevelType", val="multilevel"))
    for level in range(HEADING_LEVELS):
        part = element("lvl", ilvl=level)
        part.append(element("start", val=1))
        part.append(element("numFmt", val="decimal"))
        part.append(element("pStyle", val=document.styles[f"Heading {level + 1}"].style_id))
        part.append(element("suff", val="tab"))
        part.append(element("lvlText", val=".".join(f"%{number + 1}" for number in range(level + 1))))
        part.append(element("lvlJc", val="left"))
        properties = element("pPr")
        tabs = element("tabs")
        tabs.append(element("tab", val="num", pos=_INDENT[level]))
        properties.append(tabs)
        properties.append(element("ind", left=_INDENT[level], hanging=_INDENT[level]))
        part.append(properties)
        abstract.append(part)
    first = numbering.find(qn("w:num"))
    numbering.insert(numbering.index(first) if first is not None else len(numbering), abstract)
    number = numbering.add_num(abstract_id)
    for level in range(HEADING_LEVELS):
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        tied = properties.get_or_add_numPr()
        tied.get_or_add_ilvl().val = level
        tied.get_or_add_numId().val = number.numId


_INDENT = (454, 624, 794)  # twentieths of a point: room for "1", "1.1" and "1.1.1"

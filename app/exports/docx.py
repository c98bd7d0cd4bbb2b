"""A document as DOCX: real styles, headings that number themselves, a table of contents, tables with heading rows."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from app.exports import docx_parts as parts
from app.exports import docx_style as look
from app.exports.blocks import Block, Bullets, Column, Document, Fields, Grid, Heading, Paragraph, Rich, Run
from app.exports.steady_zip import with_fixed_times

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "nl-NL"
_LABEL_SHARE = 0.24
#: The first rows of an activity stay with its heading.
_KEPT_ROWS = 4


def write(document: Document, template: Path | None = None) -> bytes:
    """The document; `template` is a fund's own .docx whose styles and first pages are used.

    The same document gives the same bytes.
    """
    return _Writer(document, template).bytes()


class _Writer:
    """Writes the blocks of one document into Word's model."""

    def __init__(self, document: Document, template: Path | None) -> None:
        self._source = document
        self._word: WordDocument = look.open_document(template)
        self._started = False

    def bytes(self) -> bytes:
        self._properties()
        self._front()
        self._contents()
        for before, block in pairwise((None, *self._source.blocks)):
            if isinstance(before, Fields | Grid) and not isinstance(block, Heading):
                self._spacer()
            if block is not None:
                self._block(block)
        self._footer()
        parts.set_language(self._word, LANGUAGE)
        buffer = BytesIO()
        self._word.save(buffer)
        return with_fixed_times(buffer.getvalue())

    def _properties(self) -> None:
        properties = self._word.core_properties
        moment = datetime.combine(self._source.dated, time(), UTC).replace(tzinfo=None)
        properties.title, properties.author = self._source.title[:255], self._source.author[:255]
        properties.subject, properties.language = self._source.subtitle[:255], LANGUAGE
        properties.created = properties.modified = moment
        properties.last_modified_by, properties.revision = "", 1
        properties.comments, properties.keywords = "", "duurzame inzetbaarheid; plan van aanpak"

    def _front(self) -> None:
        self._word.add_paragraph(self._source.title, style="Title")
        self._word.add_paragraph(self._source.subtitle, style="Subtitle")
        table = self._table("Gegevens van het plan", len(self._source.front), (_LABEL_SHARE, 1 - _LABEL_SHARE))
        for row, (label, value) in zip(table.rows, self._source.front, strict=True):
            self._label(row.cells[0], label)
            self._fill(row.cells[1], [(Run(value, missing=value == "nog in te vullen"),)])
        if self._source.notice:
            self._spacer()
            self._block(Paragraph((Run("Let op. ", bold=True), Run(self._source.notice)), notice=True))

    def _contents(self) -> None:
        """A table of contents that Word works out; until then it holds the headings as links, without page numbers."""
        heading = self._word.add_paragraph("Inhoud", style="TOC Heading")
        heading.paragraph_format.page_break_before = True
        chapters = [block for block in self._source.blocks if isinstance(block, Heading) and block.level < 3]
        numbers = _numbers(chapters)
        paragraph = self._word.add_paragraph(style=self._toc_style(1))
        parts.begin_field(paragraph, r'TOC \o "1-2" \h \z \u')
        for position, (chapter, number) in enumerate(zip(chapters, numbers, strict=True)):
            if position:
                paragraph = self._word.add_paragraph(style=self._toc_style(chapter.level))
            parts.add_link(paragraph, f"{number}  {chapter.text}", anchor=f"_Toc{position:05d}")
        parts.end_field(paragraph)
        self._anchors = iter(range(len(chapters)))

    def _toc_style(self, level: int) -> str:
        name = f"TOC {level}"
        return name if name in {style.name for style in self._word.styles} else "Normal"

    def _block(self, block: Block) -> None:
        match block:
            case Heading(level, text):
                self._heading(level, text)
            case Paragraph(runs, notice):
                self._paragraph(runs, notice)
            case Bullets(items):
                self._list(items)
            case Fields(caption, rows):
                self._fields(caption, rows)
            case Grid(caption, columns, rows, total):
                self._grid(caption, columns, rows, total)

    def _heading(self, level: int, text: str) -> None:
        paragraph = self._word.add_paragraph(text, style=f"Heading {level}")
        if not self._started:
            paragraph.paragraph_format.page_break_before = self._started = True
        if level < 3:
            position = next(self._anchors)
            parts.add_bookmark(paragraph, f"_Toc{position:05d}", position)

    def _paragraph(self, runs: Rich, notice: bool) -> None:
        paragraph = self._word.add_paragraph()
        self._runs(paragraph, runs)
        if notice:
            properties = paragraph._p.get_or_add_pPr()
            parts.shade(properties, look.SHADE_NOTICE)
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(6)

    def _list(self, items: Sequence[Rich]) -> None:
        for item in items:
            self._runs(self._word.add_paragraph(style="List Bullet"), item)

    def _fields(self, caption: str, rows: Sequence[tuple[str, Sequence[Rich]]]) -> None:
        table = self._table(caption, len(rows), (_LABEL_SHARE, 1 - _LABEL_SHARE))
        for row, (label, values) in zip(table.rows, rows, strict=True):
            cells = row.cells
            self._label(cells[0], label)
            self._fill(cells[1], values)
        for row in table.rows[:_KEPT_ROWS]:
            for paragraph in row.cells[0].paragraphs:
                paragraph.paragraph_format.keep_with_next = True
        parts.keep_rows_whole(table)

    def _grid(self, caption: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], total: bool) -> None:
        table = self._table(caption, len(rows) + 1, [column.width for column in columns])
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            parts.shade(cell._tc.get_or_add_tcPr(), look.SHADE_HEAD)
            self._fill(cell, [(Run(column.label, bold=True),)], column.right)
        parts.repeat_heading_row(table)
        for number, (row, values) in enumerate(zip(table.rows[1:], rows, strict=True), 1):
            bold = total and number == len(rows)
            for cell, value, column in zip(row.cells, values, columns, strict=True):
                missing = value == "nog in te vullen"
                self._fill(cell, [(Run(value, bold=bold, missing=missing),)], column.right)
        parts.keep_rows_whole(table)

    def _table(self, caption: str, rows: int, shares: Sequence[float]) -> Table:
        table: Table = self._word.add_table(rows, len(shares))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        look.table_borders(table)
        parts.describe(table, caption)
        section = self._word.sections[-1]
        room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        for column, share in zip(table.columns, shares, strict=True):
            width = Emu(int(room * share))
            column.width = width
            for cell in column.cells:
                cell.width = width
        return table

    def _label(self, cell: _Cell, label: str) -> None:
        parts.shade(cell._tc.get_or_add_tcPr(), look.SHADE_LABEL)
        self._fill(cell, [(Run(label, bold=True),)])

    def _fill(self, cell: _Cell, values: Sequence[Rich], right: bool = False) -> None:
        for number, runs in enumerate(values):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            if right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._runs(paragraph, runs)

    def _runs(self, paragraph: WordParagraph, runs: Rich) -> None:
        for run in runs:
            if run.url:
                made = parts.add_link(paragraph, run.text, url=run.url)
                made.font.underline, made.font.color.rgb = True, look.LINK
                continue
            made = paragraph.add_run(run.text)
            made.bold = run.bold or None
            if run.missing:
                made.italic, made.font.color.rgb = True, look.MISSING

    def _spacer(self) -> None:
        """Word joins two tables that touch, and text sticks to a table above it: a low empty line keeps them apart."""
        paragraph = self._word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(8)

    def _footer(self) -> None:
        paragraph = self._word.sections[-1].footer.paragraphs[0]
        paragraph.add_run(f"{self._source.footer} · pagina ").font.size = Pt(8.5)
        parts.add_field(paragraph, "PAGE", "1")
        paragraph.add_run(" van ").font.size = Pt(8.5)
        parts.add_field(paragraph, "NUMPAGES", "1")
        for run in paragraph.runs:
            run.font.size = Pt(8.5)


def _numbers(chapters: Sequence[Heading]) -> list[str]:
    """The numbers that the headings will give themselves."""
    counts = [0, 0]
    numbers = []
    for chapter in chapters:
        counts = [counts[0] + 1, 0] if chapter.level == 1 else [counts[0], counts[1] + 1]
        numbers.append(".".join(str(count) for count in counts[: chapter.level]))
    return numbers

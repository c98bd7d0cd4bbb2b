"""A document as tagged PDF (PDF/UA-1) through Typst, an optional part: `pip install interventiebank[pdf]`.

Typst gets the words as data, never as markup, may read no file but its own layout, and uses the fonts it carries,
so that the same document gives the same bytes on every machine. Only characters that those fonts lack make it look
further.
"""

import json
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from app.errors import FormatNotInstalled
from app.exports.blocks import Block, Bullets, Document, Fields, Grid, Heading, Paragraph, Rich, Run

MEDIA_TYPE = "application/pdf"
_NO_GLYPH = "could not be displayed"
_LAYOUT = Path(__file__).with_name("plan.typ")


def is_installed() -> bool:
    """Whether PDF can be made here."""
    return find_spec("typst") is not None


def write(document: Document) -> bytes:
    """The document. Raises FormatNotInstalled without Typst."""
    if not is_installed():
        raise FormatNotInstalled("PDF", "pip install 'interventiebank[pdf]'")
    inputs = {"document": json.dumps(_as_data(document))}
    try:
        return _compiled(inputs, universal=True)
    except RuntimeError as error:
        if _NO_GLYPH not in str(error):
            raise
        # A character that the carried fonts lack (an emoji, say) breaks the promise of PDF/UA, not the document:
        # then without that promise, still tagged, and with whatever fonts this machine has.
        return _compiled(inputs, universal=False)


def _compiled(inputs: dict[str, str], universal: bool) -> bytes:
    import typst

    return typst.compile(
        _LAYOUT.read_bytes(),
        format="pdf",
        ignore_system_fonts=universal,
        sys_inputs=inputs,
        pdf_standards=["ua-1"] if universal else None,
    )


def _as_data(document: Document) -> dict[str, Any]:
    notice = (Run("Let op. ", bold=True), Run(document.notice)) if document.notice else None
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "dated": {"year": document.dated.year, "month": document.dated.month, "day": document.dated.day},
        "footer": document.footer,
        "front": [
            {"label": label, "values": [_runs((Run(value, missing=value == "nog in te vullen"),))]}
            for label, value in document.front
        ],
        "notice": _runs(notice) if notice else None,
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", **asdict(block)}
        case Paragraph(runs, notice):
            return {"kind": "paragraph", "runs": _runs(runs), "notice": notice}
        case Bullets(items):
            return {"kind": "bullets", "items": [_runs(item) for item in items]}
        case Fields(_, rows):
            return {"kind": "fields", "rows": [{"label": label, "values": [*map(_runs, cell)]} for label, cell in rows]}
        case Grid():
            return {"kind": "grid", **asdict(block)}


def _runs(runs: Rich) -> list[dict[str, Any]]:
    return [asdict(run) for run in runs]

"""A document as Markdown (CommonMark with tables): for pasting into a wiki, a mail or an editor."""

import re
from collections.abc import Iterator

from app.exports.blocks import Block, Bullets, Document, Fields, Grid, Heading, Paragraph, Rich, Run

MEDIA_TYPE = "text/markdown"

#: What Markdown or the HTML within it would read as markup.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&])")
#: At the start of a line these would make a list, a heading line or a rule out of plain words.
_OPENING = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)](?=\s|$))")


def escaped(value: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    value = _SPECIAL.sub(r"\\\1", " ".join(value.split()))
    return _OPENING.sub(lambda found: found[1] + found[2][:-1] + "\\" + found[2][-1], value)


def write(document: Document) -> bytes:
    """The document in UTF-8."""
    return ("\n".join(_lines(document)).rstrip("\n") + "\n").encode()


def _lines(document: Document) -> Iterator[str]:
    yield from (f"# {escaped(document.title)}", "", f"*{escaped(document.subtitle)}*", "")
    for label, value in document.front:
        yield f"- **{escaped(label)}**: {escaped(value)}"
    yield ""
    if document.notice:
        yield from (f"> **Let op.** {escaped(document.notice)}", "")
    for block in document.blocks:
        yield from _block(block)
        yield ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * (level + 1)} {escaped(text)}"
        case Paragraph(runs, notice):
            yield ("> " if notice else "") + _rich(runs)
        case Bullets(items):
            for item in items:
                yield f"- {_rich(item)}"
        case Fields(_, rows):
            yield from _table(
                ["", ""], [[f"**{escaped(label)}**", "<br>".join(map(_rich, cell))] for label, cell in rows]
            )
        case Grid(_, columns, rows, total):
            cells = [[escaped(cell) for cell in row] for row in rows]
            if total and cells:
                cells[-1] = [f"**{cell}**" for cell in cells[-1]]
            yield from _table([escaped(c.label) for c in columns], cells, [c.right for c in columns])


def _table(head: list[str], rows: list[list[str]], right: list[bool] | None = None) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "|".join("---:" if side else "---" for side in right or [False] * len(head)) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _rich(runs: Rich) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    lead = " " if run.text.startswith(" ") else ""
    tail = " " if run.text.endswith(" ") and run.text.strip() else ""
    value = escaped(run.text)
    if run.url:
        value = f"[{value}](<{run.url}>)"
    elif run.bold:
        value = f"**{value}**"
    elif run.missing:
        value = f"*{value}*"
    return f"{lead}{value}{tail}"

"""A document without a format: the plan is worded once (`plan_document`), and each writer only lays it out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Run:
    """A piece of text. `missing` marks what the user has yet to fill in; `url` makes it a link."""

    text: str
    bold: bool = False
    missing: bool = False
    url: str | None = None


Rich = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is a chapter."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `notice` sets it apart as something to read first."""

    runs: Rich
    notice: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    items: Sequence[Rich]


@dataclass(frozen=True)
class Fields:
    """Labels with what stands behind them, a few paragraphs each."""

    caption: str
    rows: Sequence[tuple[str, Sequence[Rich]]]


@dataclass(frozen=True)
class Column:
    """A column of a grid; `width` is its share of the whole."""

    label: str
    width: float
    right: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with a heading row; with `total` the last row is a sum."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: bool = False


Block = Heading | Paragraph | Bullets | Fields | Grid


@dataclass(frozen=True)
class Document:
    """Everything a writer needs: the properties of the file, the front page, and the blocks in their order."""

    title: str
    subtitle: str
    author: str
    dated: date
    front: Sequence[tuple[str, str]]
    notice: str | None
    footer: str
    blocks: Sequence[Block] = field(default=())


def text(value: str) -> Rich:
    """Plain text."""
    return (Run(value),)


def plain(runs: Rich) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)

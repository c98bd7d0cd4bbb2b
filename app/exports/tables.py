"""Tables without a format: columns with a kind, rows of values. CSV and XLSX lay them out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

Value = str | int | Decimal | date | None


class Kind(Enum):
    """How a column's values are shown."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    LINK = "link"


@dataclass(frozen=True)
class TableColumn:
    """A column: a name for programs, a Dutch label for people."""

    name: str
    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class TableData:
    """A table; rows may be a stream, and then be read once."""

    columns: Sequence[TableColumn]
    rows: Iterable[Sequence[Value]]

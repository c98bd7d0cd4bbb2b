"""A picture of counts: rows by columns, each cell a link, the shade by the number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from app.catalogue.catalogue import Catalogue
from app.domain.facets import FACETS
from app.domain.query import Page, SearchQuery
from app.web.addresses import filter_url
from app.web.views.links import Link, label, term_link
from app.web.words import CATEGORY_QUESTIONS, counted

COLUMNS = "category"
#: Shades from empty (0) to fullest; the style sheet has a class for each.
_SHADES = 5


@dataclass(frozen=True)
class Cell:
    """A number in the picture; `spoken` says what it counts to who cannot see the heads."""

    count: int
    shade: int
    url: str
    spoken: str


@dataclass(frozen=True)
class Row:
    """A row with its head and total."""

    head: Link
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True)
class Column:
    """A category with the question that it answers."""

    label: str
    question: str
    id: str


@dataclass(frozen=True)
class Matrix:
    """The whole picture."""

    caption: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def category_columns(live: Catalogue) -> tuple[Column, ...]:
    """The four categories."""
    terms = live.corpus.vocabulary("categories").terms
    return tuple(Column(term.label.nl, CATEGORY_QUESTIONS.get(term.id, ""), term.id) for term in terms)


def matrix(
    live: Catalogue,
    caption: str,
    rows: tuple[str, Iterable[str]],
    within: Mapping[str, frozenset[str]] | None = None,
) -> Matrix:
    """Counts of records by the values of a facet (`rows`: its name and values) and category.

    `within` narrows what is counted, for instance to one sector. Counts are those of the search page that a
    cell leads to.
    """
    facet, values = rows
    vocabulary = FACETS[facet].vocabulary
    columns = category_columns(live)
    counts = {value: category_counts(live, {**(within or {}), facet: frozenset({value})}) for value in values}
    most = max((count for row in counts.values() for count in row.values()), default=0)
    return Matrix(
        caption=caption,
        corner=live.corpus.vocabulary(vocabulary).label.nl,
        columns=columns,
        rows=tuple(
            Row(
                head=term_link(live.corpus, vocabulary, value),
                cells=tuple(
                    Cell(
                        count=count,
                        shade=shade(count, most),
                        url=filter_url({**(within or {}), facet: [value], COLUMNS: [column.id]}),
                        spoken=f"{counted(count, 'beschrijving', 'beschrijvingen')}: "
                        f"{label(live.corpus, vocabulary, value)}, {column.label}",
                    )
                    for column in columns
                    for count in (row.get(column.id, 0),)
                ),
                total=sum(row.values()),
            )
            for value, row in counts.items()
        ),
    )


def category_counts(live: Catalogue, filters: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Records by category among those that pass the filters."""
    query = SearchQuery(filters=filters, facets=(COLUMNS,), page=Page(1, 0))
    return {value.value: value.count for value in live.search(query).facets[0].values}


def shade(count: int, most: int) -> int:
    """0 for nothing, then 1 to 5 by the square root, so that small numbers differ visibly."""
    if not count:
        return 0
    return max(1, round(_SHADES * sqrt(count / most)))

"""What the catalogue answers: values that the API, the pages and the command line present."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.facets import FacetCount
from app.domain.intervention import Intervention
from app.domain.query import SearchQuery


@dataclass(frozen=True)
class Found:
    """A record in a result, with the reason why it is there."""

    record: Intervention
    score: float | None = None
    highlights: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Correction:
    """Another way of writing the query, and how many records that finds."""

    text: str
    total: int
    applied: bool


@dataclass(frozen=True)
class Understood:
    """A term that was recognised in the query, ready to be used as a filter: `facet=value`."""

    facet: str
    value: str
    label: str
    said: str


@dataclass(frozen=True)
class SearchResult:
    """One page of a search and everything around it."""

    query: SearchQuery
    total: int
    items: tuple[Found, ...]
    facets: tuple[FacetCount, ...] = ()
    understood: tuple[Understood, ...] = ()
    corrections: tuple[Correction, ...] = ()
    nearest: tuple[Understood, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A completion of what is being typed: a record or a term to go to."""

    text: str
    kind: str
    id: str

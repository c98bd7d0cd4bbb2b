"""What the catalogue answers: values that the API, the pages and the command line present."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.facets import FacetCount
from app.domain.intervention import Intervention
from app.domain.query import SearchQuery


class Factor(StrEnum):
    """What kind of thing in a query led to a record."""

    WORD = "word"
    PARTS = "parts"
    JOINED = "joined"
    SYNONYM = "synonym"
    TRANSLATION = "translation"
    TERM = "term"
    LIKELY = "likely"
    NAME = "name"
    MEANING = "meaning"


@dataclass(frozen=True)
class Reason:
    """Why a record was found: what was said, what the record has of it, and what that adds to its score.

    `found` are words of the record and `fields` where they stand; `facet` and `value` are the recognised term.
    The points of all reasons of a record are its score.
    """

    factor: Factor
    said: str
    points: float
    text: str
    found: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    facet: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Found:
    """A record in a result, with what was found in it when asked for."""

    record: Intervention
    score: float | None = None
    highlights: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


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

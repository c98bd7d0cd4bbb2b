"""What the product asks of a full-text engine, in our own types.

An engine stores documents of ready-made tokens and finds them by tokens. It knows no language, no query
grammar and no ranking policy: those are ours (`app.search.analysis`, `app.search.ranking`), so that every
engine gives the same answers. The contract suite in tests/search runs on each of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Document:
    """What an engine indexes: per field the tokens in their order."""

    id: str
    fields: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Alternative:
    """A token that may stand for what was asked; weight 1.0 is the word itself."""

    token: str
    weight: float = 1.0


@dataclass(frozen=True)
class Clause:
    """One thing asked for: a document has it when it holds any of the alternatives (the best one counts)."""

    alternatives: tuple[Alternative, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class EngineQuery:
    """Documents that hold any of the clauses and none of the excluded tokens."""

    clauses: tuple[Clause, ...]
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hit:
    """A document that was found; a higher score is a better one, comparable within one answer only.

    `by_clause` holds what each clause of the query contributed, in their order; 0.0 where it found nothing.
    """

    id: str
    score: float
    by_clause: tuple[float, ...] = ()


class SearchEngine(Protocol):
    """An index that is open for reading. Safe to use from many threads at once."""

    def search(self, query: EngineQuery) -> list[Hit]:
        """All documents that match, best first, equal scores in order of id."""

    def frequencies(self) -> Mapping[str, int]:
        """In how many documents every token of the index stands."""

    def close(self) -> None:
        """Let go of files. Searches that run on other threads finish first."""


class EngineKind(Protocol):
    """How indexes of one engine are made and opened. Fields weigh by `weights` when they are made."""

    name: str
    version: str

    def build(self, directory: Path, documents: Iterable[Document], weights: Mapping[str, float]) -> None:
        """Make an index in an empty directory."""

    def open(self, directory: Path) -> SearchEngine:
        """Open an index. Raises BuildDamaged when it cannot be read."""

"""Controlled vocabularies: the terms a record may use, with labels, definitions and broader terms."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from app.domain.intervention import Identifier, Line
from app.domain.model import DomainModel

Text = Annotated[str, StringConstraints(min_length=10, max_length=600)]


class Label(DomainModel):
    """What a term is called."""

    nl: Line
    en: Line


class Definition(DomainModel):
    """What a term means, in our own words."""

    nl: Text
    en: Text


class Term(DomainModel):
    """One concept of a vocabulary."""

    id: Identifier
    label: Label
    definition: Definition
    broader: Identifier | None = Field(default=None, description="Id of the wider term.")
    theme: Identifier | None = Field(default=None, description="For topics: the theme it belongs to.")
    sbi: Annotated[str, StringConstraints(pattern=r"^[A-U]$")] | None = Field(
        default=None, description="For sectors: section of the Dutch SBI 2008 classification."
    )
    synonyms: tuple[Line, ...] = Field(default=(), description="What people say for it, in Dutch.")
    synonyms_en: tuple[Line, ...] = Field(default=(), description="What people say for it, in English.")
    aliases: tuple[Identifier, ...] = Field(
        default=(), description="Other ids that filters accept, for instance the English one."
    )


class Vocabulary(DomainModel):
    """An ordered list of terms under one name."""

    name: Identifier
    label: Label
    definition: Definition
    terms: tuple[Term, ...]

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """The terms by their id."""
        return {term.id: term for term in self.terms}

    @cached_property
    def _by_any_id(self) -> dict[str, str]:
        names = {alias: term.id for term in self.terms for alias in term.aliases}
        return names | {term.id: term.id for term in self.terms}

    def resolve(self, value: str) -> str | None:
        """The id that `value` stands for (an id or an alias), or None."""
        return self._by_any_id.get(value)

    def ancestors(self, term_id: str) -> Iterator[str]:
        """The wider terms of a term, nearest first."""
        term = self.by_id.get(term_id)
        seen = {term_id}
        while term and term.broader and term.broader not in seen:
            seen.add(term.broader)
            yield term.broader
            term = self.by_id.get(term.broader)

    def with_ancestors(self, term_ids: tuple[str, ...]) -> frozenset[str]:
        """The terms and all their wider terms."""
        return frozenset(term_ids).union(*(self.ancestors(term_id) for term_id in term_ids))

    def narrower(self, term_id: str) -> frozenset[str]:
        """The term itself and everything below it."""
        return frozenset(term.id for term in self.terms if term.id == term_id or term_id in self.ancestors(term.id))


#: Vocabulary name (as in data/vocabulary.yaml and under /v1/vocabularies) by record field.
VOCABULARY_OF_FIELD = {
    "kind": "kinds",
    "theme": "themes",
    "extra_themes": "themes",
    "topics": "topics",
    "category": "categories",
    "form": "forms",
    "sectors": "sectors",
    "sector_scope": "sector-scopes",
    "target_groups": "target-groups",
    "levels": "levels",
    "phases": "phases",
    "barriers": "barriers",
    "organisation_sizes": "organisation-sizes",
    "providers": "providers",
    "evidence.level": "evidence-levels",
    "status.state": "statuses",
    "cautions.kind": "cautions",
}

VOCABULARY_NAMES = tuple(dict.fromkeys(VOCABULARY_OF_FIELD.values()))

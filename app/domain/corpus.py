"""The whole corpus as one value: records, vocabularies, source documents and change dates."""

from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from app.domain.intervention import Change, Identifier, Intervention, Line
from app.domain.model import DomainModel
from app.domain.vocabulary import Definition, Vocabulary


class Section(DomainModel):
    """A numbered or named part of a source document."""

    id: Line
    title: Line


class SourceDocument(DomainModel):
    """A document that records are curated from."""

    id: Identifier
    title: Line
    makers: tuple[Line, ...]
    commissioned_by: Line | None = None
    published: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}){0,2}$")] | None = Field(
        default=None, description="Year, month or day of publication; absent when not stated."
    )
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "nl"
    description: Definition
    rights: Line
    sections: tuple[Section, ...]


class Removal(DomainModel):
    """A record that is no longer in the corpus; its id is never used again."""

    id: Identifier
    removed_on: date
    reason: Line


class Corpus(DomainModel):
    """Everything that is curated, checked and consistent."""

    interventions: tuple[Intervention, ...]
    vocabularies: tuple[Vocabulary, ...]
    sources: tuple[SourceDocument, ...]
    changes: dict[str, Change]
    removals: tuple[Removal, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Intervention]:
        """The records by id."""
        return {record.id: record for record in self.interventions}

    def vocabulary(self, name: str) -> Vocabulary:
        """The vocabulary of that name; KeyError when there is none."""
        return self._vocabularies[name]

    @cached_property
    def _vocabularies(self) -> dict[str, Vocabulary]:
        return {vocabulary.name: vocabulary for vocabulary in self.vocabularies}

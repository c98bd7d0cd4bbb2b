"""The whole corpus as one value: records, vocabularies, source documents and change dates."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from app.domain.intervention import Change, Identifier, Intervention, Line, Url
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


class LinkState(StrEnum):
    """What the last check of an address found."""

    UNCHECKED = "niet-gecontroleerd"
    WORKS = "werkt"
    MOVED = "verplaatst"
    GONE = "weg"
    REFUSED = "geweigerd"
    FAULTY = "fout"
    UNREACHABLE = "onbereikbaar"
    DISALLOWED = "niet-toegestaan"

    @property
    def label(self) -> str:
        """What people read."""
        return _LINK_LABELS[self]


_LINK_LABELS = {
    LinkState.UNCHECKED: "niet gecontroleerd",
    LinkState.WORKS: "werkt",
    LinkState.MOVED: "werkt op een ander adres",
    LinkState.GONE: "bestaat niet meer",
    LinkState.REFUSED: "weigert een automatische controle",
    LinkState.FAULTY: "geeft een fout",
    LinkState.UNREACHABLE: "niet bereikbaar",
    LinkState.DISALLOWED: "mag niet automatisch worden gecontroleerd",
}


class LinkHealth(DomainModel):
    """What the link check found at an address; the check alone writes it, curators never do."""

    state: LinkState = LinkState.UNCHECKED
    status: int | None = Field(default=None, ge=100, le=999, description="HTTP status of the last answer, if any.")
    checked_on: date | None = None
    final_url: Url | None = Field(default=None, description="Where redirects ended, when that is elsewhere.")
    archived_url: Url | None = Field(default=None, description="A copy in a web archive, when one is known.")


class Corpus(DomainModel):
    """Everything that is curated, checked and consistent."""

    interventions: tuple[Intervention, ...]
    vocabularies: tuple[Vocabulary, ...]
    sources: tuple[SourceDocument, ...]
    changes: dict[str, Change]
    removals: tuple[Removal, ...] = ()
    link_health: dict[str, LinkHealth] = Field(default_factory=dict, description="By address, checked ones only.")

    def health(self, url: str) -> LinkHealth:
        """What is known of an address; unchecked when no check has seen it."""
        return self.link_health.get(url, LinkHealth())

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

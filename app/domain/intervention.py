"""An intervention as curated: every field says what a source says, or nothing."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from app.domain.model import DomainModel

SUMMARY_MAX = 200
DESCRIPTION_MAX = 1600

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=80)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\r\n]*$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'`]+$", max_length=500)]


class Kind(StrEnum):
    """What a record is: a named intervention, a generic kind of one, or a way of working."""

    INTERVENTION = "intervention"
    TYPE = "type"
    APPROACH = "approach"


class CategoryBasis(StrEnum):
    """Who chose the category: the source itself, or the editors of this corpus."""

    SOURCE = "bron"
    EDITORS = "redactie"


class Claim(DomainModel):
    """What a source says about the effect of an intervention: a claim, never a verdict."""

    text: Line = Field(description="The claim, in the words of the source, at most seven of them.")
    by: Line = Field(description="Who makes the claim.")


class Evidence(DomainModel):
    """The rung of the evidence ladder, and what the source claims beside it."""

    level: Identifier = Field(default="onbekend", description="Id of an evidence level.")
    claim: Claim | None = Field(default=None, description="The source's own claim, if it makes one.")


class Cost(DomainModel):
    """What using the intervention costs, only as a source states it."""

    kind: Annotated[str, StringConstraints(pattern=r"^(onbekend|gratis|bedrag)$")] = Field(
        default="onbekend", description="onbekend (not stated), gratis (free), or bedrag (an amount)."
    )
    amount: float | None = Field(default=None, ge=0, allow_inf_nan=False, description="Amount in euros.")
    basis: Line | None = Field(default=None, description="What the amount is for, for instance 'per medewerker'.")
    year: int | None = Field(default=None, ge=2000, le=2100, description="Year of the statement.")


class Status(DomainModel):
    """Whether the intervention exists, with the date for which that is known."""

    state: Identifier = Field(default="onbekend", description="Id of a status.")
    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2})?$")] | None = Field(
        default=None,
        description="Year, or year and month, for which the state was true; absent when the source has no date.",
    )
    note: Line | None = Field(default=None, description="What the source says about start or end.")


class Caution(DomainModel):
    """Something an adviser must know before recommending the intervention."""

    kind: Identifier = Field(description="Id of a caution.")
    reason: Line = Field(description="Why it applies to this record, in one Dutch sentence.")


class Step(DomainModel):
    """One step, tip, factor or part of an approach, in its order."""

    title: Line
    text: Line | None = Field(default=None, description="One Dutch sentence that explains the step.")


class Link(DomainModel):
    """An address that a source prints for this item."""

    url: Url
    label: Line


class SourceReference(DomainModel):
    """Where a source names the item, so that a reader finds the place within a minute."""

    document: Identifier = Field(description="Id of a document in data/sources.yaml.")
    section: Line = Field(description="Section of the document, for instance '2.4'.")
    row: Line | None = Field(default=None, description="Row heading or part within the section.")


class English(DomainModel):
    """The record for an English-speaking reader."""

    title: Line | None = Field(default=None, description="English title, where one helps.")
    summary: Annotated[str, StringConstraints(min_length=20, max_length=SUMMARY_MAX + 40)]


class Intervention(DomainModel):
    """One record of the knowledge base. An empty list means that the source does not say."""

    id: Identifier = Field(description="Stable for ever, never reused.")
    kind: Kind
    title: Line = Field(description="The name as its maker writes it.")
    aliases: tuple[Line, ...] = Field(
        default=(), description="Abbreviations, full names and spellings that people type."
    )
    summary: Annotated[str, StringConstraints(min_length=20, max_length=SUMMARY_MAX)] = Field(
        description="One sentence: what it is and what it does."
    )
    description: Annotated[str, StringConstraints(min_length=40, max_length=DESCRIPTION_MAX)] = Field(
        description="Two to six plain sentences, in our own words."
    )
    theme: Identifier
    extra_themes: tuple[Identifier, ...] = ()
    topics: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=4)] = Field(
        description="Topic ids, the main one first."
    )
    category: Identifier
    category_basis: CategoryBasis
    form: Identifier
    type: Identifier | None = Field(
        default=None, description="Id of the record of kind 'type' that this is an example of."
    )
    providers: tuple[Identifier, ...] = Field(
        default=(), description="Ids of organisations that make or offer it, as the source states."
    )
    sectors: tuple[Identifier, ...] = ()
    sector_scope: Identifier = Field(default="algemeen", description="How far the sectors limit its use.")
    target_groups: tuple[Identifier, ...] = ()
    levels: tuple[Identifier, ...] = ()
    phases: tuple[Identifier, ...] = ()
    barriers: tuple[Identifier, ...] = ()
    organisation_sizes: tuple[Identifier, ...] = ()
    evidence: Evidence = Evidence()
    cost: Cost = Cost()
    status: Status
    cautions: tuple[Caution, ...] = ()
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()
    sources: Annotated[tuple[SourceReference, ...], Field(min_length=1)]
    related: tuple[Identifier, ...] = ()
    en: English = Field(description="The record in English.")

    @property
    def themes(self) -> tuple[str, ...]:
        """All themes, the main one first."""
        return (self.theme, *self.extra_themes)


class Change(DomainModel):
    """When a record came into the corpus and when its content last changed."""

    added_on: date
    changed_on: date

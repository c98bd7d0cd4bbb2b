"""A plan with everything that follows from it: facts of the knowledge base, sums, checks and open questions."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from app.domain.intervention import Claim, Link
from app.domain.model import DomainModel
from app.domain.plan.money import Amounts, Money
from app.domain.plan.plan import Percentage, Plan
from app.domain.plan.template import Fact, PlanTemplate


class State(StrEnum):
    """The outcome of a check."""

    FINE = "in-orde"
    ATTENTION = "aandacht"
    INFORMATION = "informatie"


class Named(DomainModel):
    """An id with what people call it."""

    id: str
    label: str


class Place(DomainModel):
    """A part of a source document."""

    section: str
    row: str | None = None


class SourceNote(DomainModel):
    """Places in a source document; activities refer to it by number."""

    number: int
    document: Named
    makers: tuple[str, ...] = ()
    published: str | None = None
    places: tuple[Place, ...]


class Flag(DomainModel):
    """Something to know about an intervention before it is budgeted."""

    intervention: str = Field(description="Id van de interventie.")
    caution: Named
    excluded: bool = Field(description="De regeling van het sjabloon betaalt er niet aan mee.")
    text: str


class UsedIntervention(DomainModel):
    """What the knowledge base says of an intervention in the plan."""

    id: str
    title: str
    summary: str
    category: Named
    evidence: Named
    claim: Claim | None = None
    status: Named
    as_of: str | None = None
    providers: tuple[str, ...] = ()
    sources: tuple[int, ...] = Field(description="Nummers in de bronnenlijst.")
    links: tuple[Link, ...] = ()


class Eligibility(DomainModel):
    """Whether anything stands in the way of paying for the activity out of the scheme."""

    verdict: str = Field(description="niet-subsidiabel, geen-belemmering, onbekend of geen-regeling.")
    text: str


class ActivityFacts(DomainModel):
    """What follows from one activity."""

    number: int
    theme: Named | None = None
    phase: Named | None = None
    bottlenecks: tuple[Named, ...] = ()
    interventions: tuple[UsedIntervention, ...] = ()
    result_text: str = Field(description="Het beoogde resultaat als zin; [ ] is nog in te vullen.")
    smart: bool = Field(description="De zin heeft een indicator, een getal en een datum.")
    line_amounts: tuple[Money, ...] = ()
    amounts: Amounts = Amounts()
    eligibility: Eligibility
    flags: tuple[Flag, ...] = ()


class Finding(DomainModel):
    """The outcome of one check."""

    id: str
    state: State
    title: str
    text: str


class EvidenceLevel(Named):
    """A rung of the evidence ladder that occurs in the plan, and what it means."""

    text: str


class OpenQuestion(DomainModel):
    """A field that is still empty, as a question to the user."""

    place: str = Field(description="Pad van het veld, bijvoorbeeld activities.0.reach.")
    text: str


class Build(DomainModel):
    """Which build of the knowledge base the facts come from."""

    id: str
    built_on: date


class PlanFacts(DomainModel):
    """What follows from the plan as a whole."""

    template: Named
    sector: Named | None = None
    notice: Fact | None = None
    scheme_facts: tuple[Fact, ...] = ()
    subsidy_percentage: Percentage
    amounts: Amounts
    findings: tuple[Finding, ...]
    questions: tuple[OpenQuestion, ...]
    evidence_levels: tuple[EvidenceLevel, ...]
    sources: tuple[SourceNote, ...]
    build: Build


class CompletedPlan(DomainModel):
    """The plan with its proposals filled in, and all facts beside it; `activities` runs along `plan.activities`."""

    plan: Plan
    template: PlanTemplate
    activities: tuple[ActivityFacts, ...]
    facts: PlanFacts

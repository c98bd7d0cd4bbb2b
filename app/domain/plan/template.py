"""A template: which themes, fields, questions and money rules a plan has. Data, so a fund can add its own."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.domain.intervention import Identifier, Line, Url
from app.domain.model import DomainModel
from app.domain.plan.plan import Percentage
from app.domain.schemes import Scheme as SchemeFacts

Prose = Annotated[str, StringConstraints(min_length=1, max_length=1200)]
PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
PlanField = Literal[
    "author", "sector", "context", "analysis", "drawnUpOn", "start", "end", "bottlenecks", "goals", "activities"
]
ActivityField = Literal[
    "name", "theme", "bottlenecks", "interventions", "targetGroup", "reach", "approach", "phase", "start", "end",
    "indicator", "target", "evidenceOfPerformance", "executor", "budget",
]  # fmt: skip


class Source(DomainModel):
    """Where a fact about a scheme comes from."""

    title: Line
    url: Url | None = None


class Fact(DomainModel):
    """Something true of a scheme, with the time for which it is known and who says it."""

    text: Prose
    as_of: PartialDate = Field(description="Jaar, maand of dag waarvoor de bron dit zegt.")
    source: Source


class Scheme(DomainModel):
    """The scheme that the template follows, and whether anyone can still apply."""

    id: Identifier | None = Field(
        default=None, description="Id in data/schemes.yaml; de match houdt er dan rekening mee."
    )
    name: Line
    open: bool | None = Field(default=None, description="Of aanvragen kan; weglaten als er niets aan te vragen is.")
    notice: Fact = Field(description="Wat elke lezer eerst moet weten; staat voor op het plan.")
    facts: tuple[Fact, ...] = ()
    subsidy_percentage: Percentage | None = Field(default=None, description="Deel van de kosten dat zij betaalt.")
    max_months: int | None = Field(default=None, ge=1, le=600, description="Langste duur van een plan.")


class PlanTheme(DomainModel):
    """A heading of the template and what of the knowledge base belongs under it."""

    id: Identifier
    label: Line
    description: Prose | None = None
    covers: tuple[Identifier, ...] = Field(default=(), description="Ids van thema's van de kennisbank.")
    topics: tuple[Identifier, ...] = Field(default=(), description="Ids van onderwerpen; gaan voor op de thema's.")
    outside: Prose | None = Field(default=None, description="Waarom de kennisbank hier niets over heeft.")


class CostKind(DomainModel):
    """A kind of cost of the budget."""

    id: Identifier
    label: Line
    eligible: bool = True
    reason: Prose | None = Field(default=None, description="Waarom de regeling er niet aan meebetaalt.")


class Exclusion(DomainModel):
    """What the scheme does not pay for: records with this caution are not budgeted under it."""

    caution: Identifier = Field(description="Id van een aandachtspunt van de kennisbank.")
    text: Prose


class Draft(DomainModel):
    """Proposals for an activity, by the form of the intervention; the first that fits is used."""

    forms: tuple[Identifier, ...] = Field(default=(), description="Ids van vormen; leeg past bij alles.")
    indicator: Line
    unit: Line
    evidence_of_performance: Prose


class Question(DomainModel):
    """Something that the user must answer, with the factor or step that it belongs to."""

    id: Identifier
    label: Line
    question: Prose


class FieldQuestions(DomainModel):
    """The question for each field that is still empty; a field without a question is not asked for."""

    plan: dict[PlanField, Prose] = Field(default={})
    activity: dict[ActivityField, Prose] = Field(default={})
    goal: dict[Identifier, Prose] = Field(default={}, description="Voorbeeld van een cijfer, per onderwerp.")


class PlanTemplate(DomainModel):
    """Everything about a kind of plan that is not the user's."""

    id: Identifier
    title: Line
    description: Prose
    grouped_by: Literal["theme", "phase"] = "theme"
    scheme: Scheme | None = None
    themes: Annotated[tuple[PlanTheme, ...], Field(min_length=1)]
    cost_kinds: tuple[CostKind, ...] = ()
    exclusions: tuple[Exclusion, ...] = Field(
        default=(),
        description="Wat de regeling niet betaalt; een sjabloon zonder dit neemt het over uit data/schemes.yaml.",
    )
    questions: FieldQuestions = FieldQuestions()
    drafts: tuple[Draft, ...] = ()
    success_factors: tuple[Question, ...] = ()
    steps: tuple[Question, ...] = ()

    @cached_property
    def theme_by_id(self) -> dict[str, PlanTheme]:
        """The themes by id."""
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def cost_kind_by_id(self) -> dict[str, CostKind]:
        """The kinds of cost by id."""
        return {kind.id: kind for kind in self.cost_kinds}

    @cached_property
    def exclusion_by_caution(self) -> dict[str, Exclusion]:
        """What the scheme does not pay for, by caution."""
        return {exclusion.caution: exclusion for exclusion in self.exclusions}

    def under(self, schemes: Iterable[SchemeFacts]) -> "PlanTemplate":
        """With what its scheme does not pay for, unless the template says that itself."""
        if "exclusions" in self.model_fields_set or self.scheme is None:
            return self
        rules = next((scheme.not_paid for scheme in schemes if scheme.id == self.scheme.id), ())
        exclusions = tuple(Exclusion(caution=rule.caution, text=rule.text) for rule in rules)
        # Not model_copy: that would take along what was worked out from the exclusions before.
        said = {name: getattr(self, name) for name in self.model_fields_set}
        return PlanTemplate.model_validate({**said, "exclusions": exclusions})

    def theme_of(self, themes: tuple[str, ...], topics: tuple[str, ...]) -> str | None:
        """The theme of a record with these themes and topics, main ones first; None when none fits."""
        for topic in topics:
            for theme in self.themes:
                if topic in theme.topics:
                    return theme.id
        for covered in themes:
            for theme in self.themes:
                if covered in theme.covers:
                    return theme.id
        return None

    def draft_for(self, form: str) -> Draft | None:
        """The proposals for interventions of a form."""
        return next((draft for draft in self.drafts if not draft.forms or form in draft.forms), None)

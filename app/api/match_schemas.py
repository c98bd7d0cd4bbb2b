"""What goes over the wire for the match. Scores, weights and contributions are exact to four decimals."""

from typing import Any

from pydantic import Field

from app.api.schemas import InterventionSummary, TermReference, Wire
from app.domain.matching.profile import ProfileInput
from app.domain.model import DomainModel
from app.errors import InputError

MAX_PROFILES = 100
_EXAMPLE = {
    "sector": "transport-en-logistiek",
    "organisationSize": "groot",
    "needs": [{"topic": "fysieke-belasting", "urgency": 3}],
    "targetGroups": ["chauffeurs"],
    "present": ["kennis", "analyse"],
    "phase": "plan-van-aanpak",
    "barriers": ["willen"],
    "text": "Chauffeurs klagen over hun rug.",
}


class Choice(Wire):
    """How the list is made."""

    limit: int | None = Field(default=10, ge=1, le=50, description="Hoeveel aanbevelingen ten hoogste.")
    weights: dict[str, float] | None = Field(
        default_factory=dict,
        description="Andere gewichten, binnen de grenzen van /v1/match/algorithm.",
        examples=[{"sector": 0.3}],
    )


class MatchRequest(Choice):
    """One profile, or up to a hundred."""

    profile: ProfileInput | None = Field(default=None, description="Het profiel.", examples=[_EXAMPLE])
    profiles: tuple[ProfileInput, ...] | None = Field(
        default=None, min_length=1, max_length=MAX_PROFILES, description="Meer profielen, in plaats van 'profile'."
    )


class ExplainRequest(Choice):
    """A record and a profile."""

    intervention: str = Field(description="Id van het record.", examples=["tilthermometer"])
    profile: ProfileInput = Field(description="Het profiel.", examples=[_EXAMPLE])


class AlgorithmReference(Wire):
    """Which rules gave the answer."""

    name: str
    version: str
    weights: dict[str, float] = Field(description="De gewichten die hier golden, naar factor; samen 1.")


class NeedView(Wire):
    """A need as it counted."""

    topic: TermReference
    urgency: int
    derived: bool = Field(description="Of wij de behoefte uit iets anders afleidden: tekst of een ander model.")
    origin: str = Field(description="needs, text, dix, workAbility, jdr, bravo of psa.")
    said: str | None = Field(default=None, description="Waaruit: de woorden van de tekst, of de dimensie.")


class DerivedView(Wire):
    """Something that was read in the text."""

    field: str = Field(examples=["sectors"])
    value: TermReference
    said: str


class UnderstoodProfile(Wire):
    """The profile as it counted, so that a user can correct it."""

    sectors: tuple[TermReference, ...]
    organisation_sizes: tuple[TermReference, ...]
    needs: tuple[NeedView, ...]
    target_groups: tuple[TermReference, ...]
    present: tuple[TermReference, ...]
    phase: TermReference | None = None
    barriers: tuple[TermReference, ...]
    scheme: TermReference | None = None
    scheme_note: str | None = Field(default=None, description="Of de regeling nog open is.")
    exclude: tuple[str, ...]
    text: str
    derived: tuple[DerivedView, ...] = Field(description="Uit de tekst gehaald. Zet in notMeant wat niet klopt.")
    suggested: tuple[DerivedView, ...] = Field(description="Ook gelezen, te onzeker om mee te tellen.")


class ProfileEcho(Wire):
    """What was understood."""

    understood: UnderstoodProfile


class ReasonView(Wire):
    """One factor of a score."""

    factor: str = Field(examples=["topic"])
    profile_value: str
    intervention_value: str
    weight: float = Field(description="Wat deze factor ten hoogste kon bijdragen.")
    contribution: float = Field(description="Wat hij bijdroeg; alle bijdragen samen zijn de score.")
    if_unknown: float = Field(description="Wat hij zou bijdragen als het record dit niet vermeldde.")
    text: str


class NoteView(Wire):
    """Something to know before using a record."""

    kind: str
    text: str


class RecommendationView(Wire):
    """A record in its place, with all reasons."""

    rank: int
    intervention: InterventionSummary
    score: float
    needs: tuple[str, ...]
    reasons: tuple[ReasonView, ...]
    cautions: tuple[NoteView, ...]
    unknown: tuple[str, ...] = Field(description="Factoren waarover het record niets vermeldt; zij tellen half.")


class CoverageView(Wire):
    """What the list does for a need."""

    need: str
    status: str = Field(description="covered, thin of gap.")
    interventions: tuple[str, ...]
    categories: tuple[str, ...]
    text: str


class GapView(Wire):
    """A need that nothing fills."""

    need: str
    text: str
    nearest: tuple[str, ...] = Field(description="Ids van wat er het dichtst bij komt; geen aanbeveling.")


class ExcludedView(Wire):
    """A record that a hard rule left out."""

    id: str
    title: str
    code: str = Field(description="verlopen, andere-sector, uitgesloten of regeling.")
    reason: str


class MatchAnswer(Wire):
    """Recommendations for a profile."""

    build: str
    algorithm: AlgorithmReference
    profile: ProfileEcho
    considered: int
    recommendations: tuple[RecommendationView, ...]
    approaches: tuple[RecommendationView, ...] = Field(description="Hoe u het aanpakt: manieren van werken.")
    coverage: tuple[CoverageView, ...]
    gaps: tuple[GapView, ...]
    excluded: tuple[ExcludedView, ...]


class ErrorView(Wire):
    """One reason why a profile was refused."""

    in_: str = Field(alias="in")
    name: str
    code: str
    detail: str


class RefusedView(Wire):
    """Why a profile of a batch has no answer."""

    status: int = 400
    title: str = "Het profiel klopt niet"
    errors: tuple[ErrorView, ...]

    @classmethod
    def of(cls, errors: tuple[InputError, ...]) -> "RefusedView":
        """The errors as they go over the wire."""
        return cls(
            errors=tuple(
                ErrorView(in_=item.place, name=item.name, code=item.code, detail=item.detail) for item in errors
            )
        )


class BatchItem(Wire):
    """The answer to one profile of a batch: a match or an error."""

    index: int
    match: MatchAnswer | None = None
    error: RefusedView | None = None


class BatchAnswer(Wire):
    """The answers to a batch, in its order."""

    build: str
    items: tuple[BatchItem, ...]


class MissedView(Wire):
    """A factor on which points were lost."""

    factor: str
    lost: float
    text: str


class WhatIfView(Wire):
    """What would change the place of a record."""

    text: str
    score: float
    rank: int | None = Field(
        default=None, description="De plaats die het dan krijgt; geen als het niet in de lijst komt."
    )


class ExplainAnswer(Wire):
    """Where a record stands for a profile, and why."""

    build: str
    algorithm: AlgorithmReference
    profile: ProfileEcho
    intervention: InterventionSummary
    status: str = Field(description="recommended, approach, excluded, off-topic, held-back of outranked.")
    text: str
    rank: int | None = None
    score: float
    lowest_shown: float | None = Field(default=None, description="De laagste score in de lijst.")
    reasons: tuple[ReasonView, ...]
    missed: tuple[MissedView, ...]
    cautions: tuple[NoteView, ...]
    unknown: tuple[str, ...]
    changes: tuple[WhatIfView, ...]


def body_of(model: type[DomainModel]) -> dict[str, Any]:
    """The request body in openapi.json. It is read by hand, so that one answer can hold every mistake in it.

    `app.api.openapi` moves the schemas among the components.
    """
    schema = model.model_json_schema(by_alias=True, ref_template="#/components/schemas/{model}")
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}

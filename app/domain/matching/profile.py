"""A diagnosis profile: as it is sent (`ProfileInput`), and as it was understood (`Profile`)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.domain.model import NOT_BLANK, DomainModel, Whole

MAX_TEXT = 5000
MAX_NEEDS = 20
MAX_VALUES = 50
MAX_EXCLUDED = 500

Value = Annotated[str, StringConstraints(min_length=1, max_length=80), NOT_BLANK]
Values = Annotated[tuple[Value, ...], Field(max_length=MAX_VALUES)]
Urgency = Annotated[int, Field(strict=True, ge=1, le=3), Whole]

_URGENCY = "1 (speelt), 2 (belangrijk) of 3 (dringend)."


class NeedInput(DomainModel):
    """A bottleneck from the diagnosis."""

    topic: Value = Field(description="Onderwerp; zie /v1/vocabularies/topics.", examples=["fysieke-belasting"])
    urgency: Urgency = Field(default=2, description=_URGENCY)


class DimensionInput(DomainModel):
    """A dimension of a known model, translated into needs; see /v1/match/algorithm."""

    dimension: Value = Field(description="Id van de dimensie; zie /v1/match/algorithm.")
    urgency: Urgency = Field(default=2, description=_URGENCY)


Dimensions = Annotated[tuple[DimensionInput, ...], Field(max_length=MAX_NEEDS)]


class ProfileInput(DomainModel):
    """What an adviser fills in. Everything is optional but one need, another way in, or a text."""

    sector: Value | None = Field(default=None, description="Zie /v1/vocabularies/sectors.", examples=["ziekenhuizen"])
    sectors: Values = Field(default=(), description="Meer sectoren, in plaats van 'sector'.")
    organisation_size: Value | None = Field(default=None, description="Zie /v1/vocabularies/organisation-sizes.")
    organisation_sizes: Values = Field(default=(), description="Meer groottes, in plaats van 'organisationSize'.")
    needs: Annotated[tuple[NeedInput, ...], Field(max_length=MAX_NEEDS)] = Field(
        default=(), description="De knelpunten met hun urgentie."
    )
    target_groups: Values = Field(default=(), description="Zie /v1/vocabularies/target-groups.")
    present: Values = Field(default=(), description="Wat er al is: categorieën uit /v1/vocabularies/categories.")
    phase: Value | None = Field(default=None, description="Waar u staat; zie /v1/vocabularies/phases.")
    barriers: Values = Field(default=(), description="Wat mensen tegenhoudt; zie /v1/vocabularies/barriers.")
    scheme: Value | None = Field(default=None, description="Regeling waarvoor het plan is.", examples=["mdieu"])
    exclude: Annotated[tuple[Value, ...], Field(max_length=MAX_EXCLUDED)] = Field(
        default=(), description="Ids van interventies die u niet wilt."
    )
    text: Annotated[str, StringConstraints(max_length=MAX_TEXT)] = Field(
        default="", description="Vrije tekst over de situatie. Wat wij daaruit begrijpen staat in het antwoord."
    )
    not_meant: Values = Field(
        default=(), description="Termen die wij niet uit de tekst mogen halen: zo verbetert u wat wij begrepen."
    )
    dix: Dimensions = Field(default=(), description="Dimensies van de DIX die aandacht vragen.")
    work_ability: Dimensions = Field(default=(), description="Verdiepingen van het Huis van Werkvermogen.")
    jdr: Dimensions = Field(default=(), description="Taakeisen en hulpbronnen van het JD-R-model.")
    bravo: Dimensions = Field(default=(), description="Leefstijlthema's van BRAVO.")
    psa: Dimensions = Field(default=(), description="Vormen van psychosociale arbeidsbelasting.")


class Need(DomainModel):
    """A need as it counts: said in so many words, translated from another model, or read in the text."""

    topic: str
    urgency: int
    origin: Literal["needs", "dix", "workAbility", "jdr", "bravo", "psa", "text"] = "needs"
    said: str | None = Field(default=None, description="The words or the dimension that it came from.")


class Derived(DomainModel):
    """Something that was read in the text, with the words that say so."""

    field: str
    value: str
    said: str


class Profile(DomainModel):
    """A profile with every value resolved to a term; what was read in the text is marked."""

    sectors: tuple[str, ...] = ()
    organisation_sizes: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    target_groups: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    phase: str | None = None
    barriers: tuple[str, ...] = ()
    scheme: str | None = None
    exclude: tuple[str, ...] = ()
    text: str = ""
    derived: tuple[Derived, ...] = ()
    suggested: tuple[Derived, ...] = Field(default=(), description="Read in the text, not surely enough to count.")

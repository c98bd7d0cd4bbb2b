"""A plan as the user writes it. Every number in it is the user's; whatever follows from it is in `completed`.

A field that is None was never filled in and may get a proposal from the knowledge base; an empty text was emptied
on purpose and stays empty.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, PlainSerializer, model_validator

from app.domain.intervention import Identifier
from app.domain.model import DomainModel
from app.domain.plan.text import LongText, Named, ShortText

MAX_ACTIVITIES = 100
MAX_BUDGET_LINES = 40
MAX_BOTTLENECKS = 30
MAX_INTERVENTIONS = 10
MAX_GOALS = 30
MAX_REASONS = 20
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def _as_number(value: Decimal) -> int | float:
    """JSON has numbers, no decimals: at most 13 digits with two decimals, which a double holds exactly enough."""
    return int(value) if value == value.to_integral_value() else float(value)


JsonNumber = PlainSerializer(_as_number, return_type=int | float, when_used="json")
Amount = Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=2), JsonNumber]
Quantity = Annotated[Decimal, Field(ge=0, le=10_000_000, decimal_places=2), JsonNumber]
Percentage = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2), JsonNumber]
Figure = Annotated[Decimal, Field(ge=-1_000_000_000, le=1_000_000_000, decimal_places=2), JsonNumber]
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]


class Horizon(StrEnum):
    """Whether a goal is for within a year or for later."""

    SHORT = "kort"
    LONG = "lang"


class Period(DomainModel):
    """From the first day to the last, both included."""

    start: Day | None = None
    end: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"het einde ({self.end}) ligt voor het begin ({self.start})")
        return self


class Bottleneck(DomainModel):
    """A problem that the plan answers, as the sector's own analysis states it."""

    id: Identifier = Field(description="Id van een onderwerp uit de kennisbank, of een eigen id.")
    label: ShortText | None = Field(default=None, description="Korte naam; anders het label van het onderwerp.")
    text: LongText = Field(default="", description="Wat er aan de hand is, volgens de eigen analyse.")
    urgency: int | None = Field(default=None, ge=0, le=3, description="Hoe dringend: 0 tot en met 3.")


class Goal(DomainModel):
    """What the plan as a whole is to reach."""

    text: LongText
    horizon: Horizon | None = Field(default=None, description="kort (binnen een jaar) of lang.")
    bottleneck: Identifier | None = Field(default=None, description="Id van het knelpunt waar het doel bij hoort.")


class BudgetLine(DomainModel):
    """One cost: a number of units at a price each, in euros."""

    description: Named
    kind: Identifier | None = Field(default=None, description="Id van een kostensoort van het sjabloon.")
    quantity: Quantity = Field(default=Decimal(1), description="Aantal.")
    unit: ShortText = Field(default="", description="Waarvan, bijvoorbeeld 'dag'.")
    unit_price: Amount = Field(description="Prijs per stuk in euro's.")
    eligible: bool | None = Field(
        default=None, description="Of de regeling eraan meebetaalt; zonder waarde volgt dat uit het sjabloon."
    )


class Activity(DomainModel):
    """One activity of the plan, in the fields that sector plans ask for."""

    name: ShortText | None = None
    theme: Identifier | None = Field(default=None, description="Id van een thema van het sjabloon.")
    bottlenecks: Annotated[tuple[Identifier, ...], Field(max_length=MAX_BOTTLENECKS)] = ()
    interventions: Annotated[tuple[Identifier, ...], Field(max_length=MAX_INTERVENTIONS)] = ()
    reasons: Annotated[tuple[ShortText, ...], Field(max_length=MAX_REASONS)] = Field(
        default=(), description="Waarom deze activiteit past."
    )
    target_group: LongText | None = None
    reach: int | None = Field(default=None, ge=0, le=100_000_000, description="Aantal mensen dat u bereikt.")
    approach: LongText | None = None
    phase: Identifier | None = Field(default=None, description="Id van een fase.")
    period: Period = Period()
    result: LongText | None = Field(default=None, description="Eigen zin; anders gemaakt uit de indicator.")
    indicator: ShortText | None = None
    unit: ShortText = ""
    baseline: Figure | None = Field(default=None, description="Waarde van de indicator nu.")
    target: Figure | None = Field(default=None, description="Waarde van de indicator aan het eind.")
    evidence_of_performance: LongText | None = None
    executor: ShortText = ""
    budget: Annotated[tuple[BudgetLine, ...], Field(max_length=MAX_BUDGET_LINES)] = ()


class Answer(DomainModel):
    """The user's answer to a success factor or a step."""

    id: Identifier
    text: LongText


class Plan(DomainModel):
    """A whole plan: can be kept as a file and continued later."""

    template: Identifier
    title: Named
    author: ShortText = Field(default="", description="Wie het plan indient.")
    sector: Identifier | None = Field(default=None, description="Id van een sector.")
    context: LongText = Field(default="", description="Hoe de sector eruitziet: omvang, kleine bedrijven, mensen.")
    analysis: LongText = Field(default="", description="Titel en datum van de analyse waarop het plan bouwt.")
    drawn_up_on: Day | None = None
    period: Period = Period()
    subsidy_percentage: Percentage | None = Field(
        default=None, description="Deel dat de regeling betaalt; zonder waarde dat van het sjabloon."
    )
    bottlenecks: Annotated[tuple[Bottleneck, ...], Field(max_length=MAX_BOTTLENECKS)] = ()
    goals: Annotated[tuple[Goal, ...], Field(max_length=MAX_GOALS)] = ()
    activities: Annotated[tuple[Activity, ...], Field(max_length=MAX_ACTIVITIES)] = ()
    success_factors: Annotated[tuple[Answer, ...], Field(max_length=20)] = ()
    steps: Annotated[tuple[Answer, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _nothing_twice(self) -> Self:
        lists: tuple[tuple[str, Iterable[str]], ...] = (
            ("bottlenecks", (item.id for item in self.bottlenecks)),
            ("successFactors", (item.id for item in self.success_factors)),
            ("steps", (item.id for item in self.steps)),
        )
        for name, ids in lists:
            twice = [item for item, count in Counter(ids).items() if count > 1]
            if twice:
                raise ValueError(f"in {name} staat '{twice[0]}' twee keer")
        return self

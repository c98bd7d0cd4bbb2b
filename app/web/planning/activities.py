"""The activities of a plan on its page: their fields, their budgets, and what the knowledge base says of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.catalogue.catalogue import Catalogue
from app.domain.plan.completed import ActivityFacts, CompletedPlan
from app.domain.plan.template import PlanTemplate
from app.domain.plan.wording import euros
from app.web.addresses import record_url
from app.web.planning.draft import Draft
from app.web.planning.fields import Field, FieldMaker, Option
from app.web.views.links import Link


@dataclass(frozen=True)
class LineView:
    """A line of a budget."""

    place: str
    fields: tuple[Field, ...]
    amount: str


@dataclass(frozen=True)
class ActivityView:
    """An activity: its fields and what the knowledge base says of it."""

    place: int
    number: int
    name: str
    summary: str
    records: tuple[Link, ...]
    reasons: tuple[str, ...]
    flags: tuple[str, ...]
    eligibility: str
    result: str
    fields: tuple[Field, ...]
    bottlenecks: tuple[Option, ...]
    lines: tuple[LineView, ...]
    total: str
    first: bool
    last: bool


class Activities:
    """Makes the views of the activities."""

    def __init__(
        self, live: Catalogue, maker: FieldMaker, template: PlanTemplate, completed: CompletedPlan | None
    ) -> None:
        self._corpus = live.corpus
        self._maker = maker
        self._template = template
        self._facts: tuple[ActivityFacts, ...] = completed.activities if completed else ()

    def views(self) -> Iterator[ActivityView]:
        """The activities in their order."""
        activities = list(self._maker.objects("activities"))
        for place, item in activities:
            facts = self._facts[place] if place < len(self._facts) else None
            ids = [key for key in item.get("interventions") or [] if key in self._corpus.by_id]
            yield ActivityView(
                place=place,
                number=place + 1,
                name=str(item.get("name") or "Activiteit zonder naam"),
                summary=" ".join(self._corpus.by_id[key].summary for key in ids),
                records=tuple(Link(self._corpus.by_id[key].title, record_url(key)) for key in ids),
                reasons=tuple(text for text in item.get("reasons") or [] if isinstance(text, str)),
                flags=tuple(f"{flag.caution.label}: {flag.text}" for flag in facts.flags) if facts else (),
                eligibility=facts.eligibility.text if facts and facts.eligibility.verdict != "geen-regeling" else "",
                result=facts.result_text if facts else "",
                fields=tuple(self._fields(place)),
                bottlenecks=self._bottlenecks(item),
                lines=tuple(self._lines(place, facts)),
                total=euros(facts.amounts.total) if facts and facts.line_amounts else "",
                first=place == 0,
                last=place == len(activities) - 1,
            )

    def _fields(self, place: int) -> Iterator[Field]:
        at = f"activities.{place}."
        maker = self._maker
        themes = [(theme.id, theme.label) for theme in self._template.themes]
        phases = [(term.id, term.label.nl) for term in self._corpus.vocabulary("phases").terms]
        yield maker.field(at + "name", "Naam van de activiteit", "wide")
        yield maker.select(at + "theme", "Thema", themes, "Niet gekozen")
        yield maker.select(at + "phase", "Stap of fase", phases, "Niet gekozen")
        yield maker.field(at + "approach", "Hoe pakt u het aan?", "text")
        yield maker.field(at + "targetGroup", "Voor wie?")
        yield maker.field(at + "reach", "Hoeveel mensen bereikt u?", "number")
        yield maker.field(at + "period.start", "Begin", "date")
        yield maker.field(at + "period.end", "Einde", "date")
        yield maker.field(at + "indicator", "Waaraan ziet u dat het gelukt is?", "wide")
        yield maker.field(at + "unit", "Eenheid")
        yield maker.field(at + "baseline", "Waarde nu", "number")
        yield maker.field(at + "target", "Waarde aan het eind", "number")
        yield maker.field(at + "evidenceOfPerformance", "Hoe laat u zien dat het gedaan is?", "wide")
        yield maker.field(at + "executor", "Wie voert het uit?")

    def _bottlenecks(self, item: Draft) -> tuple[Option, ...]:
        chosen = item.get("bottlenecks") or []
        topics = self._corpus.vocabulary("topics").by_id
        return tuple(
            Option(key, str(other.get("label") or (topics[key].label.nl if key in topics else key)), key in chosen)
            for _, other in self._maker.objects("bottlenecks")
            for key in (str(other.get("id", "")),)
        )

    def _lines(self, place: int, facts: ActivityFacts | None) -> Iterator[LineView]:
        kinds = [(kind.id, kind.label) for kind in self._template.cost_kinds]
        maker = self._maker
        for number, _ in maker.objects(f"activities.{place}.budget"):
            at = f"activities.{place}.budget.{number}."
            known = facts is not None and number < len(facts.line_amounts)
            yield LineView(
                place=f"{place}.{number}",
                fields=(
                    maker.field(at + "description", "Omschrijving"),
                    maker.select(at + "kind", "Soort", kinds, "Niet gekozen"),
                    maker.field(at + "quantity", "Aantal", "number"),
                    maker.field(at + "unitPrice", "Prijs per stuk (€)", "number"),
                ),
                amount=euros(facts.line_amounts[number]) if facts and known else "",
            )

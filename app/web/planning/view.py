"""The page of a plan: its form, what follows from it, and the ways to take it away."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.catalogue.catalogue import Catalogue
from app.domain.plan.completed import CompletedPlan
from app.domain.plan.money import Amounts
from app.domain.plan.template import PlanTemplate
from app.domain.plan.wording import euros
from app.errors import InputError
from app.web.addresses import ids_url
from app.web.planning.actions import interventions
from app.web.planning.activities import Activities, ActivityView
from app.web.planning.draft import Draft
from app.web.planning.fields import Field, FieldMaker, Option
from app.web.planning.files import PlanFile
from app.web.words import counted


@dataclass(frozen=True)
class BottleneckView:
    """A bottleneck with the goal that goes with it."""

    place: int
    label: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class FindingView:
    """The outcome of a check."""

    state: str
    state_text: str
    title: str
    text: str


@dataclass(frozen=True)
class ErrorView:
    """Something that is wrong, with the field to mend it in."""

    id: str
    text: str


@dataclass(frozen=True)
class PlanView:
    """Everything on the page of a plan."""

    draft: str
    ids: str
    heading: str
    notices: tuple[str, ...]
    errors: tuple[ErrorView, ...]
    scheme_notice: str
    head: tuple[Field, ...]
    bottlenecks: tuple[BottleneckView, ...]
    topics: tuple[Option, ...]
    activities: tuple[ActivityView, ...]
    answers: tuple[Field, ...]
    sums: tuple[tuple[str, str], ...]
    findings: tuple[FindingView, ...]
    questions: tuple[str, ...]
    questions_text: str
    files: tuple[PlanFile, ...]
    share_url: str


@dataclass(frozen=True)
class Made:
    """A draft and what came of it: the completed plan, or what is wrong."""

    draft: Draft
    completed: CompletedPlan | None
    errors: Sequence[InputError] = ()
    notices: Sequence[str] = ()


_STATES = {"in-orde": "In orde", "aandacht": "Aandacht", "informatie": "Weet dit"}


def plan_page(
    live: Catalogue, made: Made, templates: Mapping[str, PlanTemplate], files: Sequence[PlanFile]
) -> PlanView:
    """The page of a plan in the making."""
    draft, completed = made.draft, made.completed
    errors = {error.name: error.detail for error in made.errors}
    maker = FieldMaker(draft, errors)
    name = draft.get("template")
    template = templates.get(name if isinstance(name, str) else "") or next(iter(templates.values()))
    facts = completed.facts if completed else None
    builder = Activities(live, maker, template, completed)
    return PlanView(
        draft=json.dumps(draft, ensure_ascii=False, separators=(",", ":")),
        ids=" ".join(interventions(draft)),
        heading=str(draft.get("title") or "Uw plan")[:200],
        notices=tuple(made.notices),
        errors=tuple(ErrorView("veld-" + error.name.replace(".", "-"), _sentence(error)) for error in made.errors),
        scheme_notice=facts.notice.text if facts and facts.notice else "",
        head=tuple(_head(live, maker, templates, template)),
        bottlenecks=tuple(_bottlenecks(live, maker)),
        topics=_topics(live, draft),
        activities=tuple(builder.views()),
        answers=tuple(_answers(maker, template)),
        sums=tuple(_sums(facts.amounts, template)) if facts else (),
        findings=tuple(
            FindingView(item.state.value, _STATES[item.state.value], item.title, item.text)
            for item in (facts.findings if facts else ())
        ),
        questions=tuple(question.text for question in (facts.questions if facts else ())),
        questions_text=counted(len(facts.questions), "vraag", "vragen") if facts else "",
        files=tuple(files),
        share_url=ids_url("/plan", interventions(draft)),
    )


def _sentence(error: InputError) -> str:
    return f"{error.detail[:1].upper()}{error.detail[1:]}."


def _head(
    live: Catalogue, maker: FieldMaker, templates: Mapping[str, PlanTemplate], template: PlanTemplate
) -> Iterator[Field]:
    sectors = live.corpus.vocabulary("sectors").terms
    yield maker.field("title", "Titel", "wide")
    yield maker.select("template", "Sjabloon", [(item.id, item.title) for item in templates.values()])
    yield maker.field("author", "Wie dient het plan in?")
    yield maker.select("sector", "Sector", [(term.id, term.label.nl) for term in sectors], "Niet gekozen")
    yield maker.field("period.start", "Begin", "date")
    yield maker.field("period.end", "Einde", "date")
    yield maker.field("context", "Hoe ziet de sector of organisatie eruit?", "text")
    yield maker.field("analysis", "Op welke analyse bouwt het plan?", "wide", "Titel en datum.")
    if template.scheme and template.scheme.subsidy_percentage is not None:
        standard = f"Leeg: {template.scheme.subsidy_percentage:g}, zoals de regeling zegt."
        yield maker.field("subsidyPercentage", "Deel dat de regeling betaalt (%)", "number", standard)


def _bottlenecks(live: Catalogue, maker: FieldMaker) -> Iterator[BottleneckView]:
    topics = live.corpus.vocabulary("topics").by_id
    goals = {item.get("bottleneck"): item.get("text", "") for _, item in maker.objects("goals")}
    for place, item in maker.objects("bottlenecks"):
        key = str(item.get("id", ""))
        label = item.get("label") or (topics[key].label.nl if key in topics else key)
        yield BottleneckView(
            place,
            str(label),
            (
                maker.field(f"bottlenecks.{place}.text", "Wat is er aan de hand?", "text"),
                Field(f"goal.{key}", "Wat wilt u bereiken?", "text", str(goals.get(key) or "")),
            ),
        )


def _topics(live: Catalogue, draft: Draft) -> tuple[Option, ...]:
    used = {item.get("id") for item in draft.get("bottlenecks") or [] if isinstance(item, dict)}
    terms = live.corpus.vocabulary("topics").terms
    return tuple(Option(term.id, term.label.nl, False) for term in terms if term.id not in used)


def _answers(maker: FieldMaker, template: PlanTemplate) -> Iterator[Field]:
    for field, asked in (("successFactors", template.success_factors), ("steps", template.steps)):
        given = {item.get("id"): item.get("text") for _, item in maker.objects(field)}
        for item in asked:
            text = given.get(item.id)
            yield Field(
                f"{field}.{item.id}", item.label, "text", text if isinstance(text, str) else "", hint=item.question
            )


def _sums(amounts: Amounts, template: PlanTemplate) -> Iterator[tuple[str, str]]:
    yield "Totaal", euros(amounts.total)
    if template.scheme and template.scheme.subsidy_percentage is not None:
        yield "Waarvan telt mee", euros(amounts.eligible)
        yield "Subsidie", euros(amounts.subsidy)
        yield "Eigen deel", euros(amounts.own)

"""The chapters of a plan after its activities: money, planning, factors and steps, review, sources."""

from collections.abc import Iterator, Mapping

from app.domain.plan.completed import ActivityFacts, CompletedPlan, PlanFacts, SourceNote, State
from app.domain.plan.plan import Activity
from app.domain.plan.template import Question
from app.domain.plan.wording import dutch_date, euros, listed, partial_date, percent
from app.exports.blocks import Block, Bullets, Column, Fields, Grid, Heading, Paragraph, Rich, Run, text
from app.exports.plan_activity import MISSING

LICENCE = "Teksten uit de kennisbank: CC BY 4.0. De brondocumenten blijven van hun makers."
_STATES = {State.FINE: "In orde", State.ATTENTION: "Aandacht", State.INFORMATION: "Ter informatie"}


def pairs(completed: CompletedPlan) -> Iterator[tuple[Activity, ActivityFacts]]:
    """The activities with what follows from them."""
    yield from zip(completed.plan.activities, completed.activities, strict=True)


def budget(completed: CompletedPlan) -> Iterator[Block]:
    """What each activity costs, and who pays."""
    facts, template = completed.facts, completed.template
    paid = facts.subsidy_percentage > 0
    yield Heading(1, "Begroting")
    if not any(activity.budget for activity in completed.plan.activities):
        yield Paragraph((MISSING,))
        return
    if paid and template.scheme:
        closed = " De regeling is gesloten; dit is alleen een rekenvoorbeeld." if template.scheme.open is False else ""
        yield Paragraph(
            text(
                f"Van de subsidiabele kosten telt {percent(facts.subsidy_percentage)} als deel van de regeling.{closed}"
            )
        )
    columns = [Column("Activiteit", 0.4), Column("Kosten", 0.2, right=True)]
    columns += [Column("Deel regeling", 0.2, right=True), Column("Eigen deel", 0.2, right=True)] if paid else []
    rows = [
        _money_row(f"{item.number}. {activity.name or MISSING.text}", item, paid) for activity, item in pairs(completed)
    ]
    rows.append(_money_row("Totaal", facts, paid))
    yield Grid("Kosten per activiteit", columns, rows, total=True)


def _money_row(label: str, item: ActivityFacts | PlanFacts, paid: bool) -> tuple[str, ...]:
    amounts = item.amounts
    shares = (euros(amounts.subsidy), euros(amounts.own)) if paid else ()
    return (label, euros(amounts.total), *shares)


def planning(completed: CompletedPlan) -> Iterator[Block]:
    """When what happens."""
    yield Heading(1, "Planning")
    if not completed.plan.activities:
        yield Paragraph((MISSING,))
        return
    rows = [
        (
            f"{item.number}. {activity.name or MISSING.text}",
            item.phase.label if item.phase else MISSING.text,
            dutch_date(activity.period.start) if activity.period.start else MISSING.text,
            dutch_date(activity.period.end) if activity.period.end else MISSING.text,
        )
        for activity, item in pairs(completed)
    ]
    columns = (Column("Activiteit", 0.36), Column("Fase", 0.2), Column("Begin", 0.22), Column("Einde", 0.22))
    yield Grid("Wanneer wat gebeurt", columns, rows)


def answers(completed: CompletedPlan) -> Iterator[Block]:
    """The success factors and steps, with the answers or the questions."""
    template, plan = completed.template, completed.plan
    if not template.success_factors and not template.steps:
        return
    yield Heading(1, "Succesfactoren en stappen")
    factors = {answer.id: answer.text for answer in plan.success_factors if answer.text}
    steps = _active_steps(completed) | {answer.id: answer.text for answer in plan.steps if answer.text}
    for heading, asked, given in (
        ("Succesfactoren", template.success_factors, factors),
        ("Stappen", template.steps, steps),
    ):
        if asked:
            yield Heading(2, heading)
            yield Fields(heading, [(item.label.capitalize(), [_answer(item, given)]) for item in asked])


def _active_steps(completed: CompletedPlan) -> dict[str, str]:
    """The steps that activities take care of."""
    numbers: dict[str, list[str]] = {}
    for item in completed.activities:
        if item.phase:
            numbers.setdefault(item.phase.id, []).append(str(item.number))
    return {
        phase: f"Zie {'activiteit' if len(found) == 1 else 'activiteiten'} {listed(found)}."
        for phase, found in numbers.items()
    }


def _answer(asked: Question, given: Mapping[str, str]) -> Rich:
    return text(given[asked.id]) if asked.id in given else (Run(asked.question, missing=True),)


def to_do(completed: CompletedPlan) -> Iterator[Block]:
    """The outcome of the checks, and what is still to be answered."""
    facts = completed.facts
    yield Heading(1, "Controle van het plan")
    columns = (Column("Wat", 0.25), Column("Uitkomst", 0.15), Column("Toelichting", 0.6))
    yield Grid(
        "Uitkomsten van de controle",
        columns,
        [(finding.title, _STATES[finding.state], finding.text) for finding in facts.findings],
    )
    if facts.questions:
        yield Heading(2, "Vragen die nog open staan")
        yield Bullets([text(line) for line in _questions(completed)])


def _questions(completed: CompletedPlan) -> Iterator[str]:
    """The open questions; those of one activity together in one line, so that the list stays readable."""
    of_activity: dict[int, list[str]] = {}
    for question in completed.facts.questions:
        parts = question.place.split(".")
        if parts[0] == "activities" and len(parts) > 1:
            of_activity.setdefault(int(parts[1]), []).append(question.text)
        else:
            yield question.text
    for position, texts in of_activity.items():
        yield f"Activiteit {position + 1}: {' '.join(texts)}"


def sources(completed: CompletedPlan) -> Iterator[Block]:
    """The numbered sources, what evidence levels mean, the facts of the scheme, and about this document."""
    facts = completed.facts
    yield Heading(1, "Bronnen")
    if facts.sources:
        yield Paragraph(text("De nummers tussen haken bij de activiteiten verwijzen naar deze lijst."))
        columns = (Column("Nr.", 0.08), Column("Bron", 0.92))
        yield Grid("Bronnenlijst", columns, [(str(note.number), _source(note)) for note in facts.sources])
    if facts.evidence_levels:
        yield Heading(2, "Wat de bewijsniveaus betekenen")
        yield Bullets([(Run(f"{level.label}: ", bold=True), Run(level.text)) for level in facts.evidence_levels])
    if facts.scheme_facts and completed.template.scheme:
        yield Heading(2, f"Over {completed.template.scheme.name}")
        notices = [facts.notice] if facts.notice else []
        yield Bullets(
            [
                (
                    Run(f"{fact.text} Bron: "),
                    Run(fact.source.title, url=fact.source.url),
                    Run(f" ({partial_date(fact.as_of)})."),
                )
                for fact in (*notices, *facts.scheme_facts)
            ]
        )
    yield Heading(2, "Over dit document")
    yield Paragraph(
        text(
            f"Gemaakt met de Interventiebank, kennisbank van {dutch_date(facts.build.built_on)} "
            f"(build {facts.build.id}). "
            f"{LICENCE} Alle getallen en datums zijn van de opsteller van het plan."
        )
    )


def _source(note: SourceNote) -> str:
    makers = f"{', '.join(note.makers)}, " if note.makers else ""
    published = f" ({partial_date(note.published)})" if note.published else ""
    places = [f"{place.section}, '{place.row}'" if place.row else place.section for place in note.places]
    return f"{makers}{note.document.label}{published}: {'; '.join(places)}."

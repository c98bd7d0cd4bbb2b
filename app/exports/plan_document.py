"""The plan as a document in Dutch: chapters in the order in which a board reads them."""

from collections.abc import Iterator

from app.domain.plan.completed import ActivityFacts, CompletedPlan, PlanFacts, SourceNote, State
from app.domain.plan.plan import Activity
from app.domain.plan.wording import count, dutch_date, euros, partial_date, percent
from app.exports.blocks import Block, Bullets, Column, Document, Fields, Grid, Heading, Paragraph, Run, text
from app.exports.plan_activity import MISSING, activity_fields, period, reach

LICENCE = "Teksten uit de kennisbank: CC BY 4.0. De brondocumenten blijven van hun makers."
_STATES = {State.FINE: "In orde", State.ATTENTION: "Aandacht", State.INFORMATION: "Ter informatie"}
_URGENCIES = ("niet dringend", "speelt", "belangrijk", "dringend")


def plan_document(completed: CompletedPlan) -> Document:
    """The whole plan, worded."""
    plan, facts = completed.plan, completed.facts
    built = dutch_date(facts.build.built_on)
    front = [
        ("Sector", facts.sector.label if facts.sector else MISSING.text),
        ("Indiener", plan.author or MISSING.text),
        ("Looptijd", period(plan.period)),
        ("Opgesteld op", dutch_date(plan.drawn_up_on) if plan.drawn_up_on else MISSING.text),
        ("Gegevens", f"kennisbank van {built}, build {facts.build.id}"),
    ]
    return Document(
        title=plan.title,
        subtitle=completed.template.title,
        author=plan.author,
        dated=plan.drawn_up_on or facts.build.built_on,
        front=front,
        notice=facts.notice.text if facts.notice else None,
        footer=f"{plan.title} · kennisbank van {built}",
        blocks=tuple(_blocks(completed)),
    )


def _blocks(completed: CompletedPlan) -> Iterator[Block]:
    yield from _summary(completed)
    yield from _sector(completed)
    yield from _goals(completed)
    yield from _activities(completed)
    yield from _budget(completed)
    yield from _planning(completed)
    yield from _answers(completed)
    yield from _to_do(completed)
    yield from _sources(completed)


def _summary(completed: CompletedPlan) -> Iterator[Block]:
    plan, facts = completed.plan, completed.facts
    number = len(plan.activities)
    yield Heading(1, "Samenvatting")
    opening = (
        f"Dit plan telt {count(number)} {'activiteit' if number == 1 else 'activiteiten'} voor "
        f"{count(len(plan.bottlenecks))} {'knelpunt' if len(plan.bottlenecks) == 1 else 'knelpunten'}."
    )
    money = f" De begroting is {euros(facts.amounts.total)}." if facts.amounts.total else ""
    open_ones = len(facts.questions)
    to_do = f" Er staan nog {count(open_ones)} vragen open; zie de controle van het plan." if open_ones > 1 else ""
    yield Paragraph(text(opening + money + to_do))
    if plan.activities:
        rows = [
            (
                str(item.number),
                activity.name or MISSING.text,
                ", ".join(bottleneck.label for bottleneck in item.bottlenecks) or "–",
                reach(activity),
                euros(item.amounts.total) if activity.budget else "–",
            )
            for activity, item in _pairs(completed)
        ]
        columns = (
            Column("Nr.", 0.07),
            Column("Activiteit", 0.39),
            Column("Knelpunt", 0.24),
            Column("Bereik", 0.13, right=True),
            Column("Kosten", 0.17, right=True),
        )
        yield Grid("De activiteiten in het kort", columns, rows)


def _sector(completed: CompletedPlan) -> Iterator[Block]:
    plan = completed.plan
    yield Heading(1, "Sector en knelpunten")
    yield Heading(2, "De sector")
    yield from _paragraphs(plan.context)
    yield Heading(2, "De analyse")
    yield from _paragraphs(plan.analysis)
    yield Heading(2, "De knelpunten")
    if not plan.bottlenecks:
        yield Paragraph((MISSING,))
        return
    rows = []
    for bottleneck in plan.bottlenecks:
        answers = [
            str(item.number) for item in completed.activities if bottleneck.id in {b.id for b in item.bottlenecks}
        ]
        urgency = _URGENCIES[bottleneck.urgency] if bottleneck.urgency is not None else "–"
        said = bottleneck.text or MISSING.text
        rows.append((bottleneck.label or bottleneck.id, said, urgency, ", ".join(answers) or "geen"))
    columns = (
        Column("Knelpunt", 0.25),
        Column("Wat de analyse zegt", 0.43),
        Column("Urgentie", 0.15),
        Column("Activiteit", 0.17),
    )
    yield Grid("De knelpunten en hun activiteiten", columns, rows)


def _goals(completed: CompletedPlan) -> Iterator[Block]:
    yield Heading(1, "Doelen")
    if not completed.plan.goals:
        yield Paragraph((MISSING,))
        return
    terms = {"kort": " (korte termijn)", "lang": " (lange termijn)", None: ""}
    yield Bullets([text(goal.text + terms[goal.horizon]) for goal in completed.plan.goals])


def _activities(completed: CompletedPlan) -> Iterator[Block]:
    yield Heading(1, "Activiteiten")
    if not completed.plan.activities:
        yield Paragraph((MISSING,))
    for label, members in _groups(completed):
        yield Heading(2, label)
        for activity, item in members:
            yield Heading(3, f"Activiteit {item.number}: {activity.name or MISSING.text}")
            rows = activity_fields(activity, item, completed)
            yield Fields(f"Activiteit {item.number}: {activity.name or ''}".strip(), rows)
    for theme in completed.template.themes:
        if theme.outside:
            yield Heading(2, theme.label)
            yield Paragraph(text(theme.outside))


def _groups(completed: CompletedPlan) -> Iterator[tuple[str, list[tuple[Activity, ActivityFacts]]]]:
    """The activities under the headings of the template, in its order; what has no heading comes last."""
    if completed.template.grouped_by == "phase":
        headings = [(step.id, f"Stap: {step.label}") for step in completed.template.steps]
    else:
        headings = [(theme.id, theme.label) for theme in completed.template.themes]
    known = {heading for heading, _ in headings}
    members: dict[str | None, list[tuple[Activity, ActivityFacts]]] = {}
    for activity, item in _pairs(completed):
        named = item.phase if completed.template.grouped_by == "phase" else item.theme
        key = named.id if named and named.id in known else None
        members.setdefault(key, []).append((activity, item))
    for heading, label in headings:
        if heading in members:
            yield label, members[heading]
    if None in members:
        yield "Nog in te delen", members[None]


def _budget(completed: CompletedPlan) -> Iterator[Block]:
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
        _money_row(f"{item.number}. {activity.name or MISSING.text}", item, paid)
        for activity, item in _pairs(completed)
    ]
    rows.append(_money_row("Totaal", facts, paid))
    yield Grid("Kosten per activiteit", columns, rows, total=True)


def _money_row(label: str, item: ActivityFacts | PlanFacts, paid: bool) -> tuple[str, ...]:
    amounts = item.amounts
    shares = (euros(amounts.subsidy), euros(amounts.own)) if paid else ()
    return (label, euros(amounts.total), *shares)


def _planning(completed: CompletedPlan) -> Iterator[Block]:
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
        for activity, item in _pairs(completed)
    ]
    columns = (Column("Activiteit", 0.36), Column("Fase", 0.2), Column("Begin", 0.22), Column("Einde", 0.22))
    yield Grid("Wanneer wat gebeurt", columns, rows)


def _answers(completed: CompletedPlan) -> Iterator[Block]:
    template, plan = completed.template, completed.plan
    if not template.success_factors and not template.steps:
        return
    yield Heading(1, "Succesfactoren en stappen")
    for heading, asked, answers in (
        ("Succesfactoren", template.success_factors, plan.success_factors),
        ("Stappen", template.steps, plan.steps),
    ):
        given = {answer.id: answer.text for answer in answers if answer.text}
        if asked:
            yield Heading(2, heading)
            yield Fields(
                heading,
                [
                    (
                        item.label.capitalize(),
                        [text(given[item.id])] if item.id in given else [(Run(item.question, missing=True),)],
                    )
                    for item in asked
                ],
            )


def _to_do(completed: CompletedPlan) -> Iterator[Block]:
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


def _sources(completed: CompletedPlan) -> Iterator[Block]:
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


def _paragraphs(value: str) -> Iterator[Block]:
    lines = [line for line in value.split("\n") if line.strip()]
    yield from (Paragraph(text(line)) for line in lines) if lines else (Paragraph((MISSING,)),)


def _pairs(completed: CompletedPlan) -> Iterator[tuple[Activity, ActivityFacts]]:
    yield from zip(completed.plan.activities, completed.activities, strict=True)

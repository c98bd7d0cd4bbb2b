"""The plan as a document in Dutch: chapters in the order in which a board reads them."""

from collections.abc import Iterator

from app.domain.plan.completed import ActivityFacts, CompletedPlan
from app.domain.plan.plan import Activity
from app.domain.plan.wording import count, dutch_date, euros
from app.exports import plan_chapters as chapters
from app.exports.blocks import Block, Bullets, Column, Document, Fields, Grid, Heading, Paragraph, text
from app.exports.plan_activity import MISSING, activity_fields, period, reach

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
    yield from chapters.budget(completed)
    yield from chapters.planning(completed)
    yield from chapters.answers(completed)
    yield from chapters.to_do(completed)
    yield from chapters.sources(completed)


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
            for activity, item in chapters.pairs(completed)
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
    yield Paragraph(text("Dit moet het plan als geheel opleveren."))
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
    for activity, item in chapters.pairs(completed):
        named = item.phase if completed.template.grouped_by == "phase" else item.theme
        key = named.id if named and named.id in known else None
        members.setdefault(key, []).append((activity, item))
    for heading, label in headings:
        if heading in members:
            yield label, members[heading]
    if None in members:
        yield "Nog in te delen", members[None]


def _paragraphs(value: str) -> Iterator[Block]:
    lines = [line for line in value.split("\n") if line.strip()]
    yield from (Paragraph(text(line)) for line in lines) if lines else (Paragraph((MISSING,)),)

"""The activities of a plan as one table: a row each."""

from app.domain.plan.completed import ActivityFacts, CompletedPlan
from app.domain.plan.plan import Activity
from app.exports.tables import Kind, TableColumn, TableData, Value

COLUMNS = (
    TableColumn("number", "Nr.", Kind.NUMBER),
    TableColumn("name", "Activiteit", Kind.LONG),
    TableColumn("theme", "Thema", Kind.LONG),
    TableColumn("bottlenecks", "Knelpunt", Kind.LONG),
    TableColumn("interventions", "Interventie", Kind.LONG),
    TableColumn("targetGroup", "Doelgroep", Kind.LONG),
    TableColumn("reach", "Bereik", Kind.NUMBER),
    TableColumn("approach", "Aanpak", Kind.LONG),
    TableColumn("phase", "Fase"),
    TableColumn("start", "Begin", Kind.DAY),
    TableColumn("end", "Einde", Kind.DAY),
    TableColumn("result", "Beoogd resultaat", Kind.LONG),
    TableColumn("indicator", "Indicator", Kind.LONG),
    TableColumn("baseline", "Nu", Kind.NUMBER),
    TableColumn("target", "Doel", Kind.NUMBER),
    TableColumn("unit", "Eenheid"),
    TableColumn("evidenceOfPerformance", "Bewijs van prestatie", Kind.LONG),
    TableColumn("executor", "Uitvoerder", Kind.LONG),
    TableColumn("total", "Kosten", Kind.MONEY),
    TableColumn("subsidy", "Deel regeling", Kind.MONEY),
    TableColumn("own", "Eigen deel", Kind.MONEY),
    TableColumn("eligibility", "Subsidie", Kind.LONG),
    TableColumn("cautions", "Let op", Kind.LONG),
    TableColumn("evidence", "Bewijs", Kind.LONG),
    TableColumn("sources", "Bronnen", Kind.LONG),
    TableColumn("links", "Adressen", Kind.LONG),
)

#: Where each column stands, counted from 0.
POSITIONS = {column.name: position for position, column in enumerate(COLUMNS)}


def activities_table(completed: CompletedPlan) -> TableData:
    """All activities, in the order of the plan."""
    pairs = zip(completed.plan.activities, completed.activities, strict=True)
    return TableData(COLUMNS, [_row(activity, facts, completed) for activity, facts in pairs])


def _row(activity: Activity, facts: ActivityFacts, completed: CompletedPlan) -> list[Value]:
    notes = {note.number: note for note in completed.facts.sources}
    numbers = dict.fromkeys(number for used in facts.interventions for number in used.sources)
    sources = "; ".join(
        f"{notes[number].document.label}, {', '.join(place.section for place in notes[number].places)}"
        for number in numbers
    )
    return [
        facts.number,
        activity.name,
        facts.theme.label if facts.theme else None,
        "; ".join(bottleneck.label for bottleneck in facts.bottlenecks),
        "; ".join(used.title for used in facts.interventions),
        activity.target_group,
        activity.reach,
        activity.approach,
        facts.phase.label if facts.phase else None,
        activity.period.start,
        activity.period.end,
        facts.result_text,
        activity.indicator,
        activity.baseline,
        activity.target,
        activity.unit,
        activity.evidence_of_performance,
        activity.executor,
        facts.amounts.total if activity.budget else None,
        facts.amounts.subsidy if activity.budget else None,
        facts.amounts.own if activity.budget else None,
        facts.eligibility.text,
        "; ".join(f"{flag.caution.label}: {flag.text}" for flag in facts.flags),
        "; ".join(dict.fromkeys(used.evidence.label for used in facts.interventions)),
        sources,
        " ".join(link.url for used in facts.interventions for link in used.links),
    ]

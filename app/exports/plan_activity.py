"""The fields of one activity as a document shows them; what is empty is called that."""

import re
from collections.abc import Iterator, Sequence

from app.domain.plan.completed import ActivityFacts, CompletedPlan, Flag, UsedIntervention
from app.domain.plan.plan import Activity, Period
from app.domain.plan.wording import dutch_date, dutch_number, euros, partial_date
from app.exports.blocks import Rich, Run, text

MISSING = Run("nog in te vullen", missing=True)
_BLANK = re.compile(r"(\[[^\]]{1,30}\])")

Row = tuple[str, Sequence[Rich]]


def activity_fields(activity: Activity, item: ActivityFacts, completed: CompletedPlan) -> list[Row]:
    """Every field of the activity, label first, in the order of the templates."""
    return list(_rows(activity, item, completed))


def period(value: Period) -> str:
    """A period in words."""
    if value.start and value.end:
        return f"{dutch_date(value.start)} tot en met {dutch_date(value.end)}"
    if value.start:
        return f"vanaf {dutch_date(value.start)}"
    return f"tot en met {dutch_date(value.end)}" if value.end else MISSING.text


def reach(activity: Activity) -> str:
    """How many people the activity reaches, or a dash."""
    return dutch_number(activity.reach) if activity.reach is not None else "–"


def _rows(activity: Activity, item: ActivityFacts, completed: CompletedPlan) -> Iterator[Row]:
    bottlenecks = ", ".join(bottleneck.label for bottleneck in item.bottlenecks)
    yield "Thema", [_or_missing(item.theme.label if item.theme else None)]
    yield "Knelpunt", [_or_missing(bottlenecks)]
    yield from _interventions(item)
    if activity.reasons:
        yield "Waarom dit past", [text(reason) for reason in activity.reasons]
    yield "Doelgroep", [_or_missing(activity.target_group)]
    people = f"{dutch_number(activity.reach)} mensen" if activity.reach is not None else None
    yield "Bereik", [_or_missing(people)]
    yield "Aanpak", _paragraphs(activity.approach)
    when = period(activity.period)
    yield "Fase", [_or_missing(item.phase.label if item.phase else None)]
    yield "Looptijd", [_or_missing(None if when == MISSING.text else when)]
    yield "Beoogd resultaat", [_with_blanks(item.result_text) if activity.result is None else text(item.result_text)]
    yield "Bewijs van prestatie", _paragraphs(activity.evidence_of_performance)
    yield "Uitvoerder", [_or_missing(activity.executor)]
    yield "Kosten", _costs(activity, item, completed)
    if item.eligibility.verdict != "geen-regeling":
        yield "Subsidie", [text(item.eligibility.text)]
    if item.flags:
        yield "Let op", [_flag(flag, item) for flag in item.flags]
    if item.interventions:
        yield "Wat er bekend is", [_evidence(used, len(item.interventions) > 1) for used in item.interventions]


def _interventions(item: ActivityFacts) -> Iterator[Row]:
    if item.interventions:
        yield "Interventie en bron", [_used(used) for used in item.interventions]


def _used(used: UsedIntervention) -> Rich:
    numbers = ", ".join(str(number) for number in used.sources)
    runs = [Run(used.title, bold=True), Run(f" [{numbers}]. {used.summary}")]
    if used.providers:
        runs.append(Run(f" Aanbieder: {', '.join(used.providers)}."))
    for link in used.links[:3]:
        runs += [Run(" "), Run(link.label, url=link.url)]
    return tuple(runs)


def _evidence(used: UsedIntervention, several: bool) -> Rich:
    runs = [Run(f"{used.title}: ")] if several else []
    runs.append(Run(f"Bewijs: {used.evidence.label.lower()}.", bold=True))
    if used.claim:
        runs.append(Run(f" De bron citeert {used.claim.by}: '{used.claim.text}'. Wij hebben dat niet getoetst."))
    as_of = f" ({partial_date(used.as_of)})" if used.as_of else ""
    runs.append(Run(f" Status: {used.status.label.lower()}{as_of}."))
    return tuple(runs)


def _flag(flag: Flag, item: ActivityFacts) -> Rich:
    titles = {used.id: used.title for used in item.interventions}
    of = f" ({titles[flag.intervention]})" if len(item.interventions) > 1 else ""
    return Run(f"{flag.caution.label}{of}: ", bold=True), Run(flag.text)


def _costs(activity: Activity, item: ActivityFacts, completed: CompletedPlan) -> list[Rich]:
    if not activity.budget:
        return [(MISSING,)]
    lines = []
    for line, amount in zip(activity.budget, item.line_amounts, strict=True):
        kind = completed.template.cost_kind_by_id.get(line.kind or "")
        unit = f" {line.unit}" if line.unit else ""
        sum_text = f"{dutch_number(line.quantity)}{unit} × {euros(line.unit_price)} = {euros(amount)}"
        lines.append(text(f"{line.description}: {sum_text}" + (f" ({kind.label.lower()})" if kind else "")))
    total: Rich = (Run(f"Samen {euros(item.amounts.total)}", bold=True),)
    if completed.facts.subsidy_percentage:
        total = (*total, Run(f", deel regeling {euros(item.amounts.subsidy)}, eigen deel {euros(item.amounts.own)}"))
    return [*lines, total]


def _paragraphs(value: str | None) -> list[Rich]:
    return [text(line) for line in (value or "").split("\n") if line.strip()] or [(MISSING,)]


def _or_missing(value: str | None) -> Rich:
    return text(value) if value else (MISSING,)


def _with_blanks(value: str) -> Rich:
    return tuple(Run(part, missing=bool(_BLANK.fullmatch(part))) for part in _BLANK.split(value) if part)

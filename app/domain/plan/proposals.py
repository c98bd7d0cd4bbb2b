"""What the knowledge base proposes for an activity: texts from records, never a number, a date or an effect."""

from collections.abc import Sequence

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.plan.plan import Activity, Bottleneck, Plan
from app.domain.plan.template import PlanTemplate

_APPROACH_MAX = 3900
_MAIN_PHASE = "implementatie"


def filled(plan: Plan, template: PlanTemplate, corpus: Corpus) -> Plan:
    """The plan with a proposal in every field of an activity that was never filled in."""
    activities = tuple(_filled(activity, plan, template, corpus) for activity in plan.activities)
    bottlenecks = tuple(_labelled(bottleneck, corpus) for bottleneck in plan.bottlenecks)
    return plan.model_copy(update={"activities": activities, "bottlenecks": bottlenecks})


def proposed_approach(records: Sequence[Intervention]) -> str | None:
    """What the records say about how they are used; None without records."""
    if not records:
        return None
    texts = [_approach(record) for record in records]
    if len(records) > 1:
        texts = [f"{record.title}: {text}" for record, text in zip(records, texts, strict=True)]
    return "\n".join(texts)[:_APPROACH_MAX].strip()


def _approach(record: Intervention) -> str:
    if not record.steps:
        return record.description
    steps = "; ".join(f"{number}. {step.title}" for number, step in enumerate(record.steps, 1))
    return f"{record.description} Stappen: {steps}."


def _filled(activity: Activity, plan: Plan, template: PlanTemplate, corpus: Corpus) -> Activity:
    records = [corpus.by_id[record_id] for record_id in activity.interventions]
    if not records:
        return activity
    topics = tuple(topic for record in records for topic in record.topics)
    themes = tuple(theme for record in records for theme in record.themes)
    draft = template.draft_for(records[0].form)
    proposals: dict[str, object] = {
        "name": " en ".join(record.title for record in records)[:300],
        "theme": template.theme_of(themes, topics),
        "target_group": _target_group(records, corpus),
        "approach": proposed_approach(records),
        "phase": _phase(records[0]),
    }
    if draft:
        proposals |= {"indicator": draft.indicator, "evidence_of_performance": draft.evidence_of_performance}
        if activity.indicator is None and not activity.unit:
            proposals["unit"] = draft.unit
    missing = {name: value for name, value in proposals.items() if name == "unit" or getattr(activity, name) is None}
    if not activity.bottlenecks:
        missing["bottlenecks"] = tuple(item.id for item in plan.bottlenecks if item.id in topics)
    return activity.model_copy(update=missing)


def _target_group(records: Sequence[Intervention], corpus: Corpus) -> str | None:
    groups = corpus.vocabulary("target-groups").by_id
    labels = dict.fromkeys(groups[group].label.nl for record in records for group in record.target_groups)
    return ", ".join(labels) or None


def _phase(record: Intervention) -> str | None:
    """A plan is about doing: implementation where the source names it, else the first phase it names."""
    if not record.phases:
        return None
    return _MAIN_PHASE if _MAIN_PHASE in record.phases else record.phases[0]


def _labelled(bottleneck: Bottleneck, corpus: Corpus) -> Bottleneck:
    if bottleneck.label is not None:
        return bottleneck
    topic = corpus.vocabulary("topics").by_id.get(bottleneck.id)
    return bottleneck.model_copy(update={"label": topic.label.nl if topic else bottleneck.id.replace("-", " ")})

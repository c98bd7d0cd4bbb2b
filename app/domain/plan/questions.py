"""What is still empty, as questions to the user."""

from collections.abc import Iterator

from app.domain.plan.completed import OpenQuestion
from app.domain.plan.plan import Activity, Plan
from app.domain.plan.template import PlanTemplate


def open_questions(plan: Plan, template: PlanTemplate) -> tuple[OpenQuestion, ...]:
    """A question for every empty field that the template asks for, in the order of the plan."""
    return tuple(_questions(plan, template))


def _questions(plan: Plan, template: PlanTemplate) -> Iterator[OpenQuestion]:
    values = {
        "author": plan.author,
        "sector": plan.sector,
        "context": plan.context,
        "analysis": plan.analysis,
        "drawnUpOn": plan.drawn_up_on,
        "start": plan.period.start,
        "end": plan.period.end,
        "bottlenecks": plan.bottlenecks,
        "goals": plan.goals,
        "activities": plan.activities,
    }
    for name, question in template.questions.plan.items():
        if not values[name]:
            yield OpenQuestion(place=_PLACES.get(name, name), text=question)
    yield from _bottlenecks(plan, template)
    for position, activity in enumerate(plan.activities):
        yield from _activity(position, activity, template)
    for field, asked, answers in (
        ("successFactors", template.success_factors, plan.success_factors),
        ("steps", template.steps, plan.steps),
    ):
        given = {answer.id for answer in answers if answer.text}
        covered = {activity.phase for activity in plan.activities} if field == "steps" else set()
        for item in asked:
            if item.id not in given | covered:
                yield OpenQuestion(place=f"{field}.{item.id}", text=item.question)


_PLACES = {"start": "period.start", "end": "period.end"}


def _bottlenecks(plan: Plan, template: PlanTemplate) -> Iterator[OpenQuestion]:
    aimed_at = {goal.bottleneck for goal in plan.goals}
    for position, bottleneck in enumerate(plan.bottlenecks):
        label = bottleneck.label or bottleneck.id
        if not bottleneck.text:
            text = f"Wat zegt uw analyse over '{label}'? Voor wie speelt het, en hoe vaak?"
            yield OpenQuestion(place=f"bottlenecks.{position}.text", text=text)
        if bottleneck.id not in aimed_at:
            example = template.questions.goal.get(bottleneck.id)
            text = f"Welk doel stelt u voor '{label}'?" + (f" Bijvoorbeeld: {example}." if example else "")
            yield OpenQuestion(place="goals", text=text)


def _activity(position: int, activity: Activity, template: PlanTemplate) -> Iterator[OpenQuestion]:
    values = {
        "name": activity.name,
        "theme": activity.theme,
        "bottlenecks": activity.bottlenecks,
        "interventions": activity.interventions,
        "targetGroup": activity.target_group,
        "reach": activity.reach is not None,
        "approach": activity.approach,
        "phase": activity.phase,
        "start": activity.period.start,
        "end": activity.period.end,
        "indicator": activity.indicator or activity.result,
        "target": activity.target is not None or activity.result,
        "evidenceOfPerformance": activity.evidence_of_performance,
        "executor": activity.executor,
        "budget": activity.budget,
    }
    for name, question in template.questions.activity.items():
        if not values[name]:
            yield OpenQuestion(place=f"activities.{position}.{_PLACES.get(name, name)}", text=question)

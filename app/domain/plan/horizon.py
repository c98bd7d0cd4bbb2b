"""Whether a plan works at the short and at the long term. The border is a year after the plan's start."""

from datetime import date, timedelta

from app.domain.plan.plan import Horizon, Plan

A_YEAR = timedelta(days=366)


def reaches_short(plan: Plan) -> bool:
    """A goal for the short term, or an activity that ends within a year."""
    start = _start(plan)
    ends = [activity.period.end for activity in plan.activities if activity.period.end]
    return _aims_at(plan, Horizon.SHORT) or (start is not None and any(end < start + A_YEAR for end in ends))


def reaches_long(plan: Plan) -> bool:
    """A goal for the long term, or an activity that goes on after a year."""
    start = _start(plan)
    ends = [activity.period.end for activity in plan.activities if activity.period.end]
    return _aims_at(plan, Horizon.LONG) or (start is not None and any(end >= start + A_YEAR for end in ends))


def months(start: date, end: date) -> int:
    """Whole months that a period touches: a year and a day touch 13."""
    return (end.year - start.year) * 12 + end.month - start.month + (1 if end.day >= start.day else 0)


def _start(plan: Plan) -> date | None:
    starts = [activity.period.start for activity in plan.activities if activity.period.start]
    return plan.period.start or min(starts, default=None)


def _aims_at(plan: Plan, horizon: Horizon) -> bool:
    return any(goal.horizon is horizon for goal in plan.goals)

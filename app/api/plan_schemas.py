"""What goes over the wire for plans: a plan, and beside it what the service works out."""

from typing import Any

from pydantic import Field

from app.api.schemas import Wire
from app.domain.matching.profile import ProfileInput
from app.domain.plan.completed import ActivityFacts, CompletedPlan, PlanFacts
from app.domain.plan.plan import Activity, Plan
from app.domain.plan.selection import DEFAULT_PER_NEED, PerNeed
from app.domain.plan.template import PlanTemplate

_COMPUTED = "Wat de service uitrekent. Stuurt u het terug, dan telt het niet mee."


class PlanRequest(Plan):
    """A plan to complete; instead of activities a profile may stand, and activities are proposed for it."""

    profile: ProfileInput | None = Field(default=None, description="Diagnose waarvoor u activiteiten wilt.")
    activities_per_need: PerNeed = Field(default=DEFAULT_PER_NEED, description="Hoeveel activiteiten per knelpunt.")
    computed: dict[str, Any] | None = Field(default=None, description=_COMPUTED)


class ActivityAnswer(Activity):
    """An activity with what follows from it."""

    computed: ActivityFacts = Field(description=_COMPUTED)


class PlanAnswer(Plan):
    """A completed plan. Keep it as a file and send it again to go on."""

    activities: tuple[ActivityAnswer, ...] = ()
    computed: PlanFacts = Field(description=_COMPUTED)


class TemplatesAnswer(Wire):
    """The templates that plans can follow."""

    items: tuple[PlanTemplate, ...]


def plan_answer(completed: CompletedPlan) -> dict[str, Any]:
    """The answer as JSON; a field that is absent was never filled in."""
    answer = completed.plan.model_dump(mode="json", by_alias=True, exclude_none=True)
    for activity, facts in zip(answer["activities"], completed.activities, strict=True):
        activity["computed"] = facts.model_dump(mode="json", by_alias=True, exclude_none=True)
    answer["computed"] = completed.facts.model_dump(mode="json", by_alias=True, exclude_none=True)
    return answer

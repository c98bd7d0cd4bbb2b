"""Everything a check may look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.plan.completed import ActivityFacts
from app.domain.plan.plan import Plan
from app.domain.plan.template import PlanTemplate


@dataclass(frozen=True)
class Situation:
    """A plan, what follows from each activity, and the records that each activity uses."""

    plan: Plan
    template: PlanTemplate
    corpus: Corpus
    activities: Sequence[ActivityFacts]
    records: Sequence[Sequence[Intervention]]

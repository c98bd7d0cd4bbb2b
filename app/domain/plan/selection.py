"""From recommendations to activities: every need gets its turn before any need gets more.

The matcher ranks; this only deals out. In each turn the need with the fewest activities (the most urgent one, then
the first named, when equal) takes its best unused recommendation, by preference one of a category that the need
does not have yet. So five good items for one need never push out the only item for another.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.domain.intervention import Intervention
from app.domain.model import Whole
from app.domain.plan.plan import Activity, Bottleneck

DEFAULT_PER_NEED = 2
#: How many activities to propose for each need.
PerNeed = Annotated[int, Field(strict=True, ge=1, le=5), Whole]


@dataclass(frozen=True)
class Need:
    """A topic that the profile asks for, and how urgent it is (0 to 3)."""

    topic: str
    urgency: int = 1


@dataclass(frozen=True)
class Recommendation:
    """One recommended record with the needs it answers and why, in Dutch sentences."""

    intervention: str
    needs: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What a matcher makes of a profile, best recommendation first."""

    needs: tuple[Need, ...]
    recommendations: tuple[Recommendation, ...]
    sector: str | None = None


def bottlenecks_of(proposal: Proposal) -> tuple[Bottleneck, ...]:
    """The needs of a profile as bottlenecks of a plan."""
    return tuple(Bottleneck(id=need.topic, urgency=need.urgency) for need in proposal.needs)


def select(
    proposal: Proposal, records: dict[str, Intervention], excluded: Collection[str], per_need: int
) -> tuple[Activity, ...]:
    """Activities for a proposal, at most `per_need` for each need; `excluded` ids are never proposed."""
    unused = [item for item in proposal.recommendations if item.intervention not in excluded]
    chosen: list[Recommendation] = []
    waiting = list(proposal.needs)
    while waiting:
        need = min(waiting, key=lambda need: (_answers(chosen, need), -need.urgency, proposal.needs.index(need)))
        best = _best(need, unused, chosen, records)
        if best is None or _answers(chosen, need) >= per_need:
            waiting.remove(need)
            continue
        unused.remove(best)
        chosen.append(best)
    order = {need.topic: position for position, need in enumerate(proposal.needs)}
    known = [(item, tuple(need for need in item.needs if need in order)) for item in chosen]
    return tuple(
        Activity(interventions=(item.intervention,), bottlenecks=needs, reasons=item.reasons)
        for item, needs in sorted(known, key=lambda pair: min(order[need] for need in pair[1]))
    )


def _answers(chosen: Sequence[Recommendation], need: Need) -> int:
    return sum(need.topic in item.needs for item in chosen)


def _best(
    need: Need, unused: Sequence[Recommendation], chosen: Sequence[Recommendation], records: dict[str, Intervention]
) -> Recommendation | None:
    candidates = [item for item in unused if need.topic in item.needs]
    present = {records[item.intervention].category for item in chosen if need.topic in item.needs}
    fresh = [item for item in candidates if records[item.intervention].category not in present]
    return next(iter(fresh or candidates), None)

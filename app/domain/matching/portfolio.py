"""From scores to a portfolio: a plan needs more than the five best records, which may be five of a kind.

Greedy, one place after the other. A record's value at a place is its score, plus what it adds to needs that are
not served yet (xQuAD: Santos, Macdonald and Ounis 2010, the needs as aspects and urgency as their weight), plus
a little for a category or level that is not there yet, less what it repeats. `rules` then say what the first
places must hold.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.matching.duplicates import repetition
from app.domain.matching.index import FILLS
from app.domain.matching.question import Question
from app.domain.matching.rules import RULES, Place
from app.domain.matching.scoring import Scored

#: How much of a record's value is what it adds to needs that are not served yet.
DIVERSITY = 0.15
#: How much of a need one record that fits it fully takes away.
SERVED = 0.5
NEW_CATEGORY = 0.03
NEW_LEVEL = 0.02


@dataclass
class _State:
    """What has been chosen so far, and what that leaves of the needs."""

    weights: dict[str, float]
    chosen: list[Scored] = field(default_factory=list)
    left: dict[str, float] = field(default_factory=dict)
    categories: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)

    def take(self, item: Scored) -> None:
        self.chosen.append(item)
        self.categories[item.record.category] += 1
        self.levels.update(item.record.levels)
        for fit in item.needs:
            self.left[fit.need.topic] *= 1 - SERVED * fit.relevance.value

    def value(self, item: Scored, penalty: float) -> float:
        added = sum(
            self.weights[fit.need.topic] * fit.relevance.value * self.left[fit.need.topic] for fit in item.needs
        )
        fresh = NEW_CATEGORY / (1 + self.categories[item.record.category])
        seen = min((self.levels[level] for level in item.record.levels), default=1)
        return (1 - DIVERSITY) * item.score + DIVERSITY * added + fresh + NEW_LEVEL / (1 + seen) - penalty


def portfolio(candidates: Sequence[Scored], question: Question, limit: int) -> list[Scored]:
    """The best `limit` of the candidates as a whole, in order. Deterministic: ties go by score, title, id."""
    total = sum(need.urgency for need in question.profile.needs)
    weights = {need.topic: need.urgency / total for need in question.profile.needs}
    state = _State(weights, left=dict.fromkeys(weights, 1.0))
    remaining = sorted(candidates, key=_order)
    penalties = {item.record.id: 0.0 for item in remaining}
    fillable = frozenset(topic for topic in weights if any(item.relevance(topic) >= FILLS for item in remaining))
    while remaining and len(state.chosen) < limit:
        place = Place(question, tuple(state.chosen), fillable, min(limit, len(candidates)))
        values = {item.record.id: state.value(item, penalties[item.record.id]) for item in remaining}
        item = max(_allowed(remaining, place, values), key=lambda one: values[one.record.id])
        state.take(item)
        remaining.remove(item)
        for other in remaining:
            penalties[other.record.id] = max(penalties[other.record.id], repetition(other.record, item.record))
    return state.chosen


def _allowed(remaining: list[Scored], place: Place, values: dict[str, float]) -> list[Scored]:
    """What the rules leave; a rule that would leave nothing, or only much worse, gives way."""
    allowed = remaining
    for rule in RULES:
        kept = [item for item in allowed if rule.allows(item, place, allowed)]
        if kept and len(kept) < len(allowed):
            best = max(values[item.record.id] for item in allowed)
            if max(values[item.record.id] for item in kept) >= best * rule.gives_way_below:
                allowed = kept
    return allowed


def _order(item: Scored) -> tuple[int, str, str]:
    return (-item.points, item.record.title.casefold(), item.record.id)

"""The score of one record: contributions in whole points, which add up to it by construction."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.domain.intervention import Intervention
from app.domain.matching.features import Fit
from app.domain.matching.question import NeedFit, Question
from app.domain.matching.weights import FEATURES, SCALE

#: Part of the topic points for the need a record does most for; the rest is for the other needs together.
MAIN_NEED = 0.85


@dataclass(frozen=True)
class Contribution:
    """What one factor adds: `points` of the `available` ones. For the factor topic, one for each need."""

    factor: str
    available: int
    points: int
    fit: Fit
    need: NeedFit | None = None


@dataclass(frozen=True)
class Scored:
    """A record with its contributions; the score is their sum."""

    record: Intervention
    contributions: tuple[Contribution, ...]
    needs: tuple[NeedFit, ...]

    @cached_property
    def points(self) -> int:
        """The score in points of SCALE."""
        return sum(contribution.points for contribution in self.contributions)

    @property
    def score(self) -> float:
        """The score from 0 to 1."""
        return self.points / SCALE

    @property
    def unknown(self) -> tuple[str, ...]:
        """The factors that the record says nothing about."""
        return tuple(item.factor for item in self.contributions if not item.fit.known)

    def relevance(self, topic: str) -> float:
        """How the record relates to a need, from 0 to 1."""
        return self._relevance.get(topic, 0.0)

    @cached_property
    def _relevance(self) -> dict[str, float]:
        return {fit.need.topic: fit.relevance.value for fit in self.needs}


def score(record: Intervention, question: Question, available: Mapping[str, int]) -> Scored:
    """Score a record; `available` holds the points by factor."""
    needs = question.fits(record.id)
    contributions: list[Contribution] = []
    for factor, share in available.items():
        measure = FEATURES[factor].measure
        if measure is None:
            contributions += _topic(needs, len(question.profile.needs), share)
        else:
            fit = measure(record, question)
            contributions.append(Contribution(factor, share, round(share * fit.value), fit))
    return Scored(record, tuple(contributions), tuple(needs))


def _topic(needs: list[NeedFit], asked: int, available: int) -> Iterator[Contribution]:
    main = available if asked == 1 else round(available * MAIN_NEED)
    for place, fit in enumerate(needs):
        share = main if place == 0 else (available - main) // (asked - 1)
        topic = Fit(fit.worth, fit.relevance.kin, (fit.relevance.topic,))
        yield Contribution("topic", share, round(share * fit.worth), topic, fit)

"""The match: from a question to a portfolio with reasons, coverage and gaps."""

from collections.abc import Sequence

from app.domain.intervention import Intervention, Kind
from app.domain.matching.cautions import cautions
from app.domain.matching.coverage import coverage, gaps
from app.domain.matching.eligibility import Exclusion, exclusion
from app.domain.matching.explanation import reasons
from app.domain.matching.index import FILLS, SUPPLEMENTS
from app.domain.matching.portfolio import portfolio
from app.domain.matching.question import Question
from app.domain.matching.result import Match, Recommendation
from app.domain.matching.scoring import Scored, score
from app.domain.matching.weights import Weights, points

MAX_APPROACHES = 3
#: Without any need a record has to match the text at least this well.
TEXT_ALONE = 0.35


class Scores:
    """Every record that may be recommended, scored; and every record that may not, with the reason."""

    def __init__(self, question: Question, weights: Weights) -> None:
        self.question = question
        self.points = points(question.profile, weights)
        self.excluded: dict[str, Exclusion] = {}
        self.considered = 0
        self.eligible: list[Scored] = []
        for record in question.index.records:
            left_out = exclusion(record, question)
            if left_out:
                self.excluded[record.id] = left_out
                continue
            self.considered += 1
            # What has nothing to do with any need can reach no list: it is looked at, not worked out.
            if question.touches(record.id):
                self.eligible.append(score(record, question, self.points))
        self._filled = {topic for item in self._interventions() for topic in filled_by(item)}
        self._filled_anew = {
            topic
            for item in self._interventions()
            if not question.scans_again(item.record)
            for topic in filled_by(item)
        }

    def on_topic(self, item: Scored) -> bool:
        """It fills a need, or was made for the sector and lies near one; without needs: the text finds it."""
        if not self.question.profile.needs:
            return self.question.text_scores.get(item.record.id, 0.0) >= TEXT_ALONE
        if filled_by(item):
            return True
        return self._made_here(item) and any(
            fit.relevance.value >= SUPPLEMENTS and fit.need.topic in self._filled for fit in item.needs
        )

    def _made_here(self, item: Scored) -> bool:
        """Made for the profile's own sector: then a topic that lies near is near enough to stand below the others."""
        question = self.question
        return bool(question.profile.sectors) and question.sector_kin(item.record.sectors) == "in"

    def scans_in_vain(self, item: Scored) -> bool:
        """One more survey, for needs that other records fill."""
        return self.question.scans_again(item.record) and self._filled_anew.issuperset(filled_by(item))

    def candidates(self) -> list[Scored]:
        """What the list is chosen from."""
        return [item for item in self._interventions() if self.on_topic(item) and not self.scans_in_vain(item)]

    def _interventions(self) -> list[Scored]:
        return [item for item in self.eligible if item.record.kind is not Kind.APPROACH]


def filled_by(item: Scored) -> set[str]:
    """The needs that a record fills."""
    return {fit.need.topic for fit in item.needs if fit.relevance.value >= FILLS}


def match(question: Question, weights: Weights, limit: int) -> Match:
    """Recommend at most `limit` records for the question."""
    scores = Scores(question, weights)
    chosen = portfolio(scores.candidates(), question, limit)
    return Match(
        profile=question.profile,
        points=scores.points,
        considered=scores.considered,
        recommendations=_recommend(chosen, question),
        approaches=_recommend(approaches(scores), question),
        coverage=tuple(coverage(scores.candidates(), chosen, question)),
        gaps=tuple(gaps(scores.eligible, question)),
        excluded=tuple(item for item in scores.excluded.values() if _worth_telling(item, question)),
    )


def approaches(scores: Scores) -> list[Scored]:
    """How to go about it: the ways of working that fit the needs best."""
    fitting = [item for item in scores.eligible if item.record.kind is Kind.APPROACH and scores.on_topic(item)]
    return sorted(fitting, key=lambda item: (-item.points, item.record.id))[:MAX_APPROACHES]


def _recommend(chosen: Sequence[Scored], question: Question) -> tuple[Recommendation, ...]:
    return tuple(
        Recommendation(
            rank=rank,
            record=item.record,
            points=item.points,
            needs=needs_served(item),
            reasons=reasons(item, question),
            cautions=cautions(item.record, question),
            unknown=item.unknown,
        )
        for rank, item in enumerate(chosen, 1)
    )


def needs_served(item: Scored) -> tuple[str, ...]:
    """The needs that a record does something for, the most worth first."""
    return tuple(fit.need.topic for fit in item.needs if fit.relevance.value >= SUPPLEMENTS)


def _worth_telling(item: Exclusion, question: Question) -> bool:
    """It would otherwise be asked after: the user named it, or it is about one of the needs."""
    return item.code == "uitgesloten" or _about_a_need(item.record, question)


def _about_a_need(record: Intervention, question: Question) -> bool:
    return any(fit.relevance.value >= FILLS for fit in question.fits(record.id))

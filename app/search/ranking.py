"""The order of what an engine found: who is judged, what is left out, and when nothing fits (score: `scoring`)."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from heapq import nlargest, nsmallest

from app.domain.intervention import Intervention
from app.domain.vocabulary import Vocabulary
from app.search.engine import Hit
from app.search.query_plan import Plan
from app.search.ranked_document import RankedDocument, holds
from app.search.scoring import EXACT_NAME, NEAR, SURE, Judge, Score
from app.search.understanding import Recognised

#: Results below this share of the best one are noise.
NOISE = 0.2
#: Something fits when the best records cover so much of the question, or when its words together say so many nats for
#: one of them: less where a topic was recognised. Else say that nothing fits. Set on 240 questions and 50 that this
#: knowledge base has no answer to.
COVERED, COVERED_AT_LEAST, SAID, SAID_BY_EACH = 0.72, 0.15, 7.0, 3.5
COVERED_OF_TOPIC, SAID_OF_TOPIC = 0.5, 5.0
BY_NAME = 0.95
#: Nor does anything fit when the words say more, and so many nats, for a question that is asked elsewhere; without a
#: topic also when they say a little less.
ELSEWHERE, DOUBT = 2.0, 2.0
#: So many records are looked at for the likelihood of the whole question alone, and so many for its meaning alone.
MOST_LIKELY = 60
_BEST = 10
_SECOND_TOPIC = 0.55
_WIDER = 0.25
_NARROWER = 0.8


@dataclass(frozen=True)
class Ranked:
    """A record in its order."""

    id: str
    score: float
    coverage: float


class Ranker:
    """Ranks the records of one build."""

    def __init__(self, documents: Mapping[str, RankedDocument], vocabularies: Mapping[str, Vocabulary]) -> None:
        self._documents = documents
        self._carriers = {name: _carriers(vocabulary, documents) for name, vocabulary in vocabularies.items()}

    def rank(
        self,
        plan: Plan,
        hits: Sequence[Hit],
        frequencies: Callable[[str], int],
        allowed: AbstractSet[str] | None = None,
    ) -> list[Ranked]:
        """The records that answer the plan, best first, equal scores in order of id; only `allowed` ones if given."""
        found = _found(plan, hits)
        concepts = self._concepts(plan)
        by_words = found.keys() | _most(plan.gains) | {record for _, carried in concepts for record in carried}
        candidates = by_words | _most(plan.near)
        if not (plan.needs or concepts):  # a query that only leaves out
            candidates = set(self._documents)
        if allowed is not None:
            candidates &= allowed
        judge = Judge(plan, concepts, frequencies, len(self._documents))
        ranked = []
        for record_id in candidates:
            document = self._documents[record_id]
            left_out = any(holds(document, phrase) for phrase in plan.excluded_phrases)
            if not left_out and all(holds(document, phrase) for phrase in plan.phrases):
                score = judge.judge(document, found.get(record_id, {}))
                ranked.append(Ranked(record_id, score.points, score.coverage))
        ranked.sort(key=lambda item: (-item.score, item.id))
        best = _best_without_meaning(plan, ranked, by_words) if plan.near else ranked[:_BEST]
        if not best or not _fits(plan, best):
            return []
        floor = NOISE * min(ranked[0].score, EXACT_NAME / 2)
        return [item for item in ranked if item.score >= floor]

    def explain(
        self, plan: Plan, hits: Sequence[Hit], frequencies: Callable[[str], int], ids: Collection[str]
    ) -> dict[str, Score]:
        """What the scores of these records are made of."""
        found = _found(plan, hits)
        judge = Judge(plan, self._concepts(plan), frequencies, len(self._documents))
        return {record_id: judge.explain(self._documents[record_id], found.get(record_id, {})) for record_id in ids}

    def _concepts(self, plan: Plan) -> list[tuple[Recognised, Mapping[str, float]]]:
        """Recognised terms with the records that carry them."""
        return [(item, self._carriers.get(item.vocabulary, {}).get(item.term, {})) for item in _shared(plan.recognised)]


def _found(plan: Plan, hits: Sequence[Hit]) -> dict[str, dict[str, float]]:
    """By record: the engine's points for each token of the plan that it holds."""
    tokens = plan.tokens
    return {
        hit.id: {token: points for token, points in zip(tokens, hit.by_clause, strict=True) if points} for hit in hits
    }


def _most(values: Mapping[str, float]) -> set[str]:
    """The records that a question as a whole says most for."""
    return set(nlargest(MOST_LIKELY, values, key=lambda record_id: (values[record_id], record_id)))


def _best_without_meaning(plan: Plan, ranked: Sequence[Ranked], by_words: AbstractSet[str]) -> list[Ranked]:
    """The records that would be best without an encoder: something is near every question, also when nothing fits."""
    known = (item for item in ranked if item.id in by_words)
    return nsmallest(_BEST, known, key=lambda item: (NEAR * plan.near.get(item.id, 0.0) - item.score, item.id))


def _fits(plan: Plan, best: Sequence[Ranked]) -> bool:
    """Whether the best records answer the question at all."""
    coverage = max(item.coverage for item in best)
    gain = max(plan.gains.get(item.id, 0.0) for item in best)
    topic = max((item.weight for item in plan.recognised if item.vocabulary == "topics"), default=0.0)
    if topic >= BY_NAME or best[0].score >= EXACT_NAME:
        return True
    if plan.gain_elsewhere > max(ELSEWHERE, gain - (0 if topic >= SURE else DOUBT)):
        return False
    if topic >= SURE:
        return coverage >= COVERED_OF_TOPIC or gain >= SAID_OF_TOPIC
    return coverage >= COVERED or (coverage >= COVERED_AT_LEAST and gain >= min(SAID, SAID_BY_EACH * len(plan.needs)))


def _shared(recognised: Sequence[Recognised]) -> list[Recognised]:
    """Terms that one word stands for share its weight: a word with three meanings says each less surely."""
    meanings = Counter((item.vocabulary, item.words) for item in recognised)
    return [replace(item, weight=item.weight / meanings[item.vocabulary, item.words] ** 0.5) for item in recognised]


def _carriers(vocabulary: Vocabulary, documents: Mapping[str, RankedDocument]) -> dict[str, dict[str, float]]:
    """By term: the records that carry it, and how strongly (0 to 1)."""
    found: dict[str, dict[str, float]] = {term.id: {} for term in vocabulary.terms}
    for record_id, document in documents.items():
        for term_id, strength in _carried(vocabulary, document.record):
            found[term_id][record_id] = max(found[term_id].get(record_id, 0.0), strength)
    return found


_FIELDS: Mapping[str, Callable[[Intervention], Sequence[str]]] = {
    "topics": lambda record: record.topics,
    "sectors": lambda record: record.sectors,
    "target-groups": lambda record: record.target_groups,
    "forms": lambda record: (record.form,),
    "categories": lambda record: (record.category,),
    "organisation-sizes": lambda record: record.organisation_sizes,
    "themes": lambda record: record.themes,
}
RANKED_VOCABULARIES = tuple(_FIELDS)


def _carried(vocabulary: Vocabulary, record: Intervention) -> Iterable[tuple[str, float]]:
    for position, term_id in enumerate(_FIELDS[vocabulary.name](record)):
        strength = _SECOND_TOPIC if position and vocabulary.name == "topics" else 1.0
        yield term_id, strength
        for wider in vocabulary.ancestors(term_id):
            yield wider, strength * _NARROWER
        for narrower in vocabulary.narrower(term_id) - {term_id}:
            yield narrower, strength * _WIDER

"""The order of what an engine found: the engine finds tokens, the domain judges records.

score = (sum over needs of words + concepts) x coverage + names

words      BM25F of the best option of the need, times the option's weight (`query_plan`)
concepts   how strongly a record carries a recognised term (main topic 1.0, second 0.55, ...), times how rare it is
coverage   the share of what was asked, weighed by how telling each word is, that the record answers
names      how much of the record's title or an alias was typed, up to all of it
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from math import log

from app.domain.intervention import Intervention, Kind
from app.domain.vocabulary import Vocabulary
from app.search.engine import Hit
from app.search.query_plan import Need, Plan
from app.search.ranked_document import RankedDocument, holds, name_of
from app.search.understanding import Recognised

COVERAGE_POWER = 1.0
#: Results below this share of the best one are noise.
NOISE = 0.1
#: Below this coverage even the best record does not answer the question: say that nothing fits.
NOTHING = 0.4
LEAST_TELLING_TOPIC = 3.0
MOST_TELLING_OTHER = 1.5
BESIDE_A_TOPIC = 0.4
#: The words of an everyday phrase mean what the phrase means: `lekker` and `vel` are not looked for.
IN_AN_IDIOM = 0.15
SURE = 0.55
#: From this many words on a text is a story, of which no record answers all.
STORY = 4
EXACT_NAME = 60.0
#: Word for word: `Aanpakken tegen ongewenst gedrag` has the same telling words as `Ongewenst gedrag`.
SAME_NAME = 75.0
PART_OF_NAME = 12.0
_SEMI_EXACT = 0.5

#: Weight of a recognised term beside words, by vocabulary.
CONCEPT_WEIGHTS: Mapping[str, float] = {
    "topics": 3.0,
    "sectors": 1.2,
    "target-groups": 0.8,
    "forms": 0.8,
    "categories": 0.4,
    "organisation-sizes": 0.4,
    "themes": 0.8,
}
#: A rare word that was typed is meant: `lasrook` stands in one record, whatever else it is about.
RARE = 4
TYPED_AND_RARE = 5.0
_TYPED = frozenset({"word", "joined"})
#: How far an option answers a need, by its kind; a recognised term never more than `_CONCEPT_COVER`.
_COVER: Mapping[str, float] = {"word": 1.0, "parts": 1.0, "joined": 1.0, "translation": 0.85, "synonym": 0.65}
_CONCEPT_COVER = 0.8
#: Who types only a topic begins: ways of working first, single interventions and kinds of them after.
BROAD: Mapping[Kind, float] = {Kind.APPROACH: 1.1, Kind.INTERVENTION: 1.0, Kind.TYPE: 1.0}
#: A record of the topic that also names it is more typical of it.
TOPIC_NAMED = 0.35
_SECOND_TOPIC = 0.55
_WIDER = 0.25
_NARROWER = 0.8


@dataclass(frozen=True)
class Ranked:
    """A record in its order, with what its score is made of."""

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
        found = {hit.id: dict(zip(plan.tokens, hit.by_clause, strict=True)) for hit in hits}
        concepts = [
            (item, self._carriers.get(item.vocabulary, {}).get(item.term, {})) for item in _shared(plan.recognised)
        ]
        candidates = found.keys() | {record_id for _, carried in concepts for record_id in carried}
        if not (plan.needs or concepts):  # a query that only leaves out
            candidates = set(self._documents)
        if allowed is not None:
            candidates &= allowed
        judge = _Judge(plan, concepts, frequencies, len(self._documents))
        ranked = []
        for record_id in candidates:
            document = self._documents[record_id]
            left_out = any(holds(document, phrase) for phrase in plan.excluded_phrases)
            if not left_out and all(holds(document, phrase) for phrase in plan.phrases):
                ranked.append(judge.judge(document, found.get(record_id, {})))
        ranked.sort(key=lambda item: (-item.score, item.id))
        if not ranked or max(item.coverage for item in ranked[:10]) < _least_coverage(plan):
            return []
        floor = NOISE * min(ranked[0].score, EXACT_NAME / 2)
        return [item for item in ranked if item.score >= floor]


def _least_coverage(plan: Plan) -> float:
    """How much of a question an answer must cover; of a whole story less than of a few words."""
    return NOTHING * min(1.0, STORY / max(1, len(plan.needs)))


def _shared(recognised: Sequence[Recognised]) -> list[Recognised]:
    """Terms that one word stands for share its weight: a word with three meanings says each less surely."""
    meanings = Counter((item.vocabulary, item.words) for item in recognised)
    return [replace(item, weight=item.weight / meanings[item.vocabulary, item.words] ** 0.5) for item in recognised]


class _Judge:
    """Judges records for one plan."""

    def __init__(
        self,
        plan: Plan,
        concepts: Sequence[tuple[Recognised, Mapping[str, float]]],
        frequencies: Callable[[str], int],
        total: int,
    ) -> None:
        self._plan = plan
        self._concepts = concepts
        self._total = total
        self._frequencies = frequencies
        self._sure_of_topic = any(item.vocabulary == "topics" and item.weight >= SURE for item, _ in concepts)
        self._asked = name_of(" ".join(need.text for need in plan.needs))
        named = frozenset().union(*(item.words for item, _ in concepts))
        #: Beside a topic, words that name nothing count less: in `tillen de hele dag`, `dag` says nothing.
        idioms = frozenset().union(*(item.words for item, _ in concepts if item.idiom and len(item.words) > 1))
        self._worth = [
            IN_AN_IDIOM if place in idioms else BESIDE_A_TOPIC if self._sure_of_topic and place not in named else 1.0
            for place in range(len(plan.needs))
        ]
        self._importance = [
            0.0 if any(need.text == other.text for other in plan.needs[:position]) else self._telling(position, need)
            for position, need in enumerate(plan.needs)
        ]

    def _telling(self, position: int, need: Need) -> float:
        """How telling a word is: rare words and topics are, names of sectors and forms are less so."""
        counts = [max((self._frequencies(token) for token in option.tokens), default=0) for option in need.options[:2]]
        rarity = self._rarity(max(counts, default=0))
        named = [item for item, _ in self._concepts if position in item.words]
        if any(item.vocabulary == "topics" for item in named):
            return max(rarity, LEAST_TELLING_TOPIC)
        if named:
            return min(rarity, MOST_TELLING_OTHER)
        return rarity * self._worth[position]

    def _rarity(self, count: int) -> float:
        return log(1 + (self._total - count + 0.5) / (count + 0.5))

    def judge(self, document: RankedDocument, tokens: Mapping[str, float]) -> Ranked:
        """Score and coverage of one record."""
        words, covered = 0.0, []
        for need, worth in zip(self._plan.needs, self._worth, strict=True):
            score, cover = self._best_option(need, tokens)
            words += score * worth
            covered.append(cover)
        carried_score = 0.0
        for item, carriers in self._concepts:
            carried = carriers.get(document.record.id, 0.0)
            if carried:
                weight = CONCEPT_WEIGHTS[item.vocabulary] * item.weight
                carried_score += weight * carried * self._rarity(len(carriers))
                if item.vocabulary == "topics":
                    named = sum(tokens.get(token, 0.0) for token in self._plan.topic_words[item.term])
                    carried_score += TOPIC_NAMED * item.weight * carried * named
                for position in item.words:
                    if position < len(covered):
                        covered[position] = max(covered[position], min(_CONCEPT_COVER, carried * item.weight * 1.1))
        asked = sum(self._importance)
        answered = sum(cover * weight for cover, weight in zip(covered, self._importance, strict=True))
        coverage = answered / asked if asked else 1.0
        score = (words + carried_score) * coverage**COVERAGE_POWER
        if self._broad():
            score *= BROAD[document.record.kind]
        return Ranked(document.record.id, score + self._name_bonus(document) * coverage, coverage)

    def _best_option(self, need: Need, tokens: Mapping[str, float]) -> tuple[float, float]:
        """The best score that an option gives, and how much of the need it covers.

        Of a compound some parts may do, for as much as they tell: in `werkstressaanpak` that is the first.
        """
        score = cover = 0.0
        for option in need.options:
            found = [tokens.get(token, 0.0) for token in option.tokens]
            if all(found):
                value = option.weight * sum(found) / len(found) ** 0.5
                if option.kind in _TYPED and self._frequencies(option.tokens[0]) <= RARE:
                    value += TYPED_AND_RARE
                score = max(score, value)
                cover = max(cover, _COVER[option.kind])
            elif option.kind == "parts" and any(found):
                share = self._share(option.tokens, found)
                score = max(score, option.weight * share * sum(found))
                cover = max(cover, share * _COVER["parts"])
        return score, cover

    def _share(self, tokens: Sequence[str], found: Sequence[float]) -> float:
        telling = [self._rarity(self._frequencies(token)) ** 2 for token in tokens]
        return sum(weight for weight, score in zip(telling, found, strict=True) if score) / sum(telling)

    def _broad(self) -> bool:
        """Whether the query is nothing but a topic."""
        named = {place for item, _ in self._concepts if item.vocabulary == "topics" for place in item.words}
        return len(named) >= len(self._plan.needs) > 0

    def _name_bonus(self, document: RankedDocument) -> float:
        if not self._asked:
            return 0.0
        overlap = max((len(name & self._asked) / len(name | self._asked) for name in document.names if name), default=0)
        if self._plan.typed in document.spelled:
            return SAME_NAME
        if overlap == 1:
            return EXACT_NAME
        return PART_OF_NAME * overlap if overlap >= _SEMI_EXACT else 0.0


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

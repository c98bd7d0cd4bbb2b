"""The score of one record: the engine finds tokens, this judges what they say about the record.

score = (sum over needs of words + concepts) x coverage + names x coverage + likely + near

words      BM25F of the best option of the need, times the option's weight (`query_plan`)
concepts   how strongly a record carries a recognised term (main topic 1.0, second 0.55, ...), times how rare it is
coverage   the share of what was asked, weighed by how telling each word is, that the record answers
names      how much of the record's title or an alias was typed, up to all of it
likely     how likely the record makes all words of the question together (`likelihood`)
near       how near the question is to the record in meaning (`meaning`); nothing without the extra `semantic`
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from app.domain.intervention import Kind
from app.search.query_plan import Need, Plan
from app.search.ranked_document import RankedDocument, name_of
from app.search.understanding import Recognised

COVERAGE_POWER = 0.8
LEAST_TELLING_TOPIC = 3.0
MOST_TELLING_OTHER = 1.5
BESIDE_A_TOPIC = 0.4
#: The words of an everyday phrase mean what the phrase means: `lekker` and `vel` are not looked for.
IN_AN_IDIOM = 0.25
SURE = 0.55
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
#: Points for each nat that the words of the question together say for a record.
LIKELY = 2.5
#: Points for each 1.0 that a question is near to a record in meaning; it is 0.7 at the most.
NEAR = 10.0
#: Who types only a topic begins: ways of working first, single interventions and kinds of them after.
BROAD: Mapping[Kind, float] = {Kind.APPROACH: 1.1, Kind.INTERVENTION: 1.0, Kind.TYPE: 1.0}
#: A record of the topic that also names it is more typical of it.
TOPIC_NAMED = 0.35


@dataclass(frozen=True)
class Share:
    """What one thing that was asked adds to the score of a record; the shares of a record add up to its score.

    `kind` is that of the option that counted (`word`, `parts`, `joined`, `synonym`, `translation`), `term` for a
    recognised term (then `vocabulary` and `term` say which), `name`, `likely` or `meaning`. `said` are words of the
    query, `tokens` what the record holds of them.
    """

    kind: str
    said: str
    points: float
    tokens: tuple[str, ...] = ()
    vocabulary: str = ""
    term: str = ""


@dataclass(frozen=True)
class Score:
    """The score of a record, the share of the question that it answers, and, when asked for, what the score is of."""

    points: float
    coverage: float
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True)
class _Answer:
    """How a record answers one need."""

    points: float = 0.0
    cover: float = 0.0
    kind: str = ""
    tokens: tuple[str, ...] = ()


_NONE = _Answer()


class Judge:
    """Judges records for one plan. `concepts` are recognised terms with who carries them, and how strongly."""

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
        self._asked_name = name_of(" ".join(need.text for need in plan.needs))
        self._worth = self._worths()
        self._importance = [
            0.0 if any(need.text == other.text for other in plan.needs[:position]) else self._telling(position, need)
            for position, need in enumerate(plan.needs)
        ]
        self._asked = sum(self._importance)
        named = {place for item, _ in concepts if item.vocabulary == "topics" for place in item.words}
        #: Whether the query is nothing but a topic.
        self._broad = len(named) >= len(plan.needs) > 0

    def judge(self, document: RankedDocument, tokens: Mapping[str, float]) -> Score:
        """Score and coverage of one record; `tokens` are the engine's points of each token that it holds."""
        answers = self._answers(tokens)
        words = sum(answer.points * worth for answer, worth in zip(answers, self._worth, strict=True))
        covered = [answer.cover for answer in answers]
        carried = sum(self._carried(item, carriers, document, tokens, covered) for item, carriers in self._concepts)
        coverage, factor = self._factor(document, covered)
        points = (words + carried) * factor + self._name(document) * coverage
        return Score(points + sum(self._whole(document.record.id)), coverage)

    def explain(self, document: RankedDocument, tokens: Mapping[str, float]) -> Score:
        """The same, with the shares that the score is made of, the largest first."""
        answers = self._answers(tokens)
        covered = [answer.cover for answer in answers]
        shares = [
            Share(answer.kind, need.text, answer.points * worth, answer.tokens)
            for need, answer, worth in zip(self._plan.needs, answers, self._worth, strict=True)
        ]
        for item, carriers in self._concepts:
            points = self._carried(item, carriers, document, tokens, covered)
            shares.append(Share("term", item.said, points, vocabulary=item.vocabulary, term=item.term))
        coverage, factor = self._factor(document, covered)
        weighed = [replace(share, points=share.points * factor) for share in shares]
        said = " ".join(self._plan.typed)
        weighed.append(Share("name", said, self._name(document) * coverage))
        likely, near = self._whole(document.record.id)
        weighed += [Share("likely", said, likely), Share("meaning", said, near)]
        told = sorted((share for share in weighed if share.points), key=lambda share: -share.points)
        return Score(sum(share.points for share in told), coverage, tuple(told))

    def _whole(self, record_id: str) -> tuple[float, float]:
        """What the question as a whole says for a record: by its words, and by its meaning."""
        return LIKELY * self._plan.gains.get(record_id, 0.0), NEAR * self._plan.near.get(record_id, 0.0)

    def _worths(self) -> list[float]:
        """What each word counts: beside a topic, words that name nothing less, and words of an idiom hardly."""
        sure_of_topic = any(item.vocabulary == "topics" and item.weight >= SURE for item, _ in self._concepts)
        named = frozenset().union(*(item.words for item, _ in self._concepts))
        idioms = frozenset().union(*(item.words for item, _ in self._concepts if item.idiom and len(item.words) > 1))
        return [
            IN_AN_IDIOM if place in idioms else BESIDE_A_TOPIC if sure_of_topic and place not in named else 1.0
            for place in range(len(self._plan.needs))
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

    def _carried(
        self,
        item: Recognised,
        carriers: Mapping[str, float],
        document: RankedDocument,
        tokens: Mapping[str, float],
        covered: list[float],
    ) -> float:
        """What a record gets for carrying a term; the words that named the term are covered by it."""
        strength = carriers.get(document.record.id, 0.0)
        if not strength:
            return 0.0
        points = CONCEPT_WEIGHTS[item.vocabulary] * item.weight * strength * self._rarity(len(carriers))
        if item.vocabulary == "topics":
            named = sum(tokens.get(token, 0.0) for token in self._plan.topic_words[item.term])
            points += TOPIC_NAMED * item.weight * strength * named
        for position in item.words:
            if position < len(covered):
                covered[position] = max(covered[position], min(_CONCEPT_COVER, strength * item.weight * 1.1))
        return points

    def _factor(self, document: RankedDocument, covered: Sequence[float]) -> tuple[float, float]:
        """How much of the question is covered, and what words and concepts are multiplied by."""
        answered = sum(cover * weight for cover, weight in zip(covered, self._importance, strict=True))
        coverage = answered / self._asked if self._asked else 1.0
        return coverage, coverage**COVERAGE_POWER * (BROAD[document.record.kind] if self._broad else 1.0)

    def _answers(self, tokens: Mapping[str, float]) -> list[_Answer]:
        needs = self._plan.needs
        return [self._answer(need, tokens) for need in needs] if tokens else [_NONE] * len(needs)

    def _answer(self, need: Need, tokens: Mapping[str, float]) -> _Answer:
        """The best score that an option gives, and the most that one covers of the need.

        Of a compound some parts may do, for as much as they tell: in `werkstressaanpak` that is the first.
        """
        best, cover = _NONE, 0.0
        for option in need.options:
            if tokens.keys().isdisjoint(option.tokens):
                continue
            found = [tokens.get(token, 0.0) for token in option.tokens]
            if all(found):
                value = option.weight * sum(found) / len(found) ** 0.5
                if option.kind in _TYPED and self._frequencies(option.tokens[0]) <= RARE:
                    value += TYPED_AND_RARE
                cover = max(cover, _COVER[option.kind])
            elif option.kind == "parts":
                share = self._share(option.tokens, found)
                value = option.weight * share * sum(found)
                cover = max(cover, share * _COVER["parts"])
            else:
                continue
            if value > best.points:
                held = tuple(token for token, points in zip(option.tokens, found, strict=True) if points)
                best = _Answer(value, cover, option.kind, held)
        return replace(best, cover=cover) if best.cover != cover else best

    def _share(self, tokens: Sequence[str], found: Sequence[float]) -> float:
        telling = [self._rarity(self._frequencies(token)) ** 2 for token in tokens]
        return sum(weight for weight, score in zip(telling, found, strict=True) if score) / sum(telling)

    def _name(self, document: RankedDocument) -> float:
        asked = self._asked_name
        if not asked or asked.isdisjoint(document.name_atoms):
            return 0.0
        if self._plan.typed in document.spelled:
            return SAME_NAME
        overlap = max((len(name & asked) / len(name | asked) for name in document.names if name), default=0)
        if overlap == 1 and len(self._plan.typed) < 3 * len(asked):
            return EXACT_NAME
        overlap *= min(1.0, 2 * len(asked) / len(self._plan.typed))
        return PART_OF_NAME * overlap if overlap >= _SEMI_EXACT else 0.0

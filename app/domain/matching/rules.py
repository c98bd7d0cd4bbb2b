"""What the first places of a portfolio must hold; each rule is one that an experienced adviser would name."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.matching.index import FILLS
from app.domain.matching.nature import is_at_the_source, is_collective, is_instruction
from app.domain.matching.question import Question
from app.domain.matching.scoring import Scored

#: An adviser reads five.
WINDOW = 5
COLLECTIVE_MEASURES = 2
#: Of the first five at most this many that only inform, and this many of one form.
MOST_KNOWLEDGE = 2
MOST_OF_A_FORM = 3
MOST_ANALYSIS = 2
MOST_ANALYSIS_WHEN_ANALYSING = 4


@dataclass(frozen=True)
class Place:
    """The place to fill now: what stands before it, and which needs can be filled at all."""

    question: Question
    chosen: tuple[Scored, ...]
    fillable: frozenset[str]
    places: int

    @property
    def in_window(self) -> bool:
        """It is one of the first five."""
        return len(self.chosen) < WINDOW

    @cached_property
    def open_needs(self) -> list[str]:
        """The needs that can be filled and are not yet."""
        return [topic for topic in self.fillable if all(item.relevance(topic) < FILLS for item in self.chosen)]

    @cached_property
    def categories(self) -> Counter[str]:
        """How often each category was chosen."""
        return Counter(item.record.category for item in self.chosen)

    @cached_property
    def forms(self) -> Counter[str]:
        """How often each form was chosen."""
        return Counter(item.record.form for item in self.chosen)

    @cached_property
    def informing(self) -> int:
        """How many of the chosen only inform."""
        return sum(_informs(item) for item in self.chosen)

    @cached_property
    def collective_answers(self) -> int:
        """How many collective measures for a psychosocial need were chosen."""
        return sum(_is_collective_answer(item, self.question) for item in self.chosen)

    def left(self, window: int) -> int:
        """How many places are left of the first `window`, this one included."""
        return min(window, self.places) - len(self.chosen)


Allows = Callable[[Scored, Place, Sequence[Scored]], bool]


@dataclass(frozen=True)
class Rule:
    """A rule with its Dutch explanation; it gives way when what it leaves is worth less than this share."""

    name: str
    explanation: str
    allows: Allows
    gives_way_below: float = 0.0


def _cover(item: Scored, place: Place, _others: Sequence[Scored]) -> bool:
    left = place.left(max(WINDOW, len(place.fillable)))
    if not place.open_needs or left > len(place.open_needs):
        return True
    return any(item.relevance(topic) >= FILLS for topic in place.open_needs)


def _collective(item: Scored, place: Place, _others: Sequence[Scored]) -> bool:
    if not place.question.psychosocial or not place.in_window:
        return True
    wanting = COLLECTIVE_MEASURES - place.collective_answers
    return wanting < place.left(WINDOW) or wanting <= 0 or _is_collective_answer(item, place.question)


def _is_collective_answer(item: Scored, question: Question) -> bool:
    fills = any(item.relevance(topic) >= FILLS for topic in question.psychosocial)
    return fills and is_collective(item.record)


def _strategy(item: Scored, place: Place, others: Sequence[Scored]) -> bool:
    """Instruction waits for what tackles the same risk at its source or for everybody."""
    risks = [topic for topic in sorted(place.question.named_risks) if item.relevance(topic) >= FILLS]
    if not risks or not is_instruction(item.record):
        return True
    return not any(
        is_at_the_source(other.record) and any(other.relevance(topic) >= FILLS for topic in risks) for other in others
    )


def _no_second_scan(item: Scored, place: Place, _others: Sequence[Scored]) -> bool:
    return not place.question.scans_again(item.record)


def _analysis_first(item: Scored, place: Place, _others: Sequence[Scored]) -> bool:
    if place.question.profile.phase != "analyse" or not place.in_window:
        return True
    return place.categories["analyse"] > 0 or place.left(WINDOW) > 1 or item.record.category == "analyse"


def _not_only_knowledge(item: Scored, place: Place, _others: Sequence[Scored]) -> bool:
    return not place.in_window or not _informs(item) or place.informing < MOST_KNOWLEDGE


def _informs(item: Scored) -> bool:
    return item.record.category == "kennis" or item.record.form in {"platform", "brochure"}


def _not_only_analysis(item: Scored, place: Place, _others: Sequence[Scored]) -> bool:
    analysing = place.question.profile.phase in {"analyse", "evaluatie"}
    most = MOST_ANALYSIS_WHEN_ANALYSING if analysing else MOST_ANALYSIS
    return not place.in_window or item.record.category != "analyse" or place.categories["analyse"] < most


def _not_one_form(item: Scored, place: Place, _others: Sequence[Scored]) -> bool:
    return not place.in_window or place.forms[item.record.form] < MOST_OF_A_FORM


#: In order of importance: a rule chooses from what the ones before it leave.
RULES: tuple[Rule, ...] = (
    Rule("cover", "Elke behoefte die te vullen is, krijgt een plaats bij de eerste vijf (of bij zo veel als er "
         "behoeften zijn).", _cover),
    Rule("collective", "Bij psychosociale belasting staan bij de eerste vijf ten minste twee maatregelen voor team "
         "of organisatie.", _collective),
    Rule("strategy", "Bij lichamelijke en chemische risico's komt instructie na maatregelen bij de bron of voor "
         "iedereen.", _strategy),
    Rule("no-second-scan", "Is de analyse gedaan, dan staat een nieuw onderzoek van de organisatie achteraan.",
         _no_second_scan),
    Rule("analysis-first", "In de fase analyse staat er ten minste één analyse bij de eerste vijf.", _analysis_first),
    Rule("not-only-knowledge", "Van de eerste vijf geven er ten hoogste twee alleen kennis.", _not_only_knowledge, 0.6),
    Rule("not-only-analysis", "Van de eerste vijf zijn er ten hoogste twee een analyse (vier in de fase analyse of "
         "evaluatie).", _not_only_analysis, 0.6),
    Rule("not-one-form", "Van de eerste vijf hebben er ten hoogste drie dezelfde vorm.", _not_one_form, 0.8),
)  # fmt: skip

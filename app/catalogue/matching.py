"""The match as a verb of the catalogue: reads profiles, finds what their texts say, asks the domain."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.catalogue.steps import step
from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.matching.index import MatchIndex
from app.domain.matching.match import match
from app.domain.matching.profile import Profile
from app.domain.matching.question import Question
from app.domain.matching.reading import Understand, read_profile, unknown_value
from app.domain.matching.result import Match, WhyNot
from app.domain.matching.weights import FEATURES, Weights
from app.domain.matching.why_not import why_not
from app.domain.model import whole
from app.domain.schemes import Scheme
from app.errors import InputError, InvalidInput

DEFAULT_LIMIT = 10
MAX_LIMIT = 50
#: Words of the text beyond this say little more about what it is about, and cost time.
_TEXT_WORDS = 40

#: Scores of records by a text, higher is better.
TextSearch = Callable[[str], Mapping[str, float]]


@dataclass(frozen=True)
class Choices:
    """How the list is made: how long, and with which weights in place of the published ones."""

    limit: int
    weights: Weights

    @classmethod
    def read(cls, limit: object = None, weights: object = None) -> "Choices":
        """Raises InvalidInput with everything that is wrong."""
        errors: list[InputError] = []
        limit = DEFAULT_LIMIT if limit is None else whole(limit)
        if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MAX_LIMIT:
            errors.append(
                InputError("body", "limit", "out_of_range", f"moet een geheel getal van 1 tot {MAX_LIMIT} zijn")
            )
            limit = DEFAULT_LIMIT
        if weights is None:
            weights = {}
        if not isinstance(weights, dict):
            raise InvalidInput([*errors, InputError("body", "weights", "dict_type", "moet een object zijn")])
        for name, value in weights.items():
            errors += _weight_errors(str(name), value)
        if errors:
            raise InvalidInput(errors)
        return cls(limit, {str(name): float(value) for name, value in weights.items()})


def _weight_errors(name: str, value: object) -> list[InputError]:
    feature = FEATURES.get(name)
    where = f"weights.{name[:60]}"
    if feature is None:
        known = ", ".join(FEATURES)
        return [InputError("body", where, "unknown_value", f"bestaat niet; toegestaan: {known}")]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not feature.lowest <= value <= feature.highest:
        detail = f"moet een getal van {feature.lowest:g} tot {feature.highest:g} zijn"
        return [InputError("body", where, "out_of_range", detail)]
    return []


class Matching:
    """Matches profiles to the records of one build. Safe to use from many threads at once."""

    def __init__(self, corpus: Corpus, schemes: tuple[Scheme, ...], understand: Understand, search: TextSearch) -> None:
        self.index = MatchIndex(corpus, schemes)
        self._understand = understand
        self._search = search

    def read(self, raw: object) -> Profile:
        """The profile in decoded JSON. Raises InvalidInput with everything that is wrong."""
        return read_profile(raw, self.index, self._understand)

    @step("match")
    def match(self, profile: Profile, choices: Choices) -> Match:
        """The recommendations for a profile."""
        return match(self._question(profile), choices.weights, choices.limit)

    def require(self, record_id: str) -> Intervention:
        """The record that a request is about. Raises InvalidInput with ids that look like it."""
        record = self.index.corpus.by_id.get(record_id)
        if record is None:
            raise InvalidInput([unknown_value("intervention", record_id, list(self.index.corpus.by_id))])
        return record

    def explain(self, record_id: str, profile: Profile, choices: Choices) -> WhyNot:
        """Where a record stands for a profile. Raises InvalidInput when there is no such record."""
        record = self.require(record_id)
        return why_not(record, self._question(profile), choices.weights, choices.limit)

    def _question(self, profile: Profile) -> Question:
        return Question(profile, self.index, self._text_scores(profile.text))

    def _text_scores(self, text: str) -> dict[str, float]:
        """By record how well it fits the text, the best one 1."""
        words = text.replace('"', " ").replace(" -", " ").split()
        if not words:
            return {}
        found = self._search(" ".join(words[:_TEXT_WORDS]))
        best = max(found.values(), default=0.0)
        return {record_id: value / best for record_id, value in found.items() if value > 0} if best else {}

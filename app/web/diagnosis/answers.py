"""The answers of a diagnosis: read from a form, carried on in hidden fields, turned into a profile."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from starlette.datastructures import QueryParams

from app.catalogue.catalogue import Catalogue
from app.domain.matching.profile import MAX_NEEDS, MAX_TEXT
from app.domain.matching.weights import FEATURES
from app.domain.vocabulary import Vocabulary

URGENCIES: Mapping[int, str] = {1: "Speelt een rol", 2: "Belangrijk", 3: "Dringend"}
DEFAULT_URGENCY = 2
_MAX_LISTED = 50
#: Answers of one value and of more, with the vocabulary of their values.
_SINGLE = {"sector": "sectors", "organisationSize": "organisation-sizes", "phase": "phases"}
_SEVERAL = {"targetGroup": "target-groups", "present": "categories", "barrier": "barriers"}


@dataclass(frozen=True)
class Answers:
    """Everything that was filled in so far; terms are ids that exist."""

    text: str = ""
    single: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: Mapping[str, int] = field(default_factory=dict)
    scheme: str = ""
    not_meant: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def enough(self) -> bool:
        """Whether there is anything to match on."""
        return bool(self.needs or self.text)

    def profile(self) -> dict[str, Any]:
        """The profile as the match reads it."""
        raw: dict[str, Any] = {
            **self.single,
            "targetGroups": list(self.several.get("targetGroup", ())),
            "present": list(self.several.get("present", ())),
            "barriers": list(self.several.get("barrier", ())),
            "needs": [{"topic": topic, "urgency": urgency} for topic, urgency in self.needs.items()],
            "exclude": list(self.exclude),
            "text": self.text,
            "notMeant": [term for term in self.not_meant if term not in self.needs],
        }
        if self.scheme:
            raw["scheme"] = self.scheme
        return raw

    def hidden(self, but: Iterable[str] = ()) -> list[tuple[str, str]]:
        """Form fields that carry the answers on, but for those that the page asks for itself."""
        left_out = set(but)
        return [(name, value) for name, value in self._fields() if value and name.split(".")[0] not in left_out]

    def _fields(self) -> Iterator[tuple[str, str]]:
        yield "text", self.text
        yield from self.single.items()
        for name, values in self.several.items():
            yield from ((name, value) for value in values)
        for topic, urgency in self.needs.items():
            yield "need", topic
            yield f"urgency.{topic}", str(urgency)
        yield "scheme", self.scheme
        yield from (("notMeant", term) for term in self.not_meant)
        yield from (("exclude", record_id) for record_id in self.exclude)
        yield from ((f"weight.{name}", f"{weight:g}") for name, weight in self.weights.items())


def read_answers(form: QueryParams, live: Catalogue) -> Answers:
    """The answers in a form. What names nothing that we know is left out."""
    corpus = live.corpus
    schemes = {scheme.id for scheme in live.matching.index.schemes}
    scheme = form.get("scheme", "")
    return Answers(
        text=_text(form.get("text", "")),
        single={
            name: known[0]
            for name, vocabulary in _SINGLE.items()
            if (known := _known(form.getlist(name)[-1:], corpus.vocabulary(vocabulary)))
        },
        several={
            name: known
            for name, vocabulary in _SEVERAL.items()
            if (known := _known(form.getlist(name), corpus.vocabulary(vocabulary)))
        },
        needs={
            topic: _urgency(form.get(f"urgency.{topic}", ""))
            for topic in _known(form.getlist("need"), corpus.vocabulary("topics"))[:MAX_NEEDS]
        },
        scheme=scheme if scheme in schemes else "",
        not_meant=tuple(dict.fromkeys(term[:80] for term in form.getlist("notMeant") if term))[:_MAX_LISTED],
        exclude=tuple(dict.fromkeys(key for key in form.getlist("exclude") if key in corpus.by_id)),
        weights=dict(_weights(form)),
    )


def _text(text: str) -> str:
    kept = "".join(char if char.isprintable() or char == "\n" else " " for char in text.replace("\r\n", "\n"))
    return kept.strip()[:MAX_TEXT]


def _known(values: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    resolved = (vocabulary.resolve(value) for value in values)
    return tuple(dict.fromkeys(value for value in resolved if value))[:_MAX_LISTED]


def _urgency(text: str) -> int:
    return int(text) if text in {str(urgency) for urgency in URGENCIES} else DEFAULT_URGENCY


def _weights(form: QueryParams) -> Iterator[tuple[str, float]]:
    """Weights that were moved, held within what the match allows."""
    for name, feature in FEATURES.items():
        try:
            weight = float(form.get(f"weight.{name}", ""))
        except ValueError:
            continue
        held = min(max(weight, feature.lowest), feature.highest)
        if isfinite(held) and round(held, 2) != round(feature.weight, 2):
            yield name, round(held, 2)

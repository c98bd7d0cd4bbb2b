"""What is known about the effect: words on a ladder with its empty rungs, never stars."""

from dataclasses import dataclass

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention

#: Beside the ladder, not on it: studies that contradict each other or show harm.
CONTRADICTED = "tegenstrijdig"


@dataclass(frozen=True)
class Rung:
    """A level of evidence."""

    label: str
    meaning: str
    current: bool
    below: bool


@dataclass(frozen=True)
class EvidencePart:
    """The rung of a record, in a sentence and as a ladder; the source's own claim beside it."""

    sentence: str
    meaning: str
    rungs: tuple[Rung, ...]
    claim: str
    claimed_by: str


def evidence(corpus: Corpus, record: Intervention) -> EvidencePart:
    """The evidence part of a record's page."""
    terms = corpus.vocabulary("evidence-levels").terms
    ladder = [term for term in terms if term.id != CONTRADICTED]
    level = record.evidence.level
    at = next((index for index, term in enumerate(ladder) if term.id == level), None)
    term = corpus.vocabulary("evidence-levels").by_id[level]
    sentence = term.label.nl if at is None else f"{term.label.nl} (niveau {at} van {len(ladder) - 1})"
    claim = record.evidence.claim
    return EvidencePart(
        sentence=sentence,
        meaning=term.definition.nl,
        rungs=tuple(
            Rung(rung.label.nl, rung.definition.nl, index == at, at is not None and index < at)
            for index, rung in enumerate(ladder)
        ),
        claim=claim.text if claim else "",
        claimed_by=claim.by if claim else "",
    )

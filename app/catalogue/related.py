"""Records beside a record, each with the reason: what curators linked first, then what is alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention, Kind


@dataclass(frozen=True)
class Related:
    """A record and why it is shown beside another, in Dutch and for programs."""

    record: Intervention
    reason: str
    relation: Literal["linked", "type", "example", "alike"]


def related(corpus: Corpus, record: Intervention, limit: int) -> list[Related]:
    """At most `limit` records: linked ones, the type and its examples, then the most alike by topic."""
    found: dict[str, Related] = {}
    for item in (*_linked(corpus, record), *_alike(corpus, record)):
        if item.record.id != record.id:
            found.setdefault(item.record.id, item)
        if len(found) >= limit:
            break
    return list(found.values())


def _linked(corpus: Corpus, record: Intervention) -> Iterator[Related]:
    for other in record.related:
        yield Related(corpus.by_id[other], "Hoort hierbij volgens de redactie", "linked")
    if record.type:
        yield Related(corpus.by_id[record.type], "De soort waar dit een voorbeeld van is", "type")
    for other_record in corpus.interventions:
        if other_record.type == record.id:
            yield Related(other_record, "Een voorbeeld van deze soort", "example")


def _alike(corpus: Corpus, record: Intervention) -> list[Related]:
    """The most alike first; equal ones in the order of the corpus."""
    scored = [(_likeness(record, other), other) for other in corpus.interventions]
    scored = [item for item in scored if item[0] >= _ALIKE]
    scored.sort(key=lambda item: -item[0])
    return [Related(other, _reason(corpus, record, other), "alike") for _, other in scored]


_ALIKE = 3.0


def _likeness(record: Intervention, other: Intervention) -> float:
    """Same main topic 3, a shared second one 1, same type 2, provider 1.5, sector 1, form or category 0.5 each."""
    score = 3.0 * (record.topics[0] == other.topics[0])
    score += len(set(record.topics[1:]) & set(other.topics))
    score += 2.0 * (record.type is not None and record.type == other.type)
    score += 1.5 * bool(set(record.providers) & set(other.providers))
    score += 1.0 * bool(set(record.sectors) & set(other.sectors))
    score += 0.5 * (record.form == other.form) + 0.5 * (record.category == other.category)
    return score - 0.5 * (other.kind is not Kind.INTERVENTION)


def _reason(corpus: Corpus, record: Intervention, other: Intervention) -> str:
    if record.type and record.type == other.type:
        return f"Ook een voorbeeld van: {corpus.by_id[record.type].title}"
    shared = [topic for topic in record.topics if topic in other.topics]
    if shared:
        return f"Gaat ook over: {corpus.vocabulary('topics').by_id[shared[0]].label.nl}"
    providers = [provider for provider in record.providers if provider in other.providers]
    if providers:
        return f"Ook van: {corpus.vocabulary('providers').by_id[providers[0]].label.nl}"
    return "Lijkt hierop"

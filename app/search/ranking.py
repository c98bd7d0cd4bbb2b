"""The order of what an engine found: the domain judges, the engine only finds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.search.analysis.analyser import AnalysedQuery, index_tokens
from app.search.engine import Document, Hit

#: A record whose title is what was typed outranks any sum of word weights.
EXACT_NAME = 1000.0
#: How fast the score falls when asked words are missing: (found / asked) to this power.
COVERAGE_POWER = 2.0


@dataclass(frozen=True)
class RankedTokens:
    """What ranking needs of a document: its tokens as a set, in order by field, and its names."""

    tokens: frozenset[str]
    sequences: tuple[tuple[str, ...], ...]
    names: frozenset[tuple[str, ...]]


def ranked_tokens(document: Document, names: Iterable[str]) -> RankedTokens:
    """Prepare a document for ranking; `names` are its title and aliases."""
    sequences = tuple(tuple(tokens) for tokens in document.fields.values())
    return RankedTokens(
        tokens=frozenset(token for sequence in sequences for token in sequence),
        sequences=sequences,
        names=frozenset(tuple(index_tokens(name)) for name in names),
    )


def rank(hits: Sequence[Hit], query: AnalysedQuery, documents: Mapping[str, RankedTokens]) -> list[Hit]:
    """The hits in order: exact names, then by score times the share of the asked words that are there.

    Documents without an asked phrase drop out.
    """
    asked = tuple(token for clause in query.clauses for token in (clause.alternatives[0].token,))
    ranked = []
    for hit in hits:
        document = documents[hit.id]
        if not all(_holds(document, phrase) for phrase in query.phrases):
            continue
        found = sum(
            any(alternative.token in document.tokens for alternative in clause.alternatives) for clause in query.clauses
        )
        share = found / len(query.clauses) if query.clauses else 1.0
        exact = EXACT_NAME if asked in document.names else 0.0
        ranked.append(Hit(hit.id, hit.score * share**COVERAGE_POWER + exact))
    return sorted(ranked, key=lambda hit: (-hit.score, hit.id))


def _holds(document: RankedTokens, phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(
        sequence[start : start + size] == phrase
        for sequence in document.sequences
        for start in range(len(sequence) - size + 1)
    )

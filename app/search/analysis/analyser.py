"""Language analysis outside any engine: text to tokens, and a typed query to clauses of tokens."""

from dataclasses import dataclass

from app.search.analysis.folding import words
from app.search.analysis.stemming import stem
from app.search.analysis.stop_words import STOP_WORDS
from app.search.engine import Alternative, Clause
from app.search.text_query import TextQuery

#: Changes whenever the same text gives other tokens: it is part of a build's identity.
VERSION = "1"
#: More clauses than this say nothing more about what is meant, and cost time.
MAX_CLAUSES = 24


@dataclass(frozen=True)
class AnalysedQuery:
    """A query as tokens: what must be found, what may not, and which tokens must stand side by side."""

    clauses: tuple[Clause, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: frozenset[str] = frozenset()


def index_tokens(text: str) -> list[str]:
    """The tokens of a text in their order; stop words leave no token."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def analyse(query: TextQuery) -> AnalysedQuery:
    """The tokens of a query.

    A query of stop words only keeps them: someone who types only `hoe` gets what holds it, which is nothing.
    """
    typed = words(query.wanted)
    wanted = [word for word in typed if word not in STOP_WORDS] or typed
    tokens = list(dict.fromkeys(stem(word) for word in wanted))[:MAX_CLAUSES]
    phrases = tuple(tuple(index_tokens(phrase)) for phrase in query.phrases)
    excluded = frozenset(token for text in query.excluded for token in index_tokens(text))
    return AnalysedQuery(
        clauses=tuple(Clause((Alternative(token),)) for token in tokens),
        phrases=tuple(phrase for phrase in phrases if len(phrase) > 1),
        excluded=excluded,
    )

"""Completion while typing, from our own sorted list of names: records, topics, sectors, providers, forms."""

from bisect import bisect_left
from collections.abc import Iterator

from app.catalogue.results import Suggestion
from app.domain.corpus import Corpus
from app.search.analysis.folding import words

#: Kinds in the order in which equal matches are shown, with the vocabulary that holds their names.
_TERM_KINDS = {
    "topic": "topics",
    "form": "forms",
    "sector": "sectors",
    "targetGroup": "target-groups",
    "provider": "providers",
}
SUGGESTION_KINDS = ("intervention", *_TERM_KINDS)


class Suggestions:
    """All names by the words they hold: `druk` completes to `Werkdruk` only if a word starts with it."""

    def __init__(self, corpus: Corpus) -> None:
        entries = []
        for order, (name, suggestion) in enumerate(_names(corpus)):
            parts = words(name)
            entries += [(" ".join(parts[start:]), start > 0, order, suggestion) for start in range(len(parts))]
        self._entries = sorted(entries, key=lambda entry: entry[:3])
        self._keys = [entry[0] for entry in self._entries]

    def complete(self, typed: str, limit: int) -> list[Suggestion]:
        """Names in which a word begins with what was typed; names that begin with it come first."""
        prefix = " ".join(words(typed))
        if not prefix:
            return []
        first = bisect_left(self._keys, prefix)
        after = bisect_left(self._keys, prefix + "\uffff", lo=first)
        found = sorted(self._entries[first:after], key=lambda entry: (entry[1], entry[2]))
        return list(dict.fromkeys(entry[3] for entry in found))[:limit]


def _names(corpus: Corpus) -> Iterator[tuple[str, Suggestion]]:
    for kind, vocabulary in _TERM_KINDS.items():
        for term in corpus.vocabulary(vocabulary).terms:
            suggestion = Suggestion(term.label.nl, kind, term.id)
            for name in (term.label.nl, *term.synonyms):
                yield name, suggestion
    for record in corpus.interventions:
        suggestion = Suggestion(record.title, "intervention", record.id)
        for name in (record.title, *record.aliases):
            yield name, suggestion

"""Completion while typing, from our own sorted list of names: topics, forms, sectors, providers, records."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from app.catalogue.results import Suggestion
from app.domain.corpus import Corpus
from app.search.analysis.folding import words
from app.search.correction import Corrections

#: Kinds in the order in which equal matches are shown, with the vocabulary that holds their names.
_TERM_KINDS = {
    "topic": "topics",
    "form": "forms",
    "sector": "sectors",
    "targetGroup": "target-groups",
    "provider": "providers",
}
SUGGESTION_KINDS = (*_TERM_KINDS, "intervention")


class Suggestions:
    """All names by the words they hold: `druk` completes to nothing, `werkd` to `Werkdruk en werkstress`."""

    def __init__(self, corpus: Corpus, corrections: Corrections) -> None:
        entries = []
        for order, (name, suggestion) in enumerate(_names(corpus)):
            parts = words(name)
            entries += [(" ".join(parts[start:]), start > 0, order, suggestion) for start in range(len(parts))]
        self._entries = sorted(entries, key=lambda entry: entry[:3])
        self._keys = [entry[0] for entry in self._entries]
        self._corrections = corrections

    def complete(self, typed: str, limit: int) -> list[Suggestion]:
        """Names in which a word begins with what was typed, grouped by kind, names that begin with it first.

        What begins nothing is read with its typing errors mended.
        """
        parts = words(typed)
        found = self._beginning_with(parts)
        if not found and parts:
            nearest = [self._corrections.nearest(part) for part in parts]
            found = self._beginning_with([best[0] if best else part for best, part in zip(nearest, parts, strict=True)])
        return _grouped(found, limit)

    def _beginning_with(self, parts: Sequence[str]) -> list[Suggestion]:
        prefix = " ".join(parts)
        if not prefix:
            return []
        first = bisect_left(self._keys, prefix)
        after = bisect_left(self._keys, prefix + "\uffff", lo=first)
        found = sorted(self._entries[first:after], key=lambda entry: (entry[1], entry[2]))
        return list(dict.fromkeys(entry[3] for entry in found))


def _grouped(found: list[Suggestion], limit: int) -> list[Suggestion]:
    """The best of each kind, kinds together; records get the places that terms leave, and at least half."""
    records = [item for item in found if item.kind == "intervention"]
    terms = [item for item in found if item.kind != "intervention"]
    kept = terms[: max(limit - len(records), limit // 2)]
    kept += records[: limit - len(kept)]
    return sorted(kept, key=lambda item: SUGGESTION_KINDS.index(item.kind))


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

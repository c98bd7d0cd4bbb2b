"""Completion while typing, from our own sorted list of names: topics, forms, sectors, providers, records."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from app.catalogue.results import Suggestion
from app.domain.corpus import Corpus
from app.domain.facets import FACETS
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
#: What begins with fewer letters can still become anything: its errors are not mended.
_SHORTEST_MENDED = 5


@dataclass(frozen=True)
class _Name:
    """A name from one of its words on; `place` is how far it stands from the thing's own name."""

    key: str
    place: int
    order: int
    suggestion: Suggestion


class Suggestions:
    """All names by the words they hold: `druk` completes to nothing, `werkd` to `Werkdruk en werkstress`."""

    def __init__(self, corpus: Corpus, corrections: Corrections) -> None:
        entries = []
        for order, (name, place, suggestion) in enumerate(_names(corpus)):
            parts = words(name)
            entries += [
                _Name(" ".join(parts[start:]), place + (start > 0), order, suggestion) for start in range(len(parts))
            ]
        self._entries = sorted(entries, key=lambda entry: (entry.key, entry.order))
        self._keys = [entry.key for entry in self._entries]
        self._first_words = sorted({key.partition(" ")[0] for key in self._keys})
        self._corrections = corrections

    def complete(self, typed: str, limit: int) -> list[Suggestion]:
        """Names in which a word begins with what was typed, grouped by kind.

        A thing's own name goes before its synonyms, the begin of a name before its middle. What begins nothing is
        read with its typing errors mended.
        """
        parts = words(typed)
        for reading in (parts, self._mended(parts), self._mended_begin(parts)):
            found = self._beginning_with(reading)
            if found:
                return _grouped(found, limit)
        return []

    def _mended(self, parts: Sequence[str]) -> Sequence[str]:
        """The parts as whole words with an error in them."""
        nearest = [self._corrections.nearest(part) for part in parts]
        return [best[0] if best else part for best, part in zip(nearest, parts, strict=True)]

    def _mended_begin(self, parts: Sequence[str]) -> Sequence[str]:
        """The last part as the begin of a word with an error in it: `leerambasa` begins `leerambassadeur`."""
        if not parts or len(parts[-1]) < _SHORTEST_MENDED:
            return ()
        begun = parts[-1]
        begins = Counter(word[: len(begun)] for word in self._first_words if len(word) >= len(begun))
        near = extract(begun, list(begins), scorer=OSA.distance, score_cutoff=1, limit=None)
        if not near:
            return ()
        best = min((begin for begin, _, _ in near), key=lambda begin: (begin[0] != begun[0], -begins[begin], begin))
        return (*parts[:-1], best)

    def _beginning_with(self, parts: Sequence[str]) -> list[_Name]:
        prefix = " ".join(parts)
        if not prefix:
            return []
        first = bisect_left(self._keys, prefix)
        after = bisect_left(self._keys, prefix + "\uffff", lo=first)
        best: dict[Suggestion, _Name] = {}
        for entry in sorted(self._entries[first:after], key=lambda entry: (entry.place, entry.order)):
            best.setdefault(entry.suggestion, entry)
        return list(best.values())


def _grouped(found: Sequence[_Name], limit: int) -> list[Suggestion]:
    """The best of each kind, kinds together; records get the places that terms leave, and at least half."""
    records = [item.suggestion for item in found if item.suggestion.kind == "intervention"]
    terms = _taking_turns([item for item in found if item.suggestion.kind != "intervention"])
    kept = terms[: max(limit - len(records), limit // 2)]
    kept += records[: limit - len(kept)]
    return sorted(kept, key=lambda item: SUGGESTION_KINDS.index(item.kind))


def _taking_turns(found: Sequence[_Name]) -> list[Suggestion]:
    """Kinds take turns among names that are equally near, so that ten topics do not hide the one sector."""
    seen: Counter[tuple[int, str]] = Counter()
    turns = []
    for item in found:
        kind = item.suggestion.kind
        turns.append((item.place, seen[item.place, kind], SUGGESTION_KINDS.index(kind), item.suggestion))
        seen[item.place, kind] += 1
    return [suggestion for *_, suggestion in sorted(turns, key=lambda turn: turn[:3])]


def _names(corpus: Corpus) -> Iterator[tuple[str, int, Suggestion]]:
    """Every name with how far it stands from the thing's own name: a synonym further than an alias.

    Terms that many records carry go first.
    """
    facets = {facet.vocabulary: facet for facet in FACETS.values()}
    for kind, vocabulary in _TERM_KINDS.items():
        carried = Counter(value for record in corpus.interventions for value in facets[vocabulary].values(record))
        for term in sorted(corpus.vocabulary(vocabulary).terms, key=lambda term: -carried[term.id]):
            suggestion = Suggestion(term.label.nl, kind, term.id)
            yield term.label.nl, 0, suggestion
            for synonym in term.synonyms:
                yield synonym, 2, suggestion
    for record in corpus.interventions:
        suggestion = Suggestion(record.title, "intervention", record.id)
        yield record.title, 0, suggestion
        for alias in record.aliases:
            yield alias, 1, suggestion

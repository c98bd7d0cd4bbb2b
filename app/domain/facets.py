"""The one registry of facets, and exact counting over bit sets.

A facet is a field that results can be narrowed by. Within a facet values are alternatives (OR), between
facets they all hold (AND), and a facet's own counts ignore its own filter, so that a user sees what a
second value would add. Hierarchical terms count for their wider terms as well.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention

BitSet = int
Filters = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Facet:
    """A field to narrow by; `name` is the query parameter, `vocabulary` gives values and labels."""

    name: str
    vocabulary: str
    values: Callable[[Intervention], tuple[str, ...]]


FACETS: Mapping[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("theme", "themes", lambda record: record.themes),
        Facet("topic", "topics", lambda record: record.topics),
        Facet("category", "categories", lambda record: (record.category,)),
        Facet("kind", "kinds", lambda record: (record.kind.value,)),
        Facet("form", "forms", lambda record: (record.form,)),
        Facet("sector", "sectors", lambda record: record.sectors),
        Facet("targetGroup", "target-groups", lambda record: record.target_groups),
        Facet("level", "levels", lambda record: record.levels),
        Facet("phase", "phases", lambda record: record.phases),
        Facet("barrier", "barriers", lambda record: record.barriers),
        Facet("organisationSize", "organisation-sizes", lambda record: record.organisation_sizes),
        Facet("provider", "providers", lambda record: record.providers),
        Facet("evidence", "evidence-levels", lambda record: (record.evidence.level,)),
        Facet("status", "statuses", lambda record: (record.status.state,)),
        Facet("caution", "cautions", lambda record: tuple(item.kind for item in record.cautions)),
    )
}


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet with the number of results that carry it."""

    value: str
    label: str
    count: int
    selected: bool
    broader: str | None = None


@dataclass(frozen=True)
class FacetCount:
    """A facet as shown beside results; `missing` counts the results that do not say."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    missing: int


@dataclass
class _Column:
    """The records that carry each value of one facet, as bit sets over record positions."""

    carried_by: dict[str, BitSet] = field(default_factory=dict)
    any_value: BitSet = 0

    def add(self, values: Iterable[str], position: int) -> None:
        for value in values:
            self.carried_by[value] = self.carried_by.get(value, 0) | 1 << position
            self.any_value |= 1 << position


class FacetIndex:
    """Filters and counts over the records of one corpus, by their position in it."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.everything: BitSet = (1 << len(corpus.interventions)) - 1
        self._columns: dict[str, _Column] = {}
        for facet in FACETS.values():
            vocabulary = corpus.vocabulary(facet.vocabulary)
            column = self._columns[facet.name] = _Column()
            for position, record in enumerate(corpus.interventions):
                column.add(vocabulary.with_ancestors(facet.values(record)), position)

    def carrying(self, facet: str, values: Iterable[str]) -> BitSet:
        """The records that carry any of the values (or a narrower one)."""
        found = 0
        for value in values:
            found |= self._columns[facet].carried_by.get(value, 0)
        return found

    def matching(self, filters: Filters, but: str | None = None) -> BitSet:
        """The records that pass all filters, leaving out the filter of the facet `but`."""
        found = self.everything
        for facet, values in filters.items():
            if facet != but and values:
                found &= self.carrying(facet, values)
        return found

    def count(self, names: Sequence[str], filters: Filters, within: BitSet) -> tuple[FacetCount, ...]:
        """The counts of the named facets among the records `within`, each without its own filter."""
        return tuple(
            self._count(FACETS[name], filters.get(name, frozenset()), within & self.matching(filters, name))
            for name in names
        )

    def _count(self, facet: Facet, selected: frozenset[str], within: BitSet) -> FacetCount:
        vocabulary = self._corpus.vocabulary(facet.vocabulary)
        column = self._columns[facet.name]
        values = []
        for term in vocabulary.terms:
            count = (column.carried_by.get(term.id, 0) & within).bit_count()
            if count or term.id in selected:
                chosen = term.id in selected
                values.append(FacetValue(term.id, term.label.nl, count, chosen, term.broader))
        missing = (within & ~column.any_value).bit_count()
        return FacetCount(facet.name, vocabulary.label.nl, tuple(values), missing)


def positions(found: BitSet) -> Iterable[int]:
    """The positions in a bit set, lowest first."""
    while found:
        lowest = found & -found
        yield lowest.bit_length() - 1
        found ^= lowest

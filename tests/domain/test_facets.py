"""Filtering and counting, against a count by hand: one loop over all records."""

import pytest

from app.domain.corpus import Corpus
from app.domain.facets import FACETS, FacetCount, FacetIndex, positions
from app.domain.intervention import Intervention

FILTERS = (
    {},
    {"theme": {"veilig-gezond-vitaal"}},
    {"theme": {"veilig-gezond-vitaal", "eigen-regie"}, "category": {"analyse"}},
    {"topic": {"arbeidsrisicos"}},
    {"sector": {"industrie"}, "level": {"team", "individu"}},
    {"form": {"training"}, "kind": {"type"}},
    {"caution": {"wettelijke-plicht"}, "phase": {"analyse"}, "barrier": {"weten"}},
)


def frozen(filters: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(values) for name, values in filters.items()}


def carried(corpus: Corpus, facet: str, record: Intervention) -> frozenset[str]:
    return corpus.vocabulary(FACETS[facet].vocabulary).with_ancestors(FACETS[facet].values(record))


def passes(corpus: Corpus, record: Intervention, filters: dict[str, frozenset[str]], but: str | None = None) -> bool:
    return all(carried(corpus, name, record) & values for name, values in filters.items() if name != but)


def by_name(counts: tuple[FacetCount, ...]) -> dict[str, FacetCount]:
    return {count.name: count for count in counts}


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_filtering_and_counting_equal_a_loop_over_all_records(corpus: Corpus, filters: dict[str, set[str]]) -> None:
    index, chosen = FacetIndex(corpus), frozen(filters)
    expected = [number for number, record in enumerate(corpus.interventions) if passes(corpus, record, chosen)]
    assert list(positions(index.matching(chosen))) == expected
    for name, count in by_name(index.count(tuple(FACETS), chosen, index.everything)).items():
        others = [record for record in corpus.interventions if passes(corpus, record, chosen, but=name)]
        values = [carried(corpus, name, record) for record in others]
        counted = {value.value: value.count for value in count.values if value.count}
        assert counted == {
            term.id: total
            for term in corpus.vocabulary(FACETS[name].vocabulary).terms
            if (total := sum(term.id in value for value in values))
        }
        assert count.missing == sum(not value for value in values)


def test_every_facet_has_a_vocabulary_and_a_value_in_the_real_corpus(corpus: Corpus) -> None:
    index = FacetIndex(corpus)
    for count in index.count(tuple(FACETS), {}, index.everything):
        assert count.label == corpus.vocabulary(FACETS[count.name].vocabulary).label.nl
        assert any(value.count for value in count.values), f"geen record met een waarde voor {count.name}"


def test_the_own_filter_does_not_narrow_a_facet_but_does_narrow_the_others(small_corpus: Corpus) -> None:
    index = FacetIndex(small_corpus)
    counts = by_name(index.count(("category", "form"), frozen({"category": {"cultuur"}}), index.everything))
    categories = {value.value: value.count for value in counts["category"].values}
    assert categories == {"kennis": 1, "analyse": 3, "maatregelen": 4, "cultuur": 2}
    assert {value.value for value in counts["form"].values} == {"gespreksinstrument", "werkvorm"}


def test_a_wider_term_finds_and_counts_its_narrower_terms(small_corpus: Corpus) -> None:
    index = FacetIndex(small_corpus)
    found = index.matching(frozen({"sector": {"voedingsindustrie"}}))
    assert [small_corpus.interventions[number].id for number in positions(found)] == ["tilmeter", "bakkersfit"]
    sector = by_name(index.count(("sector",), {}, index.everything))["sector"]
    assert {value.value: (value.count, value.broader) for value in sector.values} == {
        "industrie": (4, None),
        "voedingsindustrie": (2, "industrie"),
        "bakkerij-en-zoetwaren": (1, "voedingsindustrie"),
        "metaal": (1, "industrie"),
    }
    assert sector.missing == 6


def test_a_chosen_value_stays_when_nothing_has_it_any_more(small_corpus: Corpus) -> None:
    index = FacetIndex(small_corpus)
    filters = frozen({"form": {"training"}, "category": {"cultuur"}})
    form = by_name(index.count(("form",), filters, index.everything))["form"]
    assert [(value.value, value.count) for value in form.values if value.selected] == [("training", 0)]


def test_an_empty_filter_filters_nothing(small_corpus: Corpus) -> None:
    index = FacetIndex(small_corpus)
    assert index.matching({"theme": frozenset()}) == index.everything


def test_an_unknown_value_matches_nothing(small_corpus: Corpus) -> None:
    assert FacetIndex(small_corpus).matching(frozen({"theme": {"bestaat-niet"}})) == 0


@pytest.mark.parametrize("members", [set(), {0}, {1, 3, 64}, set(range(0, 1000, 7)), {99_999}])
def test_positions_gives_back_the_members_of_a_bit_set(members: set[int]) -> None:
    assert list(positions(sum(1 << member for member in members))) == sorted(members)

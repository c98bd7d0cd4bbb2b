"""Completion while typing: what begins with the letters typed, its own name first, kinds together, errors mended."""

import statistics
import time

import pytest

from app.catalogue.catalogue import Catalogue
from app.catalogue.suggestions import SUGGESTION_KINDS
from app.domain.corpus import Corpus
from app.search.analysis.folding import words


def suggested(catalogue: Catalogue, typed: str, limit: int = 8) -> list[tuple[str, str]]:
    return [(item.kind, item.id) for item in catalogue.suggest(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("werkd", ("topic", "werkdruk")),
        ("WERKD", ("topic", "werkdruk")),
        ("fysieke bel", ("topic", "fysieke-belasting")),
        ("tilth", ("intervention", "tilthermometer")),
        ("zorg en", ("sector", "zorg-en-welzijn")),
        ("hore", ("sector", "horeca")),
        ("tno", ("provider", "tno")),
        ("e-learn", ("form", "e-learning")),
        ("chauf", ("targetGroup", "chauffeurs")),
        ("baas", ("targetGroup", "leidinggevenden")),
    ],
)
def test_every_kind_of_name_is_completed(catalogue: Catalogue, typed: str, expected: tuple[str, str]) -> None:
    assert expected in suggested(catalogue, typed)


def test_every_title_and_every_label_completes_itself(catalogue: Catalogue, corpus: Corpus) -> None:
    missing = [
        record.title
        for record in corpus.interventions
        if ("intervention", record.id) not in suggested(catalogue, record.title, 25)
    ]
    missing += [
        term.label.nl
        for kind, vocabulary in (("topic", "topics"), ("sector", "sectors"), ("provider", "providers"))
        for term in corpus.vocabulary(vocabulary).terms
        if (kind, term.id) not in suggested(catalogue, term.label.nl, 25)
    ]
    assert missing == []


def test_its_own_name_goes_before_a_synonym(catalogue: Catalogue) -> None:
    """`lo` begins `longziekte`, a synonym of dangerous substances; it begins `Loopbaanadvies` first."""
    found = catalogue.suggest("lo", 8)
    assert found[0].text.lower().startswith("lo")
    assert words(catalogue.suggest("werk", 8)[0].text)[0].startswith("werk")


def test_kinds_stand_together_and_ten_of_one_do_not_hide_another(catalogue: Catalogue) -> None:
    for typed in ("werk", "zorg", "le", "in", "ve"):
        kinds = [kind for kind, _ in suggested(catalogue, typed, 10)]
        assert kinds == sorted(kinds, key=SUGGESTION_KINDS.index)
        assert len(set(kinds)) >= 3, typed


def test_records_keep_at_least_half_of_the_places(catalogue: Catalogue) -> None:
    kinds = [kind for kind, _ in suggested(catalogue, "werk", 8)]
    assert len(kinds) == 8
    assert kinds.count("intervention") >= 4


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("werkdrk", ("topic", "werkdruk")),
        ("tiltherno", ("intervention", "tilthermometer")),
        ("leerambasa", ("intervention", "leerambassadeurs")),
        ("loopbann", ("topic", "loopbaanadvies")),
        ("fysieke belsat", ("topic", "fysieke-belasting")),
        ("ongeweste", ("topic", "ongewenste-omgangsvormen")),
    ],
)
def test_errors_are_mended_in_words_and_in_what_begins_them(
    catalogue: Catalogue, typed: str, expected: tuple[str, str]
) -> None:
    assert expected in suggested(catalogue, typed)


@pytest.mark.parametrize(
    "typed", ["", " ", "!!", "-", "\x00", "xqzvwq", "zzzzzzzz", "日本語", "🙂", "a" * 200, "\u202e", '"']
)
def test_nothing_begins_with_nonsense(catalogue: Catalogue, typed: str) -> None:
    assert suggested(catalogue, typed) == []


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 25])
def test_the_limit_is_kept_and_nothing_comes_twice(catalogue: Catalogue, limit: int) -> None:
    for typed in ("w", "werk", "gesprek", "scan", "tno"):
        found = suggested(catalogue, typed, limit)
        assert 0 < len(found) <= limit
        assert len(set(found)) == len(found)


def test_every_begin_of_a_title_is_answered_quickly(catalogue: Catalogue, corpus: Corpus) -> None:
    took = []
    for record in corpus.interventions[::20]:
        for end in range(1, min(20, len(record.title))):
            started = time.perf_counter()
            catalogue.suggest(record.title[:end], 8)
            took.append(time.perf_counter() - started)
    assert statistics.median(took) < 0.05
    assert max(took) < 0.5

"""Search stays as good as it was measured: floors a little below the figures of docs/search-quality.md.

A floor that breaks says that a change made search worse on the judged queries. When a change makes it better, raise
the floors and the figures together (`scripts/evaluate-search`). Held-out queries count here, and are never shown.
"""

import statistics

import pytest

from app.catalogue.catalogue import Catalogue
from tests.relevance.evaluate_search import Result, catalogue_search, judged_queries, run
from tests.relevance.measures import mean, ndcg, recall, reciprocal_rank

#: nDCG@10 by class over both rounds; each some 0.04 below what is measured, for one query weighs 0.02 to 0.06.
FLOORS = {
    "known-item": 0.92,
    "topic": 0.88,
    "compound": 0.77,
    "split": 0.87,
    "synonym": 0.66,
    "typo": 0.86,
    "abbreviation": 0.90,
    "english": 0.86,
    "question": 0.71,
    "provider-or-sector": 0.88,
}
#: By round: by our own judge, by others who did not know the search, and the exam.
ROUNDS = {1: 0.87, 2: 0.75, 3: 0.84}


@pytest.fixture(scope="module")
def results(catalogue: Catalogue) -> list[Result]:
    return run(catalogue_search(catalogue), judged_queries())


def quality(results: list[Result]) -> float:
    return mean([ndcg(item.ranked, item.query.grades) for item in results])


def answerable(results: list[Result]) -> list[Result]:
    return [item for item in results if item.query.grades]


def test_all_answerable_queries(results: list[Result]) -> None:
    assert quality(answerable(results)) >= 0.825


def test_the_held_out_third(results: list[Result]) -> None:
    held_out = [item for item in answerable(results) if item.query.held_out]
    assert len(held_out) >= 100
    assert quality(held_out) >= 0.825


@pytest.mark.parametrize("number", ROUNDS)
def test_each_round(results: list[Result], number: int) -> None:
    assert quality([item for item in answerable(results) if item.query.round == number]) >= ROUNDS[number]


def test_what_was_tuned_on_is_no_better_than_what_was_not(results: list[Result]) -> None:
    """A gap between the two would mean that search was fitted to the queries and not to the language."""
    tuned = [item for item in answerable(results) if not item.query.held_out]
    held_out = [item for item in answerable(results) if item.query.held_out]
    assert quality(tuned) - quality(held_out) < 0.04


@pytest.mark.parametrize("kind", FLOORS)
def test_each_class(results: list[Result], kind: str) -> None:
    assert quality([item for item in results if item.query.kind == kind]) >= FLOORS[kind]


def test_known_items_come_first(results: list[Result]) -> None:
    known = [item for item in results if item.query.kind == "known-item"]
    assert [item.query.id for item in known if reciprocal_rank(item.ranked, item.query.grades, least=3) < 1] == []


def test_a_good_answer_is_among_the_first_two_and_most_of_them_among_ten(results: list[Result]) -> None:
    assert mean([reciprocal_rank(item.ranked, item.query.grades) for item in answerable(results)]) >= 0.935
    assert mean([recall(item.ranked, item.query.grades) for item in answerable(results)]) >= 0.81


def test_hardly_a_question_stays_without_an_answer(results: list[Result]) -> None:
    """Two of 383 have none, and none is the aim."""
    assert sum(not item.ranked for item in answerable(results)) <= 3


def test_what_has_no_answer_gets_none(results: list[Result]) -> None:
    nothing = [item for item in results if not item.query.grades]
    assert len(nothing) == 29
    assert sum(not item.ranked for item in nothing) >= 25


def test_the_typical_question_is_answered_soon(results: list[Result]) -> None:
    assert statistics.median(item.took for item in results) < 50

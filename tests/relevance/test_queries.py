"""The judged queries must stay true to the corpus and to the rules they were made by."""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.corpus.reader import read_corpus

ROOT = Path(__file__).parents[2]
QUERIES = Path(__file__).parent / "queries.yaml"
CLASSES = (
    "known-item",
    "topic",
    "compound",
    "split",
    "synonym",
    "typo",
    "abbreviation",
    "english",
    "question",
    "provider-or-sector",
)
NOTHING = "nothing"
#: The round that is held out whole.
EXAM = 3
KEYS = {"id", "round", "class", "q", "held_out", "relevant"}


@pytest.fixture(scope="module")
def queries() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def record_ids() -> set[str]:
    return {record.id for record in read_corpus(ROOT / "data").interventions}


def test_every_query_has_the_same_fields(queries: list[dict[str, Any]]) -> None:
    assert [query["id"] for query in queries if set(query) != KEYS] == []
    assert [query["id"] for query in queries if not isinstance(query["held_out"], bool)] == []


def test_ids_count_up_without_gaps(queries: list[dict[str, Any]]) -> None:
    assert [query["id"] for query in queries] == [f"q{number:03d}" for number in range(1, len(queries) + 1)]


def test_texts_are_unique_and_fit_the_search_field(queries: list[dict[str, Any]]) -> None:
    texts = [query["q"] for query in queries]
    assert [text for text in texts if not isinstance(text, str) or text != text.strip() or not text] == []
    assert [text for text in texts if len(text) > 200] == []
    assert [text for text, count in Counter(text.casefold() for text in texts).items() if count > 1] == []


def test_each_class_has_enough_queries(queries: list[dict[str, Any]]) -> None:
    counts = Counter(query["class"] for query in queries)
    assert set(counts) == {*CLASSES, NOTHING}
    assert {name: counts[name] for name in CLASSES if counts[name] < 15} == {}
    assert counts[NOTHING] >= 20
    assert counts.total() - counts[NOTHING] >= 300
    assert {query["round"] for query in queries} == {1, 2, EXAM}


def test_every_third_query_of_a_class_is_held_out(queries: list[dict[str, Any]]) -> None:
    by_class: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for query in queries:
        by_class[query["round"], query["class"]].append(query)
    wrong = [
        query["id"]
        for members in by_class.values()
        for position, query in enumerate(members, start=1)
        if query["held_out"] != (position % 3 == 0 or query["round"] == EXAM)
    ]
    assert wrong == []


def test_only_existing_records_are_graded(queries: list[dict[str, Any]], record_ids: set[str]) -> None:
    unknown = {(query["id"], record) for query in queries for record in query["relevant"] if record not in record_ids}
    assert unknown == set()


def test_grades_run_from_one_to_three(queries: list[dict[str, Any]]) -> None:
    wrong = {
        (query["id"], record)
        for query in queries
        for record, grade in query["relevant"].items()
        if type(grade) is not int or grade not in (1, 2, 3)
    }
    assert wrong == set()


def test_only_the_class_nothing_has_no_good_answer(queries: list[dict[str, Any]]) -> None:
    """Outside `nothing` a query has a record of grade 2 or 3; else its score says nothing."""
    good = {query["id"]: [record for record, grade in query["relevant"].items() if grade >= 2] for query in queries}
    assert [query["id"] for query in queries if query["class"] == NOTHING and query["relevant"]] == []
    assert [query["id"] for query in queries if query["class"] != NOTHING and not good[query["id"]]] == []
    assert {name: len(records) for name, records in good.items() if len(records) > 40} == {}

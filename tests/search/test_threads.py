"""Eight threads that ask forty questions each get the answers that one thread gets, on the real corpus."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.catalogue.build import current_id, open_build
from app.catalogue.catalogue import Catalogue
from app.catalogue.results import SearchResult
from app.domain.query import Page, SearchQuery

THREADS = 8
QUERIES = 40


def questions(catalogue: Catalogue) -> list[SearchQuery]:
    """Titles, topics, mistakes, phrases, leaving out, filters: forty different ones."""
    records = catalogue.corpus.interventions
    odd = [
        "werkdrk in de zorg",
        "-werkdruk gesprek",
        '"het goede gesprek"',
        "hoe houd ik ouderen aan het werk",
        "w*",
        "",
    ]
    titles = [record.title for record in records[:: len(records) // 20]]
    topics = [term.label.nl for term in catalogue.corpus.vocabulary("topics").terms]
    texts = list(dict.fromkeys([*odd, *titles[:20], *topics]))[:QUERIES]
    themes = [term.id for term in catalogue.corpus.vocabulary("themes").terms]
    return [
        SearchQuery(
            text,
            {"theme": frozenset({themes[number % len(themes)]})} if number % 3 == 0 else {},
            Page(1, 50),
            facets=("topic", "sector"),
            highlight=number % 2 == 0,
        )
        for number, text in enumerate(texts)
    ]


@pytest.fixture
def fresh(real_builds: Path) -> Iterator[Catalogue]:
    """Opened here, so that no searcher is warm."""
    opened = open_build(real_builds / current_id(real_builds))
    yield opened
    opened.close()


def test_threads_get_the_answers_of_one_thread(fresh: Catalogue, catalogue: Catalogue) -> None:
    asked = questions(catalogue)
    assert len(asked) == len({query.text for query in asked}) == QUERIES
    expected = [catalogue.search(query) for query in asked]
    assert sum(result.total for result in expected) > QUERIES

    def ask(start: int) -> list[SearchResult]:
        """All questions, each thread from another one on."""
        turned = [*asked[start:], *asked[:start]]
        answers = [fresh.search(query) for query in turned]
        return [*answers[QUERIES - start :], *answers[: QUERIES - start]]

    with ThreadPoolExecutor(THREADS) as pool:
        for answers in pool.map(ask, range(0, QUERIES, QUERIES // THREADS)):
            assert answers == expected


def test_the_same_question_gets_the_same_answer_twice(catalogue: Catalogue) -> None:
    for query in questions(catalogue)[:5]:
        assert catalogue.search(query) == catalogue.search(query)

"""The parts of search over the real corpus, each made once a session."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.catalogue.build import ENGINE, INDEX, current_id
from app.domain.corpus import Corpus
from app.domain.lexicon import Lexicon
from app.search.query_plan import Plan
from app.search.searcher import Searcher, TextAnswer
from app.search.understanding import Understanding


@pytest.fixture(scope="session")
def understanding(corpus: Corpus, lexicon: Lexicon) -> Understanding:
    return Understanding(corpus.vocabularies, lexicon)


@pytest.fixture(scope="session")
def searcher(corpus: Corpus, lexicon: Lexicon, real_builds: Path) -> Iterator[Searcher]:
    """Search over the real corpus without the catalogue around it."""
    made = Searcher(corpus, lexicon, ENGINE.open(real_builds / current_id(real_builds) / INDEX))
    yield made
    made.close()


@pytest.fixture(scope="session")
def ask(searcher: Searcher) -> Callable[[str], TextAnswer]:
    return searcher.search


@pytest.fixture(scope="session")
def plan(searcher: Searcher) -> Callable[[str], Plan]:
    """How a text is read, whatever it finds."""
    return lambda text: searcher.search(text).plan

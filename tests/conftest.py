"""Two corpora, each built once a session: ten records to reason about, and the real ones."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.catalogue.build import current_id, open_build, publish
from app.catalogue.catalogue import Catalogue
from app.corpus.lexicon import read_lexicon
from app.corpus.reader import read_corpus
from app.domain.corpus import Corpus
from app.domain.lexicon import Lexicon
from app.main import create_app
from app.settings import Settings
from tests.corpora import REAL_DATA, write_small_corpus

# numpy multiplies with one thread, as in the product: whichever test loads it first (app/search/meaning.py).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-openapi", action="store_true", help="Write tests/api/openapi.json anew; review the difference."
    )


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the small corpus; do not write here, take `data_dir` for that."""
    return write_small_corpus(tmp_path_factory.mktemp("small") / "data")


@pytest.fixture
def data_dir(small_data: Path, tmp_path: Path) -> Path:
    """The files of the small corpus, to break at will."""
    return Path(shutil.copytree(small_data, tmp_path / "data"))


@pytest.fixture(scope="session")
def small_corpus(small_data: Path) -> Corpus:
    return read_corpus(small_data)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The real corpus."""
    return read_corpus(REAL_DATA)


@pytest.fixture(scope="session")
def lexicon(corpus: Corpus) -> Lexicon:
    """The everyday words of the real corpus."""
    return read_lexicon(REAL_DATA, corpus)


@pytest.fixture(scope="session")
def small_builds(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build of the small corpus; do not write here."""
    builds = tmp_path_factory.mktemp("small-builds")
    publish(small_data, builds)
    return builds


@pytest.fixture
def builds_dir(small_builds: Path, tmp_path: Path) -> Path:
    """A folder with a build of the small corpus, to damage at will."""
    return Path(shutil.copytree(small_builds, tmp_path / "builds"))


@pytest.fixture(scope="session")
def real_builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build of the real corpus; do not write here."""
    builds = tmp_path_factory.mktemp("real-builds")
    publish(REAL_DATA, builds)
    return builds


def _opened(builds: Path) -> Iterator[Catalogue]:
    catalogue = open_build(builds / current_id(builds))
    yield catalogue
    catalogue.close()


@pytest.fixture(scope="session")
def small_catalogue(small_builds: Path) -> Iterator[Catalogue]:
    yield from _opened(small_builds)


@pytest.fixture(scope="session")
def catalogue(real_builds: Path) -> Iterator[Catalogue]:
    """The real corpus, open."""
    yield from _opened(real_builds)


def serving(builds: Path, **settings: object) -> TestClient:
    """A client of the whole service over a folder of builds; use it in a `with`, which starts and stops it."""
    app = create_app(Settings(builds_dir=builds, **settings))  # type: ignore[arg-type]
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture(scope="session")
def small_client(small_builds: Path) -> Iterator[TestClient]:
    with serving(small_builds) as client:
        yield client


@pytest.fixture(scope="session")
def client(real_builds: Path) -> Iterator[TestClient]:
    """The service over the real corpus."""
    with serving(real_builds) as client:
        yield client

"""Tests of reading work on vocabularies cut to size: they read the files a thousand times."""

import shutil
from pathlib import Path

import pytest

from tests.corpora import cut_vocabularies


@pytest.fixture(scope="package")
def cut_data(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cut_vocabularies(Path(shutil.copytree(small_data, tmp_path_factory.mktemp("cut") / "data")))


@pytest.fixture
def data_dir(cut_data: Path, tmp_path: Path) -> Path:
    """The files of the small corpus with few terms, to break at will."""
    return Path(shutil.copytree(cut_data, tmp_path / "data"))

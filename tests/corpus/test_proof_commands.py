"""The commands behind scripts/check, scripts/coverage and scripts/derive-proof, on the real corpus."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.corpus.proof.__main__ import app
from app.corpus.proof.coverage import LEFT_OUT
from app.corpus.proof.kept import FOLDER, RUNS, SECTIONS
from app.corpus.reader import INTERVENTIONS
from tests.corpora import REAL_DATA


@pytest.fixture
def real_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REAL_DATA, tmp_path / "data"))


def test_the_real_corpus_holds() -> None:
    result = CliRunner().invoke(app, ["check", "--data", str(REAL_DATA)])
    assert result.exit_code == 0, result.output
    assert result.output.rstrip().endswith("alles klopt")


def test_every_fault_is_told_at_once_with_its_line(real_copy: Path) -> None:
    path = real_copy / INTERVENTIONS
    text = path.read_text("utf-8")
    url = "https://www.ser.nl/arboplatform"
    assert text.count(f"url: {url},") == 1
    text = text.replace(f"url: {url},", f"url: {url}/elders,")
    text = text.replace("  description: >-\n", "  description: >-\n    Een fuot met opzet.\n", 1)
    path.write_text(text, "utf-8")
    result = CliRunner().invoke(app, ["check", "--data", str(real_copy)])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert any(line.startswith("data/interventions.yaml:") and line.endswith("onbekend: fuot") for line in lines)
    assert any("dit adres staat in geen enkele bron" in line for line in lines)
    assert any(f"geen record heeft het adres {url};" in line for line in lines)


def test_coverage_shows_every_part_and_fails_on_a_gap(real_copy: Path) -> None:
    good = CliRunner().invoke(app, ["coverage", "--data", str(real_copy)])
    assert good.exit_code == 0, good.output
    assert [line for line in good.output.splitlines() if line.split()[:2] == ["quickscan-2020", "2.4"]]
    assert "Hoort bij het begrip motivatie" in good.output
    (real_copy / FOLDER / LEFT_OUT).write_text("[]", "utf-8")
    bad = CliRunner().invoke(app, ["coverage", "--data", str(real_copy)])
    assert bad.exit_code == 1
    assert "geen record noemt dit deel" in bad.output


def test_readability_shows_the_distribution() -> None:
    result = CliRunner().invoke(app, ["readability", "--data", str(REAL_DATA)])
    assert result.exit_code == 0
    assert [line.split()[-1] for line in result.output.splitlines() if line.startswith("LIX")] == ["55"]


def test_the_proof_is_made_from_texts_and_says_what_they_lack(real_copy: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for name in (
        "quickscan-di-llo-2020.txt",
        "zeven-stappen-werkdruk.txt",
        "conversiemeter-mto.txt",
        "waarderend-pmo.txt",
        "or-en-het-goede-gesprek.txt",
    ):
        (sources / name).write_text(
            "Een tekst van negen woorden over niets dat telt.\nhttps://voorbeeld.nl/\n", "utf-8"
        )
    result = CliRunner().invoke(app, ["derive", "--sources", str(sources), "--data", str(real_copy)])
    assert result.exit_code == 0, result.output
    assert "2 reeksen van acht woorden uit 5 documenten" in result.output
    assert "staat niet letterlijk in 2.4" in result.output
    assert "evidence.claim: deze uitspraak staat niet letterlijk in een bron" in result.output
    assert len((real_copy / FOLDER / RUNS).read_bytes()) == 12
    assert "https://voorbeeld.nl/" in (real_copy / FOLDER / SECTIONS).read_text("utf-8")


def test_a_missing_text_is_said_plainly(real_copy: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["derive", "--sources", str(tmp_path / "nergens"), "--data", str(real_copy)])
    assert result.exit_code == 1
    assert result.output.startswith("fout: ")

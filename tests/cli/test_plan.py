"""Plans on the command line: a profile or a plan in, a document out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from tests.corpora import REAL_DATA, ROOT

EXAMPLE = ROOT / "docs" / "plan-example"


@pytest.fixture(autouse=True)
def _settings(real_builds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVENTIEBANK_DATA_DIR", str(REAL_DATA))
    monkeypatch.setenv("INTERVENTIEBANK_BUILDS_DIR", str(real_builds))


def plan(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["plan", *map(str, arguments)])


def test_a_profile_becomes_a_document_named_after_its_title(tmp_path: Path) -> None:
    result = plan(EXAMPLE / "profile.yaml", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    [made] = tmp_path.iterdir()
    assert made.name.startswith("lichter-werk-in-het-groen-")
    assert made.read_bytes().startswith(b"PK")


def test_a_bare_profile_will_do(tmp_path: Path) -> None:
    (tmp_path / "profiel.yaml").write_text("needs:\n  - {topic: werkdruk, urgency: 3}\n", encoding="utf-8")
    made = tmp_path / "plan.md"
    result = plan(tmp_path / "profiel.yaml", "--format", "md", "--template", "mdieu", "--title", "Proef", "-o", made)
    assert result.exit_code == 0, result.output
    assert made.read_text(encoding="utf-8").startswith("# Proef\n\n*Activiteitenplan volgens de indeling van MDIEU*")


def test_a_saved_plan_can_be_continued(tmp_path: Path) -> None:
    first, second = tmp_path / "een.json", tmp_path / "twee.json"
    assert plan(EXAMPLE / "plan.yaml", "--format", "json", "-o", first).exit_code == 0
    assert plan(first, "--format", "json", "-o", second).exit_code == 0
    assert json.loads(second.read_text(encoding="utf-8")) == json.loads(first.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.yaml", "activities: [{interventions: [tilthermomter]}]", "bedoelt u tilthermometer"),
        ("a.yaml", "a: [", "geen geldige YAML"),
        ("a.yaml", "- niets", "moet een object zijn"),
        ("a.json", "{", "niet te lezen"),
        ("a.yaml", "profile: {needs: [{topic: werkdruk, urgency: 9}]}", "profile.needs.0.urgency"),
    ],
)
def test_mistakes_are_said_without_a_traceback(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = plan(tmp_path / name)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output

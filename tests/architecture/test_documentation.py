"""What users may set, ask or run is written down."""

import re
from pathlib import Path

import pytest

from app.domain.facets import FACETS
from app.settings import Settings
from tests.api.operations import OPERATIONS
from tests.corpora import ROOT

SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
#: Sourced by other scripts, not run by people.
SOURCED = {"environment", "browser", "tools"}


def prose() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `INTERVENTIEBANK_{name.upper()}` |" in SETTINGS
    assert Settings.model_fields[name].description


def test_every_documented_setting_exists() -> None:
    documented = set(re.findall(r"`INTERVENTIEBANK_(\w+)`", SETTINGS))
    assert documented == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", FACETS)
def test_every_facet_is_documented(name: str) -> None:
    assert f"`{name}`" in API


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_every_address_is_documented(operation: object) -> None:
    method, path = str(operation).split(" ")
    assert f"| {method} `/v1{path}` |" in API


def test_every_documented_address_exists() -> None:
    documented = re.findall(r"^\| (GET|POST) `/v1([^`]+)` \|", API, re.MULTILINE)
    assert {f"{method} {path}" for method, path in documented} == {str(operation) for operation in OPERATIONS}


def test_every_search_parameter_is_documented() -> None:
    search = next(operation for operation in OPERATIONS if operation.path == "/interventions")
    for parameter in search.parameters:
        assert f"`{parameter['name']}`" in API, parameter["name"]


@pytest.mark.parametrize(
    "script", sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file()), ids=lambda p: p.name
)
def test_every_script_is_documented_and_says_what_it_does(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    if script.name in SOURCED:
        assert lines[0].startswith("# ")
        return
    assert f"scripts/{script.name}" in prose()
    assert lines[0].startswith("#!/usr/bin/env ")
    assert lines[1].startswith(("# ", '"""'))
    assert script.stat().st_mode & 0o111, "een script moet uitvoerbaar zijn"

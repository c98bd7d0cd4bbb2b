"""scripts/audit believes nobody who finds nothing: it asks about a vulnerable release first."""

import json
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.corpora import ROOT

AUDIT = runpy.run_path(str(ROOT / "scripts" / "supply" / "audit.py"))
LOCK = "requirements/runtime.txt"
FOUND = {"name": "jinja2", "version": "2.10", "vulns": [{"id": "CVE-2019-10906", "fix_versions": ["2.10.1"]}]}
CLEAN = {"name": "pyyaml", "version": "6.0.3", "vulns": []}
SKIPPED = {"name": "jinja2", "skip_reason": "Dependency not found on PyPI and could not be audited: jinja2 (2.10)"}


def report(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Audit with a pip-audit that answers so to the probe and to the lock."""

    def run(probe: str, lock: str = "") -> tuple[int, str]:
        tool = tmp_path / "pip-audit"
        tool.write_text(
            f"#!{sys.executable}\nimport sys\n"
            f"print({lock!r} if {LOCK!r} in sys.argv else {probe!r})\n"
            "print('ERROR: no connection', file=sys.stderr)\nsys.exit(1)\n"
        )
        tool.chmod(0o755)
        code = AUDIT["audit"](str(tool), [LOCK])
        return code, capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    ("probe", "why"),
    [
        ("", "ERROR: no connection"),
        (report(SKIPPED), "not found on PyPI"),
        (report(CLEAN), "they name no known vulnerability"),
        ("<html>", "ERROR: no connection"),
    ],
)
def test_silence_is_not_a_good_answer(run: Callable[..., tuple[int, str]], probe: str, why: str) -> None:
    code, said = run(probe, report(CLEAN))
    assert code == 0
    assert said.startswith(f"not audited: {LOCK}: ")
    assert why in said
    assert said.count("\n") == 1


def test_a_vulnerability_fails(run: Callable[..., tuple[int, str]]) -> None:
    code, said = run(report(FOUND), report(FOUND, CLEAN))
    assert code == 1
    assert "vulnerable: jinja2 2.10: CVE-2019-10906, mended in 2.10.1\n" in said
    assert "audited: 2 packages, 1 vulnerable" in said


def test_a_package_that_is_not_known_is_named(run: Callable[..., tuple[int, str]]) -> None:
    code, said = run(report(FOUND), report(CLEAN, SKIPPED))
    assert code == 0
    assert said.startswith("not audited: jinja2: Dependency not found")
    assert "audited: 1 packages, 0 vulnerable" in said


def test_an_audit_that_breaks_off_fails(run: Callable[..., tuple[int, str]]) -> None:
    code, said = run(report(FOUND), "")
    assert code == 1
    assert "broke off: ERROR: no connection" in said

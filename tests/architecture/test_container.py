"""The Dockerfile cannot be built everywhere that tests run; what can be read in it is held here."""

import json
import re

from typer.testing import CliRunner

from app.cli import app
from tests.corpora import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def arguments(instruction: str) -> list[str]:
    """The JSON arguments of the last such instruction."""
    found = re.findall(rf"^\s*{instruction} (\[.*\])$", DOCKERFILE, re.MULTILINE)
    return list(json.loads(found[-1]))


def test_everything_that_is_copied_exists_and_is_let_in() -> None:
    assert IGNORED[1] == "*"
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        for source in sources.split():
            assert (ROOT / source).exists(), source
            assert f"!{source}" in IGNORED, source


def test_the_image_serves_as_nobody_from_a_build_that_was_checked() -> None:
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    user = re.search(r"^USER (\d+):(\d+)$", last_stage, re.MULTILINE)
    assert user
    assert int(user[1]) > 0
    assert DOCKERFILE.index("app check") < DOCKERFILE.index("app build") < DOCKERFILE.index("USER ")
    assert "urllib.request" in last_stage
    assert "/livez" in last_stage


def test_the_command_of_the_image_is_one_that_we_have() -> None:
    assert arguments("ENTRYPOINT") == ["python", "-m", "app"]
    command = arguments("CMD")
    assert "--no-build" in command
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0, result.output


def test_packages_are_installed_by_hash() -> None:
    assert "--require-hashes" in DOCKERFILE
    assert "--only-binary :all:" in DOCKERFILE

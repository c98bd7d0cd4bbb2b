"""The terminal: readable answers on stdout, clear errors on stderr, and an exit status that scripts can trust."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from app.catalogue.build import STORE, current_id
from app.cli import app
from app.corpus.history import load
from tests.corpora import REAL_DATA, ROOT


class Terminal:
    """Runs commands over one folder of data and one of builds."""

    def __init__(self, data: Path, builds: Path) -> None:
        self.data = data
        self.builds = builds
        self.environment: dict[str, str | None] = {}

    def run(self, *arguments: str) -> Result:
        environment = {"INTERVENTIEBANK_DATA_DIR": str(self.data), "INTERVENTIEBANK_BUILDS_DIR": str(self.builds)}
        return CliRunner().invoke(app, list(arguments), env=environment | self.environment)


@pytest.fixture
def terminal(data_dir: Path, builds_dir: Path) -> Terminal:
    return Terminal(data_dir, builds_dir)


def assert_plain(result: Result) -> None:
    assert result.exit_code == 1, result.output
    assert "fout:" in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_search_prints_a_table(terminal: Terminal) -> None:
    result = terminal.run("search", "werkdruk")
    assert result.exit_code == 0, result.output
    assert "gevonden" in result.stdout
    assert "stappen-tegen-werkdruk" in result.stdout


def test_search_gives_json_for_programs(terminal: Terminal) -> None:
    found = json.loads(terminal.run("search", "--json", "--limit", "1", "stappen", "tegen", "werkdruk").stdout)
    assert [item["id"] for item in found["items"]] == ["stappen-tegen-werkdruk"]
    assert found["total"] >= 1


def test_search_makes_the_first_build_itself(data_dir: Path, tmp_path: Path) -> None:
    result = Terminal(data_dir, tmp_path / "nieuw").run("search", "bakkers")
    assert result.exit_code == 0, result.output
    assert "bakkersfit" in result.stdout
    assert current_id(tmp_path / "nieuw")


def test_a_title_with_markup_is_printed_as_it_is(terminal: Terminal) -> None:
    path = terminal.data / "interventions.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Bakkersfit", 'title: "Bakkers [red]fit[/red]"'), "utf-8")
    terminal.run("build")
    assert "[red]fit[/red]" in " ".join(terminal.run("search", "bakkers").stdout.split())


def test_show_gives_markdown_or_json(terminal: Terminal) -> None:
    assert terminal.run("show", "tilmeter").stdout.startswith("# Tilmeter\n")
    assert json.loads(terminal.run("show", "tilmeter", "--json").stdout)["cost"]["amount"] == 12.5


def test_show_of_an_unknown_record(terminal: Terminal) -> None:
    result = terminal.run("show", "bestaat-niet")
    assert_plain(result)
    assert "Interventie 'bestaat-niet' bestaat niet." in result.stderr


def test_build_publishes(terminal: Terminal) -> None:
    path = terminal.data / "interventions.yaml"
    path.write_text(path.read_text("utf-8") + "# anders\n", "utf-8")
    before = current_id(terminal.builds)
    result = terminal.run("build")
    assert result.exit_code == 0, result.output
    assert current_id(terminal.builds) != before
    assert current_id(terminal.builds) in result.stderr


@pytest.mark.parametrize("command", ["build", "check", "history", "schemas"])
def test_a_broken_corpus_is_said_line_by_line_and_changes_nothing(terminal: Terminal, command: str) -> None:
    path = terminal.data / "interventions.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("form: checklist", "form: lijstje").replace("form: scan", "form: skan", 1), "utf-8")
    before = {item: item.read_bytes() for item in terminal.builds.rglob("*") if item.is_file()}
    result = terminal.run(command)
    assert_plain(result)
    lines = result.stderr.splitlines()
    assert [line.split(": ")[0].split(":")[0] for line in lines[:2]] == ["data/interventions.yaml"] * 2
    assert lines[-1] == "fout: 2 fouten in de gegevens"
    assert {item: item.read_bytes() for item in terminal.builds.rglob("*") if item.is_file()} == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lexicon.yaml", "everyday:\n  - {say: [x], topics: [bestaat-niet]}\n"),
        ("schemes.yaml", "- id: x\n"),
        ("plans/stuk.yaml", "id: [\n"),
    ],
)
def test_check_looks_at_everything_that_is_curated(terminal: Terminal, name: str, content: str) -> None:
    (terminal.data / name).write_text(content, encoding="utf-8")
    result = terminal.run("check")
    assert_plain(result)
    assert f"{Path(name).name}:" in result.stderr


def test_check_asks_for_the_history_and_history_brings_it_up_to_date(terminal: Terminal) -> None:
    assert "voer 'interventiebank history' uit" in terminal.run("check").stderr
    assert "10 records nieuw of gewijzigd, 0 verdwenen" in terminal.run("history").stderr
    result = terminal.run("check")
    assert (result.exit_code, result.stderr.strip()) == (0, "10 records, alles klopt")
    assert len(load(terminal.data).records) == 10


def test_the_real_corpus_passes_the_check(tmp_path: Path) -> None:
    result = Terminal(REAL_DATA, tmp_path).run("check")
    assert result.exit_code == 0, result.output


def test_check_of_another_folder(terminal: Terminal, tmp_path: Path) -> None:
    result = terminal.run("check", "--data", str(tmp_path / "leeg"))
    assert_plain(result)
    assert "leeg/interventions.yaml:1: kan het bestand niet lezen" in result.stderr


def test_new_gives_a_record_to_fill_in(terminal: Terminal) -> None:
    result = terminal.run("new", "mijn-record")
    assert result.exit_code == 0
    assert yaml.safe_load(result.stdout)[0]["id"] == "mijn-record"


def test_new_refuses_an_id_that_is_none(terminal: Terminal) -> None:
    assert_plain(terminal.run("new", "Mijn Record"))


def test_schemas_are_written_beside_the_data(terminal: Terminal) -> None:
    assert terminal.run("schemas").exit_code == 0
    assert (terminal.data / "interventions.schema.json").exists()


def test_a_damaged_build_names_the_remedy(terminal: Terminal) -> None:
    store = terminal.builds / current_id(terminal.builds) / STORE
    store.write_bytes(b"")
    result = terminal.run("search", "werkdruk")
    assert_plain(result)
    assert "interventiebank build" in result.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [("RELOAD_SECONDS", "0"), ("RELOAD_SECONDS", "snel"), ("PUBLIC_URL", "geen adres"), ("CONTACT_EMAIL", "niemand")],
)
def test_a_setting_that_cannot_be_is_named(terminal: Terminal, variable: str, value: str) -> None:
    terminal.environment[f"INTERVENTIEBANK_{variable}"] = value
    result = terminal.run("search", "werkdruk")
    assert_plain(result)
    assert f"INTERVENTIEBANK_{variable}" in result.stderr


def test_a_folder_that_cannot_be_written_is_named(data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map", encoding="utf-8")
    result = Terminal(data_dir, tmp_path / "bestand" / "builds").run("build")
    assert_plain(result)
    assert "bestand" in result.stderr


@pytest.mark.parametrize("arguments", [["search"], ["show"], ["nergens"], ["search", "x", "--limit", "0"]])
def test_wrong_use_is_explained(terminal: Terminal, arguments: list[str]) -> None:
    result = terminal.run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_every_command_explains_itself_in_dutch(terminal: Terminal) -> None:
    listed = terminal.run("--help").stdout
    for command in app.registered_commands:
        name = command.name or command.callback.__name__  # type: ignore[union-attr]
        assert name in listed
        assert terminal.run(name, "--help").exit_code == 0


def test_serve_answers_with_the_last_good_build_although_the_corpus_is_broken(terminal: Terminal) -> None:
    """A real server in a process of its own: start, answer, stop on request."""
    (terminal.data / "interventions.yaml").write_text("- id: x\n", encoding="utf-8")
    serving = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", "0"],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "INTERVENTIEBANK_DATA_DIR": str(terminal.data),
            "INTERVENTIEBANK_BUILDS_DIR": str(terminal.builds),
        },
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert serving.stderr
        seen = ""
        while "http://127.0.0.1:" not in seen:
            line = serving.stderr.readline()
            assert line, seen
            seen += line
        assert f"de service gaat verder met build {current_id(terminal.builds)}" in seen
        address = seen.partition("http://")[2].split()[0]
        with urllib.request.urlopen(f"http://{address}/v1/interventions?pageSize=0", timeout=10) as answer:
            assert json.load(answer)["total"] == 10
            assert "Server" not in answer.headers
        started = time.monotonic()
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(timeout=10) in {0, -signal.SIGTERM}
        assert time.monotonic() - started < 5
    finally:
        serving.kill()
        serving.wait()
        if serving.stderr:
            serving.stderr.close()


def test_serve_without_a_good_build_says_what_is_wrong(data_dir: Path, tmp_path: Path) -> None:
    (data_dir / "interventions.yaml").write_text("- id: x\n", encoding="utf-8")
    assert_plain(Terminal(data_dir, tmp_path / "builds").run("serve"))


def test_builds_go_below_the_working_directory_by_default(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["build", "--data", str(data_dir)])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "var" / "builds" / "current").exists()

"""scripts/check-links as a person runs it, on a corpus whose addresses point to this machine."""

import json
import re
import socket
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner

from app.corpus.link_health import LINK_HEALTH
from app.corpus.reader import INTERVENTIONS, read_corpus
from app.domain.corpus import LinkState
from app.linkcheck import __main__ as command
from app.linkcheck.__main__ import app
from app.linkcheck.limits import Limits


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/robots.txt" or "0" in self.path else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def point_to(data_dir: Path, port: int) -> int:
    """Every address becomes one on this machine, /0, /1, ...; returns how many there are."""
    path = data_dir / INTERVENTIONS
    numbers = iter(range(1000))
    text, count = re.subn(
        r"url: *\"?https?://[^\s\",}]+\"?",
        lambda _: f'url: "http://127.0.0.1:{port}/{next(numbers)}"',
        path.read_text("utf-8"),
    )
    path.write_text(text, encoding="utf-8")
    return count


def test_the_file_is_written_and_what_is_lost_is_listed(data_dir: Path, port: int) -> None:
    count = point_to(data_dir, port)
    result = CliRunner().invoke(app, ["--data", str(data_dir), "--archive", "", "--timeout", "2"])
    assert result.exit_code == 0, result.output
    states = [health.state for health in read_corpus(data_dir).link_health.values()]
    assert len(states) == count
    assert states.count(LinkState.GONE) == 1
    assert states.count(LinkState.WORKS) == count - 1
    (lost,) = result.stdout.splitlines()
    assert lost.split("\t")[1:4] == ["weg", "404", f"http://127.0.0.1:{port}/0"]


def test_a_second_run_skips_what_is_fresh(data_dir: Path, port: int) -> None:
    point_to(data_dir, port)
    arguments = ["--data", str(data_dir), "--archive", "", "--days", "7"]
    CliRunner().invoke(app, arguments)
    before = json.loads((data_dir / LINK_HEALTH).read_text("utf-8"))
    assert before
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((data_dir / LINK_HEALTH).read_text("utf-8")) == before


def test_without_a_network_nothing_is_written(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "Limits", partial(Limits, backoff=0.01))
    path = data_dir / INTERVENTIONS
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        closed = taken.getsockname()[1]
        point_to(data_dir, closed)
        rows = "".join(f'\n    - {{url: "http://127.0.0.1:{closed}/x{n}", label: x}}' for n in range(5))
        path.write_text(path.read_text("utf-8").replace("  links:\n", f"  links:{rows}\n", 1), encoding="utf-8")
        result = CliRunner().invoke(app, ["--data", str(data_dir), "--archive", "", "--timeout", "0.2"])
    assert result.exit_code == 1
    assert "Is er een netwerk?" in result.output
    assert not (data_dir / LINK_HEALTH).exists()

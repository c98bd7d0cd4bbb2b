"""What only a real server shows: bounds on request heads, several workers that count together, an orderly stop."""

import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.server import Server


@pytest.fixture(scope="module")
def server(small_builds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    builds = tmp_path_factory.mktemp("served") / "builds"
    builds.symlink_to(small_builds)
    with Server(builds, workers=2, public_url="https://kennisbank.example.org", log_format="json") as server:
        yield server


def test_endless_headers_are_cut_off_before_they_fill_memory(server: Server) -> None:
    before = _settled_memory(server)
    answer = server.raw(b"GET / HTTP/1.1\r\nX-A: " + b"a" * 20_000_000)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 431 ")
    assert server.memory_mb() - before < 15
    assert server.get("/livez")[0] == 200


def _settled_memory(server: Server) -> float:
    """Memory in MB once it has stopped growing: the second worker may still be opening its build."""
    server.get("/v1/corpus")
    before, now = 0.0, server.memory_mb()
    deadline = time.monotonic() + 30
    while abs(now - before) > 1 and time.monotonic() < deadline:
        time.sleep(1)
        before, now = now, server.memory_mb()
    return now


def test_a_head_just_below_the_limits_is_read(server: Server) -> None:
    assert server.get("/v1/corpus", {"X-A": "a" * 30_000})[0] == 200
    assert server.get("/v1/corpus", {"X-A": "a" * 33_000})[0] == 431


def test_the_server_does_not_say_what_it_is(server: Server) -> None:
    headers = server.get("/v1/corpus")[1]
    assert "server" not in headers
    assert "x-powered-by" not in headers


def test_other_hosts_are_refused(server: Server) -> None:
    assert server.get("/v1/corpus", {"Host": "kennisbank.example.org"})[0] == 200
    assert server.get("/v1/corpus", {"Host": "kwaad.example"})[0] == 421


def test_workers_count_together(server: Server) -> None:
    for _ in range(40):
        server.get("/v1/changes?page=x")
    text = server.get("/metrics")[2].decode()
    counted = re.findall(r'requests_total\{.*route="/v1/changes",status="400"\} (\S+)', text)
    assert [float(value) for value in counted] == [40.0]
    assert "interventiebank_records{" in text


def test_it_stops_in_order(small_builds: Path, tmp_path: Path) -> None:
    builds = tmp_path / "builds"
    builds.symlink_to(small_builds)
    with Server(builds) as server:
        assert server.stop() in {0, -signal.SIGTERM}
    log = server.log.read_text()
    assert "Finished server process" in log
    assert "Traceback" not in log

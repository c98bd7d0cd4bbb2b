"""A real server in a process of its own, for tests that no in-process client can do."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.corpora import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`interventiebank serve` over a folder of builds; its log goes to a file beside them."""

    def __init__(self, builds: Path, workers: int = 1, build: bool = False, **settings: object) -> None:
        self.port = free_port()
        self.log = builds.parent / f"server-{self.port}.log"
        values = {"builds_dir": builds, "reload_seconds": 0.05} | settings
        environment = os.environ | {f"INTERVENTIEBANK_{name.upper()}": str(value) for name, value in values.items()}
        command = [sys.executable, "-m", "app", "serve", "--build" if build else "--no-build", "--port", str(self.port)]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*command, "--workers", str(workers)], cwd=ROOT, env=environment, stdout=log, stderr=log
            )

    def __enter__(self) -> "Server":
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.get("/livez")[0] == 200:
                    return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(self.log.read_text())

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> int:
        """Ask to stop and wait; returns the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """One GET on a connection of its own: status, headers with small letters, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            return ask(connection, path, headers)
        finally:
            connection.close()

    def build(self) -> str:
        """The id of the build that answers, empty without one."""
        return str(json.loads(self.get("/readyz")[2]).get("build", ""))

    def wait_for(self, build_id: str) -> None:
        deadline = time.monotonic() + 60
        while self.build() != build_id:
            assert time.monotonic() < deadline, f"build {build_id} werd niet overgenomen"
            time.sleep(0.01)

    def memory_mb(self) -> float:
        """Resident memory of the server and its workers."""
        pids = [self.process.pid, *_children(self.process.pid)]
        return sum(_resident_kb(pid) for pid in pids) / 1024

    def raw(self, content: bytes, seconds: float = 5.0) -> bytes:
        """What comes back for bytes that need not be HTTP; empty when the connection was closed without an answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            answer = b""
            try:
                connection.sendall(content)
                while chunk := connection.recv(65536):
                    answer += chunk
            except OSError:
                pass
            return answer


def ask(
    connection: http.client.HTTPConnection, path: str, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _resident_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def post(server: Server, path: str, body: object) -> tuple[int, Any]:
    """A POST of JSON: status and decoded answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()

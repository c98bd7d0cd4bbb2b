"""A file system that is really full: a small one of our own, filled while builds are made, published, read and logged.

It is mounted in a mount namespace of its own, so nothing else sees it and it goes when the process ends. That takes
root, or a kernel that lets users have namespaces; without either the attack says that it did not run.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from unittest.mock import patch

from app.catalogue import build
from app.catalogue.build import current_id, open_build, publish
from app.errors import BuildFailed, BuildUnavailable
from tests.corpora import ROOT
from tests.service.robustness.outcome import Attack, Outcome, change
from tests.service.server import Server, ask

SIZE = "16m"
PAGE = 4096
CLIENTS = 4
NAMESPACES = (("unshare", "--mount"), ("unshare", "--user", "--map-root-user", "--mount"))
MOUNT = f'mount -t tmpfs -o size={SIZE} tmpfs "$0" && exec "$@"'
#: Not asked before the disk is full, so that metrics of new routes need room.
ROUTES = ("/", "/zoeken?q=tillen", "/v1/corpus", "/v1/vocabularies", "/v1/changes", "/v1/suggestions?q=ti", "/metrics")
#: Right before these the disk is filled to the last byte. Those after the build is written need no room themselves.
MOMENTS = ("_sweep", "mkdtemp", "write_store", "documents", "built_files", "_self_check", "_point", "_forget_old")


def run(attack: Attack) -> Outcome:
    """Fill the disk at every moment: the last good build goes on answering, and all is well with room again."""
    disk = attack.folder / "disk"
    disk.mkdir()
    namespace = next((command for command in NAMESPACES if _may_mount(command, disk)), None)
    if namespace is None:
        return Outcome({}, skipped="mounting a file system of our own takes root or user namespaces")
    command = [*namespace, "sh", "-c", MOUNT, str(disk), sys.executable, "-m", __name__]
    command += [str(disk), str(attack.data), str(attack.rounds(20))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return Outcome({}, [done.stdout[-1000:] + done.stderr[-3000:]])
    return Outcome(**json.loads(done.stdout))


def _may_mount(namespace: tuple[str, ...], folder: Path) -> bool:
    try:
        done = subprocess.run([*namespace, "sh", "-c", MOUNT, str(folder), "true"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


class Disk:
    """The file system, and one file that takes whatever room there is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = (folder / "filler").open("wb", buffering=0)

    def room(self) -> int:
        """Bytes that are free."""
        state = os.statvfs(self.folder)
        return state.f_bavail * state.f_frsize

    def fill(self, leave: int = 0) -> None:
        """Leave so many bytes, rounded up to a page."""
        self.empty()
        self._filler.write(bytes(max(0, self.room() - leave)))
        assert self.room() <= leave + PAGE

    def empty(self) -> None:
        """Give the room back."""
        self._filler.seek(0)
        self._filler.truncate()


class Attempt:
    """The folder of builds on that disk, what was tried and what went wrong."""

    def __init__(self, disk: Disk, data: Path) -> None:
        self.disk = disk
        self.data = data
        self.builds = disk.folder / "builds"
        self.live = publish(data, self.builds)
        self.counts: dict[str, object] = {}
        self.failures: list[str] = []
        self._rounds = 0

    def publish(self, what: str, afterwards: Callable[[], None] | None = None) -> bool:
        """Publish something new and give the room back; whether it went well. Notes what must not be."""
        self._rounds += 1
        change(self.data, f"vol {self._rounds}")
        before, error = current_id(self.builds), None
        try:
            publish(self.data, self.builds)
        except BuildFailed as refusal:
            error = refusal
        except Exception as other:
            self.failures.append(f"{what}: {other!r}")
        (afterwards or self.disk.empty)()
        now = current_id(self.builds)
        if error and "geschreven" not in str(error):
            self.failures.append(f"{what}: says only {error}")
        if bool(error) == (now != before):
            self.failures.append(f"{what}: {error or 'no error'}, live was {before} and is {now}")
        left = [path.name for path in self.builds.glob(".making-*")]
        if left:
            self.failures.append(f"{what}: left {left}")
        try:
            open_build(self.builds / now).close()
        except BuildUnavailable as refusal:
            self.failures.append(f"{what}: the live build is not whole: {refusal}")
        return error is None


@contextmanager
def _before(name: str, then: Callable[[], None]) -> Iterator[None]:
    """Do something right before a step of building."""
    step = getattr(build, name)

    def stepping(*arguments: object, **options: object) -> object:
        then()
        return step(*arguments, **options)

    with patch.object(build, name, stepping):
        yield


def _while_building(attempt: Attempt, rounds: int) -> None:
    """Less room than a build takes, in steps; and none at all from every moment on."""
    need = sum(-(-path.stat().st_size // PAGE) * PAGE for path in (attempt.builds / attempt.live).rglob("*"))
    refused = 0
    for number in range(rounds):
        attempt.disk.fill(need * number // rounds)
        refused += not attempt.publish(f"{number}/{rounds} of the room")
    finished = []
    for name in MOMENTS:
        with _before(name, attempt.disk.fill):
            if attempt.publish(f"full from {name} on"):
                finished.append(name)
    attempt.counts |= {"builds with too little room": rounds, "refused": refused}
    attempt.counts |= {"moments of filling": len(MOMENTS), "of which finished all the same": len(finished)}
    if refused < rounds or set(finished) - {"_self_check", "_forget_old"}:
        attempt.failures.append(f"built without room: {rounds - refused}, {finished}")
    if not attempt.publish("with room again"):
        attempt.failures.append("with room again no build was made")


def _while_serving(attempt: Attempt, server: Server, rounds: int) -> None:
    """Clients ask on: during builds that fail, with no byte left for the log, and while a new build is taken over."""
    done = Event()
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(_ask_on, server, done, number) for number in range(CLIENTS)]
        try:
            _while_building(attempt, rounds)
            server.wait_for(current_id(attempt.builds))
            # Published first and full right after: what takes it over has no room for anything.
            attempt.publish("taken over on a full disk", afterwards=attempt.disk.fill)
            server.wait_for(current_id(attempt.builds))
            _without_room(attempt, server)
            attempt.disk.empty()
            time.sleep(0.5)
        finally:
            done.set()
        seen = sum((client.result() for client in clients), Counter[str]())
    attempt.counts |= {"answers": seen.total(), "of which wrong": seen.total() - seen["200"]}
    attempt.failures += [f"{count} answers: {what}" for what, count in seen.items() if what != "200"]


def _ask_on(server: Server, done: Event, number: int) -> Counter[str]:
    """How often each status was given, `wrong` for an answer without the record that was asked for."""
    seen: Counter[str] = Counter()
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    while not done.is_set():
        number += CLIENTS
        status, _, body = ask(connection, f"/v1/interventions?q=bakkersfit&pageSize={number % 50 + 1}")
        found = status != 200 or b"bakkersfit" in body
        seen[str(status) if found else "wrong"] += 1
        time.sleep(0.005)
    return seen


def _without_room(attempt: Attempt, server: Server) -> None:
    """The log stands still; the command says why it fails; a service that starts now answers from the last build."""
    written = server.log.stat().st_size
    time.sleep(1)
    if server.log.stat().st_size - written > PAGE:
        attempt.failures.append("the disk was not full")
    attempt.counts["routes first asked while full"] = len(ROUTES)
    for path in ROUTES * 2:
        if (status := server.get(path)[0]) != 200:
            attempt.failures.append(f"on a full disk {path} gives {status}")
    change(attempt.data, "start")
    environment = os.environ | {"INTERVENTIEBANK_BUILDS_DIR": str(attempt.builds)}
    command = [sys.executable, "-m", "app", "build", "--data", str(attempt.data)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 1 or "geschreven" not in done.stderr or "Traceback" in done.stderr:
        attempt.failures.append(f"the command ends with {done.returncode}: {done.stderr[-500:]}")
    with Server(attempt.builds, workers=2, build=True, data_dir=attempt.data, log_format="json") as second:
        statuses = {second.get(path)[0] for path in ("/v1/interventions?q=bakkersfit", "/metrics", "/readyz")}
        live = second.build()
    if statuses != {200} or live != current_id(attempt.builds):
        attempt.failures.append(f"a service that starts on a full disk answers {statuses} from {live}")


def _recovers(attempt: Attempt, server: Server, workers: set[str]) -> None:
    """The log is written again, the same workers live on, and nothing is left that takes room."""
    server.get("/v1/corpus", {"X-Request-ID": "na-een-volle-schijf"})
    time.sleep(0.2)
    if "na-een-volle-schijf" not in server.log.read_text():
        attempt.failures.append("the log is not written again")
    if workers != _workers(server) or server.log.read_text().count('"message": "crash"'):
        attempt.failures.append(f"workers were {workers} and are {_workers(server)}: {server.log.read_text()[-500:]}")


def _workers(server: Server) -> set[str]:
    parent = server.process.pid
    return set(Path(f"/proc/{parent}/task/{parent}/children").read_text().split())


def _attack(folder: Path, data: Path, rounds: int) -> Outcome:
    disk = Disk(folder)
    attempt = Attempt(disk, data)
    # Metrics of several workers and the log lie on the same disk.
    os.environ["TMPDIR"] = str(folder)
    with Server(attempt.builds, 2, log_format="json", rate_limit=0, cache_mb=0, reload_seconds=0.5) as server:
        server.get("/v1/interventions?q=bakkersfit")
        workers = _workers(server)
        _while_serving(attempt, server, rounds)
        _recovers(attempt, server, workers)
    return Outcome(attempt.counts, attempt.failures)


if __name__ == "__main__":
    print(json.dumps(asdict(_attack(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))))

"""Attacks on builds: swapped under load, killed while being made, damaged, and made on a full disk."""

import json
import os
import random
import resource
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

from app.catalogue.build import _point, current_id, open_build, publish
from app.catalogue.current import CurrentCatalogue
from app.domain.query import SearchQuery
from app.errors import BuildDamaged, BuildUnavailable
from tests.service.robustness.outcome import Attack, Outcome, change
from tests.service.server import Server, ask

CLIENTS = 8
ADDRESSES = ("/v1/interventions?q=bakkersfit", "/v1/corpus", "/v1/interventions?facets=all", "/zoeken?q=bakkersfit")
QUERY = SearchQuery("bakkersfit")


def _two_builds(attack: Attack, builds: Path) -> tuple[str, str]:
    first = publish(attack.data, builds)
    change(attack.data, "anders")
    return first, publish(attack.data, builds)


def swaps(attack: Attack) -> Outcome:
    """Eight clients ask on while builds are swapped; every answer must be whole and of the build in its ETag."""
    builds = attack.folder / "builds"
    pair = _two_builds(attack, builds)
    failures: list[str] = []
    done = Event()
    with Server(builds, workers=1, rate_limit=0) as server:
        expected = _expected(server, builds, pair)

        def client(number: int) -> dict[str, int]:
            connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
            seen = dict.fromkeys(pair, 0)
            position = number
            while not done.is_set():
                position += 1
                path = ADDRESSES[position % len(ADDRESSES)]
                status, headers, body = ask(connection, path)
                build = next((item for item in pair if f'"{item}-' in headers.get("etag", "")), "")
                if status != 200 or expected.get((build, path)) != body:
                    failures.append(f"{path}: {status}, ETag {headers.get('etag')}, not the answer of that build")
                    return seen
                seen[build] += 1
            return seen

        count = attack.rounds(50)
        with ThreadPoolExecutor(CLIENTS) as pool:
            clients = [pool.submit(client, number) for number in range(CLIENTS)]
            for number in range(count):
                _point(builds, pair[number % 2])
                server.wait_for(pair[number % 2])
                time.sleep(0.1)
            done.set()
            seen = [future.result() for future in clients]
        answered = [sum(item[build] for item in seen) for build in pair]
        failures += _stops_gracefully(server)
    if not all(answered):
        failures.append("one of the builds never answered")
    return Outcome(
        {"clients": CLIENTS, "swaps": count, "answers": sum(answered), "of the first": answered[0]}, failures
    )


def _expected(server: Server, builds: Path, pair: tuple[str, str]) -> dict[tuple[str, str], bytes]:
    answers = {}
    for build in pair:
        _point(builds, build)
        server.wait_for(build)
        answers |= {(build, path): server.get(path)[2] for path in ADDRESSES}
    assert answers[pair[0], ADDRESSES[0]] != answers[pair[1], ADDRESSES[0]]
    return answers


def _stops_gracefully(server: Server) -> list[str]:
    """A request that is under way when the server is told to stop is answered."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.putrequest("POST", "/v1/match")
    content = json.dumps({"profile": {"text": "fysieke belasting"}}).encode()
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(len(content)))
    connection.endheaders(content[:10])
    time.sleep(0.2)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    connection.send(content[10:])
    status = connection.getresponse().status
    code = server.stop()
    # uvicorn stops in order and then ends by the signal that it got.
    return (
        []
        if status == 200 and code in {0, -signal.SIGTERM}
        else [f"stopping: the request under way got {status}, exit {code}"]
    )


def kills(attack: Attack) -> Outcome:
    """Kill -9 while builds are being made: a service that starts afterwards always opens a whole build."""
    builds = attack.folder / "builds"
    publish(attack.data, builds)
    change(attack.data, "meting")
    started = time.monotonic()
    publish(attack.data, builds)
    takes = time.monotonic() - started
    dice = random.Random(attack.seed)  # noqa: S311
    counts = {"builds": attack.rounds(100), "killed": 0, "finished": 0, "left something behind": 0}
    failures = []
    for number in range(counts["builds"]):
        change(attack.data, str(number))
        before = current_id(builds)
        child = os.fork()
        if child == 0:
            try:
                publish(attack.data, builds)
            finally:
                os._exit(0)
        time.sleep(dice.uniform(0, takes * 1.1))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        counts["killed" if os.WIFSIGNALED(status) else "finished"] += 1
        counts["left something behind"] += any(builds.glob(".making-*"))
        failures += _opens_whole(builds, before, number)
    change(attack.data, "slot")
    publish(attack.data, builds)
    if any(builds.glob(".making-*")):
        failures.append("the next build does not sweep what killed builds left")
    return Outcome({**counts, "build takes s": round(takes, 1)}, failures)


def _opens_whole(builds: Path, before: str, number: int) -> list[str]:
    current = CurrentCatalogue(builds)
    current.refresh()
    try:
        live = current.get()
        found = live.search(QUERY).items
        if not found or (live.build_id != before and live.build_id != current_id(builds)):
            return [f"round {number}: build {live.build_id} answers {len(found)} records"]
    except BuildUnavailable as error:
        return [f"round {number}: {error}"]
    finally:
        current.stop()
    return []


def damage(attack: Attack) -> Outcome:
    """Every file of a build truncated, emptied, deleted, overwritten or with one bit flipped: refused, never served."""
    builds = attack.folder / "builds"
    first, second = _two_builds(attack, builds)
    dice = random.Random(attack.seed)  # noqa: S311
    files = sorted(path for path in (builds / second).rglob("*") if path.is_file())
    counts = {"files": len(files), "damages": 0, "refused": 0, "last good build served": 0}
    failures = []
    for path in files:
        whole = path.read_bytes()
        for kind, content in _damages(whole, dice).items():
            path.unlink()
            if content is not None:
                path.write_bytes(content)
            counts["damages"] += 1
            try:
                open_build(builds / second).close()
                failures.append(f"{path.name} {kind}: opened all the same")
            except BuildDamaged:
                counts["refused"] += 1
            except Exception as error:
                failures.append(f"{path.name} {kind}: {error!r}")
            current = CurrentCatalogue(builds)
            current.refresh()
            counts["last good build served"] += current.get().build_id == first
            current.stop()
            path.write_bytes(whole)
    failures += _folder_disappears(builds, second)
    if counts["last good build served"] != counts["damages"]:
        failures.append("a damaged build was served")
    return Outcome({**counts, "folder gone while serving": 1}, failures)


def _damages(whole: bytes, dice: random.Random) -> dict[str, bytes | None]:
    at = dice.randrange(max(1, len(whole)))
    flipped = bytearray(whole or b"x")
    flipped[at] ^= 1 << dice.randrange(8)
    damages = {
        "truncated": whole[: len(whole) // 2],
        "empty": b"",
        "deleted": None,
        "overwritten": os.urandom(len(whole) + 1),
        "bit flipped": bytes(flipped),
    }
    return {kind: content for kind, content in damages.items() if content != whole}


def _folder_disappears(builds: Path, build_id: str) -> list[str]:
    with Server(builds) as server:
        before = server.get(ADDRESSES[0])[2]
        shutil.rmtree(builds)
        time.sleep(0.5)
        answers = [server.get(path) for path in (ADDRESSES[0], "/v1/interventions?q=tillen", "/zoeken?q=tillen")]
        if answers[0][2] != before or any(answer[0] != 200 for answer in answers) or server.build() != build_id:
            return [f"with its folder gone the service answers {[answer[0] for answer in answers]}"]
    return []


def disk(attack: Attack) -> Outcome:
    """No file may grow beyond so many bytes: the build fails with a message, the live build stays, nothing is left."""
    builds = attack.folder / "builds"
    live = publish(attack.data, builds)
    largest = max(path.stat().st_size for path in (builds / live).rglob("*") if path.is_file())
    change(attack.data, "vol")
    sizes = [int(largest * number / attack.rounds(20)) for number in range(attack.rounds(20))]
    failures = []
    refused = 0
    for size in sizes:
        child = os.fork()
        if child == 0:
            _publish_within(attack.data, builds, size)
        _, status = os.waitpid(child, 0)
        refused += os.waitstatus_to_exitcode(status) == 1
        left = list(builds.glob(".making-*"))
        if current_id(builds) != live or left or os.waitstatus_to_exitcode(status) != 1:
            failures.append(f"at {size} bytes: exit {status}, live {current_id(builds)}, left {left}")
        failures += _opens_whole(builds, live, size)
    if publish(attack.data, builds) == live:
        failures.append("with room again no new build was made")
    return Outcome({"sizes tried": len(sizes), "refused": refused, "largest file": largest}, failures)


def _publish_within(data: Path, builds: Path, size: int) -> None:
    """In a child: exit 1 when publishing failed as it should, 0 when it went well."""
    code = 0
    try:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        publish(data, builds)
    except Exception:
        code = 1
    finally:
        os._exit(code)

"""Mixed load on a real server for a while: every answer right, memory flat, and how long answers take."""

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from app.catalogue.build import _point, publish
from app.corpus.reader import read_corpus
from tests.corpora import REAL_DATA
from tests.service.server import Server, ask, post

CLIENTS = 6
#: Memory may grow so much between the second and the last quarter of the time.
MOST_GROWTH = 0.05
WORDS = "werkdruk tillen verzuim rooster leiderschap scholing mantelzorg stress ploegendienst vitaliteit".split()


@dataclass
class Seen:
    """What one client saw."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)


class Load:
    """Requests as people and programs make them: half the same few, half new ones."""

    def __init__(self, server: Server, until: float, ids: list[str]) -> None:
        self._server = server
        self._until = until
        self._ids = ids

    def run(self, seed: int) -> Seen:
        """Ask until the time is over."""
        dice = random.Random(seed)  # noqa: S311
        seen = Seen()
        connection = HTTPConnection("127.0.0.1", self._server.port, timeout=60)
        while time.monotonic() < self._until:
            kind = dice.choices(("search", "repeat", "record", "page", "suggest", "match"), (6, 6, 3, 3, 4, 1))[0]
            started = time.perf_counter()
            if kind == "match":
                text = " ".join(dice.sample(WORDS, 3))
                status, _ = post(self._server, "/v1/match", {"profile": {"text": text}})
            else:
                status, _, body = ask(connection, self._path(kind, dice))
                if not body:
                    seen.mistakes.append(f"{kind}: an empty answer")
            seen.seconds.setdefault(kind, []).append(time.perf_counter() - started)
            seen.statuses[status] += 1
            time.sleep(dice.uniform(0, 0.01))
        return seen

    def _path(self, kind: str, dice: random.Random) -> str:
        match kind:
            case "repeat":
                return f"/v1/interventions?q={dice.choice(WORDS)}&facets=all"
            case "record":
                return f"/v1/interventions/{dice.choice(self._ids)}"
            case "page":
                return dice.choice(("/", f"/zoeken?q={dice.choice(WORDS)}", f"/interventies/{dice.choice(self._ids)}"))
            case "suggest":
                return f"/v1/suggestions?q={dice.choice(WORDS)[: dice.randint(2, 6)]}"
        words = " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, 4))) + str(dice.randrange(1000))
        return f"/v1/interventions?q={quote(words)}&pageSize={dice.randint(1, 50)}"


def main() -> int:
    """0 when nothing went wrong."""
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="soak-") as folder:
        builds = Path(folder) / "builds"
        build = publish(REAL_DATA, builds)
        ids = [record.id for record in read_corpus(REAL_DATA).interventions]
        with Server(builds, asked.workers, log_format="json", rate_limit=0) as server:
            return _soak(server, builds, build, asked.seconds, ids)


def _soak(server: Server, builds: Path, build: str, seconds: int, ids: list[str]) -> int:
    until = time.monotonic() + seconds
    load = Load(server, until, ids)
    memory: list[float] = []
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(load.run, seed) for seed in range(CLIENTS)]
        while time.monotonic() < until:
            time.sleep(min(2.0, seconds / 20))
            memory.append(server.memory_mb())
            # The pointer is written again and again: looking at it must cost nothing.
            _point(builds, build)
        seen = [client.result() for client in clients]
    return _report(seen, memory, seconds, server.log.read_text().count('"message": "crash"'))


def _report(seen: list[Seen], memory: list[float], seconds: int, crashes: int) -> int:
    statuses = sum((item.statuses for item in seen), Counter())
    total = sum(statuses.values())
    print(
        f"{total} answers in {seconds} s ({total / seconds:.0f}/s), {CLIENTS} clients:"
        f" {dict(statuses)}, {crashes} crashes"
    )
    for kind in sorted({kind for item in seen for kind in item.seconds}):
        times = sorted(value for item in seen for value in item.seconds.get(kind, ()))
        p50, p99, most = (1000 * times[int((len(times) - 1) * share)] for share in (0.5, 0.99, 1))
        print(f"  {kind:8} {len(times):7}  p50 {p50:6.1f} ms  p99 {p99:6.1f} ms  max {most:6.0f} ms")
    quarter = max(1, len(memory) // 4)
    before, after = statistics.median(memory[quarter : 2 * quarter]), statistics.median(memory[-quarter:])
    print(f"  memory: start {memory[0]:.0f} MB, second quarter {before:.0f} MB, last quarter {after:.0f} MB")
    mistakes = [mistake for item in seen for mistake in item.mistakes]
    failed = crashes or mistakes or set(statuses) - {200} or after > before * (1 + MOST_GROWTH)
    print("FAILED" if failed else "ok", *mistakes[:5], sep="\n  ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

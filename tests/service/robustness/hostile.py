"""Requests that no good client sends: each is refused or answered sanely, and the server lives and stays small."""

import json
import time

from app.catalogue.build import publish
from tests.api.test_http import STRANGE
from tests.corpora import REAL_DATA
from tests.service.robustness.outcome import Attack, Outcome
from tests.service.server import Server

#: Ten times what the slowest took on a quiet machine.
MOST_SECONDS = 2.0
MOST_GROWTH_MB = 150
_HEAD = b"Host: 127.0.0.1\r\nConnection: close\r\n"
_JSON = _HEAD + b"Content-Type: application/json\r\n"


def run(attack: Attack) -> Outcome:
    """Queries over HTTP, then bytes over a socket."""
    builds = attack.folder / "builds"
    publish(REAL_DATA, builds)
    failures: list[str] = []
    slowest = 0.0
    with Server(builds, rate_limit=0, time_limit_seconds=3) as server:
        before = server.memory_mb()
        queries = [(f"{path}?{query}", query) for path in ("/v1/interventions", "/zoeken", "/v1/suggestions")
                   for query in STRANGE]  # fmt: skip
        for url, query in queries:
            started = time.perf_counter()
            status, _, _ = server.get(url)
            slowest = max(slowest, time.perf_counter() - started)
            if status not in {200, 400}:
                failures.append(f"{status} for {url[:17]} {query[:40]}")
        for name, (content, wanted) in _requests().items():
            answer = server.raw(content, seconds=10)
            status = int(answer[9:12]) if answer[:5] == b"HTTP/" else 0
            if status not in wanted:
                failures.append(f"{name}: {status or 'no answer'}, expected {sorted(wanted)}: {answer[:80]!r}")
            if server.get("/livez")[0] != 200:
                failures.append(f"after {name} the server is not alive")
        growth = server.memory_mb() - before
        crashes = server.log.read_text().count('"message": "crash"')
    if slowest > MOST_SECONDS or growth > MOST_GROWTH_MB or crashes:
        failures.append(f"slowest {slowest:.1f} s, memory +{growth:.0f} MB, {crashes} crashes")
    counts: dict[str, object] = {"queries": len(queries), "raw requests": len(_requests())}
    return Outcome(counts | {"ms slowest query": round(slowest * 1000), "MB growth": round(growth)}, failures)


def _post(path: bytes, body: bytes, length: int | None = None) -> bytes:
    size = str(len(body) if length is None else length).encode()
    return b"POST " + path + b" HTTP/1.1\r\n" + _JSON + b"Content-Length: " + size + b"\r\n\r\n" + body


def _get(target: bytes, headers: bytes = b"") -> bytes:
    return b"GET " + target + b" HTTP/1.1\r\n" + _HEAD + headers + b"\r\n"


def _requests() -> dict[str, tuple[bytes, set[int]]]:
    """Name -> bytes, and the statuses that are right; 0 for a connection that is closed without an answer."""
    deep = b'{"profile":{"text":' + b"[" * 60_000
    text = json.dumps({"profile": {"text": "x" * 5_000_000}}).encode()
    return {
        "endless headers": (b"GET / HTTP/1.1\r\n" + b"X-A: " + b"a" * 24_000_000, {0, 431}),
        "many headers": (_get(b"/v1/corpus", b"".join(b"X-%d: 1\r\n" % n for n in range(200))), {431}),
        "large headers": (_get(b"/v1/corpus", b"X-A: " + b"a" * 40_000 + b"\r\n"), {431}),
        "long address": (_get(b"/v1/interventions?q=" + b"a" * 60_000), {414}),
        "long path": (_get(b"/" + b"a" * 60_000), {414}),
        "many parameters": (_get(b"/v1/interventions?" + b"&".join([b"a=1"] * 5000)), {400}),
        "traversal": (_get(b"/static/..%2f..%2fsettings.py"), {404}),
        "traversal dots": (_get(b"/static/../../settings.py"), {404}),
        "nul in path": (_get(b"/v1/interventions/%00"), {404}),
        "bad utf-8 in path": (_get(b"/v1/interventions/%ff%fe"), {404}),
        "line break in path": (_get(b"/v1/interventions/a%0d%0aSet-Cookie:%20x"), {404}),
        "absolute address": (_get(b"http://evil.example/v1/corpus"), {200, 400, 421}),
        "no host": (b"GET /v1/corpus HTTP/1.1\r\nConnection: close\r\n\r\n", {200, 400, 421}),
        "not http": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20 + b"\r\n\r\n", {400}),
        "http 0.9": (b"GET /\r\n\r\n", {0, 200, 400}),
        "unknown method": (b"BREW /v1/corpus HTTP/1.1\r\n" + _HEAD + b"\r\n", {400, 405}),
        "length and chunks": (
            b"POST /v1/match HTTP/1.1\r\n"
            + _JSON + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            {400},
        ),
        "negative length": (_post(b"/v1/match", b"", -5), {400}),
        "absurd length": (_post(b"/v1/match", b"", 10**17), {413}),
        "body never comes": (_post(b"/v1/match", b"{", 100), {408}),
        # The connection is closed before all was sent: whether the answer is still read is up to the system.
        "body of 5 MB": (_post(b"/v1/match", text), {0, 413}),
        "endless chunks": (
            b"POST /v1/match HTTP/1.1\r\n" + _JSON + b"Transfer-Encoding: chunked\r\n\r\n"
            + (b"10000\r\n" + b"a" * 65536 + b"\r\n") * 200,
            {0, 413},
        ),
        "deep nesting": (_post(b"/v1/match", deep), {400}),
        "json bomb of numbers": (_post(b"/v1/match", b'{"profile":{"limit":' + b"9" * 50_000 + b"}}"), {400}),
        "nan": (_post(b"/v1/match", b'{"profile":{"needs":[{"topic":"x","urgency":NaN}]}}'), {400}),
        "bad utf-8 in body": (_post(b"/v1/match", b'{"profile":{"text":"\xff\xfe"}}'), {400}),
        "lone surrogate": (_post(b"/v1/match", b'{"profile":{"text":"\\ud800"}}'), {400, 200}),
        "duplicate keys": (_post(b"/v1/match", b'{"profile":{},"profile":[]}'), {400}),
        "websocket": (_get(b"/", b"Upgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n"), {200}),
        "range": (_get(b"/v1/corpus", b"Range: bytes=0-1,1-2,2-3\r\n"), {200}),
        "strange accept": (_get(b"/v1/corpus", b"Accept: " + b",".join([b"a/b;q=0.1"] * 2000) + b"\r\n"), {406}),
        "strange tag": (_get(b"/v1/corpus", b"If-None-Match: " + b"\"'," * 5000 + b"\r\n"), {200}),
        "pipelining": (b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 99 + _get(b"/livez"), {200}),
    }  # fmt: skip

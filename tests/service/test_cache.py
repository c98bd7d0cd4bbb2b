"""Kept answers: the same bytes as new ones, of the live build only, and only what may be kept."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from app.catalogue.build import publish
from app.service.cache import AnswerCache
from tests.catalogue.test_build import change
from tests.conftest import serving

ADDRESSES = ["/v1/interventions?q=bakkersfit&facets=all", "/v1/corpus", "/zoeken?q=tillen", "/", "/v1/openapi.json"]


class Backend:
    """Counts how often it is asked; what it answers can be set."""

    def __init__(self, build: str = "b1") -> None:
        self.asked = 0
        self.build = build
        self.status = 200
        self.headers: dict[str, str] = {"cache-control": "public, max-age=1", "vary": "Accept, Accept-Encoding"}
        self.body = b"antwoord"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        headers = {"etag": f'W/"{self.build}-1"', **self.headers}
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": raw})
        await send({"type": "http.response.body", "body": self.body})


@pytest.fixture
def backend() -> Backend:
    return Backend()


def cached(backend: Backend, most: int = 1_000_000) -> TestClient:
    return TestClient(AnswerCache(backend, lambda: "b1", most))


def test_the_second_time_nobody_is_asked(backend: Backend) -> None:
    client = cached(backend)
    first, second = client.get("/v1/x?a=1"), client.get("/v1/x?a=1")
    assert backend.asked == 1
    assert (first.content, dict(first.headers)) == (second.content, dict(second.headers))


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        (("/v1/x?a=1&b=2", {}), ("/v1/x?b=2&a=1", {}), 1),
        (("/v1/x?a=%41", {}), ("/v1/x?a=A", {}), 1),
        (("/v1/x?a=1&a=2", {}), ("/v1/x?a=2&a=1", {}), 2),
        (("/v1/x?a=1", {}), ("/v1/x?a=2", {}), 2),
        (("/v1/x?a=", {}), ("/v1/x", {}), 2),
        (("/zoeken?a=1&b=2", {}), ("/zoeken?b=2&a=1", {}), 2),
        (("/v1/x", {"Accept": "text/markdown"}), ("/v1/x", {"Accept": "application/json"}), 2),
        (("/v1/x", {"Accept-Encoding": "gzip"}), ("/v1/x", {"Accept-Encoding": "identity"}), 2),
        (("/v1/x", {"Accept-Encoding": "gzip"}), ("/v1/x", {"Accept-Encoding": "br, gzip"}), 1),
        (("/v1/x", {"Origin": "https://a.example"}), ("/v1/x", {}), 2),
        (("/v1/x", {"Cookie": "a=1"}), ("/v1/x", {"Cookie": "a=1"}), 2),
        (("/v1/x", {"Authorization": "x"}), ("/v1/x", {"Authorization": "x"}), 2),
    ],
)
def test_what_is_the_same_question(
    backend: Backend, one: tuple[str, dict[str, str]], other: tuple[str, dict[str, str]], asked: int
) -> None:
    client = cached(backend)
    for url, headers in (one, other):
        client.get(url, headers=headers)
    assert backend.asked == asked


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (404, {}),
        (200, {"cache-control": "no-store"}),
        (200, {"vary": "Accept, HX-Request"}),
        (200, {"vary": "*"}),
        (200, {"set-cookie": "a=1"}),
        (200, {"etag": 'W/"b2-1"'}),
        (200, {"etag": 'W/"b11-1"'}),
    ],
)
def test_what_may_not_be_kept_is_made_anew(backend: Backend, status: int, headers: dict[str, str]) -> None:
    backend.status = status
    backend.headers |= headers
    client = cached(backend)
    assert {client.get("/v1/x").status_code, client.get("/v1/x").status_code} == {status}
    assert backend.asked == 2


def test_only_get_is_kept(backend: Backend) -> None:
    client = cached(backend)
    client.post("/v1/x")
    client.post("/v1/x")
    assert backend.asked == 2


def test_the_oldest_go_when_memory_is_full(backend: Backend) -> None:
    client = cached(backend, most=3 * 2100)
    for path in "abcd":
        client.get(f"/v1/{path}")
    client.get("/v1/d")
    assert backend.asked == 4
    client.get("/v1/a")
    assert backend.asked == 5


def test_a_kept_answer_says_304_to_who_has_it(backend: Backend) -> None:
    client = cached(backend)
    client.get("/v1/x")
    for tag in ('W/"b1-1"', '"b1-1"', '"x", W/"b1-1"', "*"):
        response = client.get("/v1/x", headers={"If-None-Match": tag})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["ETag"] == 'W/"b1-1"'
    assert client.get("/v1/x", headers={"If-None-Match": '"oud"'}).status_code == 200
    assert backend.asked == 1


@pytest.fixture(scope="module")
def plain(small_builds: Path) -> Iterator[TestClient]:
    with serving(small_builds, cache_mb=0) as client:
        yield client


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_kept_answer_is_the_answer(small_client: TestClient, plain: TestClient, address: str) -> None:
    without = plain.get(address)
    for _ in range(2):
        response = small_client.get(address)
        assert response.content == without.content
        assert {**response.headers, "x-request-id": ""} == {**without.headers, "x-request-id": ""}


def test_a_new_build_empties_the_cache(data_dir: Path, builds_dir: Path) -> None:
    with serving(builds_dir, reload_seconds=0.01) as client:
        address = "/v1/interventions?q=bakkersfit"
        before = [client.get(address).text for _ in range(2)]
        change(data_dir, "nieuw")
        build_id = publish(data_dir, builds_dir)
        deadline = time.monotonic() + 10
        while client.get("/readyz").json()["build"] != build_id and time.monotonic() < deadline:
            time.sleep(0.02)
        assert "Bakkersfit nieuw" in client.get(address).text
        assert "Bakkersfit nieuw" not in "".join(before)


def test_an_answer_of_the_build_before_is_not_kept_for_the_new_one() -> None:
    """The build changes while an answer is made: it is of the old build, and the next one must be new."""
    builds = ["b1"]

    class Swapping(Backend):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            self.build = builds[0]
            builds[0] = "b2"
            await super().__call__(scope, receive, send)

    backend = Swapping()
    client = TestClient(AnswerCache(backend, lambda: builds[0], 1_000_000))
    assert client.get("/v1/x").headers["ETag"] == 'W/"b1-1"'
    assert client.get("/v1/x").headers["ETag"] == 'W/"b2-1"'


def test_a_half_answer_is_not_kept() -> None:
    async def half(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"etag", b'W/"b1-1"'), (b"cache-control", b"public")]
        start: Message = {"type": "http.response.start", "status": 200, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": b"hal", "more_body": True})
        raise RuntimeError

    cache = AnswerCache(half, lambda: "b1", 1_000_000)
    with pytest.raises(RuntimeError):
        TestClient(cache).get("/v1/x")
    assert not cache._answers

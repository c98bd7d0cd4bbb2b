"""What is too large, too much, too slow or for somebody else is refused in the shape of the API."""

import asyncio
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from app.service.hosts import Hosts
from app.service.limits import Limits, RequestLimits
from app.service.rate_limit import _MOST_CLIENTS, WINDOW_SECONDS, Counter, RateLimit, client_key
from app.service.stack import allowed_hosts
from app.service.time_limit import TimeLimit
from app.settings import Settings
from tests.api.test_http import problem
from tests.service.conftest import Wrap

SMALL = Limits(address=100, parameters=3, headers=20, header_bytes=1000, body=50)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"url": "/v1/x?" + "a" * 100}, 414),
        ({"url": "/v1/" + "a" * 100}, 414),
        ({"url": "/v1/x?a&b&c&d"}, 400),
        ({"url": "/v1/x", "headers": {"X-A": "a" * 1000}}, 431),
        ({"url": "/v1/x", "headers": {f"X-{number}": "a" for number in range(20)}}, 431),
        ({"url": "/v1/x", "content": b"a" * 51}, 413),
    ],
    ids=["address", "path", "parameters", "header", "headers", "body"],
)
def test_what_is_too_large_is_a_problem(around: Wrap, request_: dict[str, Any], status: int) -> None:
    client = around(lambda app: RequestLimits(app, SMALL))
    problem(client.request("POST", **request_), status)


def test_just_small_enough_passes(around: Wrap) -> None:
    client = around(lambda app: RequestLimits(app, SMALL))
    assert client.post("/v1/x?a&b&c", content=b"a" * 50).status_code == 200


def test_a_person_gets_a_page_and_no_header_lets_it_be_kept(around: Wrap) -> None:
    client = around(lambda app: RequestLimits(app, SMALL))
    response = client.get("/zoeken?" + "a" * 100, headers={"Accept": "text/html"})
    assert response.status_code == 414
    assert "<h1>Te lang adres</h1>" in response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_client_may_ask_its_quota_and_again_after_the_window() -> None:
    clock = Clock()
    counter = Counter(2, clock)
    assert [counter.ask("a").allowed for _ in range(3)] == [True, True, False]
    assert counter.ask("b").allowed, "een ander telt apart"
    clock.now += WINDOW_SECONDS - 1
    assert counter.ask("a").seconds == 1
    clock.now += 1
    assert counter.ask("a").remaining == 1


def test_clients_are_forgotten_so_that_many_cannot_fill_memory() -> None:
    clock = Clock()
    counter = Counter(2, clock)
    for number in range(_MOST_CLIENTS + 10):
        counter.ask(str(number))
    assert len(counter._clients) == _MOST_CLIENTS
    clock.now += WINDOW_SECONDS
    counter.ask("laat")
    assert len(counter._clients) == 1


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("127.0.0.1", None),
        ("::1", None),
        ("fe80::1%eth0", "fe80::"),
        ("testclient", None),
    ],
)
def test_who_counts_as_one_client(address: str, key: str | None) -> None:
    assert client_key(address) == key


def test_who_asks_too_much_is_told_how_long_to_wait(around: Wrap) -> None:
    client = around(lambda app: RateLimit(app, 2), client=("192.0.2.1", 1))
    first = client.get("/v1/x")
    assert first.headers["RateLimit-Policy"] == '"client";q=2;w=60'
    assert first.headers["RateLimit"] == '"client";r=1;t=60'
    client.get("/v1/x")
    refused = client.get("/v1/x")
    problem(refused, 429)
    assert 0 < int(refused.headers["Retry-After"]) <= WINDOW_SECONDS
    assert client.get("/livez").status_code == 200, "gezondheid telt niet mee"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("kennisbank.example.org", 200),
        ("KENNISBANK.example.org:8443", 200),
        ("a.fonds.example", 200),
        ("fonds.example", 421),
        ("localhost:8000", 200),
        ("[::1]:8000", 200),
        ("kwaad.example", 421),
        ("kennisbank.example.org.kwaad.example", 421),
        ("", 421),
    ],
)
def test_only_our_own_names_are_answered_for(around: Wrap, host: str, status: int) -> None:
    client = around(lambda app: Hosts(app, ("kennisbank.example.org", "*.fonds.example")))
    response = client.get("/v1/x", headers={"Host": host})
    assert response.status_code == status
    if status == 421:
        problem(response, 421)
    assert client.get("/readyz", headers={"Host": host}).status_code == 200


def test_the_public_address_with_tls_is_the_allowed_host() -> None:
    assert allowed_hosts(Settings(public_url="https://k.example.org")) == ("k.example.org",)  # type: ignore[arg-type]
    assert allowed_hosts(Settings()) == ()
    assert allowed_hosts(Settings(allowed_hosts="a.example, b.example")) == ("a.example", "b.example")  # type: ignore[arg-type]
    assert allowed_hosts(Settings(public_url="https://k.example.org", allowed_hosts="*")) == ()  # type: ignore[arg-type]


async def _slow(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(5)


async def _reads(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass
    await asyncio.sleep(5)


def test_an_answer_that_takes_too_long_is_a_503() -> None:
    client = TestClient(TimeLimit(_slow, 0.05, 10))
    response = client.get("/v1/x")
    assert "0.05 seconden" in problem(response, 503)["detail"]
    assert response.headers["Retry-After"]


def test_a_request_that_never_comes_in_whole_is_a_408() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        if sent:
            await asyncio.sleep(5)
        sent.append({})
        return {"type": "http.request", "body": b"{", "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/v1/x", "query_string": b"", "headers": []}
    asyncio.run(TimeLimit(_reads, 0.05, 10)(scope, receive, send))
    assert next(message["status"] for message in sent if "status" in message) == 408


def test_more_than_can_be_made_at_once_are_told_to_come_back() -> None:
    statuses: list[int] = []

    async def send(message: Message) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    async def receive() -> Message:
        return {"type": "http.request"}

    async def ask_all() -> None:
        limit = TimeLimit(_slow, 0.05, 2)
        scope = {"type": "http", "method": "GET", "path": "/v1/x", "query_string": b"", "headers": []}
        await asyncio.gather(*(limit({**scope}, receive, send) for _ in range(5)))
        assert limit._under_way == 0, "wat klaar is telt niet meer mee"

    asyncio.run(ask_all())
    assert statuses == [503] * 5

"""One address, whatever the server does."""

import asyncio
import socket
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.corpus import LinkHealth, LinkState
from app.linkcheck.probe import Prober
from app.linkcheck.verdict import Seen, judge
from tests.linkcheck.server import QUICK, Server, page

TODAY = date(2026, 11, 22)


def redirect(to: str) -> bytes:
    return page("302 Found", Location=to)


async def late() -> bytes:
    await asyncio.sleep(1.0)
    return page()


def visit(path: str, reply: Callable[[str, int], Any], **settings: Any) -> tuple[LinkHealth, Server]:
    """Ask a server for one path; what we would write, and the server with its log."""

    async def scenario() -> tuple[LinkHealth, Server]:
        async with Server({path: reply, "/elders": lambda *_: page()}, **settings) as server, Prober(QUICK) as prober:
            asked = server.url + path
            health = judge(asked, await prober.visit(asked), TODAY)
            final = health.final_url.replace(server.url, "") if health.final_url else None
            return health.model_copy(update={"final_url": final}), server

    return asyncio.run(scenario())


def test_a_page_that_answers_works_and_is_asked_with_head_only() -> None:
    health, server = visit("/", lambda *_: page())
    assert health == LinkHealth(state=LinkState.WORKS, status=200, checked_on=TODAY)
    assert server.asked == ["GET /robots.txt", "HEAD /"]
    assert server.agents == {"interventiebank-linkcheck/9"}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("404 Not Found", LinkState.GONE),
        ("410 Gone", LinkState.GONE),
        ("403 Forbidden", LinkState.REFUSED),
        ("999 Nee", LinkState.REFUSED),
        ("500 Internal Server Error", LinkState.FAULTY),
        ("418 Theepot", LinkState.FAULTY),
    ],
)
def test_an_error_is_confirmed_with_get(status: str, state: LinkState) -> None:
    health, server = visit("/x", lambda *_: page(status))
    assert (health.state, health.status) == (state, int(status[:3]))
    assert server.asked[1:] == ["HEAD /x", "GET /x"]


def test_what_head_refuses_get_may_give() -> None:
    health, _ = visit("/x", lambda method, _: page("405 Method Not Allowed") if method == "HEAD" else page())
    assert (health.state, health.status) == (LinkState.WORKS, 200)


def test_a_server_that_drops_head_is_asked_with_get() -> None:
    health, _ = visit("/x", lambda method, _: None if method == "HEAD" else page())
    assert health.state is LinkState.WORKS


def test_a_redirect_elsewhere_is_followed_and_told() -> None:
    health, _ = visit("/oud", lambda *_: redirect("/elders"))
    assert (health.state, health.status, health.final_url) == (LinkState.MOVED, 200, "/elders")


def test_a_redirect_to_the_same_place_is_no_move() -> None:
    async def scenario() -> Seen:
        replies = {"/a": lambda *_: redirect("/a/"), "/a/": lambda *_: page()}
        async with Server(replies) as server, Prober(QUICK) as prober:
            seen = await prober.visit(server.url + "/a")
            assert judge(server.url + "/a", seen, TODAY).final_url is None
            return seen

    seen = asyncio.run(scenario())
    assert seen.status == 200
    assert judge("http://www.x.nl/a", Seen("https://x.nl/a/", 200), TODAY).state is LinkState.WORKS
    assert judge("http://x.nl/a?b=1", Seen("https://x.nl/a", 200), TODAY).state is LinkState.MOVED


def test_a_loop_ends() -> None:
    health, server = visit("/lus", lambda *_: redirect("/lus"))
    assert health.state is LinkState.FAULTY
    assert server.asked.count("HEAD /lus") == 2


def test_an_endless_row_of_redirects_ends() -> None:
    health, server = visit("/rij", lambda _, before: redirect(f"/rij?{before}"))
    assert health.state is LinkState.FAULTY
    assert len(server.asked) == 1 + QUICK.redirects + 1


@pytest.mark.parametrize("to", ["ftp://x.nl/", "javascript:alert(1)", "http://", "http://[kapot/", "//"])
def test_a_redirect_to_nowhere_is_a_fault(to: str) -> None:
    health, _ = visit("/x", lambda *_: redirect(to))
    assert health.state is LinkState.FAULTY


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\x00\xff\xfe rommel\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"\r\n" * 9,
    ],
    ids=["bytes", "status", "length", "blank"],
)
def test_rubbish_is_a_fault(rubbish: bytes) -> None:
    health, _ = visit("/x", lambda *_: rubbish)
    assert health.state is LinkState.FAULTY


def test_an_endless_body_is_not_read_to_its_end() -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"x" * 200_000
    health, _ = visit("/x", lambda method, _: page("403 Forbidden") if method == "HEAD" else body)
    assert health.state is LinkState.WORKS


def test_a_server_that_is_late_is_tried_again_and_then_unreachable() -> None:
    started = time.monotonic()
    health, server = visit("/x", lambda *_: late())
    assert (health.state, health.status) == (LinkState.UNREACHABLE, None)
    assert server.asked[1:] == ["HEAD /x", "GET /x", "GET /x", "GET /x"]
    assert time.monotonic() - started < 2.5


def test_a_busy_server_gets_time() -> None:
    def busy(_: str, before: int) -> bytes:
        return page("503 Service Unavailable", Retry_After="0") if before < 2 else page()

    health, server = visit("/x", busy)
    assert (health.state, health.status) == (LinkState.WORKS, 200)
    assert server.asked[1:] == ["HEAD /x", "GET /x", "GET /x"]


def test_retry_after_is_waited_for_but_not_for_ever() -> None:
    started = time.monotonic()
    health, _ = visit(
        "/x", lambda _, before: page("429 Too Many Requests", Retry_After="3600") if before == 0 else page()
    )
    assert health.state is LinkState.WORKS
    assert QUICK.longest_wait <= time.monotonic() - started < 1.5


def test_a_port_where_nobody_listens_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert asyncio.run(_seen(url)).state is LinkState.UNREACHABLE


def test_a_server_without_a_certificate_is_a_fault() -> None:
    async def scenario() -> Seen:
        async with Server({}) as server, Prober(QUICK) as prober:
            return await prober.visit(server.url.replace("http:", "https:") + "/")

    assert asyncio.run(scenario()).state is LinkState.FAULTY


async def _seen(url: str) -> Seen:
    async with Prober(QUICK) as prober:
        return await prober.visit(url)


def test_robots_txt_is_obeyed() -> None:
    rules = page(body="User-agent: interventiebank-linkcheck\nDisallow: /x\n\nUser-agent: *\nDisallow:\n")
    health, server = visit("/x", lambda *_: page(), robots=rules)
    assert (health.state, health.status) == (LinkState.DISALLOWED, None)
    assert server.asked == ["GET /robots.txt"]


def test_a_redirect_to_a_forbidden_page_is_not_followed() -> None:
    health, server = visit("/x", lambda *_: redirect("/elders"), robots=page(body="User-agent: *\nDisallow: /elders\n"))
    assert health.state is LinkState.DISALLOWED
    assert not [asked for asked in server.asked if "elders" in asked]


def test_a_site_whose_robots_txt_fails_allows_nothing() -> None:
    health, server = visit("/x", lambda *_: page(), robots=page("500 Internal Server Error"))
    assert health.state is LinkState.DISALLOWED
    assert "HEAD /x" not in server.asked


@pytest.mark.parametrize("rules", [page("404 Not Found"), page(body=""), page(body="\x00%%rommel\nDisallow\n: : :")])
def test_a_site_without_usable_rules_allows_everything(rules: bytes) -> None:
    health, _ = visit("/x", lambda *_: page(), robots=rules)
    assert health.state is LinkState.WORKS


def test_the_pause_a_site_asks_for_is_kept() -> None:
    started = time.monotonic()
    visit("/x", lambda *_: page(), robots=page(body="User-agent: *\nCrawl-delay: 60\n"))
    assert QUICK.longest_wait <= time.monotonic() - started < 1.5

"""One address: HEAD, then GET where HEAD says no; redirects by hand, tries with growing pauses."""

import asyncio
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from app.domain.corpus import LinkState
from app.linkcheck.limits import Limits
from app.linkcheck.robots import Robots
from app.linkcheck.verdict import Seen

_TRY_AGAIN = frozenset({429, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class _Answer:
    status: int
    location: str | None = None
    retry_after: float = 0.0
    text: str = ""


class Prober:
    """Visits addresses within the limits. Use it as an async context manager."""

    def __init__(self, limits: Limits, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.limits = limits
        self._client = httpx.AsyncClient(
            headers={
                "User-Agent": limits.user_agent,
                "Accept": "text/html,*/*;q=0.8",
                "Accept-Language": "nl,en;q=0.5",
            },
            timeout=limits.timeout,
            transport=transport,
        )
        self._robots = Robots(self._robots_text, limits.user_agent.partition("/")[0])
        self._hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def visit(self, url: str) -> Seen:
        """Where an address leads. Never raises for anything a server does."""
        visits: dict[str, int] = defaultdict(int)
        for _ in range(self.limits.redirects + 1):
            visits[url] += 1
            # Twice is allowed: some sites set a cookie and send the visitor back.
            if visits[url] > 2:
                return Seen(url, state=LinkState.FAULTY)
            seen, location = await self._step(url)
            if location is None:
                return seen
            target = _target(url, location)
            if target is None:
                return Seen(url, seen.status, LinkState.FAULTY)
            url = target
        return Seen(url, state=LinkState.FAULTY)

    async def text(self, url: str) -> str | None:
        """The text at an address that answers 200, at most `body_bytes` of it; None otherwise."""
        with suppress(httpx.HTTPError, httpx.InvalidURL, TimeoutError):
            answer = await self._patiently(("GET",) * self.limits.tries, url)
            return answer.text if answer.status == 200 else None
        return None

    async def _step(self, url: str) -> tuple[Seen, str | None]:
        """One address without following it: what was seen, and where it points if it redirects."""
        try:
            rules = await self._robots.rules(url)
            if not rules.allows(url):
                return Seen(url, state=LinkState.DISALLOWED), None
            pause = min(rules.pause, self.limits.longest_wait)
            answer = await self._patiently(("HEAD",) + ("GET",) * self.limits.tries, url, pause)
        except (httpx.TimeoutException, httpx.ConnectError, TimeoutError) as error:
            return Seen(url, state=LinkState.FAULTY if _is_tls(error) else LinkState.UNREACHABLE), None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            return Seen(url, state=LinkState.FAULTY), None
        if answer.status in _REDIRECTS and answer.location:
            return Seen(url, answer.status), answer.location
        return Seen(url, answer.status), None

    async def _patiently(self, methods: Sequence[str], url: str, pause: float = 0.0) -> _Answer:
        """Ask once with each method until an answer counts, waiting longer after each error or busy server.

        What HEAD refuses counts for nothing: many servers mistreat it, and only GET tells what a reader gets.
        Raises the error of the last try when that failed too.
        """
        wait = self.limits.backoff
        for method in methods[:-1]:
            asked_for = 0.0
            with suppress(httpx.TransportError, TimeoutError):
                answer = await self._ask(method, url, pause)
                busy = answer.status in _TRY_AGAIN
                if answer.status < 400 or (method == "GET" and not busy):
                    return answer
                if not busy:
                    continue
                asked_for = answer.retry_after
            await asyncio.sleep(min(max(wait, asked_for), self.limits.longest_wait))
            wait *= 2
        return await self._ask(methods[-1], url, pause)

    async def _ask(self, method: str, url: str, pause: float) -> _Answer:
        async with self._hosts[urlsplit(url).netloc], asyncio.timeout(self.limits.deadline):
            if pause:
                await asyncio.sleep(pause)
            async with self._client.stream(method, url) as response:
                body = b""
                async for chunk in response.aiter_bytes() if method == "GET" else _nothing():
                    body += chunk
                    if len(body) >= self.limits.body_bytes:
                        break
                return _Answer(
                    response.status_code,
                    response.headers.get("location"),
                    _seconds(response.headers.get("retry-after")),
                    body[: self.limits.body_bytes].decode(response.encoding or "utf-8", errors="replace"),
                )

    async def _robots_text(self, url: str) -> tuple[int, str]:
        for _ in range(self.limits.redirects):
            answer = await self._patiently(("GET",) * self.limits.tries, url)
            target = _target(url, answer.location) if answer.status in _REDIRECTS and answer.location else None
            if target is None:
                return answer.status, answer.text
            url = target
        return 404, ""


async def _nothing() -> AsyncIterator[bytes]:
    """HEAD has no body; a server that sends one all the same is not read."""
    return
    yield b""


def _target(url: str, location: str) -> str | None:
    """Where a redirect leads; None when that is no web address."""
    try:
        target = urljoin(url, location)
        parts = urlsplit(target)
        httpx.URL(target)
    except (ValueError, httpx.InvalidURL):
        return None
    return target if parts.scheme in ("http", "https") and parts.hostname else None


def _seconds(value: str | None) -> float:
    """Retry-After in seconds; a date is left to our own pauses."""
    return float(value) if value and value.isascii() and value.isdigit() else 0.0


def _is_tls(error: BaseException) -> bool:
    """A certificate that is not right is the server's fault; the address does answer."""
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False

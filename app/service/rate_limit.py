"""A client may ask so much in a minute. Every process counts for itself: with n workers a client may get n times that.

A proxy in front is the place for a limit over all processes (docs/operations.md). Headers are those of
draft-ietf-httpapi-ratelimit-headers-11.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.service.refusals import Refusal

WINDOW_SECONDS = 60
#: A client that is not remembered any more starts anew; this many take some 20 MB.
_MOST_CLIENTS = 50_000
_FREE = ("/livez", "/readyz", "/metrics", "/static/")


@dataclass(frozen=True)
class Verdict:
    """Whether a request may pass, how many more may, and in how many seconds the count starts anew."""

    allowed: bool
    remaining: int
    seconds: int


class Counter:
    """Counts requests per client in windows that begin with the client's first request."""

    def __init__(self, quota: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._quota = quota
        self._clock = clock
        self._clients: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def ask(self, client: str) -> Verdict:
        """Count one request of a client."""
        now = self._clock()
        end, used = self._clients.get(client, (0.0, 0))
        if end <= now:
            end, used = now + WINDOW_SECONDS, 0
            self._clients.pop(client, None)
            self._forget(now)
        used += 1
        self._clients[client] = (end, used)
        return Verdict(used <= self._quota, max(0, self._quota - used), math.ceil(end - now))

    def _forget(self, now: float) -> None:
        """Drop windows that are over, oldest first, and the oldest of all when there are too many."""
        while self._clients:
            oldest = next(iter(self._clients))
            if self._clients[oldest][0] > now and len(self._clients) < _MOST_CLIENTS:
                return
            del self._clients[oldest]


@lru_cache(maxsize=_MOST_CLIENTS)
def client_key(address: str) -> str | None:
    """Who counts as one client: an IPv4 address or an IPv6 /64. None for loopback and what is no address.

    Loopback is the machine itself: its administrator, or a proxy that does not say for whom it asks. Counting
    everybody behind such a proxy as one client would lock everybody out.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip
    if ip.is_loopback:
        return None
    return str(ip) if ip.version == 4 else str(IPv6Address(int(ip) >> 64 << 64))


class RateLimit:
    """Answers 429 to who asks too much, and tells everybody what is left."""

    def __init__(self, app: ASGIApp, quota: int) -> None:
        self._app = app
        self._counter = Counter(quota)
        self._policy = f'"client";q={quota};w={WINDOW_SECONDS}'
        self._detail = f"U mag {quota} verzoeken per minuut doen. Wacht {{}} seconden en probeer het opnieuw."

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = _client(scope) if scope["type"] == "http" else None
        if client is None:
            await self._app(scope, receive, send)
            return
        verdict = self._counter.ask(client)
        limit = f'"client";r={verdict.remaining};t={verdict.seconds}'

        async def send_with_limit(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["RateLimit-Policy"] = self._policy
                headers["RateLimit"] = limit
            await send(message)

        if verdict.allowed:
            await self._app(scope, receive, send_with_limit)
        else:
            wait = {"Retry-After": str(verdict.seconds)}
            refusal = Refusal(429, "Te veel verzoeken", self._detail.format(verdict.seconds), wait)
            await refusal(scope, receive, send_with_limit)


def _client(scope: Scope) -> str | None:
    if not scope.get("client") or scope["path"].startswith(_FREE):
        return None
    return client_key(scope["client"][0])

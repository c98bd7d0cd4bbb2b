"""A small server on 127.0.0.1 that behaves as badly as a path asks it to."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from app.linkcheck.limits import Limits

QUICK = Limits(
    timeout=0.25,
    deadline=0.6,
    tries=3,
    backoff=0.01,
    longest_wait=0.3,
    redirects=5,
    user_agent="interventiebank-linkcheck/9",
)

Reply = bytes | None


def page(status: str = "200 OK", body: str = "<p>Hallo", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


@dataclass
class Server:
    """`replies` answers a path, given the method and how often the path was asked before."""

    replies: dict[str, Callable[[str, int], Reply | Awaitable[Reply]]]
    robots: bytes = field(default_factory=lambda: page("404 Not Found"))
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    most_at_once: int = 0
    _now: int = 0
    _seen: Counter[str] = field(default_factory=Counter)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            method, path, _ = head.split("\r\n", 1)[0].split(" ")
            self.agents.update(line[12:] for line in head.split("\r\n") if line.lower().startswith("user-agent: "))
            self.asked.append(f"{method} {path}")
            reply = await self._reply(method, path)
            if reply is not None:
                writer.write(reply.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == "HEAD" else reply)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._now -= 1
            writer.close()

    async def _reply(self, method: str, path: str) -> Reply:
        if path == "/robots.txt":
            return self.robots
        path = path.partition("?")[0]
        before = self._seen[path]
        self._seen[path] += 1
        found = self.replies.get(path, lambda *_: page("404 Not Found"))(method, before)
        return found if isinstance(found, bytes | None) else await found

"""Answers of the live build as bytes, given again before any router is asked.

Every good GET is a pure function of the build and the request, and says so with an ETag that begins with the build's
id. An answer is kept only under the build that its ETag names, so a swap can never mix two builds.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.service.refusals import for_api

#: An answer larger than this is rare (an export) and would push out hundreds of others.
_LARGEST = 1024 * 1024
#: What an entry takes beside its body.
_OVERHEAD = 2048
#: Request headers that are part of the key; an answer that varies by any other is not kept.
_KEYED = frozenset({"accept", "accept-encoding", "origin"})
#: Requests with these may mean something that the key does not hold.
_PERSONAL = frozenset({b"authorization", b"cookie", b"range"})
#: Asked all the time and never kept: looking for them would only spoil the count of misses.
_NEVER_KEPT = frozenset({"/livez", "/readyz", "/metrics"})
_DROPPED_FROM_304 = frozenset({b"content-length", b"content-type", b"content-encoding"})

#: Longer queries are rare, and remembering them would cost memory.
_SHORT = 512

Key = tuple[object, ...]


@dataclass(frozen=True)
class Answer:
    """A whole answer; `facts` is what the request log says about it."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    etag: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """About so many bytes of memory."""
        return len(self.body) + _OVERHEAD


class AnswerCache:
    """Keeps the answers that were asked for last, up to `most_bytes`, and forgets all when the build changes."""

    def __init__(self, app: ASGIApp, build_id: Callable[[], str | None], most_bytes: int) -> None:
        self._app = app
        self._build_id = build_id
        self._most = most_bytes
        self._build: str | None = None
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        build_id = self._build_id()
        if build_id != self._build:
            self._answers.clear()
            self._build, self._bytes = build_id, 0
        key = _key(scope) if build_id else None
        if key is None or build_id is None:
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        answer = self._answers.get(key)
        if answer:
            self._answers.move_to_end(key)
            state |= answer.facts | {"cache": "hit", "build_id": build_id}
            await _give(answer, scope, send)
            return
        state["cache"] = "miss"
        recorder = _Recorder(send, f'W/"{build_id}-')
        await self._app(scope, receive, recorder.send)
        kept = recorder.answer(state)
        if kept and self._build == build_id:
            self._keep(key, kept)

    def _keep(self, key: Key, answer: Answer) -> None:
        before = self._answers.pop(key, None)
        self._bytes += answer.size - (before.size if before else 0)
        self._answers[key] = answer
        while self._bytes > self._most:
            _, oldest = self._answers.popitem(last=False)
            self._bytes -= oldest.size


class _Recorder:
    """Passes an answer on and remembers it, as long as it may be kept."""

    def __init__(self, send: Send, prefix: str) -> None:
        self._send = send
        self._prefix = prefix
        self._headers: list[tuple[bytes, bytes]] | None = None
        self._body = bytearray()
        self._whole = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if self._may_be_kept(message):
                self._headers = list(message["headers"])
        elif self._headers is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            self._whole = not message.get("more_body", False)
            if len(self._body) > _LARGEST:
                self._headers = None
        await self._send(message)

    def _may_be_kept(self, message: Message) -> bool:
        headers = Headers(raw=message["headers"])
        varies = {name.strip().lower() for name in headers.get("vary", "").split(",") if name.strip()}
        return (
            message["status"] == 200
            and headers.get("etag", "").startswith(self._prefix)
            and headers.get("cache-control", "").startswith("public")
            and "set-cookie" not in headers
            and varies <= _KEYED
        )

    def answer(self, state: dict[str, Any]) -> Answer | None:
        """What was sent, if it may be kept and came out whole."""
        if self._headers is None or not self._whole:
            return None
        facts: dict[str, Any] = {name: state[name] for name in ("route", "found") if name in state}
        return Answer(self._headers, bytes(self._body), Headers(raw=self._headers)["etag"], facts)


def _key(scope: Scope) -> Key | None:
    """What the answer depends on beside the build; None when it is not to be kept."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] in _NEVER_KEPT:
        return None
    accept, gzip, origin = b"", False, False
    for name, value in scope["headers"]:
        if name in _PERSONAL:
            return None
        if name == b"accept":
            accept += b"," + value
        elif name == b"accept-encoding":
            gzip = gzip or b"gzip" in value
        elif name == b"origin":
            # Every origin may read: an answer tells apart only that there is one.
            origin = True
    return (scope["path"], _query(scope), accept, gzip, origin)


def _query(scope: Scope) -> object:
    """The query; of the API in an order of names that does not matter, as its answers are built from names.

    Pages keep the order: what a visitor typed may come back in it.
    """
    query: bytes = scope["query_string"]
    if not query or not for_api(scope):
        return query
    return _canonical(query) if len(query) <= _SHORT else _canonical.__wrapped__(query)


@lru_cache(maxsize=4096)
def _canonical(query: bytes) -> tuple[tuple[str, str], ...]:
    """Names and values, by name; values of one name in their own order."""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


async def _give(answer: Answer, scope: Scope, send: Send) -> None:
    asked = Headers(scope=scope).get("if-none-match")
    if asked and _matches(asked, answer.etag):
        headers = [item for item in answer.headers if item[0] not in _DROPPED_FROM_304]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    # A copy: middleware outside adds headers of this one request.
    await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
    await send({"type": "http.response.body", "body": answer.body})


def _matches(asked: str, etag: str) -> bool:
    """Weak comparison (RFC 9110, section 8.8.3.2)."""
    tag = etag.removeprefix("W/")
    return asked.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in asked.split(","))

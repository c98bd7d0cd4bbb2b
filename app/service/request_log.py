"""An id, a log line and metrics for every request. Neither holds a query text or an address of a client."""

import logging
import re
import secrets
import time
from typing import Any
from urllib.parse import unquote_plus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.service.logs import FIELDS
from app.service.metrics import Metrics

log = logging.getLogger(__name__)

HEADER = "X-Request-ID"
OTHER = "(other)"
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_TRACE_ID = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
#: Asked every few seconds by machines; logged only when something is wrong.
_QUIET = frozenset({"/livez", "/readyz", "/metrics"})
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})


class RequestLog:
    """Outermost: sees every answer, refusals and crashes included."""

    def __init__(self, app: ASGIApp, metrics: Metrics, log_queries: bool = False) -> None:
        self._app = app
        self._metrics = metrics
        self._log_queries = log_queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        state = scope.setdefault("state", {})
        state["request_id"] = request_id = _request_id(scope)
        answer = _Answer(send, request_id)
        try:
            await self._app(scope, receive, answer.send)
        except Exception:
            log.exception("crash", extra={FIELDS: {"requestId": request_id, "route": state.get("route", OTHER)}})
            # The answer to a crash is out already, and the crash is logged: nothing is left to be done about it.
            if not answer.status:
                raise
        finally:
            self._record(scope, state, answer, time.perf_counter() - started)

    def _record(self, scope: Scope, state: dict[str, Any], answer: "_Answer", seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else OTHER
        route = state.get("route", OTHER)
        status = answer.status or 500
        self._metrics.request(method, route, status, seconds)
        if "cache" in state:
            self._metrics.cache(state["cache"])
        line = {"requestId": state["request_id"], "method": method, "route": route, "status": status}
        line |= {"ms": round(seconds * 1000, 2), "bytes": answer.bytes}
        line |= {name: state[key] for name, key in (("build", "build_id"), ("cache", "cache")) if key in state}
        if "found" in state and (query := _query(scope)):
            self._metrics.search(state["found"])
            line |= {"found": state["found"], "queryLength": len(query)}
            if self._log_queries:
                line["query"] = query
        if route not in _QUIET or status >= 400:
            log.info("request", extra={FIELDS: line})


class RouteName:
    """Innermost: notes which route answered, as the template of its address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        finally:
            route = scope.get("route")
            if route is not None:
                scope.setdefault("state", {})["route"] = scope.get("root_path", "") + str(route.path)


class _Answer:
    """Adds the request's id to an answer and measures it."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._request_id = request_id
        self.status = 0
        self.bytes = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[HEADER] = self._request_id
        elif message["type"] == "http.response.body":
            self.bytes += len(message.get("body", b""))
        await self._send(message)


def _request_id(scope: Scope) -> str:
    """The id that the caller or its trace gives, if it looks like one; otherwise a new one."""
    headers = Headers(scope=scope)
    given = headers.get(HEADER, "")
    if _GIVEN_ID.fullmatch(given):
        return given
    trace = _TRACE_ID.fullmatch(headers.get("traceparent", ""))
    return trace[1] if trace else secrets.token_hex(8)


def _query(scope: Scope) -> str:
    """The words of a search; looked for by hand, as this runs for every answer, also those that take microseconds."""
    query: bytes = scope["query_string"]
    for part in query.split(b"&"):
        if part.startswith(b"q="):
            return unquote_plus(part[2:].decode("latin-1")).strip()
    return ""

"""HTTP manners of the pages, as plain ASGI so that every answer passes through, errors included."""

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Pages are a pure function of build and address; after a minute a browser asks whether they changed.
PAGE_CACHE = "public, max-age=60"

#: Nothing inline and nothing from elsewhere: no style or script that is not a file of ours can run.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class PageHeaders:
    """Adds security, caching and ETag headers, and answers 304 when the browser has the page already."""

    def __init__(self, app: ASGIApp, version: Callable[[], str | None]) -> None:
        self._app = app
        self._version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        await self._app(scope, receive, _Answer(scope, send, self._version).send)


class _Answer:
    """Rewrites the head of one answer; swallows the body of a 304."""

    def __init__(self, scope: Scope, send: Send, version: Callable[[], str | None]) -> None:
        self._scope = scope
        self._send = send
        self._version = version
        self._not_modified = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            if "cache-control" not in headers:
                self._cache(message, headers)
        elif self._not_modified:
            message = {**message, "body": b""}
        await self._send(message)

    def _cache(self, message: Message, headers: MutableHeaders) -> None:
        version = self._scope["state"].get("page_version") or self._version()
        if self._scope["method"] not in {"GET", "HEAD"} or message["status"] != 200 or not version:
            headers["Cache-Control"] = "no-store"
            return
        etag = f'W/"{version}"'
        headers["ETag"] = etag
        headers["Cache-Control"] = PAGE_CACHE
        asked = Headers(scope=self._scope).get("if-none-match", "")
        if asked.strip() == "*" or etag in (part.strip() for part in asked.split(",")):
            message["status"] = 304
            self._not_modified = True
            del headers["content-length"]
            del headers["content-type"]

"""HTTP manners around the API, as plain ASGI so that every answer passes through, errors included."""

from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.version import VERSION

#: Open data may be kept for five minutes; a new build changes the ETag, so a check after that is cheap.
PUBLIC_CACHE = "public, max-age=300"

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class ApiHeaders:
    """Adds version, security, caching and ETag headers, and answers 304 when the client has it already."""

    def __init__(self, app: ASGIApp, build_id: Callable[[], str | None]) -> None:
        self._app = app
        self._build_id = build_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        await self._app(scope, receive, _Answer(scope, send, self._build_id).send)


class _Answer:
    """Rewrites the head of one answer; swallows the body of a 304."""

    def __init__(self, scope: Scope, send: Send, build_id: Callable[[], str | None]) -> None:
        self._scope = scope
        self._send = send
        self._build_id = build_id
        self._not_modified = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["API-Version"] = VERSION
            headers.setdefault("Cache-Control", "no-store")
            headers.setdefault("Access-Control-Allow-Origin", "*")
            headers.add_vary_header("Accept")
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            self._cache(message, headers)
        elif self._not_modified:
            message = {**message, "body": b""}
        await self._send(message)

    def _cache(self, message: Message, headers: MutableHeaders) -> None:
        """A good GET of data is a pure function of build and address: say so."""
        build_id = self._scope["state"].get("build_id") or self._build_id()
        if self._scope["method"] not in {"GET", "HEAD"} or message["status"] != 200 or not build_id:
            return
        form = headers.get("content-type", "").partition(";")[0].rpartition("/")[2]
        tag = f'"{build_id}-{VERSION}-{form}"'
        headers["ETag"] = f"W/{tag}"
        headers["Cache-Control"] = PUBLIC_CACHE
        asked = Headers(scope=self._scope).get("if-none-match", "")
        # Weak comparison (RFC 9110, 8.8.3.2): a tag is the same with and without W/.
        if asked.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in asked.split(",")):
            message["status"] = 304
            self._not_modified = True
            del headers["content-length"]
            del headers["content-type"]


class HeadAsGet:
    """Answers HEAD wherever GET is answered: the same head, no body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, _with_head(send))
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, without_body)


def _with_head(send: Send) -> Send:
    """Name HEAD beside GET in `Allow`."""

    async def send_allowing_head(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "allow" in headers:
                headers["allow"] = ", ".join(_with_head_method(headers["allow"].split(",")))
        await send(message)

    return send_allowing_head


def _with_head_method(methods: Iterable[str]) -> list[str]:
    named = {method.strip() for method in methods}
    return sorted(named | {"HEAD"} if "GET" in named else named)

"""Greatest sizes of what a request may send. What is larger is refused before anything reads it."""

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import InputError
from app.service.refusals import Refusal

#: No address takes more; each has a smaller limit of its own where that fits (app.api.body).
MAX_BODY = 4 * 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, and counts."""

    #: The HTTP parser itself gives up at 64 KB, with an answer that explains nothing.
    address: int = 56 * 1024
    parameters: int = 1000
    headers: int = 100
    header_bytes: int = 32 * 1024
    body: int = MAX_BODY


class RequestLimits:
    """Refuses what is too large by its head: 400, 413, 414 or 431."""

    def __init__(self, app: ASGIApp, limits: Limits | None = None) -> None:
        self._app = app
        self._limits = limits or Limits()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        limits = self._limits
        query: bytes = scope["query_string"]
        if len(scope.get("raw_path") or b"") + len(query) > limits.address:
            return Refusal(414, "Te lang adres", f"Een adres is ten hoogste {limits.address} bytes.")
        if query.count(b"&") >= limits.parameters:
            detail = f"er zijn ten hoogste {limits.parameters} parameters toegestaan"
            error = InputError("query", "query", "too_many_parameters", detail)
            return Refusal(400, "De vraag klopt niet", f"Er zijn te veel parameters: {detail}.", errors=(error,))
        headers = scope["headers"]
        if (
            len(headers) > limits.headers
            or sum(len(name) + len(value) for name, value in headers) > limits.header_bytes
        ):
            detail = f"Ten hoogste {limits.headers} headers, samen {limits.header_bytes} bytes."
            return Refusal(431, "Te grote headers", detail)
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared[:20]) > limits.body:
            return Refusal(413, "Te groot", f"Een verzoek is ten hoogste {limits.body} bytes.")
        return None

"""Refusals that the service gives before the API or a page is asked: same shape, same headers as theirs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from app.api import problems
from app.api.headers import ApiHeaders
from app.errors import InputError
from app.web.headers import PageHeaders

API = "/v1"
#: Plain on purpose: it must be right when nothing else works.
_PAGE = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head><body><h1>{title}</h1><p>{detail}</p></body></html>
"""


@dataclass(frozen=True)
class Refusal:
    """Why a request is not answered; `detail` is a Dutch sentence for people."""

    status: int
    title: str
    detail: str
    headers: dict[str, str] = field(default_factory=dict)
    errors: Sequence[InputError] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request with this refusal."""
        if for_api(scope):
            await ApiHeaders(self._problem(scope), _no_build)(scope, receive, send)
        elif "text/html" in Headers(scope=scope).get("accept", ""):
            await PageHeaders(self._page(), _no_build)(scope, receive, send)
        else:
            await PageHeaders(self._problem(scope), _no_build)(scope, receive, send)

    def _problem(self, scope: Scope) -> Response:
        response = problems.problem(self.status, self.title, self.detail, scope["path"], self.errors)
        response.headers.update(self.headers)
        return response

    def _page(self) -> Response:
        content = _PAGE.format(title=escape(self.title), detail=escape(self.detail))
        return HTMLResponse(content, self.status, headers={**self.headers, "Cache-Control": "no-store"})


def for_api(scope: Scope) -> bool:
    """Whether the request is for the API."""
    path: str = scope["path"]
    return path == API or path.startswith(API + "/")


def _no_build() -> None:
    return None

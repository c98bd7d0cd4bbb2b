"""An application that answers anything, to put one part of the service around at a time."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

Wrap = Callable[..., TestClient]


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = json.dumps({"path": scope["path"], "query": scope["query_string"].decode("latin-1")}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def around() -> Wrap:
    def client(make: Callable[[ASGIApp], ASGIApp], **options: Any) -> TestClient:
        return TestClient(make(_echo), raise_server_exceptions=False, **options)

    return client

"""Reading a JSON body by hand: its kind, its size, and whether it is JSON at all."""

from typing import Annotated, Any

import orjson
from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from app.errors import InputError, InvalidInput

#: Of one question; a batch may be this many times larger.
MAX_BODY = 64 * 1024
MAX_BATCH_BODY = 16 * MAX_BODY


async def json_object(request: Request) -> dict[str, Any]:
    """The JSON object in the body. Raises 415, 413 or InvalidInput."""
    content = await _content(request, MAX_BATCH_BODY)
    body = _object(content)
    if len(content) > MAX_BODY and "profiles" not in body:
        raise HTTPException(413)
    return body


async def read_object(request: Request, most: int) -> dict[str, Any]:
    """The JSON object in a body of at most so many bytes. Raises 415, 413 or InvalidInput."""
    return _object(await _content(request, most))


async def _content(request: Request, most: int) -> bytearray:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            raise HTTPException(413)
    return content


def _object(content: bytearray) -> dict[str, Any]:
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise InvalidInput([InputError("body", "body", "json_invalid", "is geen geldige JSON")]) from error
    if not isinstance(body, dict):
        raise InvalidInput([InputError("body", "body", "dict_type", "moet een object zijn")])
    return body


JsonObject = Annotated[dict[str, Any], Depends(json_object)]

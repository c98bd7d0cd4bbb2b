"""Forms as browsers post them, read without storing anything."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

#: A plan of a hundred activities, filled in, stays far below this.
MAX_BODY = 2_000_000
_MAX_FIELDS = 5_000


async def form_values(request: Request) -> QueryParams:
    """The fields of a posted form in their order. Raises HTTPException 413 or 415."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise HTTPException(413)
    text = body.decode("utf-8", "replace")
    try:
        return QueryParams(parse_qsl(text, keep_blank_values=True, max_num_fields=_MAX_FIELDS, errors="replace"))
    except ValueError:
        raise HTTPException(413) from None


Form = Annotated[QueryParams, Depends(form_values)]

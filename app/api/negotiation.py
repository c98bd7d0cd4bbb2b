"""Which of the forms we have the client wants (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence
from typing import Any

from fastapi import Depends, Request
from starlette.exceptions import HTTPException


def acceptable(request: Request, offered: Sequence[str]) -> str:
    """The best of the offered media types for the Accept header; the first one on a tie or without one.

    Raises HTTPException 406 when the client wants none of them.
    """
    header = request.headers.get("accept", "").strip()
    if not header:
        return offered[0]
    ranges = [_range(part) for part in header.split(",")]
    best, quality = offered[0], 0.0
    for media_type in offered:
        wanted = _quality(media_type, ranges)
        if wanted > quality:
            best, quality = media_type, wanted
    if quality == 0:
        raise HTTPException(406)
    return best


def _json_only(request: Request) -> None:
    acceptable(request, ("application/json",))


#: For addresses that have one form: put it among their dependencies, and Accept is honoured.
JsonOnly: Any = Depends(_json_only)


def _range(part: str) -> tuple[str, float]:
    media_range, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return media_range.lower(), min(1.0, max(0.0, float(value)))
            except ValueError:
                return media_range.lower(), 0.0
    return media_range.lower(), 1.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that covers the type."""
    for pattern in (media_type, media_type.split("/")[0] + "/*", "*/*"):
        for media_range, quality in ranges:
            if media_range == pattern:
                return quality
    return 0.0

"""The one table from errors to HTTP, and the one shape of an error answer (RFC 9457)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.domain.wording import describe
from app.errors import (
    BuildDamaged,
    BuildFailed,
    BuildUnavailable,
    FormatNotInstalled,
    InputError,
    InterventiebankError,
    InvalidCorpus,
    InvalidInput,
    NotFound,
)

MEDIA_TYPE = "application/problem+json"
UNREADY_RETRY_SECONDS = 5


@dataclass(frozen=True)
class Row:
    """How an error is answered; without a detail of our own the error's text is shown."""

    status: HTTPStatus
    title: str


#: Every error class has a row (a test proves it); the nearest class in the tree counts.
TABLE: Mapping[type[InterventiebankError], Row] = {
    InvalidInput: Row(HTTPStatus.BAD_REQUEST, "De vraag klopt niet"),
    NotFound: Row(HTTPStatus.NOT_FOUND, "Niet gevonden"),
    FormatNotInstalled: Row(HTTPStatus.NOT_IMPLEMENTED, "Deze vorm is hier niet geïnstalleerd"),
    BuildUnavailable: Row(HTTPStatus.SERVICE_UNAVAILABLE, "De service is nog niet klaar"),
    BuildDamaged: Row(HTTPStatus.SERVICE_UNAVAILABLE, "De service is nog niet klaar"),
    InvalidCorpus: Row(HTTPStatus.INTERNAL_SERVER_ERROR, "De gegevens kloppen niet"),
    BuildFailed: Row(HTTPStatus.INTERNAL_SERVER_ERROR, "Het bouwen is mislukt"),
    InterventiebankError: Row(HTTPStatus.INTERNAL_SERVER_ERROR, "Er ging iets mis"),
}

_HTTP_TITLES: Mapping[int, tuple[str, str]] = {
    401: ("Token nodig", "Stuur de header Authorization: Bearer <token>."),
    404: (
        "Niet gevonden",
        "Op dit adres staat niets. Let op: een adres eindigt nooit op een schuine streep.",
    ),
    405: ("Methode niet toegestaan", "Gebruik een van de methoden in de header Allow."),
    406: ("Niet in deze vorm", "Vraag om een vorm die dit adres geeft."),
    413: ("Te groot", "De inhoud van het verzoek is te groot."),
    415: ("Verkeerd soort inhoud", "Stuur JSON met Content-Type application/json."),
}


def problem(status: int, title: str, detail: str, request_path: str, errors: Sequence[InputError] = ()) -> Response:
    """An error answer; `errors` names every reason at once."""
    body: dict[str, Any] = {
        "status": status,
        "title": title,
        "detail": detail,
        "instance": request_path,
    }
    if errors:
        body["errors"] = [
            {"in": error.place, "name": error.name, "code": error.code, "detail": error.detail} for error in errors
        ]
    return Response(orjson.dumps(body), status, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})


def answer(request: Request, error: Exception) -> Response:
    """The answer to an error raised on purpose."""
    row = next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)
    errors = error.errors if isinstance(error, InvalidInput) else ()
    detail = _summary(errors) if errors else str(error)
    response = problem(row.status, row.title, detail, request.url.path, errors)
    if row.status is HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(UNREADY_RETRY_SECONDS)
    return response


def input_errors(error: RequestValidationError) -> list[InputError]:
    """What FastAPI found wrong with parameters or body, in our words."""
    return [
        InputError(
            place=str(detail["loc"][0]) if detail["loc"] else "body",
            name=".".join(str(part) for part in detail["loc"][1:]) or "body",
            code=str(detail["type"]),
            detail=describe(detail),
        )
        for detail in error.errors()
    ]


def http_error(request: Request, error: Exception) -> Response:
    """The answer to an error that Starlette raises itself (404, 405 and their kin)."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
    title, detail = _HTTP_TITLES.get(error.status_code, (HTTPStatus(error.status_code).phrase, str(error.detail)))
    response = problem(error.status_code, title, detail, request.url.path)
    response.headers.update(error.headers or {})
    return response


def crash(request: Request, _error: Exception) -> Response:
    """The answer to a mistake of ours: it says nothing about the inside."""
    return problem(500, "Er ging iets mis", "De fout is vastgelegd. Probeer het later opnieuw.", request.url.path)


def _summary(errors: Sequence[InputError]) -> str:
    if len(errors) == 1:
        return f"{errors[0].name}: {errors[0].detail}."
    return f"Er zijn {len(errors)} fouten; ze staan in 'errors'."

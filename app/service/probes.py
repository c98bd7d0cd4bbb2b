"""For whoever runs the service: is it alive, is it ready, what are its numbers, take over the new build now."""

import hmac
from datetime import UTC, datetime

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.api import problems
from app.catalogue.current import CurrentCatalogue
from app.errors import BuildUnavailable
from app.service.metrics import CONTENT_TYPE, Metrics

_NOT_KEPT = {"Cache-Control": "no-store"}


def probes(current: CurrentCatalogue, metrics: Metrics, token: str | None) -> APIRouter:
    """The routes for administrators. With a token, metrics and reload need it; without one there is no reload."""
    router = APIRouter()
    admin = [Depends(Bearer(token))] if token else []

    @router.get("/livez")
    def livez() -> Response:
        """The process answers."""
        return JSONResponse({"status": "ok"}, headers=_NOT_KEPT)

    @router.get("/readyz")
    def readyz(request: Request) -> Response:
        """There is a build to answer from: which, how old, and whether a newer one is refused."""
        try:
            return JSONResponse(_readiness(current), headers=_NOT_KEPT)
        except BuildUnavailable as error:
            return problems.answer(request, error)

    @router.get("/metrics", dependencies=admin)
    def show_metrics() -> Response:
        """Numbers in the text format of Prometheus."""
        return Response(metrics.text(), headers=_NOT_KEPT | {"Content-Type": CONTENT_TYPE})

    if token:

        @router.post("/admin/reload", dependencies=admin)
        def reload_build(request: Request) -> Response:
            """Look for a new build now. Other worker processes look within the reload time."""
            current.refresh()
            return readyz(request)

    return router


class Bearer:
    """Asks for the administrator's token in the Authorization header, and nowhere else."""

    def __init__(self, token: str) -> None:
        self._expected = f"bearer {token}".encode()

    def __call__(self, request: Request) -> None:
        """Raises HTTPException 401 without the right token; takes as long for every wrong one."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        sent = f"{scheme.lower()} {given.strip()}".encode()
        if not hmac.compare_digest(sent, self._expected):
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})


def _readiness(current: CurrentCatalogue) -> dict[str, object]:
    manifest = current.get().manifest
    body: dict[str, object] = {
        "status": "ok",
        "build": manifest.build_id,
        "builtAt": manifest.built_at.isoformat().replace("+00:00", "Z"),
        "ageSeconds": max(0, int((datetime.now(UTC) - manifest.built_at).total_seconds())),
    }
    if current.refused:
        body["refused"] = current.refused
    return body

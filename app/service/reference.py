"""The API reference in Swagger UI at /v1/docs, served by ourselves: no address of others, no script in the page.

The package fastapi-swagger is only the carrier of two files of the Swagger UI release; its code is never run. Their
checksums are those of the npm package swagger-ui-dist 5.34.0, which a test proves.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from app.errors import NotFound

CARRIER = "fastapi_swagger"
_START = """window.addEventListener("load", function () {
  SwaggerUIBundle({
    url: "/v1/openapi.json", dom_id: "#reference", deepLinking: true, validatorUrl: null,
    docExpansion: "list", defaultModelsExpandDepth: 0, displayRequestDuration: true, tryItOutEnabled: true
  });
});
"""
_PAGE = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>API van de Interventiebank</title><link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/v1/docs/swagger-ui.css">
<script src="/v1/docs/swagger-ui-bundle.js" defer></script><script src="/v1/docs/start.js" defer></script></head>
<body><main id="reference"><h1>API van de Interventiebank</h1>
<p>Deze pagina heeft JavaScript nodig. De beschrijving zelf staat op <a href="/v1/openapi.json">/v1/openapi.json</a>;
uitleg staat op <a href="/api">/api</a>.</p></main></body></html>
"""
#: Swagger UI draws its icons as data: images; everything else comes from here.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}

router = APIRouter(prefix="/docs", include_in_schema=False)


@router.get("")
def show_reference() -> Response:
    """The page."""
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})


@router.get("/{name}")
def send_part(name: str) -> Response:
    """A style sheet or script of the page. Raises NotFound."""
    if name not in {"swagger-ui.css", "swagger-ui-bundle.js", "start.js"}:
        raise NotFound("Bestand", name[:40])
    return Response(part(name), headers={"Content-Type": _MEDIA_TYPES[Path(name).suffix]})


@lru_cache
def part(name: str) -> bytes:
    """The content of a part of the page."""
    if name == "start.js":
        return _START.encode()
    spec = find_spec(CARRIER)
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise NotFound("Bestand", name)
    return (Path(folders[0]) / "resources" / name).read_bytes()

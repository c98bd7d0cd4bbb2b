"""Style sheets, scripts and pictures."""

from fastapi import APIRouter, Request, Response

from app.web.assets import Asset
from app.web.pages import pages_of

router = APIRouter()

_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_NOW = "public, max-age=300"


@router.get("/static/{name}")
def send_asset(name: str, request: Request) -> Response:
    """A static file; an address with the right version may be kept for ever."""
    asset = pages_of(request).assets.get(name)
    current = request.query_params.get("v") == asset.version
    return _answer(asset, _FOR_EVER if current else _FOR_NOW)


@router.get("/favicon.svg")
@router.get("/favicon.ico")
def send_favicon(request: Request) -> Response:
    """The mark of the site; browsers that ask for .ico take SVG as well."""
    return _answer(pages_of(request).assets.get("favicon.svg"), _FOR_NOW)


def _answer(asset: Asset, cache: str) -> Response:
    return Response(asset.content, media_type=asset.media_type, headers={"Cache-Control": cache})

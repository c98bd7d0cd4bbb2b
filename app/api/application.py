"""The API under /v1: an application of its own, with its own headers, errors and openapi.json."""

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from app.api import problems
from app.api.headers import ApiHeaders
from app.api.negotiation import JsonOnly
from app.api.openapi import openapi
from app.api.parameters import NoParameters, unknown_terms
from app.api.routes import changes, corpus, exports, interventions, match, plans, suggestions, vocabularies
from app.catalogue.current import CurrentCatalogue
from app.catalogue.plans import Plans
from app.corpus.plans import read_templates, template_folders
from app.errors import BuildUnavailable, InterventiebankError, InvalidInput
from app.settings import Settings
from app.version import VERSION

_TAGS = [
    {"name": "Interventies", "description": "Zoeken, bladeren en lezen."},
    {"name": "Match", "description": "Aanbevelingen bij een diagnose, met de redenen."},
    {"name": "Plannen", "description": "Een plan van aanpak maken en meenemen; de gegevens meenemen."},
    {"name": "Woordenlijsten", "description": "De termen waarmee records beschreven zijn."},
    {"name": "Over deze gegevens", "description": "Build, aantallen, licentie en bronnen."},
]

_DESCRIPTION = """
Zoek en lees interventies voor duurzame inzetbaarheid en leven lang ontwikkelen in Nederland.
Lezen kan zonder sleutel. Wat een bron niet vermeldt, staat niet in het antwoord: wij vullen niets in.
Namen van adressen en velden zijn Engels, waarden en teksten Nederlands.
"""

_EXPOSED = [
    "API-Version",
    "Content-Disposition",
    "ETag",
    "Link",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "X-Request-ID",
]


def create_api(settings: Settings, current: CurrentCatalogue) -> FastAPI:
    """Make the API that answers from `current`."""
    api = _Api(
        title="Interventiebank",
        summary="Interventies voor duurzame inzetbaarheid en leven lang ontwikkelen",
        description=_DESCRIPTION.strip(),
        version=VERSION,
        contact={
            "name": settings.contact_name,
            "url": str(settings.contact_url),
            "email": settings.contact_email,
        },
        license_info={"name": "MIT (code), CC BY 4.0 (gegevens)", "identifier": "MIT AND CC-BY-4.0"},
        servers=[{"url": _server(settings)}],
        root_path_in_servers=False,
        openapi_tags=_TAGS,
        redirect_slashes=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    api.state.current = current
    api.state.plans = Plans(read_templates(template_folders(settings.data_dir, settings.plans_dir)))
    api.state.plan_docx = settings.plan_docx
    api.state.build_id = lambda: _build_id(current)
    api.openapi = lambda: openapi(api)  # type: ignore[method-assign]
    _publish_openapi(api)
    for routes in (interventions, match, suggestions, plans, exports, vocabularies, corpus, changes):
        api.include_router(routes.router)
    api.add_exception_handler(InterventiebankError, problems.answer)
    api.add_exception_handler(RequestValidationError, _invalid_request)
    api.add_exception_handler(HTTPException, problems.http_error)
    api.add_exception_handler(Exception, problems.crash)
    api.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Content-Type", "If-None-Match"],
        expose_headers=_EXPOSED,
    )
    return api


class _Api(FastAPI):
    """Headers go around everything: Starlette answers a crash outside all middleware that is added to it."""

    def build_middleware_stack(self) -> ASGIApp:
        return ApiHeaders(super().build_middleware_stack(), self.state.build_id)


def _server(settings: Settings) -> str:
    """The address of the API. Without TLS it is a development address: then relative, wherever that is."""
    public = str(settings.public_url).rstrip("/")
    return f"{public}/v1" if public.startswith("https://") else "/v1"


def _publish_openapi(api: FastAPI) -> None:
    @api.get("/openapi.json", include_in_schema=False, dependencies=[JsonOnly])
    def openapi_document(_none: Annotated[NoParameters, Query()]) -> JSONResponse:
        """This description; like all addresses it refuses parameters that it does not know."""
        return JSONResponse(api.openapi())


def _build_id(current: CurrentCatalogue) -> str | None:
    try:
        return current.get().build_id
    except BuildUnavailable:
        return None


def _invalid_request(request: Request, error: Any) -> Response:
    """Everything wrong at once: what has the wrong shape, and what names no term."""
    errors = problems.input_errors(error)
    try:
        terms = unknown_terms(request.query_params, request.app.state.current.get().corpus)
    except BuildUnavailable as unavailable:
        return problems.answer(request, unavailable)
    named = {error.name.partition(".")[0] for error in errors}
    return problems.answer(request, InvalidInput([*errors, *(term for term in terms if term.name not in named)]))

"""The composition root: the only place where the parts meet. Nothing is created at import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from app.api import problems
from app.api.application import create_api
from app.api.headers import HeadAsGet
from app.api.renderings import json_ld, markdown
from app.catalogue.current import CurrentCatalogue
from app.errors import BuildUnavailable
from app.exports import pdf
from app.exports.formats import PLAN_FORMATS, PlanFormat
from app.settings import Settings
from app.version import VERSION
from app.web.application import create_web
from app.web.planning.files import PlanFile
from app.web.site import Site, script_data


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole service: the API, the pages, and the probes for whoever runs it."""
    settings = settings or Settings()
    current = CurrentCatalogue(settings.builds_dir, settings.reload_seconds)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        current.start()
        yield
        current.stop()

    app = FastAPI(
        title="Interventiebank",
        version=VERSION,
        lifespan=lifespan,
        redirect_slashes=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    _add_probes(app, current)
    api = create_api(settings, current)
    app.mount("/v1", api)
    # A mount answers below its address only; the bare one would be a page.
    app.router.routes.append(Route("/v1", api, include_in_schema=False))
    # Whatever nothing else answers to is a page, or a page that says that there is none.
    app.router.default = create_web(_site(settings), current, api.state.plans)
    app.add_exception_handler(HTTPException, problems.http_error)
    app.add_exception_handler(Exception, problems.crash)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(HeadAsGet)
    return app


def _site(settings: Settings) -> Site:
    return Site(
        public_url=str(settings.public_url).rstrip("/"),
        contact_name=settings.contact_name,
        contact_email=settings.contact_email,
        theme_css=settings.theme_css,
        renderings={
            "markdown": markdown,
            "json-ld": lambda corpus, record: script_data(json_ld(corpus, record)),
        },
        plan_files=tuple(
            _plan_file(item, settings.plan_docx)
            for name, item in PLAN_FORMATS.items()
            if name != "pdf" or pdf.is_installed()
        ),
    )


def _plan_file(item: PlanFormat, template: Path | None) -> PlanFile:
    return PlanFile(item.extension, item.media_type, lambda plan: item.write(plan, template), item.name)


def _add_probes(app: FastAPI, current: CurrentCatalogue) -> None:
    @app.get("/livez")
    def livez() -> Response:
        """The process answers."""
        return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})

    @app.get("/readyz")
    def readyz(request: Request) -> Response:
        """There is a build to answer from."""
        try:
            manifest = current.get().manifest
        except BuildUnavailable as error:
            return problems.answer(request, error)
        body = {
            "status": "ok",
            "build": manifest.build_id,
            "builtAt": manifest.built_at.isoformat().replace("+00:00", "Z"),
        }
        return JSONResponse(body, headers={"Cache-Control": "no-store"})

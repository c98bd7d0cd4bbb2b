"""The composition root: the only place where the parts meet. Nothing is created at import."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api import problems
from app.api.application import create_api
from app.api.renderings import json_ld, markdown
from app.catalogue.current import CurrentCatalogue
from app.exports import pdf
from app.exports.formats import PLAN_FORMATS, PlanFormat
from app.service import reference
from app.service.limits import MAX_BODY
from app.service.metrics import Metrics
from app.service.probes import probes
from app.service.refusals import API, for_api
from app.service.stack import surround
from app.service.tracing import tracing
from app.settings import Settings
from app.version import VERSION
from app.web.application import create_web
from app.web.planning.files import PlanFile
from app.web.site import Site, script_data


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole service: the API, the pages, and the probes for whoever runs it."""
    settings = settings or Settings()
    current = CurrentCatalogue(settings.builds_dir, settings.reload_seconds)
    traces = tracing(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if traces:
            traces.start()
        current.start()
        yield
        current.stop()
        if traces:
            await traces.stop()

    metrics = Metrics(current)
    app = _Service(
        around=lambda inner: surround(inner, settings, current.build_id, metrics, traces),
        title="Interventiebank",
        version=VERSION,
        lifespan=lifespan,
        max_body_size=MAX_BODY,
        telemetry=_NOT_BY_FASTAPI,
        redirect_slashes=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    token = settings.admin_token.get_secret_value() if settings.admin_token else None
    app.include_router(probes(current, metrics, token))
    api = create_api(settings, current)
    api.include_router(reference.router)
    app.mount(API, api)
    # Whatever nothing else answers to is a page, or a page that says that there is none.
    app.router.default = _Otherwise(api, create_web(_site(settings), current, api.state.plans))
    app.add_exception_handler(HTTPException, problems.http_error)
    app.add_exception_handler(Exception, problems.crash)
    # Level 9 takes twice the time of 6 and saves 1 %.
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=6)
    return app


#: FastAPI's own spans hold addresses and queries. Left out at the outermost application, they are left out everywhere.
_NOT_BY_FASTAPI: TelemetryConfig = {"auto_configure": False, "exclude": lambda _scope: True}


class _Service(FastAPI):
    """What goes around everything goes around Starlette's answer to a crash too, which add_middleware does not."""

    def __init__(self, around: Callable[[ASGIApp], ASGIApp], **options: Any) -> None:
        super().__init__(**options)
        self._around = around

    def build_middleware_stack(self) -> ASGIApp:
        return self._around(super().build_middleware_stack())


class _Otherwise:
    """The pages; and the API for what a mount leaves out: its bare address, and addresses with a line break."""

    def __init__(self, api: ASGIApp, pages: ASGIApp) -> None:
        self._api = api
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and for_api(scope):
            scope["root_path"] = scope.get("root_path", "") + API
            await self._api(scope, receive, send)
        else:
            await self._pages(scope, receive, send)


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

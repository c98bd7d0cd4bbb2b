"""The pages as an application of its own, with its own headers and with errors that help."""

from fastapi import FastAPI
from starlette.exceptions import HTTPException

from app.catalogue.current import CurrentCatalogue
from app.catalogue.plans import Plans
from app.errors import BuildUnavailable, InterventiebankError
from app.web import errors
from app.web.headers import PageHeaders
from app.web.pages import Pages
from app.web.routes import assets, compare, diagnosis, home, machines, plan, records, search, terms, texts
from app.web.site import Site


def create_web(site: Site, current: CurrentCatalogue, plans: Plans) -> FastAPI:
    """Make the pages that answer from `current`."""
    web = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    pages = Pages(site)
    web.state.current = current
    web.state.pages = pages
    web.state.plans = plans
    for routes in (home, search, records, terms, compare, diagnosis, plan, texts, machines, assets):
        web.include_router(routes.router)
    web.add_exception_handler(InterventiebankError, errors.raised)
    web.add_exception_handler(HTTPException, errors.http_error)
    web.add_exception_handler(Exception, errors.crash)
    web.add_middleware(PageHeaders, version=lambda: _version(current, pages))
    return web


def _version(current: CurrentCatalogue, pages: Pages) -> str | None:
    try:
        return f"{current.get().build_id}-{pages.version}"
    except BuildUnavailable:
        return None

"""Pages for when something is wrong: each says what happened, in plain words, and where to go next."""

from dataclasses import dataclass

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from app.catalogue.catalogue import Catalogue
from app.errors import BuildUnavailable, NotFound
from app.web.pages import Head, pages_of
from app.web.parameters import clean
from app.web.views.links import Link, suggestion_link

_RETRY_SECONDS = "5"
_NEAR = 5


@dataclass(frozen=True)
class ErrorView:
    """What went wrong and the ways on."""

    heading: str
    text: str
    near: tuple[Link, ...] = ()
    words: str = ""


_OTHER_ERROR = ErrorView("Dat kan hier niet", "Deze pagina is er wel, maar niet op deze manier.")
_HTTP_ERRORS = {
    413: ErrorView("Dat is te veel", "Wat u stuurde is te groot. Maak het korter en probeer het opnieuw."),
}


def raised(request: Request, error: Exception) -> Response:
    """The page for an error raised on purpose."""
    if isinstance(error, NotFound):
        return _not_found(request, str(error))
    if isinstance(error, BuildUnavailable):
        view = ErrorView(
            "De kennisbank is nog niet klaar",
            "De gegevens worden klaargezet. Probeer het over een paar tellen opnieuw.",
        )
        response = pages_of(request).answer("error.html", Head(view.heading, indexed=False), view, 503)
        response.headers["Retry-After"] = _RETRY_SECONDS
        return response
    return crash(request, error)


def http_error(request: Request, error: Exception) -> Response:
    """The page for an address or a method that does not exist."""
    if isinstance(error, HTTPException) and error.status_code != 404:
        view = _HTTP_ERRORS.get(error.status_code, _OTHER_ERROR)
        response = pages_of(request).answer("error.html", Head(view.heading, indexed=False), view, error.status_code)
        response.headers.update(error.headers or {})
        return response
    return _not_found(request, "")


def crash(request: Request, _error: Exception) -> Response:
    """The page for a mistake of ours: it says nothing about the inside."""
    view = ErrorView(
        "Er ging iets mis",
        "Dat ligt aan ons, niet aan u. De fout is vastgelegd. Probeer het later nog eens.",
    )
    return pages_of(request).answer("error.html", Head(view.heading, indexed=False), view, 500)


def _not_found(request: Request, why: str) -> Response:
    asked = clean(request.url.path.rstrip("/").rsplit("/", 1)[-1].replace("-", " "))[:80]
    text = why or "Op dit adres staat niets. Misschien is de pagina verplaatst, of zit er een tikfout in het adres."
    view = ErrorView("Deze pagina bestaat niet", text, tuple(_near(request, asked)), asked)
    return pages_of(request).answer("error.html", Head(view.heading, indexed=False), view, 404)


def _near(request: Request, asked: str) -> list[Link]:
    """What the address may have meant; nothing when there is no build to ask."""
    try:
        live: Catalogue = request.app.state.current.get()
    except BuildUnavailable:
        return []
    parts = [asked, *sorted(asked.split(), key=len, reverse=True)[:2]]
    found = [item for part in parts if len(part) > 2 for item in live.suggest(part, _NEAR)]
    links = [suggestion_link(item) for item in dict.fromkeys(found)]
    return links[:_NEAR]

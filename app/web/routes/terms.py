"""Pages of topics, themes, sectors and providers, and the lists of them."""

from fastapi import APIRouter, Request, Response

from app.errors import NotFound
from app.web.addresses import TERM_PAGES, term_url
from app.web.pages import Head, pages_of
from app.web.parameters import LiveCatalogue
from app.web.views.overview import overview
from app.web.views.term import term_page

router = APIRouter()

_VOCABULARIES = {path.removeprefix("/"): name for name, path in TERM_PAGES.items()}


@router.get("/onderwerpen")
@router.get("/themas")
@router.get("/sectoren")
@router.get("/aanbieders")
def show_overview(request: Request, live: LiveCatalogue) -> Response:
    """All terms that have records."""
    section = request.url.path.strip("/")
    view = overview(live, _VOCABULARIES[section])
    head = Head(view.title, view.intro, section=section, path=f"/{section}")
    return pages_of(request).answer("overview.html", head, view)


@router.get("/onderwerpen/{term_id}")
@router.get("/themas/{term_id}")
@router.get("/sectoren/{term_id}")
@router.get("/aanbieders/{term_id}")
def show_term(term_id: str, request: Request, live: LiveCatalogue) -> Response:
    """One term; an old or English id leads to the page of today."""
    section = request.url.path.split("/")[1]
    vocabulary = live.corpus.vocabulary(_VOCABULARIES[section])
    known = vocabulary.resolve(term_id)
    if known is None:
        raise NotFound(vocabulary.label.nl, term_id)
    if known != term_id:
        return Response(status_code=301, headers={"Location": term_url(vocabulary.name, known)})
    view = term_page(live, vocabulary.name, vocabulary.by_id[known])
    head = Head(view.label, view.definition, section=section, path=f"/{section}/{known}")
    return pages_of(request).answer("term.html", head, view)

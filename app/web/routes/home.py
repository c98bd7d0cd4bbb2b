"""The front page."""

from fastapi import APIRouter, Request, Response

from app.web.pages import Alternate, Head, pages_of
from app.web.parameters import LiveCatalogue
from app.web.views.home import home

router = APIRouter()


@router.get("/")
def show_home(request: Request, live: LiveCatalogue) -> Response:
    """Search box, map, topics, news."""
    view = home(live)
    head = Head(
        "",
        f"Zoek in {view.records} interventies en aanpakken voor duurzame inzetbaarheid en leren op het werk.",
        path="/",
        alternates=(Alternate("application/atom+xml", "/wijzigingen.atom", "Wijzigingen"),),
        search_box=False,
    )
    return pages_of(request).answer("home.html", head, view)

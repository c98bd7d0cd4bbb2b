"""The search page."""

from fastapi import APIRouter, Request, Response

from app.web.pages import Alternate, Head, pages_of
from app.web.parameters import LiveCatalogue, search_query
from app.web.views.search import search_page

router = APIRouter()


@router.get("/zoeken")
def show_search(request: Request, live: LiveCatalogue) -> Response:
    """Results, filters and every way to change the question; all of it in the address."""
    query, notices = search_query(request.query_params, live.corpus)
    view = search_page(live, query, notices)
    # For the log and the metrics around us: the share of searches that find nothing.
    request.state.found = view.total
    head = Head(
        f"Zoeken: {view.text}" if view.text else "Zoeken",
        "Zoek en filter interventies en aanpakken voor duurzame inzetbaarheid.",
        section="zoeken",
        path="/zoeken",
        alternates=(Alternate("application/json", view.api_url, "Dit resultaat als JSON"),),
        indexed=not request.query_params,
        search_box=False,
    )
    return pages_of(request).answer("search.html", head, view)

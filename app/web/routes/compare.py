"""Records side by side."""

from fastapi import APIRouter, Request, Response

from app.web.pages import Head, pages_of
from app.web.parameters import LiveCatalogue, record_ids
from app.web.views.comparison import MOST, comparison

router = APIRouter()


@router.get("/vergelijken")
def show_comparison(request: Request, live: LiveCatalogue) -> Response:
    """Two to four records that `ids` names."""
    ids, notices = record_ids(request.query_params, live.corpus, MOST)
    head = Head("Vergelijken", "Zet twee tot vier interventies naast elkaar.", path="/vergelijken", indexed=False)
    return pages_of(request).answer("compare.html", head, comparison(live, ids, notices))

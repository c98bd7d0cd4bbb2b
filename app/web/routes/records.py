"""The page of a record, and the same record as Markdown."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from app.errors import NotFound
from app.web.pages import Alternate, Head, pages_of
from app.web.parameters import LiveCatalogue
from app.web.views.record import record_page

router = APIRouter()

_MARKDOWN_SUFFIX = ".md"


@router.get("/interventies")
def show_records() -> Response:
    """The list of all records is the search without a question."""
    return Response(status_code=301, headers={"Location": "/zoeken", "Cache-Control": "public, max-age=3600"})


@router.get("/interventies/{record_id}")
def show_record(record_id: str, request: Request, live: LiveCatalogue) -> Response:
    """One record, whole; the address is permanent."""
    pages = pages_of(request)
    if record_id.endswith(_MARKDOWN_SUFFIX):
        record = live.get(record_id.removesuffix(_MARKDOWN_SUFFIX))
        text = pages.site.renderings["markdown"](live.corpus, record)
        return PlainTextResponse(text, media_type="text/markdown")
    if removed := next((item for item in live.corpus.removals if item.id == record_id), None):
        raise NotFound("Deze beschrijving is verwijderd: " + removed.reason + " Interventie", record_id)
    record = live.get(record_id)
    view = record_page(live, record, pages.site.public_url)
    head = Head(
        record.title,
        record.summary,
        path=f"/interventies/{record.id}",
        alternates=(
            Alternate("text/markdown", view.markdown_url, "Als Markdown"),
            Alternate("application/json", view.api_url, "Als JSON"),
        ),
        json_ld=pages.site.renderings["json-ld"](live.corpus, record),
    )
    return pages.answer("record.html", head, view)

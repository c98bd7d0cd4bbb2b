"""The corpus, or what a search finds in it, to take away."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from app.api import present
from app.api.negotiation import acceptable
from app.api.parameters import FilterParameters, LiveCatalogue, SearchParameters, search_query
from app.catalogue.catalogue import Catalogue
from app.domain.intervention import Intervention
from app.domain.query import Page, SearchQuery, Sort
from app.exports import csv, interventions_xlsx, xlsx
from app.exports.interventions import for_people, for_programs
from app.exports.names import file_name

router = APIRouter(prefix="/exports", tags=["Plannen"])

NDJSON = "application/x-ndjson"
_OFFERED = {"text/csv": "csv", xlsx.MEDIA_TYPE: "xlsx", NDJSON: "ndjson"}
_MEDIA_TYPES = {"csv": csv.MEDIA_TYPE, "csv-excel": csv.MEDIA_TYPE, "xlsx": xlsx.MEDIA_TYPE, "ndjson": NDJSON}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Het bestand.",
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            xlsx.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}},
            NDJSON: {"schema": {"type": "string"}},
        },
    }
}


class ExportParameters(FilterParameters):
    """A search without pages, and the form in which to take it away."""

    sort: Sort = Field(default=Sort.RELEVANCE, description="De volgorde.")
    format: Literal["csv", "csv-excel", "xlsx", "ndjson"] | None = Field(
        default=None,
        description="csv voor programma's, csv-excel voor een Nederlandse Excel; gaat voor op de header Accept.",
    )


@router.get("/interventions", summary="Neem interventies mee", response_class=StreamingResponse, responses=_RESPONSES)
def export_interventions(
    parameters: Annotated[ExportParameters, Query()], live: LiveCatalogue, request: Request
) -> Response:
    """Geeft alle interventies, of wat een zoekvraag vindt, als bestand.

    Teksten die een rekenprogramma als formule zou uitvoeren, krijgen in CSV een apostrof ervoor. NDJSON heeft ze zoals
    ze zijn, met een record per regel.
    """
    chosen = parameters.format or _OFFERED[acceptable(request, tuple(_OFFERED))]
    query = _query(parameters, live, request)
    records = [found.record for found in live.search(query).items]
    built_on = live.manifest.built_at.date()
    extension = "csv" if chosen == "csv-excel" else chosen
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name("interventies", built_on, extension)}"',
        "Link": '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    }
    content = _content(chosen, live, records, query)
    return StreamingResponse(content, media_type=_MEDIA_TYPES[chosen], headers=headers)


def _query(parameters: ExportParameters, live: Catalogue, request: Request) -> SearchQuery:
    search = SearchParameters(**parameters.model_dump(exclude={"format"}, by_alias=True))
    everything = Page(1, max(1, len(live.corpus.interventions)))
    return replace(search_query(search, live, request), page=everything)


def _content(chosen: str, live: Catalogue, records: list[Intervention], query: SearchQuery) -> Iterator[bytes]:
    match chosen:
        case "csv":
            return csv.stream(for_programs(live.corpus, records))
        case "csv-excel":
            return csv.stream(for_people(live.corpus, records), excel=True)
        case "xlsx":
            return iter([interventions_xlsx.write(live.corpus, records, _origin(live, query))])
        case _:
            return _ndjson(live, records)


def _ndjson(live: Catalogue, records: list[Intervention]) -> Iterator[bytes]:
    for record in records:
        line = present.detail(live.corpus, record).model_dump_json(by_alias=True)
        yield f"{line}\n".encode()


def _origin(live: Catalogue, query: SearchQuery) -> interventions_xlsx.Origin:
    asked = [("zoekwoorden", query.text)] if query.text else []
    asked += [(name, ", ".join(sorted(values))) for name, values in query.filters.items()]
    return interventions_xlsx.Origin(live.build_id, live.manifest.built_at.date(), asked)

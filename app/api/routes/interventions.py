"""Search, browse and read records."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from app.api import present, related_schemas, renderings, schemas
from app.api.negotiation import JsonOnly, acceptable
from app.api.parameters import LiveCatalogue, NoParameters, RelatedParameters, Search

router = APIRouter(prefix="/interventions", tags=["Interventies"])

RecordId = Annotated[str, Path(max_length=80, description="De id van het record.", examples=["tilthermometer"])]


@router.get("", summary="Zoek en blader", response_model=schemas.SearchAnswer, dependencies=[JsonOnly])
def search_interventions(query: Search, live: LiveCatalogue, request: Request) -> schemas.SearchAnswer:
    """Zoekt in alle interventies, telt facetten en geeft een pagina resultaten.

    Waarden binnen een facet vullen elkaar aan (of), facetten onderling versmallen (en). Een bredere waarde
    omvat de smallere. Zonder `q` bladert u door alles.
    """
    result = live.search(query)
    request.state.found = result.total
    return present.search_answer(live, result)


@router.get(
    "/{id}",
    summary="Lees één record",
    response_model=schemas.InterventionDetail,
    responses={
        200: {
            "content": {
                renderings.JSON_LD: {"schema": {"type": "object"}},
                renderings.MARKDOWN: {"schema": {"type": "string"}},
            }
        }
    },
)
def get_intervention(
    id: RecordId,  # noqa: A002 - the name in the address
    live: LiveCatalogue,
    request: Request,
    _none: Annotated[NoParameters, Query()],
) -> schemas.InterventionDetail | Response:
    """Geeft een record met alles wat de bronnen erover zeggen.

    Een leeg veld betekent dat de bron het niet vermeldt. Met Accept krijgt u ook JSON-LD of Markdown.
    """
    kind = acceptable(request, ("application/json", renderings.JSON_LD, renderings.MARKDOWN))
    record = live.get(id)
    if kind == renderings.JSON_LD:
        return JSONResponse(renderings.json_ld(live.corpus, record), media_type=renderings.JSON_LD)
    if kind == renderings.MARKDOWN:
        return Response(renderings.markdown(live.corpus, record), media_type=renderings.MARKDOWN)
    return present.detail(live.corpus, record)


@router.get(
    "/{id}/related",
    summary="Zie wat bij een record hoort",
    response_model=related_schemas.RelatedAnswer,
    dependencies=[JsonOnly],
)
def list_related_interventions(
    id: RecordId,  # noqa: A002 - the name in the address
    live: LiveCatalogue,
    parameters: Annotated[RelatedParameters, Query()],
) -> related_schemas.RelatedAnswer:
    """Geeft records die bij dit record horen, elk met de reden.

    Eerst wat de redactie koppelde, dan de soort en haar voorbeelden, dan wat er het meest op lijkt.
    """
    return present.related_answer(live.corpus, live.get(id), live.related(id, parameters.limit))

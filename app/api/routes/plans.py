"""Action plans: completed, checked and written in the form that the user takes away. Nothing is kept here."""

from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from app.api.body import read_object
from app.api.match_schemas import body_of
from app.api.negotiation import JsonOnly, acceptable
from app.api.parameters import LiveCatalogue, NoParameters
from app.api.plan_schemas import PlanAnswer, PlanRequest, TemplatesAnswer, plan_answer
from app.api.schemas import Problem
from app.catalogue.current import CurrentCatalogue
from app.catalogue.plans import Plans
from app.exports import pdf
from app.exports.formats import PLAN_FORMATS

router = APIRouter(tags=["Plannen"])

#: A hundred activities of five pages each; as answered, `computed` included, that is 0.9 MB.
MAX_BODY = 4 * 1024 * 1024
JSON = "application/json"
_PROBLEM = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            item.media_type: {"schema": {"type": "string", "format": "binary"}} for item in PLAN_FORMATS.values()
        }
    },
    413: {"description": "De inhoud van het verzoek is te groot.", "content": _PROBLEM},
    415: {"description": "Stuur JSON met Content-Type application/json.", "content": _PROBLEM},
    501: {"description": "Deze vorm is op deze server niet geïnstalleerd.", "content": _PROBLEM},
}


class PlanParameters(NoParameters):
    """What a plan takes beside its body."""

    format: Literal["json", "docx", "xlsx", "pdf", "md", "csv"] | None = Field(
        default=None, description="De vorm van het antwoord; gaat voor op de header Accept."
    )


async def _plan_body(request: Request) -> dict[str, Any]:
    return await read_object(request, MAX_BODY)


@router.post(
    "/plans",
    summary="Maak een plan van aanpak",
    response_model=PlanAnswer,
    responses=_RESPONSES,
    openapi_extra=body_of(PlanRequest),
)
def make_plan(
    body: Annotated[dict[str, Any], Depends(_plan_body)],
    parameters: Annotated[PlanParameters, Query()],
    live: LiveCatalogue,
    request: Request,
) -> Response:
    """Vult een plan aan, rekent het door, controleert het en geeft het in de vorm die u vraagt.

    Stuur een sjabloon, een titel en activiteiten, of een profiel: dan stelt de kennisbank activiteiten voor. Wat u
    terugkrijgt als JSON kunt u bewaren en later opnieuw sturen. Getallen en datums komen alleen van u.
    """
    plans: Plans = request.app.state.plans
    wanted = parameters.format or _accepted(request)
    completed = plans.complete(plans.read(body, live), live)
    if wanted == "json":
        return Response(orjson.dumps(plan_answer(completed)), media_type=JSON)
    form = PLAN_FORMATS[wanted]
    return Response(
        form.write(completed, request.app.state.plan_docx),
        media_type=form.media_type,
        headers={"Content-Disposition": f'attachment; filename="{form.name(completed)}"'},
    )


@router.get(
    "/plan-templates", summary="Sjablonen voor plannen", response_model=TemplatesAnswer, dependencies=[JsonOnly]
)
def list_plan_templates(request: Request, _none: Annotated[NoParameters, Query()]) -> TemplatesAnswer:
    """Geeft de sjablonen met hun thema's, kostensoorten, vragen en wat er over de regeling bekend is."""
    plans: Plans = request.app.state.plans
    current: CurrentCatalogue = request.app.state.current
    return TemplatesAnswer(items=plans.shown(current.get() if current.build_id() else None))


def _accepted(request: Request) -> str:
    """The format that the Accept header asks for; JSON without one."""
    names = {JSON: "json"} | {
        item.media_type.partition(";")[0]: name
        for name, item in PLAN_FORMATS.items()
        if name != "pdf" or pdf.is_installed()
    }
    return names[acceptable(request, tuple(names))]

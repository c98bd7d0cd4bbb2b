"""Completion while typing."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.api import schemas
from app.api.negotiation import JsonOnly
from app.api.parameters import LiveCatalogue, SuggestionParameters
from app.api.present import record_links
from app.catalogue.results import Suggestion

router = APIRouter(prefix="/suggestions", tags=["Interventies"])


@router.get("", summary="Vul aan tijdens het typen", response_model=schemas.SuggestionsAnswer, dependencies=[JsonOnly])
def list_suggestions(
    parameters: Annotated[SuggestionParameters, Query()], live: LiveCatalogue
) -> schemas.SuggestionsAnswer:
    """Geeft titels, onderwerpen, vormen, sectoren en aanbieders waarin een woord zo begint."""
    found = live.suggest(parameters.q, parameters.limit)
    return schemas.SuggestionsAnswer(q=parameters.q, items=tuple(_view(item) for item in found))


def _view(item: Suggestion) -> schemas.SuggestionView:
    links = record_links(item.id) if item.kind == "intervention" else None
    return schemas.SuggestionView(text=item.text, kind=item.kind, id=item.id, links_=links)

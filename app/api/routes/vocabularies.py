"""The terms that records are described with."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.api import present, schemas
from app.api.negotiation import JsonOnly
from app.api.parameters import LiveCatalogue, NoParameters
from app.errors import NotFound

router = APIRouter(prefix="/vocabularies", tags=["Woordenlijsten"])


@router.get("", summary="Alle woordenlijsten", response_model=schemas.VocabulariesAnswer, dependencies=[JsonOnly])
def list_vocabularies(live: LiveCatalogue, _none: Annotated[NoParameters, Query()]) -> schemas.VocabulariesAnswer:
    """Geeft de namen van alle woordenlijsten en het facet dat erop filtert."""
    return schemas.VocabulariesAnswer(
        items=tuple(present.vocabulary_summary(item) for item in live.corpus.vocabularies)
    )


@router.get("/{name}", summary="Eén woordenlijst", response_model=schemas.VocabularyDetail, dependencies=[JsonOnly])
def get_vocabulary(
    name: Annotated[str, Path(max_length=40, description="De naam.", examples=["topics"])],
    live: LiveCatalogue,
    _none: Annotated[NoParameters, Query()],
) -> schemas.VocabularyDetail:
    """Geeft de termen met uitleg, synoniemen en het aantal records per term."""
    vocabulary = next((item for item in live.corpus.vocabularies if item.name == name), None)
    if vocabulary is None:
        raise NotFound("Woordenlijst", name)
    return present.vocabulary_detail(live, vocabulary)

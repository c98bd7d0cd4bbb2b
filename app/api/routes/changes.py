"""What changed, for integrators who keep a copy."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from app.api import schemas
from app.api.negotiation import JsonOnly
from app.api.parameters import ChangesParameters, LiveCatalogue
from app.api.present import record_links
from app.api.schemas import IsoDate, Wire
from app.catalogue.changes import ChangeKind, RecordChange, changes_since
from app.errors import InputError, InvalidInput

router = APIRouter(tags=["Over deze gegevens"])


class ChangeView(Wire):
    """The last thing that happened to a record."""

    id: str
    change: ChangeKind
    on: IsoDate = Field(description="De dag waarop het gebeurde.")
    title: str | None = None
    reason: str | None = Field(default=None, description="Waarom een record is verwijderd.")
    links_: schemas.Links | None = Field(default=None, alias="_links")


class ChangesAnswer(Wire):
    """Changes, newest first."""

    build: str
    total: int
    items: tuple[ChangeView, ...]


@router.get("/changes", summary="Wat er veranderde", response_model=ChangesAnswer, dependencies=[JsonOnly])
def list_changes(parameters: Annotated[ChangesParameters, Query()], live: LiveCatalogue) -> ChangesAnswer:
    """Geeft per record de laatste toevoeging, wijziging of verwijdering, de nieuwste eerst.

    Met de id van de huidige build is het antwoord leeg: u bent bij. Geef voor een oudere build de dag van die build.
    """
    found = [] if parameters.since == live.build_id else changes_since(live.corpus, _day(parameters.since))
    return ChangesAnswer(build=live.build_id, total=len(found), items=tuple(_view(change) for change in found))


def _day(since: str) -> date | None:
    if not since:
        return None
    try:
        return date.fromisoformat(since)
    except ValueError:
        detail = "moet een dag zijn (jjjj-mm-dd) of de id van de huidige build"
        raise InvalidInput([InputError("query", "since", "invalid_since", detail)]) from None


def _view(change: RecordChange) -> ChangeView:
    links = record_links(change.record_id) if change.kind is not ChangeKind.REMOVED else None
    return ChangeView(
        id=change.record_id,
        change=change.kind,
        on=change.day,
        title=change.title,
        reason=change.reason,
        links_=links,
    )

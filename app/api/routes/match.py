"""Recommendations for a diagnosis profile, with every reason."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query

from app.api import match_schemas as wire
from app.api.body import JsonObject
from app.api.match_algorithm import AlgorithmAnswer, algorithm_answer
from app.api.match_present import explain_answer, match_answer
from app.api.negotiation import JsonOnly
from app.api.parameters import LiveCatalogue, NoParameters
from app.api.schemas import Problem
from app.catalogue.catalogue import Catalogue
from app.catalogue.matching import Choices
from app.errors import InputError, InvalidInput

router = APIRouter(prefix="/match", tags=["Match"], dependencies=[JsonOnly])

_PROBLEM = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
_BODY_RESPONSES: dict[int | str, dict[str, Any]] = {
    413: {"description": "De inhoud van het verzoek is te groot.", "content": _PROBLEM},
    415: {"description": "Stuur JSON met Content-Type application/json.", "content": _PROBLEM},
}
_None = Annotated[NoParameters, Query()]
Value = TypeVar("Value")


@router.post(
    "",
    summary="Aanbevelingen bij een diagnose",
    response_model=wire.MatchAnswer | wire.BatchAnswer,
    responses=_BODY_RESPONSES,
    openapi_extra=wire.body_of(wire.MatchRequest),
)
def match_profile(body: JsonObject, live: LiveCatalogue, _none: _None) -> wire.MatchAnswer | wire.BatchAnswer:
    """Geeft interventies die passen bij uw behoeften, met alle redenen.

    De bijdragen van een aanbeveling zijn samen haar score. Met `profiles` vraagt u er tot honderd tegelijk; een fout
    in het ene profiel houdt de andere niet tegen.
    """
    reading = _Reading(body, ("profile", "profiles", "limit", "weights"))
    choices = reading.take(lambda: Choices.read(body.get("limit"), body.get("weights")))
    if body.get("profiles") is not None:
        profiles = reading.take(lambda: _profiles(body))
        reading.done()
        items = (_item(index, raw, choices, live) for index, raw in enumerate(profiles or ()))
        return wire.BatchAnswer(build=live.build_id, items=tuple(items))
    profile = reading.take(lambda: _inside("profile", lambda: live.matching.read(_required(body, "profile"))))
    reading.done()
    return match_answer(live, live.matching.match(profile, choices))


@router.post(
    "/explain",
    summary="Waarom wel, waarom niet",
    response_model=wire.ExplainAnswer,
    responses=_BODY_RESPONSES,
    openapi_extra=wire.body_of(wire.ExplainRequest),
)
def explain_match(body: JsonObject, live: LiveCatalogue, _none: _None) -> wire.ExplainAnswer:
    """Zegt waar een interventie staat voor een profiel: wat zij scoorde, wat zij miste en wat dat zou veranderen."""
    reading = _Reading(body, ("intervention", "profile", "limit", "weights"))
    choices = reading.take(lambda: Choices.read(body.get("limit"), body.get("weights")))
    record_id = reading.take(lambda: _record_id(body, live))
    profile = reading.take(lambda: _inside("profile", lambda: live.matching.read(_required(body, "profile"))))
    reading.done()
    return explain_answer(live, profile, live.matching.explain(record_id, profile, choices))


@router.get("/algorithm", summary="Hoe de match werkt", response_model=AlgorithmAnswer)
def get_match_algorithm(live: LiveCatalogue, _none: _None) -> AlgorithmAnswer:
    """Geeft de factoren, gewichten, regels en andere ingangen, gemaakt uit de code die ze gebruikt."""
    return algorithm_answer(live)


class _Reading:
    """Reads the parts of a body and keeps every mistake until the end."""

    def __init__(self, body: dict[str, Any], known: Iterable[str]) -> None:
        names = tuple(known)
        self._errors = [
            InputError("body", name[:60], "extra_forbidden", f"bestaat niet; toegestaan: {', '.join(names)}")
            for name in body
            if name not in names
        ]

    def take(self, read: Callable[[], Value]) -> Value:
        """What `read` gives; when it fails the value is never used, because `done` raises."""
        try:
            return read()
        except InvalidInput as error:
            self._errors += error.errors
            return None  # type: ignore[return-value]

    def done(self) -> None:
        """Raises InvalidInput with everything that was wrong."""
        if self._errors:
            raise InvalidInput(self._errors)


def _inside(name: str, read: Callable[[], Value]) -> Value:
    """Put the name of the part before the names in its errors."""
    try:
        return read()
    except InvalidInput as error:
        raise InvalidInput(
            [
                InputError(item.place, name if item.name == name else f"{name}.{item.name}", item.code, item.detail)
                for item in error.errors
            ]
        ) from error


def _required(body: dict[str, Any], name: str) -> object:
    if body.get(name) is None:
        raise InvalidInput([InputError("body", name, "missing", "ontbreekt, maar is verplicht")])
    return body[name]


def _profiles(body: dict[str, Any]) -> list[object]:
    profiles = body["profiles"]
    if body.get("profile") is not None:
        raise InvalidInput([InputError("body", "profiles", "contradiction", "gebruik 'profile' of 'profiles'")])
    if not isinstance(profiles, list) or not 1 <= len(profiles) <= wire.MAX_PROFILES:
        detail = f"moet een lijst van 1 tot {wire.MAX_PROFILES} profielen zijn"
        raise InvalidInput([InputError("body", "profiles", "out_of_range", detail)])
    return profiles


def _item(index: int, raw: object, choices: Choices, live: Catalogue) -> wire.BatchItem:
    try:
        profile = _inside(f"profiles.{index}", lambda: live.matching.read(raw))
    except InvalidInput as error:
        return wire.BatchItem(index=index, error=wire.RefusedView.of(error.errors))
    return wire.BatchItem(index=index, match=match_answer(live, live.matching.match(profile, choices)))


def _record_id(body: dict[str, Any], live: Catalogue) -> str:
    value = _required(body, "intervention")
    if not isinstance(value, str):
        raise InvalidInput([InputError("body", "intervention", "string_type", "moet tekst zijn")])
    live.matching.require(value)
    return value

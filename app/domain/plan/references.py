"""Which names in a plan stand for nothing: all of them, with their places."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Any

from app.domain.corpus import Corpus
from app.domain.plan.template import PlanTemplate
from app.errors import InputError

Raw = dict[str, Any]
_LISTED_AT_MOST = 40
#: Looking for what a value resembles takes milliseconds; a body of thousands must not take minutes.
_HINTED_AT_MOST, _SAID_AT_MOST = 20, 500


def unknown_references(raw: Any, templates: dict[str, PlanTemplate], corpus: Corpus) -> list[InputError]:
    """Everything in a plan as sent (JSON, of any shape) that names no template, record, term or bottleneck.

    Reads defensively: what has the wrong shape is somebody else's error and is passed over.
    """
    if not isinstance(raw, dict):
        return []
    unknown = islice(_unknown(raw, templates, corpus), _SAID_AT_MOST)
    return [_error(item, hinted=number < _HINTED_AT_MOST) for number, item in enumerate(unknown)]


@dataclass(frozen=True)
class _Unknown:
    """A value that names nothing of its kind."""

    place: str
    value: str
    what: str
    known: Collection[str]


def _unknown(raw: Raw, templates: dict[str, PlanTemplate], corpus: Corpus) -> Iterator[_Unknown]:
    name = raw.get("template")
    template = templates.get(name) if isinstance(name, str) else None
    if isinstance(name, str) and template is None:
        yield _Unknown("template", name, "sjabloon", templates)
    yield from _check(raw.get("sector"), "sector", "sector", corpus.vocabulary("sectors").by_id)
    bottlenecks = {item["id"] for item in _objects(raw.get("bottlenecks")) if isinstance(item.get("id"), str)}
    own = {item for item in bottlenecks if isinstance(item, str)}
    for position, goal in enumerate(_objects(raw.get("goals"))):
        yield from _check(goal.get("bottleneck"), f"goals.{position}.bottleneck", "knelpunt van dit plan", own)
    for position, activity in enumerate(_objects(raw.get("activities"))):
        yield from _activity(f"activities.{position}", activity, template, corpus)
        for number, item in enumerate(_list(activity.get("bottlenecks"))):
            place = f"activities.{position}.bottlenecks.{number}"
            yield from _check(item, place, "knelpunt van dit plan", own)
    if template:
        yield from _answers(raw, "successFactors", "succesfactor", [item.id for item in template.success_factors])
        yield from _answers(raw, "steps", "stap", [item.id for item in template.steps])


def _activity(place: str, activity: Raw, template: PlanTemplate | None, corpus: Corpus) -> Iterator[_Unknown]:
    for number, item in enumerate(_list(activity.get("interventions"))):
        yield from _check(item, f"{place}.interventions.{number}", "interventie", corpus.by_id)
    yield from _check(activity.get("phase"), f"{place}.phase", "fase", corpus.vocabulary("phases").by_id)
    if template is None:
        return
    yield from _check(activity.get("theme"), f"{place}.theme", "thema van dit sjabloon", template.theme_by_id)
    for number, line in enumerate(_objects(activity.get("budget"))):
        yield from _check(line.get("kind"), f"{place}.budget.{number}.kind", "kostensoort", template.cost_kind_by_id)


def _answers(raw: Raw, field: str, what: str, known: Collection[str]) -> Iterator[_Unknown]:
    for position, answer in enumerate(_objects(raw.get(field))):
        yield from _check(answer.get("id"), f"{field}.{position}.id", what, known)


def _check(value: Any, place: str, what: str, known: Collection[str]) -> Iterator[_Unknown]:
    if isinstance(value, str) and value not in known:
        yield _Unknown(place, value, what, known)


def _error(item: _Unknown, hinted: bool) -> InputError:
    ids = list(item.known)
    near = get_close_matches(item.value[:100], ids, n=3, cutoff=0.6) if hinted else []
    shown = item.value if len(item.value) <= 60 else item.value[:59] + "…"
    hint = f"; bedoelt u {' of '.join(near)}?" if near else ""
    if not near and len(ids) <= _LISTED_AT_MOST:
        hint = f"; bekend zijn: {', '.join(ids)}" if ids else "; er zijn er geen"
    return InputError("body", item.place, "unknown_value", f"'{shown}' is geen {item.what}{hint}")


def _list(value: Any) -> list[Any]:
    return list(value[:200]) if isinstance(value, list | tuple) else []


def _objects(value: Any) -> list[Raw]:
    return [item if isinstance(item, dict) else {} for item in _list(value)]

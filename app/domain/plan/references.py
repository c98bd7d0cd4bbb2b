"""Which names in a plan stand for nothing: all of them, with their places."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from app.domain.corpus import Corpus
from app.domain.plan.template import PlanTemplate
from app.errors import InputError

Raw = dict[str, Any]
_LISTED_AT_MOST = 40


def unknown_references(raw: Any, templates: dict[str, PlanTemplate], corpus: Corpus) -> list[InputError]:
    """Everything in a plan as sent (JSON, of any shape) that names no template, record, term or bottleneck.

    Reads defensively: what has the wrong shape is somebody else's error and is passed over.
    """
    if not isinstance(raw, dict):
        return []
    return list(_errors(raw, templates, corpus))


def _errors(raw: Raw, templates: dict[str, PlanTemplate], corpus: Corpus) -> Iterator[InputError]:
    name = raw.get("template")
    template = templates.get(name) if isinstance(name, str) else None
    if isinstance(name, str) and template is None:
        yield _error("template", name, "sjabloon", templates)
    yield from _check(raw.get("sector"), "sector", "sector", corpus.vocabulary("sectors").by_id)
    bottlenecks = {item.get("id") for item in _objects(raw.get("bottlenecks"))}
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


def _activity(place: str, activity: Raw, template: PlanTemplate | None, corpus: Corpus) -> Iterator[InputError]:
    for number, item in enumerate(_list(activity.get("interventions"))):
        yield from _check(item, f"{place}.interventions.{number}", "interventie", corpus.by_id)
    yield from _check(activity.get("phase"), f"{place}.phase", "fase", corpus.vocabulary("phases").by_id)
    if template is None:
        return
    yield from _check(activity.get("theme"), f"{place}.theme", "thema van dit sjabloon", template.theme_by_id)
    for number, line in enumerate(_objects(activity.get("budget"))):
        yield from _check(line.get("kind"), f"{place}.budget.{number}.kind", "kostensoort", template.cost_kind_by_id)


def _answers(raw: Raw, field: str, what: str, known: Collection[str]) -> Iterator[InputError]:
    for position, answer in enumerate(_objects(raw.get(field))):
        yield from _check(answer.get("id"), f"{field}.{position}.id", what, known)


def _check(value: Any, place: str, what: str, known: Collection[str]) -> Iterator[InputError]:
    if isinstance(value, str) and value not in known:
        yield _error(place, value, what, known)


def _error(place: str, value: str, what: str, known: Iterable[str]) -> InputError:
    ids = list(known)
    near = get_close_matches(value[:100], ids, n=3, cutoff=0.6)
    shown = value if len(value) <= 60 else value[:59] + "…"
    hint = f"; bedoelt u {' of '.join(near)}?" if near else ""
    if not near and len(ids) <= _LISTED_AT_MOST:
        hint = f"; bekend zijn: {', '.join(ids)}" if ids else "; er zijn er geen"
    return InputError("body", place, "unknown_value", f"'{shown}' is geen {what}{hint}")


def _list(value: Any) -> list[Any]:
    return list(value[:200]) if isinstance(value, list | tuple) else []


def _objects(value: Any) -> list[Raw]:
    return [item if isinstance(item, dict) else {} for item in _list(value)]

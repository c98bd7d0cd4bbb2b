"""A plan in the making, as JSON: the plan that the form carries, with what was typed laid over it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from starlette.datastructures import QueryParams

Draft = dict[str, Any]

DEFAULT_TEMPLATE = "zes-stappen"
DEFAULT_TITLE = "Plan van aanpak duurzame inzetbaarheid"
_PERIOD = r"period\.start|period\.end"
_WHOLE = rf"title|template|author|sector|context|analysis|drawnUpOn|{_PERIOD}|subsidyPercentage"
_OF_ACTIVITY = (
    rf"name|theme|targetGroup|reach|approach|phase|{_PERIOD}|result|indicator|unit|baseline|target"
    r"|evidenceOfPerformance|executor|budget\.\d+\.(?:description|kind|quantity|unit|unitPrice)"
)
_FIELD = re.compile(rf"{_WHOLE}|bottlenecks\.\d+\.(?:text|urgency)|activities\.\d+\.(?:{_OF_ACTIVITY})")
_LISTED = re.compile(r"activities\.\d+\.bottlenecks")
_NUMBERS = {"reach", "baseline", "target", "quantity", "unitPrice", "subsidyPercentage", "urgency"}
#: Empty means "not filled in" here; an empty text elsewhere was emptied on purpose and stays so.
_ABSENT_WHEN_EMPTY = _NUMBERS | {"start", "end", "drawnUpOn", "theme", "phase", "sector", "kind", "result"}


def new_draft() -> Draft:
    """A plan with nothing in it yet."""
    return {"template": DEFAULT_TEMPLATE, "title": DEFAULT_TITLE, "activities": []}


def read_draft(text: str) -> Draft | None:
    """The plan in a file or hidden field; None when it is no JSON object."""
    try:
        draft = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(draft, dict):
        return None
    _tidy(draft)
    return draft


def _tidy(draft: Draft) -> None:
    """Leave lists and objects only where a plan has them, so that the rest need not look twice at a strange file.

    What stands in them is for the plan's own checks, which name every mistake.
    """
    for name, key in (("bottlenecks", "id"), ("successFactors", "id"), ("steps", "id"), ("goals", "")):
        if name in draft:
            draft[name] = [item for item in _objects(draft[name]) if not key or isinstance(item.get(key), str)]
    draft["activities"] = list(_objects(draft.get("activities")))
    for activity in draft["activities"]:
        for name in ("interventions", "bottlenecks", "reasons"):
            values = activity.get(name)
            activity[name] = [item for item in values if isinstance(item, str)] if isinstance(values, list) else []
        activity["budget"] = list(_objects(activity.get("budget")))
        if not isinstance(activity.get("period"), dict):
            activity["period"] = {}


def lay_over(draft: Draft, form: QueryParams) -> None:
    """Put what was typed in its place. Fields that we do not have are passed over."""
    for name, value in form.multi_items():
        if _FIELD.fullmatch(name):
            _put(draft, name.split("."), _value(name.rsplit(".", 1)[-1], value))
    for name in dict.fromkeys(key for key in form if _LISTED.fullmatch(key)):
        _put(draft, name.split("."), [value for value in form.getlist(name) if value])
    _goals(draft, form)
    for field in ("successFactors", "steps"):
        _answers(draft, field, form)


def _value(key: str, text: str) -> Any:
    text = text.strip()
    if key in _NUMBERS and text:
        return _number(text)
    return None if not text and key in _ABSENT_WHEN_EMPTY else text


def _number(text: str) -> Any:
    """A number as Dutch people write it; what is none stays a text, so that the check can say so."""
    plain = text.replace("€", "").replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", plain) or "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?\d{1,12}", plain):
        return int(plain)
    return float(plain) if re.fullmatch(r"-?\d{1,12}\.\d{1,6}", plain) else text


def _put(draft: Draft, path: list[str], value: Any) -> None:
    """Set a value by its path; a path through something that is not there changes nothing."""
    here: Any = draft
    for key in path[:-1]:
        if isinstance(here, list):
            here = here[int(key)] if len(key) < 4 and int(key) < len(here) else None
        elif isinstance(here, dict):
            here = here.setdefault(key, {}) if key == "period" else here.get(key)
    if isinstance(here, dict):
        here[path[-1]] = value


def _goals(draft: Draft, form: QueryParams) -> None:
    """One goal for each bottleneck from the form; goals without a bottleneck stay as they are."""
    asked = {name.removeprefix("goal."): form[name].strip() for name in form if name.startswith("goal.")}
    if asked:
        goals = [goal for goal in _objects(draft.get("goals")) if goal.get("bottleneck") not in asked]
        kept = {goal.get("bottleneck"): goal for goal in _objects(draft.get("goals"))}
        goals += [{**kept.get(key, {}), "bottleneck": key, "text": text} for key, text in asked.items() if text]
        draft["goals"] = goals


def _answers(draft: Draft, field: str, form: QueryParams) -> None:
    asked = {name.removeprefix(f"{field}."): form[name].strip() for name in form if name.startswith(f"{field}.")}
    if asked:
        others = [answer for answer in _objects(draft.get(field)) if answer.get("id") not in asked]
        draft[field] = others + [{"id": key, "text": text} for key, text in asked.items() if text]


def _objects(value: Any) -> Iterator[Draft]:
    yield from (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()

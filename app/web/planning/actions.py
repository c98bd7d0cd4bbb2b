"""What the buttons of the plan do to a draft. Each takes the draft and the places that the button names."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from starlette.datastructures import QueryParams

from app.domain.corpus import Corpus
from app.domain.plan.plan import MAX_ACTIVITIES
from app.domain.plan.template import PlanTemplate
from app.web.planning.draft import Draft

Action = Callable[[Draft, list[int]], None]


def act(draft: Draft, button: str) -> None:
    """Do what the button says: a name, with places after it ("op.2" moves the third activity up)."""
    name, *places = button.split(".")
    if name in _ACTIONS and all(place.isdigit() and len(place) < 4 for place in places):
        try:
            _ACTIONS[name](draft, [int(place) for place in places])
        except (IndexError, KeyError, ValueError, TypeError, AttributeError):
            # A button of an older page: what it pointed at is gone, and so is the reason to press it.
            return


def add_interventions(draft: Draft, ids: Collection[str]) -> None:
    """An activity for each record that no activity uses yet."""
    used = interventions(draft)
    for record_id in ids:
        if record_id not in used and len(draft["activities"]) < MAX_ACTIVITIES:
            draft["activities"].append({"interventions": [record_id]})


def keep_interventions(draft: Draft, ids: Collection[str]) -> None:
    """Drop the activities whose records all left the basket; own activities, without records, stay."""
    draft["activities"] = [
        item
        for item in draft["activities"]
        if not item.get("interventions") or any(record_id in ids for record_id in item["interventions"])
    ]


def interventions(draft: Draft) -> list[str]:
    """The records that the activities use, each once."""
    found = [record_id for item in draft["activities"] for record_id in item.get("interventions", ())]
    return list(dict.fromkeys(found))


def forget_unknown(draft: Draft, corpus: Corpus) -> list[str]:
    """Take out records that are no longer in the knowledge base; returns a sentence about each."""
    notices = []
    for item in draft["activities"]:
        ids = item.get("interventions", [])
        gone = [record_id for record_id in ids if record_id not in corpus.by_id]
        item["interventions"] = [record_id for record_id in ids if record_id not in gone]
        notices += [f"‘{record_id[:60]}’ staat niet meer in de kennisbank en is weggelaten." for record_id in gone]
    return notices


def fit_template(draft: Draft, templates: Mapping[str, PlanTemplate]) -> None:
    """Empty what belongs to another template: its themes, kinds of cost, steps and success factors."""
    name = draft.get("template")
    template = templates.get(name) if isinstance(name, str) else None
    if template is None:
        return
    for item in draft["activities"]:
        if not isinstance(item.get("theme"), str) or item["theme"] not in template.theme_by_id:
            item["theme"] = None
        for line in item.get("budget", ()):
            if not isinstance(line.get("kind"), str) or line["kind"] not in template.cost_kind_by_id:
                line["kind"] = None
    for field, known in (("successFactors", template.success_factors), ("steps", template.steps)):
        ids = {item.id for item in known}
        draft[field] = [item for item in draft.get(field, ()) if item["id"] in ids]


def add_bottleneck(draft: Draft, form: QueryParams, corpus: Corpus) -> None:
    """Add the topic that was picked as a bottleneck."""
    topic = form.get("nieuwKnelpunt", "")
    listed: list[Any] = draft.setdefault("bottlenecks", [])
    known = {item["id"] for item in listed}
    if topic in corpus.vocabulary("topics").by_id and topic not in known:
        listed.append({"id": topic})


def _up(draft: Draft, places: list[int]) -> None:
    _move(draft, places[0], -1)


def _down(draft: Draft, places: list[int]) -> None:
    _move(draft, places[0], 1)


def _move(draft: Draft, place: int, step: int) -> None:
    activities = draft["activities"]
    if 0 <= place + step < len(activities):
        activities.insert(place + step, activities.pop(place))


def _remove(draft: Draft, places: list[int]) -> None:
    del draft["activities"][places[0]]


def _add(draft: Draft, _places: list[int]) -> None:
    if len(draft["activities"]) < MAX_ACTIVITIES:
        draft["activities"].append({"name": "Eigen activiteit"})


def _add_line(draft: Draft, places: list[int]) -> None:
    draft["activities"][places[0]].setdefault("budget", []).append({"description": "Kosten", "unitPrice": 0})


def _remove_line(draft: Draft, places: list[int]) -> None:
    del draft["activities"][places[0]]["budget"][places[1]]


def _remove_bottleneck(draft: Draft, places: list[int]) -> None:
    gone = draft["bottlenecks"].pop(places[0])["id"]
    for item in draft["activities"]:
        item["bottlenecks"] = [other for other in item.get("bottlenecks") or [] if other != gone]
    draft["goals"] = [goal for goal in draft.get("goals") or [] if goal.get("bottleneck") != gone]


_ACTIONS: Mapping[str, Action] = {
    "op": _up,
    "neer": _down,
    "weg": _remove,
    "erbij": _add,
    "regel": _add_line,
    "regelweg": _remove_line,
    "knelpuntweg": _remove_bottleneck,
}

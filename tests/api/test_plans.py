"""Plans over HTTP: from a profile or activities to a document, and every mistake in one answer."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.plan_schemas import PlanAnswer
from app.corpus.yaml_tree import read_yaml
from app.domain.plan.plan import MAX_ACTIVITIES
from app.exports import pdf
from app.exports.formats import PLAN_FORMATS
from tests.corpora import ROOT

PROFILE = {
    "sector": "hoveniers-en-groenvoorziening",
    "needs": [{"topic": "fysieke-belasting", "urgency": 3}, {"topic": "werkdruk", "urgency": 2}],
}


@pytest.fixture(scope="session")
def example() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(ROOT / "docs/plan-example/plan.yaml", "plan.yaml").data
    return data


def body(**fields: Any) -> dict[str, Any]:
    return {"template": "mdieu", "title": "Proef"} | fields


def errors(client: TestClient, **fields: Any) -> dict[str, str]:
    answer = client.post("/v1/plans", json=body(**fields))
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return {error["name"]: error["code"] for error in answer.json()["errors"]}


def test_the_same_json_comes_out_that_goes_in(client: TestClient, example: dict[str, Any]) -> None:
    first = client.post("/v1/plans", json=example)
    assert first.status_code == 200
    again = client.post("/v1/plans", json=first.json())
    assert again.json() == first.json()
    assert again.headers["cache-control"] == "no-store"


def test_the_answer_has_the_shape_that_is_published(client: TestClient, example: dict[str, Any]) -> None:
    answer = PlanAnswer.model_validate(client.post("/v1/plans", json=example).json())
    assert answer.computed.amounts.total == sum(item.computed.amounts.total for item in answer.activities)
    assert all(used.sources for item in answer.activities for used in item.computed.interventions)


def test_what_is_computed_cannot_be_forged(client: TestClient, example: dict[str, Any]) -> None:
    honest = client.post("/v1/plans", json=example).json()
    forged = {**honest, "computed": {"amounts": {"total": 1}}}
    forged["activities"] = [{**item, "computed": "niets"} for item in honest["activities"]]
    assert client.post("/v1/plans", json=forged).json() == honest


def test_a_profile_becomes_activities_for_every_need(client: TestClient) -> None:
    plan = client.post("/v1/plans", json=body(profile=PROFILE, activitiesPerNeed=2)).json()
    answered = [need for activity in plan["activities"] for need in activity["bottlenecks"]]
    assert {answered.count("fysieke-belasting"), answered.count("werkdruk")} <= {2, 3}
    assert [item["id"] for item in plan["bottlenecks"]] == ["fysieke-belasting", "werkdruk"]
    assert plan["sector"] == PROFILE["sector"]
    assert all(activity["reasons"] for activity in plan["activities"])
    assert not any(flag["excluded"] for item in plan["activities"] for flag in item["computed"]["flags"])
    assert plan["computed"]["amounts"]["total"] == 0


@pytest.mark.parametrize("name", PLAN_FORMATS)
def test_every_format_by_name_and_by_accept(client: TestClient, example: dict[str, Any], name: str) -> None:
    form = PLAN_FORMATS[name]
    by_name = client.post(f"/v1/plans?format={name}", json=example)
    by_accept = client.post("/v1/plans", json=example, headers={"Accept": form.media_type.partition(";")[0]})
    assert by_name.status_code == by_accept.status_code == 200
    assert by_name.headers["content-type"].startswith(form.media_type.partition(";")[0])
    assert by_name.content == by_accept.content
    assert f"lichter-werk-in-het-groen-2026-11-22.{name}" in by_name.headers["content-disposition"]


def test_every_mistake_is_named_at_once(client: TestClient) -> None:
    activity = {
        "interventions": ["tilthermomter"],
        "period": {"start": "2027-02-01", "end": "2027-01-01"},
        "budget": [{"description": "x", "unitPrice": -5}],
        "reach": "veel",
    }
    found = errors(client, title="", sector="mars", activities=[activity], profile={"needs": [{"topic": "nope"}]})
    assert found == {
        "title": "value_error",
        "sector": "unknown_value",
        "activities.0.interventions.0": "unknown_value",
        "activities.0.period": "value_error",
        "activities.0.budget.0.unitPrice": "greater_than_equal",
        "activities.0.reach": "int_parsing",
        "profile": "contradiction",
        "profile.needs.0.topic": "unknown_value",
    }


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"template": "bestaat-niet"}, "template"),
        ({"template": None}, "template"),
        ({"activities": [{}] * (MAX_ACTIVITIES + 400)}, "activities"),
        ({"activities": {"0": {}}}, "activities"),
        ({"activities": [3]}, "activities.0"),
        ({"profile": "werkdruk"}, "profile"),
        ({"profile": PROFILE, "activitiesPerNeed": 0}, "activitiesPerNeed"),
        ({"bottlenecks": [{"id": "werkdruk"}] * 2}, "body"),
        ({"kleur": "rood"}, "kleur"),
    ],
)
def test_bad_input(client: TestClient, fields: dict[str, Any], place: str) -> None:
    assert list(errors(client, **fields)) == [place]


def test_thousands_of_unknown_names_are_answered_in_time(client: TestClient) -> None:
    found = errors(client, activities=[{"interventions": [f"bestaat-niet-{n}" for n in range(10)]}] * MAX_ACTIVITIES)
    assert 100 <= len(found) <= 500


def test_other_bodies(client: TestClient) -> None:
    assert client.post("/v1/plans", content="{", headers={"Content-Type": "application/json"}).status_code == 400
    assert client.post("/v1/plans", json=[]).status_code == 400
    assert client.post("/v1/plans", content="x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/v1/plans", json=body(context="x" * 5_000_000)).status_code == 413
    assert client.post("/v1/plans?format=doc", json=body()).status_code == 400
    assert client.post("/v1/plans?vorm=pdf", json=body()).status_code == 400
    assert client.post("/v1/plans", json=body(), headers={"Accept": "image/png"}).status_code == 406


def test_a_server_without_pdf_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, example: dict[str, Any]
) -> None:
    monkeypatch.setattr(pdf, "is_installed", lambda: False)
    answer = client.post("/v1/plans?format=pdf", json=example)
    assert answer.status_code == 501
    assert "niet geïnstalleerd" in answer.json()["detail"]
    assert client.post("/v1/plans", json=example, headers={"Accept": "application/pdf"}).status_code == 406


def test_templates_are_listed_with_what_is_known_of_the_scheme(client: TestClient) -> None:
    items = {item["id"]: item for item in client.get("/v1/plan-templates").json()["items"]}
    assert {"mdieu", "zes-stappen", "cao-zwaar-werk"} <= items.keys()
    assert items["mdieu"]["scheme"]["open"] is False
    assert all(fact["source"]["title"] and fact["asOf"] for fact in items["mdieu"]["scheme"]["facts"])


def test_the_templates_and_the_match_say_the_same_of_what_a_scheme_does_not_pay(client: TestClient) -> None:
    (template,) = [item for item in client.get("/v1/plan-templates").json()["items"] if item["id"] == "mdieu"]
    (scheme,) = client.get("/v1/match/algorithm").json()["schemes"]
    said = [item["text"] for item in template["exclusions"]]
    assert [text.partition(" (artikel")[0] for text in said] == [text.rstrip(".") for text in scheme["notPaid"]]
    assert len(said) == 5

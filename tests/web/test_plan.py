"""The plan as a form: everything typed stays, whatever is wrong with it, and nothing hostile gets through."""

import json
from html import unescape
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from tests.web.test_pages import parse, texts


def post(client: TestClient, button: str, plan: object, **fields: Any) -> Response:
    text = plan if isinstance(plan, str) else json.dumps(plan)
    named = {name.replace("__", "."): value for name, value in fields.items()}
    return client.post("/plan", data={"plan": text, "doe": button, **named})


def draft(response: Response) -> dict[str, Any]:
    field = next(item for item in parse(response).iter("input") if item.get("name") == "plan")
    plan: dict[str, Any] = json.loads(unescape(field.get("value", "")))
    return plan


def names(response: Response) -> list[str]:
    return [activity["interventions"][0] for activity in draft(response)["activities"]]


PLAN = {
    "template": "zes-stappen",
    "title": "Ons plan",
    "activities": [{"interventions": ["pmo"]}, {"interventions": ["tilthermometer"]}],
}


def test_records_become_activities_that_are_filled_in(client: TestClient) -> None:
    response = client.get("/plan?ids=pmo&ids=tilthermometer&ids=bestaat-niet")
    assert names(response) == ["pmo", "tilthermometer"]
    assert draft(response)["activities"][0]["approach"].startswith("Een PMO is er om")
    assert "‘bestaat-niet’ staat niet (meer) in de kennisbank" in response.text


@pytest.mark.parametrize(
    ("button", "after"),
    [
        ("neer.0", ["tilthermometer", "pmo"]),
        ("op.1", ["tilthermometer", "pmo"]),
        ("op.0", ["pmo", "tilthermometer"]),
        ("weg.0", ["tilthermometer"]),
        ("weg.7", ["pmo", "tilthermometer"]),
        ("op.x", ["pmo", "tilthermometer"]),
        ("regelweg.0.0", ["pmo", "tilthermometer"]),
        ("knelpuntweg.3", ["pmo", "tilthermometer"]),
        ("__class__.0", ["pmo", "tilthermometer"]),
    ],
)
def test_buttons_do_what_they_say_and_old_ones_nothing(client: TestClient, button: str, after: list[str]) -> None:
    assert names(post(client, button, PLAN)) == after


def test_dutch_amounts_are_understood_and_added_up(client: TestClient) -> None:
    plan = draft(post(client, "regel.0", PLAN))
    response = post(
        client,
        "bereken",
        plan,
        **{"activities.0.budget.0.quantity": "12", "activities.0.budget.0.unitPrice": "€ 1.250,50"},
    )
    assert draft(response)["activities"][0]["budget"][0]["unitPrice"] == 1250.5
    assert "€\u00a015.006,00" in response.text


def test_everything_wrong_is_named_at_its_field_and_nothing_typed_is_lost(client: TestClient) -> None:
    fields = {
        "activities.0.reach": "heel veel",
        "activities.0.period.start": "2027-05-01",
        "activities.0.period.end": "2027-01-01",
        "activities.1.name": "Mijn eigen naam",
    }
    response = post(client, "bereken", PLAN, **fields)
    tree = parse(response)
    links = [link.get("href", "") for link in tree.iterfind(".//div[@role='alert']//a")]
    ids = {element.get("id") for element in tree.iter()}
    assert "#veld-activities-0-reach" in links
    assert len(links) == 2
    assert "veld-activities-0-reach" in ids
    assert "heel veel" in response.text
    assert draft(response)["activities"][1]["name"] == "Mijn eigen naam"
    kept = post(client, "bestand.json", PLAN, **fields).json()
    assert kept["activities"][0]["reach"] == "heel veel"


def test_a_plan_that_was_kept_can_be_opened_again(client: TestClient) -> None:
    filled = draft(post(client, "bereken", PLAN, author="O&O-fonds <b>Hout</b>", context="Veel kleine bedrijven"))
    file = post(client, "bestand.json", filled)
    assert file.headers["content-disposition"] == 'attachment; filename="plan-van-aanpak.json"'
    again = post(client, "open", file.text)
    assert draft(again) == filled
    assert "<b>Hout" not in again.text


@pytest.mark.parametrize(
    ("extension", "start"),
    [("docx", b"PK"), ("xlsx", b"PK"), ("md", b"# "), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF")],
)
def test_a_plan_can_be_taken_away(client: TestClient, extension: str, start: bytes) -> None:
    response = post(client, f"bestand.{extension}", PLAN)
    assert response.headers["content-disposition"].endswith(f'.{extension}"')
    assert response.content.startswith(start)
    assert "no-cache" in response.headers["cache-control"]


@pytest.mark.parametrize(
    "plan",
    [
        "",
        "geen json",
        "[]",
        "null",
        "[" * 5000,
        {"activities": "x"},
        {"activities": [1, None, "x", {"interventions": 3}]},
        {"activities": [{"interventions": ["weg-ermee"], "budget": [None, 7]}], "goals": 5, "bottlenecks": [[]]},
        {"template": ["mdieu"], "title": {"a": 1}, "bottlenecks": [{"id": None}], "steps": [{"id": {}}]},
        {"template": "zes-stappen", "title": "x" * 100_000},
        {"activities": [{"name": "<script>alert(1)</script>"}] * 500, "template": "mdieu", "title": "t"},
    ],
)
def test_no_file_breaks_the_page(client: TestClient, plan: object) -> None:
    for button in ("open", "bereken", "op.0", "knelpunt", "knelpuntweg.0", "regel.0", "mand", "bestand.docx"):
        response = post(client, button, plan, nieuwKnelpunt="werkdruk")
        assert response.status_code == 200
        if "html" in response.headers["content-type"]:
            parse(response)
            assert "<script>alert" not in response.text


def test_another_template_takes_what_fits(client: TestClient) -> None:
    plan = draft(post(client, "bereken", PLAN))
    response = post(client, "bereken", plan, template="mdieu")
    assert texts(parse(response), ".//div[@role='alert']") == []
    assert "27 september 2024" in response.text
    assert draft(response)["template"] == "mdieu"


def test_too_much_is_refused_with_a_page(client: TestClient) -> None:
    response = post(client, "open", "x" * 2_100_000)
    assert response.status_code == 413
    assert "te groot" in response.text
    other = client.post("/plan", content=b"{}", headers={"Content-Type": "application/json"})
    assert other.status_code == 415


@pytest.mark.parametrize(
    "fields",
    [
        {"stap": "uitkomst", "need": ["x", "werkdruk"], "urgency.werkdruk": "9", "weight.topic": "nan"},
        {"stap": "uitkomst", "text": "a" * 10_000, "sector": "bestaat-niet", "scheme": "?"},
        {"stap": "uitkomst", "need": "werkdruk", "weight.topic": "1e400", "weight.x": "1", "exclude": "weg"},
        {"stap": "uitkomst", "need": "werkdruk", "notMeant": ["werkdruk"] * 90, "waarom": "<b>"},
        {"stap": "<script>", "text": "\x00\ud7ff \u202e"},
        {"stap": ["samenvatting", "urgentie"], "need": ["werkdruk"] * 40},
    ],
)
def test_no_answer_breaks_the_diagnosis(client: TestClient, fields: dict[str, Any]) -> None:
    response = client.post("/diagnose", data=fields)
    assert response.status_code == 200
    parse(response)
    assert "<script>" not in response.text.replace("<script src", "").replace("<script type", "")
    assert response.headers["cache-control"] == "private, no-cache"

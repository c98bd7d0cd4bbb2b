"""POST /v1/match and its kin, through the real service."""

from decimal import Decimal
from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from app.domain.matching.weights import FEATURES

PROFILE = {
    "sector": "transport-en-logistiek",
    "organisationSize": "groot",
    "needs": [{"topic": "fysieke-belasting", "urgency": 3}],
    "targetGroups": ["chauffeurs"],
    "present": ["kennis", "analyse"],
    "phase": "plan-van-aanpak",
    "barriers": ["willen"],
    "scheme": "mdieu",
    "exclude": [],
    "text": "Onze chauffeurs hebben last van hun rug.",
}
JSON = {"Content-Type": "application/json"}


def post(client: TestClient, path: str = "/v1/match", **body: Any) -> Any:
    return client.post(path, json=body)


def refused(response: Any) -> dict[str, str]:
    """The errors of a refusal, by name."""
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert all(error["in"] == "body" for error in response.json()["errors"])
    return {error["name"]: error["code"] for error in response.json()["errors"]}


def test_the_contract_of_the_answer(client: TestClient) -> None:
    response = post(client, profile=PROFILE, limit=5)
    answer = response.json()

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
    assert answer["algorithm"]["name"] == "interventiebank-match"
    assert answer["considered"] > 300
    assert 0 < len(answer["recommendations"]) <= 5
    first = answer["recommendations"][0]
    assert set(first) == {"rank", "intervention", "score", "needs", "reasons", "cautions", "unknown"}
    assert {"factor", "profileValue", "interventionValue", "weight", "contribution", "text"} <= set(first["reasons"][0])
    assert answer["coverage"][0]["need"] == "fysieke-belasting"
    assert {item["code"] for item in answer["excluded"]} <= {"andere-sector", "verlopen", "regeling", "uitgesloten"}


def test_the_contributions_on_the_wire_add_up_to_the_score(client: TestClient) -> None:
    answer = orjson.loads(post(client, profile=PROFILE).content)

    for item in (*answer["recommendations"], *answer["approaches"]):
        total = sum(Decimal(str(reason["contribution"])) for reason in item["reasons"])
        assert total == Decimal(str(item["score"]))


def test_what_was_understood_is_echoed_and_what_was_derived_is_marked(client: TestClient) -> None:
    answer = post(client, profile={"text": "Onze koks hebben schulden.", "bravo": [{"dimension": "roken"}]}).json()

    understood = answer["profile"]["understood"]
    assert next((need["topic"]["id"], need["derived"]) for need in understood["needs"]) == ("roken", True)
    assert understood["text"] == "Onze koks hebben schulden."


def test_a_batch_answers_every_profile_and_an_error_stops_none(client: TestClient) -> None:
    answer = post(client, profiles=[PROFILE, {"needs": [{"topic": "geluk"}]}, {"needs": [{"topic": "roken"}]}]).json()

    assert [item["index"] for item in answer["items"]] == [0, 1, 2]
    assert answer["items"][0]["match"]["recommendations"]
    assert answer["items"][1]["error"]["errors"][0]["name"] == "profiles.1.needs.0.topic"
    assert answer["items"][1].get("match") is None
    assert answer["items"][2]["match"]["recommendations"]


@pytest.mark.parametrize("profiles", [[], {}, "alles", [PROFILE] * 101])
def test_a_batch_is_a_list_of_one_to_a_hundred(client: TestClient, profiles: object) -> None:
    assert refused(post(client, profiles=profiles)) == {"profiles": "out_of_range"}


def test_numbers_and_nothing_mean_what_they_mean_in_json_schema(client: TestClient) -> None:
    profile = {"needs": [{"topic": "werkdruk", "urgency": 2}]}
    plain = post(client, profile=profile, limit=3).json()
    assert plain["recommendations"]
    same = {"profile": {"needs": [{"topic": "werkdruk", "urgency": 2.0}]}, "profiles": None, "limit": 3.0}
    assert post(client, **same).json() == plain
    assert refused(post(client, profile=None)) == {"profile": "missing"}
    assert refused(post(client, profile=profile, limit=3.5)) == {"limit": "out_of_range"}


def test_every_mistake_is_named_at_once(client: TestClient) -> None:
    body = {
        "profile": {"needs": [{"topic": "werkdrk", "urgency": 9}], "sector": "zorgg"},
        "limit": 51,
        "weights": {"evidence": 0.5},
        "kleur": "rood",
    }

    assert refused(post(client, **body)) == {
        "profile.needs.0.urgency": "less_than_equal",
        "profile.needs.0.topic": "unknown_value",
        "profile.sector": "unknown_value",
        "limit": "out_of_range",
        "weights.evidence": "out_of_range",
        "kleur": "extra_forbidden",
    }


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({}, "profile"),
        ({"profile": None}, "profile"),
        ({"profile": {}}, "profile.needs"),
        ({"profile": {"text": "a" * 10_000}}, "profile.text"),
        ({"profile": PROFILE, "profiles": [PROFILE]}, "profiles"),
    ],
)
def test_empty_oversized_and_contradictory_questions_are_refused(
    client: TestClient, body: dict[str, Any], name: str
) -> None:
    assert name in refused(client.post("/v1/match", json=body))


def test_a_text_of_five_thousand_characters_is_answered(client: TestClient) -> None:
    text = ("Onze medewerkers hebben te veel werkdruk en stress. " * 120)[:5000]

    assert post(client, profile={"text": text}).json()["recommendations"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"nul", b'{"profile": NaN}', b'"\xff"'])
def test_what_is_no_json_object_is_refused(client: TestClient, content: bytes) -> None:
    refused(client.post("/v1/match", content=content, headers=JSON))


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", ""])
def test_another_kind_of_content_is_415(client: TestClient, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}
    response = client.post("/v1/match", content=orjson.dumps({"profile": PROFILE}), headers=headers)

    assert response.status_code == 415
    assert response.json()["status"] == 415


def test_too_large_a_body_is_413_and_a_batch_may_be_larger(client: TestClient) -> None:
    large = {"profile": PROFILE, "vulling": "a" * 70_000}
    batch = {"profiles": [{**PROFILE, "text": "Tillen is zwaar. " * 60}] * 70}

    assert client.post("/v1/match", json=large).status_code == 413
    assert client.post("/v1/match", content=b" " * 2_000_000, headers=JSON).status_code == 413
    assert client.post("/v1/match", json=batch).status_code == 200


def test_a_misspelt_query_parameter_is_not_ignored(client: TestClient) -> None:
    response = client.post("/v1/match?limit=5", json={"profile": PROFILE})

    assert response.status_code == 400
    assert response.json()["errors"][0]["in"] == "query"


def test_weights_move_the_list(client: TestClient) -> None:
    lists = [
        [
            item["intervention"]["id"]
            for item in post(client, profile=PROFILE, weights=weights).json()["recommendations"]
        ]
        for weights in ({}, {"sector": 0.5, "topic": 0.2, "concreteness": 0})
    ]

    assert lists[0] != lists[1]


def test_why_not_explains_a_record(client: TestClient) -> None:
    answer = post(client, "/v1/match/explain", intervention="tilthermometer", profile=PROFILE).json()

    assert answer["status"] == "excluded"
    assert "andere sector" in answer["text"]
    assert sum(Decimal(str(item["contribution"])) for item in answer["reasons"]) == Decimal(str(answer["score"]))
    assert answer["missed"][0]["lost"] > 0
    assert any("Zorg en welzijn" in change["text"] for change in answer["changes"])


def test_why_not_needs_a_record_and_a_profile(client: TestClient) -> None:
    assert refused(post(client, "/v1/match/explain")) == {"intervention": "missing", "profile": "missing"}
    assert refused(post(client, "/v1/match/explain", intervention=3, profile={})) == {
        "intervention": "string_type",
        "profile.needs": "missing",
    }


def test_the_algorithm_documents_itself_and_its_examples_work(client: TestClient) -> None:
    response = client.get("/v1/match/algorithm")
    algorithm = response.json()

    assert "public" in response.headers["Cache-Control"]
    assert [feature["name"] for feature in algorithm["features"]] == list(FEATURES)
    assert all(feature["documentation"] for feature in algorithm["features"])
    for way in algorithm["waysIn"]:
        for dimension in way["dimensions"]:
            profile = {way["name"]: [{"dimension": dimension["id"]}]}
            assert post(client, profile=profile, limit=1).status_code == 200
    for scheme in algorithm["schemes"]:
        answer = post(client, profile={**PROFILE, "scheme": scheme["id"]}).json()
        assert answer["profile"]["understood"]["schemeNote"] == scheme["note"]


def test_an_unready_service_says_so(client: TestClient, tmp_path: Any) -> None:
    from tests.conftest import serving

    with serving(tmp_path / "leeg") as unready:
        assert post(unready, profile=PROFILE).status_code == 503

"""Records beside a record over HTTP, each with the reason, and the kinds of suggestions."""

import pytest
from starlette.testclient import TestClient

from app.catalogue.suggestions import SUGGESTION_KINDS
from app.domain.corpus import Corpus
from tests.api.test_http import problem


def test_what_the_editors_linked_comes_first_then_the_type(small_client: TestClient) -> None:
    answer = small_client.get("/v1/interventions/tilmeter/related").json()
    shown = [(item["id"], item["relation"], item["reason"]) for item in answer["items"]]
    assert shown[:2] == [
        ("werkdruk-in-zicht", "linked", "Hoort hierbij volgens de redactie"),
        ("risicoscan", "type", "De soort waar dit een voorbeeld van is"),
    ]
    assert answer["_links"]["self"]["href"] == "/v1/interventions/tilmeter/related"
    assert answer["_links"]["intervention"]["href"] == "/v1/interventions/tilmeter"


def test_a_related_record_is_a_whole_summary(small_client: TestClient) -> None:
    first = small_client.get("/v1/interventions/tilmeter/related?limit=1").json()["items"][0]
    listed = small_client.get("/v1/interventions", params={"q": "Werkdruk in zicht"}).json()["items"][0]
    for item in (first, listed):
        for extra in ("reason", "relation", "score", "highlights"):
            item.pop(extra, None)
    assert first == listed


def test_every_record_of_the_real_corpus_answers_within_the_limit(client: TestClient, corpus: Corpus) -> None:
    for record in corpus.interventions[::9]:
        items = client.get(f"/v1/interventions/{record.id}/related?limit=4").json()["items"]
        ids = [item["id"] for item in items]
        assert len(ids) == len(set(ids)) <= 4
        assert record.id not in ids
        assert all(item["reason"] and item["title"] for item in items)


def test_the_limit_is_a_prefix(client: TestClient) -> None:
    few = client.get("/v1/interventions/tilthermometer/related?limit=2").json()["items"]
    many = client.get("/v1/interventions/tilthermometer/related?limit=8").json()["items"]
    assert len(many) > len(few) == 2
    assert many[:2] == few


@pytest.mark.parametrize("limit", ["0", "-1", "26", "veel", ""])
def test_an_impossible_limit_is_refused(small_client: TestClient, limit: str) -> None:
    errors = problem(small_client.get(f"/v1/interventions/tilmeter/related?limit={limit}"), 400)["errors"]
    assert [error["name"] for error in errors] == ["limit"]


def test_a_record_that_there_is_not_has_nothing_beside_it(small_client: TestClient) -> None:
    assert "bestaat niet" in problem(small_client.get("/v1/interventions/bestaat-niet/related"), 404)["detail"]


def test_only_json_and_only_known_parameters(small_client: TestClient) -> None:
    address = "/v1/interventions/tilmeter/related"
    problem(small_client.get(address, headers={"Accept": "text/markdown"}), 406)
    assert problem(small_client.get(f"{address}?aantal=3"), 400)["errors"][0]["name"] == "aantal"


def test_suggestions_stand_together_by_kind(client: TestClient) -> None:
    kinds = [item["kind"] for item in client.get("/v1/suggestions?q=werk&limit=25").json()["items"]]
    assert set(kinds) <= set(SUGGESTION_KINDS)
    assert len(set(kinds)) >= 3
    assert kinds == sorted(kinds, key=SUGGESTION_KINDS.index)
